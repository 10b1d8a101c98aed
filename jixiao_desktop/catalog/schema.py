"""The shape of the exchange file, and its JSON Schema, made from the dictionary."""

from __future__ import annotations

import json
import sys
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.dictionary import Dictionary, Field, load_dictionary
from jixiao_desktop.domain import paths

FORMAT = "jixiao-exchange"
VERSION = 1
REVIEWS = "reviews"
OF_UNIT = "unit_report"
"""Key of a unit's whole year; explanations of the unit's own findings stand in it."""

REVIEW_FIELDS = {
    "unit": "单位名称",
    "project.name": "项目名称",
    "project.purpose": "资金计划用途",
    "project.goal": "年度绩效目标",
    "review.progress": "项目执行情况",
    "review.allocated.central": "中央预算安排资金",
    "review.allocated.local": "本级预算安排资金",
    "review.paid.local": "本级拨付情况",
    "review.paid.county": "旗县拨付情况",
    "review.spending": "资金使用情况",
    "review.deviates": "是否存在偏离绩效目标情况",
    "review.deviation_reason": "偏离原因",
    "review.problems": "存在问题",
    "review.advice": "建议",
    "review.remark": "备注",
}
HEAD_FIELDS = {"title": "标题", "level_name": "本级名称", "county_name": "旗县名称"}
EXPLANATION_FIELDS = {
    "rule": "规则", "path": "位置", "text": "说明", "by": "说明人", "at": "说明时间",
}  # fmt: skip


@dataclass(eq=False, slots=True)
class Shape:
    """One object of the file: its texts, ticks, flags, objects and lists by key."""

    leaves: dict[str, Field] = field(default_factory=dict)
    objects: dict[str, Shape] = field(default_factory=dict)
    lists: dict[str, Shape] = field(default_factory=dict)

    def put(self, pattern: str, leaf: Field) -> None:
        """Grow the branch that a pattern (``indicators[].monitoring.actual``) names."""
        head, _, rest = pattern.partition(".")
        if not rest:
            self.leaves[head] = leaf
        elif head.endswith("[]"):
            self.lists.setdefault(head[:-2], Shape()).put(rest, leaf)
        else:
            self.objects.setdefault(head, Shape()).put(rest, leaf)

    def knows(self, key: str) -> bool:
        """Tell whether a key may stand here."""
        return key in self.leaves or key in self.objects or key in self.lists


@dataclass(frozen=True, slots=True)
class Shapes:
    """The three kinds of content of a file: for the unit's year, a project, and the head."""

    unit: Shape
    """Paths that begin with ``unit.`` or ``unit_report.``, review rows and the head's texts."""
    project: Shape


def shapes_of(dictionary: Dictionary) -> Shapes:
    """Sort the dictionary's fields into what stands at the top and what in a project."""
    unit, project = Shape(), Shape()
    for one in dictionary:
        whole = one.pattern.startswith((*paths.UNIT_PREFIXES, f"{REVIEWS}[]."))
        if whole or one.pattern in HEAD_FIELDS:
            unit.put(one.pattern, one)
        else:
            project.put(one.pattern, one)
    for key, label in REVIEW_FIELDS.items():
        unit.put(f"{REVIEWS}[].{key}", Field(f"{REVIEWS}[].{key}", label))
    for key, label in HEAD_FIELDS.items():
        unit.put(key, Field(key, label))
    for shape in (project, *_indicator_lists(unit), *_indicator_lists(project)):
        shape.leaves.setdefault("id", Field("id", "标识"))
    return Shapes(unit, project)


def _indicator_lists(shape: Shape) -> list[Shape]:
    found = list(shape.lists.values())
    for below in shape.objects.values():
        found += _indicator_lists(below)
    return found


def json_schema(dictionary: Dictionary) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of a whole exchange file."""
    shapes = shapes_of(dictionary)
    project = _object(shapes.project)
    project["properties"]["explanations"] = _notes("出错说明")
    top = _object(shapes.unit)
    top["properties"][OF_UNIT]["properties"]["explanations"] = _notes("单位一级的出错说明")
    top["properties"] |= {
        "format": {"const": FORMAT},
        "version": {"const": VERSION},
        "year": {"type": "integer", "minimum": 1990, "maximum": 2100, "description": "年度"},
        "notice": _text("通知编号"),
        "written_by": _text("写出本文件的程序版本"),
        "projects": {"type": ["array", "null"], "description": "项目", "items": project},
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "预算绩效交换文件 第1版",
        "required": ["format", "version", "year"],
        **top,
        "properties": dict(sorted(top["properties"].items())),
    }


def _notes(label: str) -> dict[str, Any]:
    return {
        "type": ["array", "null"],
        "description": label,
        "items": {
            "type": "object",
            "additionalProperties": False,
            "properties": {k: _text(label) for k, label in EXPLANATION_FIELDS.items()},
        },
    }


def _text(label: str) -> dict[str, Any]:
    return {"type": ["string", "null"], "description": label}


def _object(shape: Shape) -> dict[str, Any]:
    properties: dict[str, Any] = {key: _leaf(one) for key, one in shape.leaves.items()}
    for key, below in shape.objects.items():
        properties[key] = {**_object(below), "type": ["object", "null"]}
    for key, below in shape.lists.items():
        properties[key] = {"type": ["array", "null"], "items": _object(below)}
    return {"type": "object", "additionalProperties": False, "properties": properties}


def _leaf(one: Field) -> dict[str, Any]:
    if one.kind == "flag":
        return {"type": ["boolean", "null"], "description": one.label}
    if one.kind == "ticks":
        return {
            "type": ["array", "null"],
            "description": _described(one),
            "items": {"type": ["string", "null"]},
        }
    found = _text(_described(one))
    return found | ({"examples": [one.example]} if one.example else {})


def _described(one: Field) -> str:
    unit = f"（{one.unit}）" if one.unit else ""
    choices = f"，如：{' '.join(one.choices)}" if one.choices else ""
    return f"{one.label}{unit}{choices}"


def schema_text(dictionary: Dictionary) -> str:
    """Return the JSON Schema as it is published."""
    return json.dumps(json_schema(dictionary), ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def publish(target: Path) -> None:
    """Write the schema: ``python3 -m jixiao_desktop.catalog.schema docs/exchange.schema.json``."""
    target.write_text(schema_text(load_dictionary()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    publish(Path(sys.argv[1]))
