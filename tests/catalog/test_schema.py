"""The published JSON Schema follows the dictionary, and real files fit it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft202012Validator

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.catalog.schema import json_schema, publish

ROOT = Path(__file__).parents[2]
EXAMPLES = sorted((ROOT / "tests" / "data" / "exchange").glob("*.json"))
EXAMPLES += sorted(ROOT.glob("resources/**/sample*.json"))


def validator() -> Any:
    schema = json_schema(load_dictionary())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


def test_the_published_schema_is_the_dictionarys(tmp_path: Path) -> None:
    publish(tmp_path / "now.json")
    published = (ROOT / "docs" / "exchange.schema.json").read_text(encoding="utf-8")
    assert published == (tmp_path / "now.json").read_text(encoding="utf-8"), (
        "run: python3 -m jixiao_desktop.catalog.schema docs/exchange.schema.json"
    )


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda f: f"{f.parent.parent.name}-{f.stem}")
def test_real_files_fit_the_schema(file: Path) -> None:
    data = json.loads(file.read_text(encoding="utf-8"))
    assert [e.message for e in validator().iter_errors(data)] == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"unit": {"nome": "x"}},
        {"projects": [{"budget": {"total": {"initial": 100}}}]},
        {"projects": [{"indicators": [{"monitoring": {"causes": "其他"}}]}]},
        {"version": 2},
    ],
)
def test_what_the_program_refuses_does_not_fit_either(wrong: dict[str, Any]) -> None:
    head = {"format": "jixiao-exchange", "version": 1, "year": 2024}
    assert list(validator().iter_errors(head)) == []
    assert list(validator().iter_errors({**head, **wrong}))
