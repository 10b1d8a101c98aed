"""Colours, sizes and letters of the window, read from resources/style; nothing else names any."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from typing import NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QPalette
from PySide6.QtWidgets import QApplication, QWidget

from jixiao_desktop.resources import resources_root

TOKEN = re.compile(r"@([a-z][a-z0-9:-]*)@")
LESS = "-less"
ICON = "icon:"
SHEETS = ("style.qss", "editors.qss", "dialogs.qss")
DEFAULT_LETTERS = "medium"


class Tokens(NamedTuple):
    """Named colours and sizes as written in ``tokens.toml``."""

    colours: Mapping[str, str]
    sizes: Mapping[str, float]
    letters: Mapping[str, float]
    letter_names: Mapping[str, str]
    family: str
    font_files: tuple[str, ...]


@cache
def load_tokens() -> Tokens:
    """Read ``tokens.toml`` once."""
    raw = tomllib.loads((resources_root() / "style" / "tokens.toml").read_text("utf-8"))
    font = raw["font"]
    return Tokens(
        raw["colours"],
        raw["sizes"],
        raw["letters"],
        raw["letter-names"],
        str(font["family"]),
        tuple(font["files"]),
    )


class Theme(QObject):
    """The looks in force: asked for a colour or a size by name while painting or laying out."""

    changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.tokens = load_tokens()
        self.letters = DEFAULT_LETTERS
        self._colours = {name: QColor(value) for name, value in self.tokens.colours.items()}

    @property
    def scale(self) -> float:
        """Return how much larger than 中 the letters are."""
        return self.tokens.letters[self.letters] / self.tokens.letters[DEFAULT_LETTERS]

    def colour(self, name: str) -> QColor:
        """Return a named colour."""
        return self._colours[name]

    def px(self, name: str) -> int:
        """Return a named size in pixels at the present letter size."""
        return round(self.tokens.sizes[name] * self.scale)

    def font(self, size: str = "body", *, bold: bool = False) -> QFont:
        """Return the window's font in a named size, digits of one width."""
        font = QFont(self.tokens.family)
        font.setPixelSize(self.px(size))
        font.setBold(bold)
        if hasattr(font, "setFeature"):  # Qt 6.7 and later
            font.setFeature(QFont.Tag("tnum"), 1)
        return font

    def style_sheet(self) -> str:
        """Return the style sheet with every token in its place."""
        folder = resources_root() / "style"
        template = "".join((folder / name).read_text("utf-8") for name in SHEETS)
        return TOKEN.sub(lambda match: self._value(match[1]), template)

    def _value(self, name: str) -> str:
        if name in self.tokens.colours:
            return self.tokens.colours[name]
        if name.startswith(ICON):
            return (resources_root() / "icons" / f"{name.removeprefix(ICON)}.svg").as_posix()
        if name.endswith(LESS):  # room for a focus ring one pixel wider than the plain border
            return f"{self.px(name.removesuffix(LESS)) - 1}px"
        return f"{self.px(name)}px"

    def palette(self) -> QPalette:
        """Return the light palette that Fusion draws what the style sheet leaves out with."""
        role = QPalette.ColorRole
        made = QPalette()
        for part, name in (
            (role.Window, "ground"), (role.Base, "surface"), (role.AlternateBase, "head"),
            (role.Button, "surface"), (role.WindowText, "ink"), (role.Text, "ink"),
            (role.ButtonText, "ink"), (role.Highlight, "accent"),
            (role.HighlightedText, "on-accent"), (role.PlaceholderText, "faint"),
            (role.ToolTipBase, "surface"), (role.ToolTipText, "ink"), (role.Link, "accent"),
            (role.Mid, "edge"), (role.Dark, "faint"), (role.Light, "surface"),
            (role.Accent, "accent"),
        ):  # fmt: skip
            made.setColor(part, self.colour(name))
        for part in (role.Text, role.WindowText, role.ButtonText):
            made.setColor(QPalette.ColorGroup.Disabled, part, self.colour("faint"))
        return made

    def put_on(self, app: QApplication, letters: str = "") -> None:
        """Dress the program; called again when the letters change, and relays out at once."""
        if letters in self.tokens.letters:
            self.letters = letters
        app.setPalette(self.palette())
        app.setFont(self.font())
        app.setStyleSheet(self.style_sheet())
        self.changed.emit()


@cache
def theme() -> Theme:
    """Return the one theme of this process."""
    return Theme()


def dress(app: QApplication, letters: str = "") -> None:
    """Bring fonts, palette and style sheet up, once, at the start of the program."""
    register_fonts()
    theme().put_on(app, letters)


@cache
def register_fonts() -> tuple[int, ...]:
    """Make the bundled screen font known to Qt; the paper fonts wait until paper is drawn."""
    folder = resources_root() / "fonts"
    return tuple(
        QFontDatabase.addApplicationFont(str(folder / name)) for name in load_tokens().font_files
    )


def colour(name: str) -> QColor:
    """Return a named colour of the theme in force."""
    return theme().colour(name)


def px(name: str) -> int:
    """Return a named size of the theme in force, in pixels."""
    return theme().px(name)


def mark(widget: QWidget, **properties: str) -> None:
    """Set the style sheet's properties (role, tone, kind) and restyle where one changed."""
    changed = False
    for name, value in properties.items():
        if (widget.property(name) or "") != value:
            widget.setProperty(name, value)
            changed = True
    if changed and widget.testAttribute(Qt.WidgetAttribute.WA_WState_Polished):
        widget.style().unpolish(widget)
        widget.style().polish(widget)
