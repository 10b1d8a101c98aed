"""Official font names → fonts that are here: installed ones first, else those that come along."""

from __future__ import annotations

import threading
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, lru_cache

from PySide6.QtGui import QFont, QFontDatabase, QFontMetricsF

from jixiao_desktop.resources import resources_root

UNITS = 10
"""Layout units per point: fonts are laid out large and unhinted, so every device breaks alike."""
FALLBACKS = ("Jixiao Serif", "Jixiao Sans", "Jixiao Kai")


@dataclass(frozen=True, slots=True)
class Family:
    """One official font: other names it is installed under, and what stands in for it."""

    name: str
    also: tuple[str, ...]
    bundled: str
    bold: bool = False


@cache
def register() -> tuple[str, ...]:
    """Make the bundled fonts known to Qt, once; needs a running QGuiApplication."""
    found: list[str] = []
    for file in sorted((resources_root() / "fonts").glob("*.[ot]tf")):
        number = QFontDatabase.addApplicationFont(str(file))
        found += QFontDatabase.applicationFontFamilies(number) if number >= 0 else ()
    return tuple(dict.fromkeys(found))


@cache
def families() -> dict[str, Family]:
    """Read the table of official names (resources/fonts/families.toml)."""
    text = (resources_root() / "fonts" / "families.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text).get("family", [])
    made = [
        Family(r["name"], tuple(r.get("also", ())), r["bundled"], bool(r.get("bold"))) for r in rows
    ]
    return {family.name: family for family in made}


@cache
def _installed() -> frozenset[str]:
    register()
    return frozenset(QFontDatabase.families())


@cache
def resolved(name: str) -> tuple[str, bool]:
    """Return (family to draw with, whether it must be made bold) for an official name."""
    here = _installed()
    family = families().get(name)
    if name in here:
        return name, False
    if family is None:
        return FALLBACKS[0], False
    for other in family.also:
        if other in here:
            return other, False
    return family.bundled, family.bold


def missing_fonts(names: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """Return (official name, what is drawn instead) for every font that is not installed."""
    bundled = set(register())
    wanted = dict.fromkeys(names)
    return tuple((n, resolved(n)[0]) for n in wanted if n and resolved(n)[0] in bundled)


class _Faces(threading.local):
    """Fonts and measures of one thread: Qt keeps the engines behind them apart by thread."""

    def __init__(self) -> None:
        self.font = lru_cache(maxsize=256)(_font)
        self.metrics = lru_cache(maxsize=256)(_metrics)


def font(name: str, size: float, bold: bool = False, tracking: float = 0.0) -> QFont:
    """Return a font of so many points in layout units, made once in each thread that draws."""
    return _faces.font(name, size, bold, tracking)


def metrics(name: str, size: float, bold: bool = False, tracking: float = 0.0) -> QFontMetricsF:
    """Return the measures of a font in layout units."""
    return _faces.metrics(name, size, bold, tracking)


def _font(name: str, size: float, bold: bool, tracking: float) -> QFont:
    """Make a font; ``tracking`` widens its characters by percent.

    Kerning and hinting are off: what stands in columns stays there on every device. Qt scales
    spacing given in points by the device, so it is told in percent.
    """
    family, heavy = resolved(name)
    made = QFont()
    made.setFamilies(list(dict.fromkeys((family, *FALLBACKS))))
    made.setPixelSize(max(1, round(size * UNITS)))
    made.setBold(bold or heavy)
    made.setHintingPreference(QFont.HintingPreference.PreferNoHinting)
    made.setStyleStrategy(QFont.StyleStrategy.PreferOutline)
    made.setKerning(False)
    if tracking:
        made.setLetterSpacing(QFont.SpacingType.PercentageSpacing, 100 + tracking)
    return made


def _metrics(name: str, size: float, bold: bool, tracking: float) -> QFontMetricsF:
    return QFontMetricsF(font(name, size, bold, tracking))


_faces = _Faces()
