"""The same thing said of many rows is told once, and nothing is left out."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.finding import Finding, Mend, Severity
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.remarks import gathered, other_lines

EQUIPMENT = (
    Path(__file__).resolve().parents[1] / "data" / "examples" / "self-evaluation-equipment.json"
)


def of_rows(*numbers: int, rule: str = "unit.percent", **others: object) -> list[Finding]:
    made = [
        Finding(
            rule,
            Severity.HINT,
            f"indicators.r{n}.unit",
            "{where}写“百分比”，一般写作“%”。",
            where=f"自评表—绩效指标第{n}行“名称{n}”—计量单位",
            mend=Mend("改为“%”", (SetText(f"indicators.r{n}.unit", "%"),)),
        )
        for n in numbers
    ]
    return [replace(one, **others) for one in made]


def test_rows_alike_are_told_once_by_their_numbers_and_mended_at_once() -> None:
    (remark,) = gathered(of_rows(4, 5, 6, 15))
    assert remark.place == "绩效指标第4—6、15行—计量单位"
    assert remark.sentence == "这4行都是：写“百分比”，一般写作“%”。"
    assert remark.mend is not None
    assert remark.mend.name == "改为“%”（4处）"
    assert [change.path for change in remark.mend.changes if isinstance(change, SetText)] == [
        f"indicators.r{n}.unit" for n in (4, 5, 6, 15)
    ]
    assert [words for words, _ in other_lines(remark)] == [f"第{n}行“名称{n}”" for n in (5, 6, 15)]


@pytest.mark.parametrize(
    "findings",
    [
        of_rows(1, 2),
        of_rows(1, 2, 3, severity=Severity.EXPLAIN),
        [*of_rows(1), *of_rows(2, rule="unit.other"), *of_rows(3, rule="unit.third")],
    ],
    ids=["two", "each explained by itself", "different faults"],
)
def test_what_is_not_the_same_three_times_stays_by_itself(findings: list[Finding]) -> None:
    assert [one.finding for one in gathered(findings)] == findings
    assert not any(one.alike for one in gathered(findings))


def test_rows_with_their_own_figures_say_them() -> None:
    told = [
        replace(one, message=f"{{where}}没有填，却得了{at}分。", mend=None)
        for at, one in enumerate(of_rows(1, 2, 3), 5)
    ]
    (remark,) = gathered(told)
    assert remark.sentence == "第1行“名称1”：没有填，却得了5分。"
    assert [words for words, _ in other_lines(remark)] == [
        "第2行“名称2”：没有填，却得了6分。",
        "第3行“名称3”：没有填，却得了7分。",
    ]
    assert remark.mend is None


@given(st.lists(st.tuples(st.integers(1, 9), st.sampled_from("abc")), unique=True, max_size=20))
def test_every_finding_is_told_exactly_once(rows: list[tuple[int, str]]) -> None:
    findings = [one for n, rule in rows for one in of_rows(n, rule=rule)]
    told = [one for r in gathered(findings) for one in (r.finding, *(f for _, f in other_lines(r)))]
    assert sorted(map(id, told)) == sorted(map(id, findings))


def test_a_real_file_is_read_at_a_glance() -> None:
    catalog = load_catalog()
    exchange = parse(EQUIPMENT.read_bytes(), catalog.dictionary)
    dossiers = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    case = Case(catalog, notice, exchange.year, dossiers, unit_dossier(exchange))
    (findings,) = check_case(case)
    remarks = gathered(findings)
    (blank,) = [r for r in remarks if "没有填，却得了" in r.sentence and r.alike]
    assert blank.place == "绩效指标第6、7、12、14行—实际完成值"
    assert sum(len(r.each) + len(r.follows) for r in remarks) == len(findings)
