"""A review summary's rows, each looked at as its project at the time point, and checked."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from jixiao_desktop.catalog.schema import HEAD_FIELDS, REVIEW_FIELDS, REVIEWS
from jixiao_desktop.domain.dates import month_end
from jixiao_desktop.domain.dossier import Dossier, Entry, Origin
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.funds import fund_path
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import run
from jixiao_desktop.rules.engine import WHERE, ordered
from jixiao_desktop.rules.same_fault import told_once
from jixiao_desktop.rules.stated import stated
from jixiao_desktop.rules.summary_cells import TITLE
from jixiao_desktop.rules.summary_row import STAGES
from jixiao_desktop.rules.summary_time import told_month
from jixiao_desktop.session.around import in_case
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import verdict

if TYPE_CHECKING:
    from jixiao_desktop.session.check_report import UnitChecked

PLAIN = {
    "unit": "unit.name",
    "project.name": "name",
    "project.purpose": "purpose",
    "project.goal": "goal",
    **{key: key for key in REVIEW_FIELDS if key.startswith("review.")},
    "review.progress": "monitoring.goal_progress",
    "review.spending": "monitoring.sections.fund_execution",
}
"""Where a column of the summary stands in a project's dossier."""

SPENT = fund_path("total", "monitoring.spent")
INITIAL, RECEIVED = fund_path("total", "initial"), fund_path("total", "received")
ALLOCATED = ("review.allocated.local", "review.allocated.central")
PAID = ("review.paid.local", "review.paid.county")
SHARED = (
    "summary.", "progress_text.copied", "copied.", "amounts.text", "report.", "text.", "time.",
    "pace.", "expense.", "goal.satisfaction",
    "spending.over_budget", "goal.number", "goal.effect", "cited.", "budget.yuan",
)  # fmt: skip
"""What of the rules for projects is asked of a row: it has money and texts, but no indicators."""

HINTS = frozenset({"goal.number", "goal.effect", "copied.nothing_of_this"})
"""A row gives the goal in short: what its own table must mend is only hinted at here."""

REVIEWERS = ("review.problems", "review.advice", "review.remark")
"""Columns in which reviewers quote what they object to; a quotation is no fault of the row."""

LEFT = "text.left_over"
"""What a form's own hints leave behind in advice and remarks; in problems it is a quotation."""

OWN = "summary."
LIST = "汇总表"
COLUMNS = (TITLE, *REVIEW_FIELDS)
SHORT = 20
"""A column of use of funds that holds a bare amount is shorter than this."""


def rows_of(data: Mapping[str, Any]) -> list[dict[str, str]]:
    """Return the columns of every row of an exchange file's review summary, as typed."""
    return [_columns(one or {}) for one in data.get(REVIEWS) or ()]


def _columns(row: Mapping[str, Any]) -> dict[str, str]:
    found = {}
    for key in REVIEW_FIELDS:
        value: Any = row
        for part in key.split("."):
            value = (value or {}).get(part)
        if isinstance(value, str) and value.strip():
            found[key] = value
    return found


def dossier_of(columns: Mapping[str, str], year: int) -> Dossier:
    """Look at a row as its project: what was spent is read from the words on the use of funds."""
    texts = {PLAIN[key]: text for key, text in columns.items() if key in PLAIN}
    texts[INITIAL] = _sum(columns, ALLOCATED)
    texts[RECEIVED] = _sum(columns, PAID[:1]) or _sum(columns, PAID)
    texts[SPENT] = _spent(columns.get("review.spending", ""), columns.get("project.name", ""))
    entries = {path: Entry(text, Origin.IMPORTED) for path, text in texts.items() if text}
    return Dossier(year, entries, stages=frozenset(STAGES))


def _sum(columns: Mapping[str, str], keys: Sequence[str]) -> str:
    """Add amounts in 万元; one alone stays as typed, a dash is nothing."""
    read = [(columns[key], read_money(columns[key])) for key in keys if key in columns]
    known = [(text, value) for text, value in read if value is not None]
    if len(known) == 1:
        return known[0][0]
    return plain(sum((value for _, value in known), Decimal(0))) if known else ""


def _spent(text: str, name: str) -> str:
    """Return the amount a column states as spent: a bare amount, or one in a sentence."""
    if len(text) < SHORT and read_money(text) is not None:
        return text
    said = [one for one in stated(text, (name,) if name else ()) if one.what == "执行数"]
    if not said and _UNPAID.search(text) and not any(f.kind == "money" for f in facts(text)):
        return "0"
    return plain(said[0].value) if said else ""


_UNPAID = re.compile(
    "(?:未|没有)(?:形成|发生|产生)?(?:任何)?(?:资金)?(?:支出|支付|使用|列支)(?!完)"
)


def check_rows(
    rows: Sequence[Mapping[str, str]], case: Case
) -> list[tuple[Dossier, tuple[Finding, ...]]]:
    """Check every row beside all the others; paths and places are those of the summary."""
    dossiers = [dossier_of(columns, case.year) for columns in rows]
    title = case.of_unit.text(TITLE)
    settings = _settings(case, told_month([title], rows))
    if dossiers and title:
        dossiers[0] = dossiers[0].with_entries({TITLE: Entry(title, Origin.IMPORTED)})
    made = []
    for at, (dossier, around) in enumerate(zip(dossiers, in_case(dossiers), strict=True)):
        raw = [f for f in run(dossier, settings, around) if _asked(f)]
        named = told_once([_named(finding, rows[at], at, dossier) for finding in raw])
        made.append((dossier, ordered(named, lambda path: (COLUMNS.index(path), path))))
    return made


def _settings(case: Case, month: int | None) -> Settings:
    """Return the settings of the time point: the file's own, else what the rows say, else usual."""
    settings = case.settings(None, STAGES[0])
    typed = case.dossier.filled("monitoring.as_of") or case.of_unit.filled("monitoring.as_of")
    if month and not typed:
        settings = replace(settings, as_of=month_end(case.year, month))
    return replace(settings, required=(), rules_hint=settings.rules_hint | HINTS)


def _asked(finding: Finding) -> bool:
    own = finding.rule.startswith(OWN) or (finding.rule == LEFT and finding.path in REVIEWERS[1:])
    return finding.rule.startswith(SHARED) and (own or finding.path not in REVIEWERS)


def _named(finding: Finding, row: Mapping[str, str], at: int, dossier: Dossier) -> Finding:
    """Put the finding where the summary has it, and say so in words."""
    key = _column(finding.path, row)
    name = dossier.text("name").strip()
    where = words_of(at, finding.path, name, row)
    said = finding.data.get("message", finding.message).replace(WHERE, where, 1)
    also = dict.fromkeys(_column(path, row) for path in finding.also)
    also.pop(key, None)
    follows = _column(finding.follows, row) if finding.follows else ""
    return replace(
        finding, path=key, also=tuple(also), where=where, message=said, project=name,
        follows=follows, mend=None,
    )  # fmt: skip


def words_of(at: int, path: str, name: str, row: Mapping[str, str] | None = None) -> str:
    """Say a place as a person finds it: 汇总表第4行“项目”—偏离原因."""
    if path == TITLE:
        return f"{LIST}的{HEAD_FIELDS[TITLE]}"
    project = f"“{name.strip()}”" if name.strip() else ""
    return f"{LIST}第{at + 1}行{project}—{REVIEW_FIELDS[_column(path, row or {})]}"


def _column(path: str, row: Mapping[str, str]) -> str:
    """Return the column that a dossier path stands for; the table's heading stands for itself."""
    if path == TITLE:
        return TITLE
    if path == SPENT:
        return "review.spending"
    if path in (INITIAL, RECEIVED):
        keys = ALLOCATED if path == INITIAL else PAID
        return next((key for key in keys if key in row), keys[0])
    return next((key for key, own in PLAIN.items() if own == path), "project.name")


def row_json(finding: Finding, at: int) -> dict[str, Any]:
    """Give a row's finding in the shape that other programs rely on (contract/exchange.md)."""
    made: dict[str, Any] = {
        "rule": finding.rule,
        "severity": finding.severity.value,
        "project": finding.project,
        "path": finding.path if finding.path == TITLE else f"{REVIEWS}[{at}].{finding.path}",
        "also": [f"{REVIEWS}[{at}].{path}" for path in finding.also],
        "message": finding.message,
        "fix": finding.fix,
        "basis": finding.basis,
    }
    if finding.follows:
        made["follows"] = f"{REVIEWS}[{at}].{finding.follows}"
    return made


def with_rows(told: dict[str, Any], found: Sequence[Sequence[Finding]]) -> dict[str, Any]:
    """Add the findings of a summary's rows to those of the projects of the same file."""
    counted = verdict(finding for findings in found for finding in findings)
    sums = {"must_fix": counted.must_fix, "explain": counted.explain, "hint": counted.hint}
    return told | {
        "verdict": {key: told["verdict"][key] + count for key, count in sums.items()},
        "findings": [
            *told["findings"],
            *(row_json(f, at) for at, findings in enumerate(found) for f in findings),
        ],
    }


def summary_checked(
    checked: Sequence[tuple[Dossier, tuple[Finding, ...]]], case: Case, file: str
) -> UnitChecked:
    """Tell the rows as projects of a check report, each with its unit's name."""
    from jixiao_desktop.session.check_report import NAMELESS, ProjectChecked, unit_checked

    projects = tuple(
        ProjectChecked(
            " ".join(filter(None, (d.text("unit.name"), d.text("name").strip() or NAMELESS))),
            findings,
            file,
        )
        for d, findings in checked
    )
    alone = replace(case, dossiers=(), unit=None)
    return replace(unit_checked(alone, ()), name=LIST, projects=projects)
