"""Charts of a report: the figures are those of the text, the month line only where it is meant."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.months import month_share
from jixiao_desktop.narrative.chart import LIMIT, MOST, ChartBlock, Column, parted, told
from jixiao_desktop.narrative.charting import CHARTS
from jixiao_desktop.narrative.compose import Subject, compose, compose_blank
from jixiao_desktop.narrative.document import Document
from tests.narrative.subjects import PARTY_SCHOOL, RIVER_CHIEFS, report, subject, with_texts


def drawn(base: Subject) -> Document:
    return compose(report(), replace(base, charts=True), {})


def charts(base: Subject) -> tuple[ChartBlock, ...]:
    return drawn(base).charts


def test_nobody_gets_a_chart_unasked() -> None:
    assert compose(report(), subject(), {}).charts == ()
    assert compose_blank(report(), replace(subject(), charts=True)).charts == ()


def test_execution_stands_beside_the_month_line_with_the_figures_of_the_text() -> None:
    money, _ = charts(subject())
    assert money.title == "1-7月预算执行率"
    assert [(c.name, c.shown, c.under) for c in money.columns] == [
        ("年度资金总额", "41.88%", "41.88/100万元"), ("一般公共预算", "41.88%", "41.88/100万元"),
    ]  # fmt: skip
    assert (money.due, money.due_name) == (month_share(date(2024, 7, 31)), "1-7月应达58.33%")
    assert money.columns[0].source == "monitoring.budget.total.spent"
    assert money.columns[0].shown in "".join(drawn(subject()).texts)


def test_a_chart_follows_its_section() -> None:
    blocks = drawn(subject()).blocks
    for each, before in (("1-7月预算执行率", "截至"), ("1-7月指标完成率", "4.成本指标")):
        at = next(n for n, b in enumerate(blocks) if isinstance(b, ChartBlock) and b.title == each)
        assert blocks[at - 1].text.startswith(before)


def test_limits_dates_and_words_are_told_not_drawn() -> None:
    base = subject()
    row = base.projects[0].row_ids()[1]
    made = drawn(with_texts(base, {
        f"indicators.{row}.operator": "定性", f"indicators.{row}.target": "明显提高",
        f"indicators.{row}.unit": "", f"indicators.{row}.monitoring.actual": "部分达成",
    }))  # fmt: skip
    assert [c.name for c in made.charts[1].columns] == ["培训班次"]
    note = next(text for text in made.texts if text.startswith("图中未画的指标："))
    assert "参与培训人次（部分达成）" in note
    assert "干部教育培训支出（目标≤100万元，实际41.88万元）" in note


def test_rates_are_not_held_against_the_month() -> None:
    base = subject()
    row = base.projects[0].row_ids()[0]
    path = f"indicators.{row}"
    made = charts(with_texts(base, {
        f"{path}.name": "学员满意度", f"{path}.target": "95", f"{path}.unit": "%",
        f"{path}.monitoring.actual": "92",
    }))[1]  # fmt: skip
    assert [(c.name, c.scaled) for c in made.columns] == [
        ("学员满意度", False), ("参与培训人次", True),
    ]  # fmt: skip
    names = [name for name, _ in made.series]
    assert names == ["按月累计的指标", "不按月折算的指标", "1-7月应达58.33%"]
    assert made.series[0][1][0][1] is None
    assert made.series[1][1][0][1] == Decimal("0.9684")


def test_at_the_years_end_all_targets_are_due_in_full() -> None:
    base = subject()
    base = replace(base, settings=replace(base.settings, as_of=date(2024, 12, 31)))
    made = charts(with_texts(base, {"monitoring.as_of": "2024-12-31"}))[1]
    assert [name for name, _ in made.series] == ["完成率", "1-12月应达100.00%"]


def test_without_a_time_point_there_is_no_line() -> None:
    base = subject()
    base = replace(base, settings=replace(base.settings, as_of=None))
    made = charts(with_texts(base, {"monitoring.as_of": ""}))
    assert [chart.due for chart in made] == [None, None]


def test_charts_that_belong_together_have_one_scale() -> None:
    base = subject()
    rows = tuple(f"k{number}" for number in range(9))
    texts = {}
    for number, row in enumerate(rows):
        texts |= {
            f"indicators.{row}.name": f"指标{number}", f"indicators.{row}.target": "10",
            f"indicators.{row}.operator": "≥", f"indicators.{row}.unit": "次",
            f"indicators.{row}.monitoring.actual": "13" if number == 0 else "5",
        }  # fmt: skip
    project = with_texts(base, texts).projects[0]
    project = replace(project, rows={**project.rows, "indicators": rows})
    made = charts(replace(base, unit=project, projects=(project,)))[1:]
    assert [len(chart.columns) for chart in made] == [5, 4]
    assert {chart.top for chart in made} == {Decimal("1.5")}
    assert [chart.title for chart in made] == ["1-7月指标完成率（1/2）", "1-7月指标完成率（2/2）"]


def test_several_projects_stand_side_by_side_and_each_has_its_indicators() -> None:
    made = charts(subject(PARTY_SCHOOL, RIVER_CHIEFS))
    names = [c.name for c in made[0].columns]
    assert names == [d.text("name") for d in subject(PARTY_SCHOOL, RIVER_CHIEFS).projects]
    assert {chart.project for chart in made[1:]} == {0, 1}
    assert all("：1-7月指标完成率" in chart.title for chart in made[1:])


def test_nothing_filled_draws_nothing() -> None:
    base = subject()
    blank = {path: "" for path in base.projects[0].entries if "spent" in path or "actual" in path}
    assert charts(with_texts(base, blank)) == ()


@pytest.mark.parametrize(
    "one",
    [o for o in load_catalog().reports() if o.drawn],
    ids=lambda o: o.id,  # type: ignore[union-attr]
)
def test_every_chart_an_outline_names_is_known(one) -> None:
    named = {block.each for block in one.blocks if block.kind == "chart"}
    assert named
    assert named <= set(CHARTS)


def column(number: int, share: str = "0.5") -> Column:
    return Column(f"第{number}项", Decimal(share), f"{Decimal(share) * 100:.2f}%")


@given(st.integers(0, 200))
def test_many_columns_are_spread_evenly_and_none_is_lost(count: int) -> None:
    made = parted([column(number) for number in range(count)])
    assert [c.name for part in made for c in part] == [f"第{n}项" for n in range(count)]
    sizes = {len(part) for part in made}
    assert not sizes or (max(sizes) <= MOST and max(sizes) - min(sizes) <= 1)


@given(st.lists(st.decimals(-1, 9, places=6), min_size=1, max_size=MOST), st.booleans())
def test_the_scale_holds_every_column_that_is_not_cut(shares: list[Decimal], line: bool) -> None:
    columns = tuple(Column("项", share, "") for share in shares)
    made = ChartBlock("图", columns, ("率", ""), Decimal(1) if line else None, "应达100%")
    assert 1 <= made.top <= LIMIT
    assert made.top % Decimal("0.25") == 0
    assert all(one.value <= made.top or one.cut for one in columns)
    assert [one.cut for one in columns] == [one.value > LIMIT for one in columns]


def test_what_is_read_from_a_file_is_written_down_the_same_way() -> None:
    chart = ChartBlock(
        "执行率", (column(1, "0.41884"), column(2, "1.2")), ("执行率", ""), Decimal(7) / 12, "应达"
    )
    assert (
        chart.text
        == "执行率\n执行率\n第1项\t0.4188\n第2项\t1.2\n应达\n第1项\t0.5833\n第2项\t0.5833"
    )
    assert told(chart.title, chart.series) == chart.text
    assert chart.spoken == "柱形图，执行率：第1项41.88%；第2项120.00%；应达。"


def test_the_code_changes_with_the_charts() -> None:
    plain, more = compose(report(), subject(), {}), drawn(subject())
    assert plain.code != more.code
    assert more.items > plain.items
