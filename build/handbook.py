"""Writes docs/规则手册.md from the rules' own examples: python3 build/handbook.py [OUTPUT]."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from jixiao_desktop.rules import RULES  # noqa: E402
from jixiao_desktop.rules.help import RuleHelp, help_for  # noqa: E402

STAGES = {"": "各个阶段", "monitoring": "绩效监控", "self_evaluation": "绩效自评",
          "evaluation": "绩效评价"}  # fmt: skip


def lines() -> Iterator[str]:
    """Give the handbook line by line: grouped by stage, gravest first."""
    yield "# 规则手册"
    yield ""
    yield f"程序边填边检查的{len(RULES)}条规则，每条附会提出意见和不会提出意见的例子。"
    yield "必改的改好之前不标“可以上报”；需说明的写明理由就通过；提示只是提醒。"
    for stage, name in STAGES.items():
        chosen = [rule for rule in RULES if rule.stage == stage]
        if chosen:
            yield ""
            yield f"## {name}"
        for rule in sorted(chosen, key=lambda rule: rule.severity.rank):
            yield from entry(help_for(rule.id))


def entry(shown: RuleHelp) -> Iterator[str]:
    """Give one rule as advice: what is seen, what to do, examples, authority."""
    yield ""
    yield f"### {shown.title}（{shown.severity}）"
    yield ""
    yield f"- 怎么办：{shown.fix}"
    yield f"- 会提出：{shown.failing[0]}"
    yield f"- 程序会说：{shown.says}"
    yield f"- 不会提出：{shown.passing[0]}"
    if shown.basis:
        yield f"- 依据：{shown.basis}"


def text() -> str:
    """Return the whole handbook."""
    return "\n".join(lines()) + "\n"


if __name__ == "__main__":
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "docs" / "规则手册.md"
    target.write_text(text(), encoding="utf-8")
    print(f"规则手册：{target}")
