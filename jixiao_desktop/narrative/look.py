"""The look of a report (``style.toml``), the same for Word and paper: millimetres and points."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, cast


@dataclass(frozen=True, slots=True)
class PageLook:
    """Paper and margins in mm; ``line_pitch`` in pt; lines and characters per page."""

    paper: str = "A4"
    top: float = 37.0
    bottom: float = 35.0
    left: float = 28.0
    right: float = 26.0
    line_pitch: float = 28.95
    lines: int = 22
    characters: int = 28
    language: str = "zh-CN"

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the paper in mm."""
        return (297.0, 420.0) if self.paper == "A3" else (210.0, 297.0)

    @property
    def text_width(self) -> float:
        """Width of the text area in points."""
        return (self.size[0] - self.left - self.right) / 25.4 * 72

    @property
    def text_height(self) -> float:
        """Height of the text area in points."""
        return (self.size[1] - self.top - self.bottom) / 25.4 * 72


@dataclass(frozen=True, slots=True)
class FooterLook:
    """Page number (4号 with dashes) and check code; ``gap`` is mm below the text area."""

    font: str = "宋体"
    latin: str = "宋体"
    size: float = 14
    gap: float = 7.0
    pattern: str = "— {page} —"
    code_size: float = 7.5
    code_pattern: str = "校验码 {code}"


@dataclass(frozen=True, slots=True)
class TextLook:
    """One kind of paragraph: official font names, pt, indents in characters of its own size."""

    font: str
    latin: str = ""
    size: float = 16
    bold: bool = False
    align: str = "left"
    indent: float = 0
    left_indent: float = 0
    before: float = 0
    after: float = 0
    line_pitch: float = 0
    keep_with_next: bool = False
    outline: int = 0
    new_page: bool = False


PLAIN = TextLook("仿宋_GB2312", indent=2)


@dataclass(frozen=True, slots=True)
class Look:
    """Everything ``style.toml`` says."""

    page: PageLook = field(default_factory=PageLook)
    footer: FooterLook = field(default_factory=FooterLook)
    texts: tuple[tuple[str, TextLook], ...] = ()

    def text(self, style: str) -> TextLook:
        """Return the look of a kind of paragraph; body where a report brings none of its own."""
        known = dict(self.texts)
        return known.get(style) or known.get("body") or PLAIN

    def pitch(self, style: str) -> float:
        """Return the fixed line spacing of a kind of paragraph in points."""
        return self.text(style).line_pitch or self.page.line_pitch

    def tracking(self, style: str) -> float:
        """Return points between characters (negative: closer), so that a full line holds its count.

        28 characters of 16 pt are wider than 156 mm (GB/T 9704-2012 5.2.3); only text of the body's
        size is drawn together, in steps of a twentieth of a point.
        """
        body = self.text("body").size
        if self.text(style).size != body or not self.page.characters:
            return 0.0
        exact = self.page.text_width / self.page.characters - body
        return math.floor(exact * 20) / 20 if exact < 0 else 0.0

    @property
    def title_room(self) -> float:
        """Return how many Han characters a line of the title may hold, with one to spare."""
        return self.page.text_width / self.text("title").size - 1

    def fonts(self) -> tuple[str, ...]:
        """Return every font name a report asks for, each once."""
        names = [self.footer.font, self.footer.latin]
        for _, look in self.texts:
            names += [look.font, look.latin or look.font]
        return tuple(dict.fromkeys(names))


def read_look(table: Mapping[str, object]) -> Look:
    """Turn the table of ``style.toml`` (its keys checked by the catalogue) into a Look."""
    parts = cast(Mapping[str, Mapping[str, Any]], table)
    return Look(
        PageLook(**parts.get("page", {})),
        FooterLook(**parts.get("footer", {})),
        tuple((name, TextLook(**style)) for name, style in parts.get("text", {}).items()),
    )
