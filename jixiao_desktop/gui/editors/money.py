"""Amounts of money in 万元, typed in any of the ways people write them."""

from __future__ import annotations

from jixiao_desktop.gui.editors.text import NumberEditor


class MoneyEditor(NumberEditor):
    """An amount, right-aligned; what was understood shows beside it where it differs."""
