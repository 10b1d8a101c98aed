"""Reading ``notice.toml``: bundled ones and those brought on a USB stick."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.notices import FormUse, Notice
from jixiao_desktop.catalog.source import CatalogError, expect, line_of, read_toml

NOTICE_KEYS = (
    "id", "title", "area", "year", "any_year", "basis", "due", "receiver", "as_of", "form",
    "settings", "rules_off", "rules_hint", "texts",
)  # fmt: skip
USE_KEYS = ("id", "name", "edition", "title", "due", "headings", "blank")
OWN_SETTINGS = (
    "year", "as_of", "required", "rules_off", "rules_hint", "basis", "notice_title", "stage",
)  # fmt: skip


def load_notice(file: Path) -> Notice:
    """Read one notice; a fault raises CatalogError with file, line and key."""
    table = read_toml(file)
    expect(file, table, NOTICE_KEYS, ("id", "title", "year", "basis", "form"))
    return Notice(
        id=table["id"],
        title=table["title"],
        year=table["year"],
        any_year=bool(table.get("any_year", False)),
        area=table.get("area", ""),
        basis=table["basis"],
        forms=tuple(_use(file, one) for one in table["form"]),
        as_of=tuple((k, _day(file, k, v)) for k, v in table.get("as_of", {}).items()),
        due=_day(file, "due", table["due"]) if "due" in table else None,
        settings=read_settings(file, table.get("settings", {})),
        rules_off=_names(file, table, "rules_off"),
        rules_hint=_names(file, table, "rules_hint"),
        receiver=table.get("receiver", ""),
        folder=file.parent,
        texts=tuple(table.get("texts", {}).items()),
    )


def _day(file: Path, key: str, value: object) -> date:
    if not isinstance(value, date):
        raise CatalogError(file, key, "应写成日期，例如 2024-07-31。", line_of(file, key))
    return value


def _names(file: Path, table: Mapping[str, Any], key: str) -> tuple[str, ...]:
    """Read a list of names; a single one, or anything else, is refused with its line."""
    value = table.get(key, [])
    if not isinstance(value, list) or not all(isinstance(name, str) for name in value):
        raise CatalogError(file, key, '应写成名称的列表，例如 ["a.b"]。', line_of(file, key))
    return tuple(value)


def read_settings(file: Path, table: Mapping[str, object]) -> tuple[tuple[str, str], ...]:
    """Read a table of settings as texts; an unknown name or a text for a number is refused."""
    return tuple(_setting(file, key, value) for key, value in table.items())


def _setting(file: Path, key: str, value: object) -> tuple[str, str]:
    from jixiao_desktop.domain.rates import read_floors
    from jixiao_desktop.domain.settings import CHOICES, Settings

    kinds = {f.name: str(f.type) for f in fields(Settings) if f.name not in OWN_SETTINGS}
    text = str(value)
    if key not in kinds:
        raise CatalogError(file, key, "不是已有的设置。", line_of(file, key))
    try:
        if kinds[key] == "Decimal" and not Decimal(text).is_finite():
            raise ValueError(text)
        if kinds[key] == "int":
            int(text)
    except (InvalidOperation, ValueError) as error:
        raise CatalogError(file, key, "应写成数字。", line_of(file, key)) from error
    if key == "spending_floors":
        try:
            read_floors(text)
        except ValueError as error:
            wrong = "应写成月份和百分数，例如 4=25、6=40。"
            raise CatalogError(file, key, wrong, line_of(file, key)) from error
    if text not in CHOICES.get(key, (text,)):
        known = "、".join(CHOICES[key])
        wrong = f"写的是“{text}”，应是其中一个：{known}。"
        raise CatalogError(file, key, wrong, line_of(file, key))
    return key, text


def _use(file: Path, table: Mapping[str, Any]) -> FormUse:
    expect(file, table, USE_KEYS, ("id",))
    blank = table.get("blank", "")
    if blank and not (file.parent / blank).is_file():
        raise CatalogError(file, blank, "空表文件不在通知旁边。", line_of(file, blank))
    return FormUse(
        id=table["id"],
        name=table.get("name", ""),
        edition=table.get("edition", ""),
        title=table.get("title", ""),
        due=_day(file, "due", table["due"]) if "due" in table else None,
        headings=tuple(table.get("headings", {}).items()),
        blank=file.parent / blank if blank else None,
    )
