"""How a number looks in a cell: the few number formats official forms use."""

from __future__ import annotations

import re
from decimal import Decimal

from jixiao_desktop.domain.numbers import plain, round_half_up

SIGNIFICANT = 15
"""Digits that a spreadsheet keeps of a number."""

_PLAIN = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.([0-9]+))?")
_DECIMALS = re.compile(r"0(?:\.(0*)(#*))?(%?)")


def exact_number(text: str) -> tuple[Decimal, str] | None:
    """Read a text that is exactly one plain number, with the format that shows it as typed.

    “007”, “1,960”, “+3” and anything a spreadsheet would round stay text.
    """
    match = _PLAIN.fullmatch(text)
    if match is None or sum(c.isdigit() for c in text) > SIGNIFICANT:
        return None
    value, decimals = Decimal(text), match[1] or ""
    if text.startswith("-") and not value:
        return None
    return value, "0." + "0" * len(decimals) if decimals else "General"


def money_format(value: Decimal, blank_format: str) -> str:
    """Keep the blank's format, with more optional decimals where the amount has more."""
    match = _DECIMALS.search(blank_format)
    if match is None or match[3]:
        return blank_format if blank_format != "General" else "0.00##"
    room = len(match[1] or "") + len(match[2] or "")
    needed = len(plain(value).partition(".")[2])
    if needed <= room:
        return blank_format
    wider = "0." + (match[1] or "") + "#" * (needed - len(match[1] or ""))
    return blank_format[: match.start()] + wider + blank_format[match.end() :]


def show_number(value: Decimal, number_format: str) -> str:
    """Show a number as a spreadsheet would under one of the forms' formats."""
    match = _DECIMALS.search(number_format)
    if number_format == "General" or match is None:
        return plain(value)
    least, most = len(match[1] or ""), len(match[1] or "") + len(match[2] or "")
    if match[3]:
        value = value.scaleb(2)
    shown = format(round_half_up(value, most), "f")
    whole, _, decimals = shown.partition(".")
    decimals = decimals[:least] + decimals[least:].rstrip("0")
    if "#,##" in number_format:
        whole = f"{int(whole):,}" if whole not in ("-0",) else whole
    return (f"{whole}.{decimals}" if decimals else whole) + match[3]


def clean_number(value: float | int | Decimal) -> Decimal:
    """Take a number out of a spreadsheet without the noise of its binary form (41.88)."""
    if isinstance(value, float):
        return Decimal(format(value, f".{SIGNIFICANT}g"))
    return Decimal(value)
