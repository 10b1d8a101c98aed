"""The sentence mechanism with outlines of its own: lists, numbers, conditions, words."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest

from jixiao_desktop.catalog.reports import Block, Clause, Draft, Report
from jixiao_desktop.narrative.compose import Subject, compose, compose_blank, draft, section_text
from jixiao_desktop.narrative.look import Look, PageLook, TextLook, read_look
from tests.narrative.subjects import PARTY_SCHOOL, RIVER_CHIEFS, report, subject, with_texts

PATH = "monitoring.sections.other"


def outline(*drafts: Draft, otherwise: str = "") -> Report:
    """A report of one section with these drafts."""
    blocks = (Block("section", path=PATH, drafts=drafts, otherwise=otherwise),)
    return replace(report(), blocks=blocks)


def told(about: Subject, *drafts: Draft) -> list[str]:
    return section_text(draft(outline(*drafts), PATH, about)).splitlines()


def one(*texts: str, **more: str) -> Draft:
    return Draft(tuple(Clause(text) for text in texts), **more)


def test_a_section_without_drafts_prints_its_heading_alone() -> None:
    made = compose(
        replace(report(), blocks=(Block("heading", "标题", 1, number="一、"), *outline().blocks)),
        subject(),
    )
    assert made.texts == ["一、标题"]
    assert made.title == report().title


def test_items_told_in_rounds_and_items_told_together() -> None:
    rounds = told(subject(), one("{row.name}", each="indicators", number="1."),
                  one("{row_target}", each="indicators", number="1."))  # fmt: skip
    assert rounds[:2] == ["1.培训班次。", "2.参与培训人次。"]
    assert rounds[4:6] == ["1.≥20次。", "2.≥1960人次。"]
    together = told(subject(), one("{row.name}", each="indicators"),
                    one("{row_target}", each="indicators", after="，"))  # fmt: skip
    assert together[0] == "培训班次，≥20次。"
    inline = told(subject(), one("{row.name}", each="indicators", items="、"))
    assert inline == ["培训班次、参与培训人次、培训完成时间、干部教育培训支出。"]
    assert told(subject(), one("{row.nothing}", each="indicators", items="、")) == []


def test_a_list_nobody_knows_is_a_fault() -> None:
    with pytest.raises(KeyError):
        told(subject(), one("x", each="gardens"))
    with pytest.raises(KeyError):
        draft(report(), "monitoring.sections.unknown", subject())


def test_a_sentence_runs_on_behind_any_end() -> None:
    assert told(subject(), one("甲", end="！"), one("乙", after="又")) == ["甲！又乙。"]
    assert told(subject(), one("甲", end=""), one("乙", after="，")) == ["甲，乙。"]
    assert told(subject(), one("{nothing}"), one("乙", after="，", lead="丙")) == ["丙乙。"]


def test_words_of_the_notice_can_be_said() -> None:
    about = replace(subject(), words={"due": "8月30日"})
    assert told(about, one("{words.due}前报送")) == ["8月30日前报送。"]
    assert told(subject(), one("{words.due}前报送")) == []


def test_classes_are_counted_where_there_are_several() -> None:
    row = subject().projects[0].row_ids()[3]
    about = with_texts(subject(), {f"indicators.{row}.level1": "效益指标"})
    assert told(about, one("其中{indicators_by_class}")) == ["其中产出指标3项、效益指标1项。"]
    assert told(subject(), one("其中{indicators_by_class}")) == []


def test_without_a_time_point_nothing_is_measured_against_the_year() -> None:
    base = with_texts(subject(), {"monitoring.as_of": ""})
    about = replace(base, settings=replace(base.settings, as_of=None))
    names = ("month_share", "months_left", "as_of", "window", "row_completion")
    for name in names:
        each = "indicators" if name.startswith("row") else ""
        assert told(about, one("{" + name + "}", each=each)) == []
    slow = Draft((Clause("慢"),), only="money_slow")
    assert told(about, slow) == []


def test_the_balance_may_be_left_none_or_overrun() -> None:
    def says(forecast: str) -> list[str]:
        parts = ("general_public", "other")
        blank = {f"monitoring.budget.{part}.forecast": "" for part in parts}
        about = with_texts(subject(), blank | {"monitoring.budget.total.forecast": forecast})
        return told(
            about,
            *(
                Draft((Clause(text, only),))
                for text, only in (
                    ("剩{balance}", "balance_left"),
                    ("无", "balance_none"),
                    ("超{overrun}", "balance_over"),
                )
            ),
        )

    assert says("90") == ["剩10.00万元。"]
    assert says("100") == ["无。"]
    assert says("101.5") == ["超1.50万元。"]
    assert says("") == []


def test_a_revised_budget_is_what_the_balance_counts_from() -> None:
    about = with_texts(subject(), {"budget.total.revised": "130"})
    made = draft(outline(one("剩{balance}")), PATH, about)
    assert made[0].text == "剩30.00万元。"
    assert made[0].runs[1].also == ("budget.total.revised",)
    changed = Draft((Clause("调整后{budget.total.revised}", "budget_revised"),))
    assert told(about, changed) == ["调整后130.00万元。"]
    assert told(with_texts(subject(), {"budget.total.revised": "100"}), changed) == []


def test_nothing_deviates_only_where_everything_is_reported() -> None:
    fine = Draft((Clause("正常"),), only="nothing_deviates")
    base = subject(RIVER_CHIEFS)
    assert told(base, fine) == []
    spent = {"monitoring.budget.total.spent": "29"}
    about = with_texts(base, spent)
    assert told(about, fine) == ["正常。"]
    row = base.projects[0].row_ids()[0]
    assert told(with_texts(about, {f"indicators.{row}.monitoring.actual": ""}), fine) == []
    assert told(with_texts(about, {f"indicators.{row}.monitoring.actual": "2"}), fine) == []
    assert told(with_texts(about, {"monitoring.budget_reason": "有原因"}), fine) == []


def test_all_spent_leaves_nothing_to_spend() -> None:
    about = with_texts(subject(), {"monitoring.budget.total.spent": "100"})
    assert told(about, Draft((Clause("完"),), only="nothing_left")) == ["完。"]
    assert told(subject(), Draft((Clause("完"),), only="nothing_left")) == []


@pytest.mark.parametrize(("as_of", "left"), [("2024-11-30", "12月"), ("2024-06-30", "7-12月")])
def test_months_left(as_of: str, left: str) -> None:
    assert told(with_texts(subject(), {"monitoring.as_of": as_of}), one("{months_left}")) == [
        f"{left}。"
    ]


def test_a_project_without_a_name_is_counted_in_the_unit_edition() -> None:
    about = with_texts(subject(PARTY_SCHOOL, RIVER_CHIEFS), {"name": ""}, project=1)
    made = draft(outline(one("{goal}")), PATH, about)
    assert [p.text for p in made if p.style == "h3"] == ["1.干部教育培训项目", "2.第2个项目"]


def test_amounts_outside_the_fund_table_bear_their_unit_too() -> None:
    about = with_texts(subject(), {"unit_report.budget.basic.total": "1234.5"})
    assert told(about, one("基本支出{unit_report.budget.basic.total}")) == ["基本支出1234.50万元。"]


def test_blank_places_of_printed_lines_stay_free() -> None:
    blocks = (
        Block("line", "单位：{unit.name}"),
        Block("subtitle", "（{name}）", drop_if_empty=True),
        Block("section", path=PATH, otherwise="无。"),
    )
    about = with_texts(subject(), {"unit.name": "", "name": ""})
    made = replace(report(), blocks=blocks)
    assert compose(made, about).texts == ["单位：", "无。"]
    assert compose_blank(made, about).texts == ["单位："]


def test_a_look_without_styles_still_draws() -> None:
    bare = read_look({"page": {"paper": "A3"}})
    assert bare.page.size == (297.0, 420.0)
    assert bare.text("h1").font == "仿宋_GB2312"
    assert bare.pitch("body") == bare.page.line_pitch
    assert Look(PageLook(characters=0)).tracking("body") == 0.0
    roomy = Look(PageLook(characters=20), texts=(("body", TextLook("宋体", size=16)),))
    assert roomy.tracking("body") == 0.0


def test_rates_are_rounded_half_up_from_the_unrounded_quotient() -> None:
    about = with_texts(subject(), {"monitoring.budget.total.spent": "12.345"})
    assert told(about, one("{execution_rate}")) == ["12.35%。"]
    quotient = Decimal("12.345") / Decimal(100)
    assert quotient == Decimal("0.12345")
