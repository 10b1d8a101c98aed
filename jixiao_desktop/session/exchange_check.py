"""What an exchange file may hold; everything else is refused with its place in words."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jixiao_desktop.catalog.schema import (
    EXPLANATION_FIELDS,
    FORMAT,
    OF_UNIT,
    VERSION,
    Shape,
    Shapes,
)
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.session.problem import Problem

LARGEST = 50 * 1024 * 1024
DEEPEST = 40
HEAD = ("format", "version", "year", "notice", "written_by", "projects")


def read_json(source: str | bytes) -> dict[str, Any]:
    """Read the text of an exchange file: UTF-8, at most 50 MB, each key once."""
    if len(source) > LARGEST:
        size = len(source) // (1024 * 1024)
        raise Problem(f"交换文件有 {size} MB，超过 50 MB，没有读入。请把它分成几个文件。")
    try:
        text = source.decode("utf-8-sig") if isinstance(source, bytes) else source
    except UnicodeDecodeError as error:
        raise Problem(
            f"交换文件第 {error.start + 1} 个字节不是 UTF-8 编码，没有读入。请用 UTF-8 重新保存它。"
        ) from error
    if _depth(text) > DEEPEST:
        raise Problem("交换文件的层次太深，不是本程序写的，没有读入。请换一个文件。")
    try:
        data = json.loads(text, object_pairs_hook=_once, parse_constant=_no_constant)
    except json.JSONDecodeError as error:
        raise Problem(
            f"交换文件第 {error.lineno} 行第 {error.colno} 个字符处读不懂，没有读入。"
            "请检查那里的引号、逗号和括号。"
        ) from error
    except (ValueError, RecursionError) as error:
        raise Problem("交换文件里有读不懂的数字或层次，没有读入。请换一个文件。") from error
    if not isinstance(data, dict):
        raise Problem("交换文件最外层应是一个对象 { … }，没有读入。请换一个文件。")
    return data


def _depth(text: str) -> int:
    deepest = depth = 0
    quoted = escaped = False
    for sign in text:
        if quoted:
            quoted = escaped or sign != '"'
            escaped = not escaped and sign == "\\"
        elif sign == '"':
            quoted = True
        elif sign in "{[":
            depth += 1
            deepest = max(deepest, depth)
        elif sign in "}]":
            depth -= 1
    return deepest


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for key, value in pairs:
        if key in made:
            raise Problem(f"交换文件里“{key}”在同一处写了两次，没有读入。请只留一个。")
        made[key] = value
    return made


def _no_constant(name: str) -> Any:
    raise ValueError(name)


def checked(data: Mapping[str, Any], shapes: Shapes) -> None:
    """Check the whole file; the first thing that does not fit raises Problem with its place."""
    _check_head(data)
    for key, value in data.items():
        if key in HEAD:
            continue
        if not shapes.unit.knows(key):
            raise _unknown(key)
        _check_key(shapes.unit, key, _noted(value, key) if key == OF_UNIT else value, key)
    projects = _list(data.get("projects"), "projects")
    for position, one in enumerate(projects):
        where = f"projects[{position}]"
        _check_object(shapes.project, _noted(one, where), where)
    _check_ids(projects, "projects")


def _check_head(data: Mapping[str, Any]) -> None:
    if data.get("format") != FORMAT:
        raise Problem(f"这不是绩效交换文件：开头的 format 应是“{FORMAT}”。请换一个文件。")
    version = data.get("version")
    if version != VERSION or isinstance(version, bool):
        raise Problem(
            f"交换文件是第 {_say(version)} 版，这一版程序只读第 {VERSION} 版。请安装新版程序再读。"
        )
    year = data.get("year")
    if isinstance(year, bool) or not isinstance(year, int) or not 1990 <= year <= 2100:
        raise Problem(f"交换文件的 year 应是四位年份，现在是“{_say(year)}”。请改成如 2024。")
    for key in ("notice", "written_by"):
        _check_text(data.get(key), key)


def _check_object(shape: Shape, data: Any, where: str) -> None:
    for key, value in _object(data, where).items():
        place = f"{where}.{key}"
        if not shape.knows(key):
            raise _unknown(place)
        _check_key(shape, key, value, place)


def _check_key(shape: Shape, key: str, value: Any, place: str) -> None:
    if key in shape.objects:
        _check_object(shape.objects[key], {} if value is None else value, place)
    elif key in shape.lists:
        rows = _list(value, place)
        for position, one in enumerate(rows):
            _check_object(shape.lists[key], one, f"{place}[{position}]")
        _check_ids(rows, place)
    elif shape.leaves[key].kind == "flag":
        if value is not None and not isinstance(value, bool):
            raise Problem(f"“{place}”应是 true 或 false，现在是“{_say(value)}”。请改正后再读。")
    elif shape.leaves[key].kind == "ticks":
        for position, one in enumerate(_list(value, place)):
            _check_text(one, f"{place}[{position}]")
            if one and "、" in one:
                raise Problem(f"“{place}[{position}]”里有顿号，请把各项分开写成几个文本。")
    else:
        _check_text(value, place)
        if key == "as_of" and value:
            _check_day(value, place)


def _check_day(value: str, place: str) -> None:
    if len(value) != 10 or value[4] != "-" or value[7] != "-" or read_date(value) is None:
        raise Problem(f"“{place}”应是日期，如 2024-07-31，现在是“{_say(value)}”。请改正后再读。")


def _noted(value: Any, where: str) -> Any:
    """Check the explanations kept beside some content; return the content without them."""
    if value is None and where == OF_UNIT:
        return value
    _check_notes(_object(value, where).get("explanations"), f"{where}.explanations")
    return {key: one for key, one in value.items() if key != "explanations"}


def _check_notes(notes: Any, where: str) -> None:
    seen = set()
    for position, one in enumerate(_list(notes, where)):
        place = f"{where}[{position}]"
        for key, value in _object(one, place).items():
            if key not in EXPLANATION_FIELDS:
                raise _unknown(f"{place}.{key}")
            _check_text(value, f"{place}.{key}")
        same = (one.get("rule") or "", one.get("path") or "")
        if same in seen:
            raise Problem(f"“{place}”与前面的说明是同一处同一条，请只留一条。")
        seen.add(same)


def _check_ids(rows: list[Any], where: str) -> None:
    seen: set[str] = set()
    for position, one in enumerate(rows):
        given = one.get("id")
        if given and given in seen:
            raise Problem(f"“{where}[{position}].id”与前面的重复，标识“{given}”只能用一次。")
        seen.add(given or "")


def _check_text(value: Any, place: str) -> None:
    if value is None:
        return
    if not isinstance(value, str):
        raise Problem(
            f'“{place}”应是文本，现在是“{_say(value)}”。请加上引号，数字也写成文本，如 "100.00"。'
        )
    try:
        value.encode("utf-8")
    except UnicodeEncodeError as error:
        raise Problem(f"“{place}”里有残缺的字符，没有读入。请重新输入那一处。") from error


def _list(value: Any, place: str) -> list[Any]:
    if value is None:
        return []
    if not isinstance(value, list | tuple):
        raise Problem(f"“{place}”应是列表 [ … ]，现在是“{_say(value)}”。请改正后再读。")
    return list(value)


def _object(value: Any, place: str) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise Problem(f"“{place}”应是对象 {{ … }}，现在是“{_say(value)}”。请改正后再读。")
    return value


def _unknown(place: str) -> Problem:
    return Problem(f"交换文件里的“{place}”不是本程序认识的键，没有读入。请删去它，或安装新版程序。")


def _say(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, default=str)
    return text if len(text) <= 40 else text[:40] + "…"
