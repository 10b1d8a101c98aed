"""A finding in words: the fault without its place, the place without its form, who explained."""

from __future__ import annotations

import re
from datetime import datetime

from jixiao_desktop.domain.finding import Finding, Severity

EXPLAINED = "已说明"
GROUPS = (*(severity.word for severity in Severity), EXPLAINED)
"""The groups that findings are told in, in this order."""
_IN_ROW = re.compile("第\\d{1,4}行")


def sentence_of(finding: Finding) -> str:
    """Return the message without its place, which stands above it already."""
    text = finding.message.replace("{where}", finding.where)
    if finding.where:
        text = text.removeprefix(finding.where).lstrip("：:，, ")
    return text


def place_of(finding: Finding) -> str:
    """Return the place in words without the form's name, which stands elsewhere."""
    form, _, place = finding.where.partition("—")
    return finding.where if _IN_ROW.search(form) else place or form


def group_of(finding: Finding) -> str:
    """Name the group a finding is told in: its weight, or 已说明 where an explanation passes."""
    explained = finding.severity is Severity.EXPLAIN and finding.passes
    return EXPLAINED if explained else finding.severity.word


def explained_words(finding: Finding) -> str:
    """Tell the explanation with name and time, and why it does not count; "" without one."""
    if not finding.explained.strip():
        return ""
    signed = "，".join(filter(None, (finding.by.strip(), when_words(finding.at))))
    head = "说明" if not finding.doubt else f"{finding.doubt}。原说明"
    text = " ".join(line.strip() for line in finding.explained.splitlines() if line.strip())
    return f"{head}（{signed}）：{text}" if signed else f"{head}：{text}"


def when_words(at: str) -> str:
    """Say a kept time for people: 2024年8月17日 10:32; what is no time stays as it is."""
    try:
        moment = datetime.fromisoformat(at)
    except ValueError:
        return at.strip()
    day = f"{moment.year}年{moment.month}月{moment.day}日"
    return f"{day} {moment.hour:02}:{moment.minute:02}" if "T" in at or " " in at else day
