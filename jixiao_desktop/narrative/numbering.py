"""Number styles of official documents (GB/T 9704-2012 7.3.3): 一、 （一） 1. （1） ①."""

from __future__ import annotations

STYLES = ("一、", "（一）", "1.", "（1）", "①")
"""Number styles by their first number, from the highest level down."""

_FIGURES = "〇一二三四五六七八九"


def han(number: int) -> str:
    """Write 1–99 in Chinese figures: 11 → 十一, 20 → 二十; more in Arabic figures."""
    if not 0 < number < 100:
        return str(number)
    tens, ones = divmod(number, 10)
    head = "" if tens == 0 else ("十" if tens == 1 else _FIGURES[tens] + "十")
    return head + (_FIGURES[ones] if ones or not tens else "")


def numbered(style: str, number: int) -> str:
    """Write a number in a style: (“（一）”, 3) → “（三）”; an empty style gives nothing."""
    if not style:
        return ""
    if style == "①":
        return chr(0x2460 + number - 1) if number <= 20 else f"（{number}）"
    return style.replace("一", han(number)).replace("1", str(number))


def below(style: str) -> str:
    """Return the style one level down, the last one where there is none below."""
    if style not in STYLES:
        return style
    return STYLES[min(STYLES.index(style) + 1, len(STYLES) - 1)]


class Counters:
    """Counts the headings of a report; a heading starts the levels below it anew."""

    def __init__(self) -> None:
        self._at: dict[int, int] = {}

    def next(self, level: int, restart: bool = True) -> int:
        """Return the number of the next heading of a level."""
        self._at[level] = self._at.get(level, 0) + 1
        if restart:
            for lower in [at for at in self._at if at > level]:
                del self._at[lower]
        return self._at[level]
