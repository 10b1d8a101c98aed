"""The handbook in docs/ says what the rules say now."""

import runpy
from pathlib import Path

from jixiao_desktop.rules import RULES

ROOT = Path(__file__).resolve().parents[2]


def test_the_handbook_is_the_rules_own_words() -> None:
    made = runpy.run_path(str(ROOT / "build" / "handbook.py"))["text"]()
    kept = (ROOT / "docs" / "规则手册.md").read_text(encoding="utf-8")
    assert kept == made, "run: python3 build/handbook.py"
    assert all(rule.title in kept for rule in RULES)
    assert "{" not in kept
