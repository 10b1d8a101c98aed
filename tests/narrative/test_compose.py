"""What a report says: the source's figures, nothing where nothing is known, the person's words."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.narrative.compose import (
    Subject,
    compose,
    compose_blank,
    draft,
    section_text,
)
from jixiao_desktop.narrative.document import Document, lines_of
from tests.narrative.subjects import (
    PARTY_SCHOOL,
    RIVER_CHIEFS,
    report,
    subject,
    with_texts,
    with_unit,
)

FUNDS, GOALS = "monitoring.sections.fund_execution", "monitoring.sections.goal_completion"
SPENT = "monitoring.budget.total.spent"


def said(about: Subject, section: str) -> str:
    return section_text(draft(report(), section, about))


def whole(about: Subject) -> Document:
    return compose(report(), about, {})


def test_the_fund_sentence_says_what_the_table_says() -> None:
    assert said(subject(), FUNDS) == (
        "截至2024年7月31日，干部教育培训项目年初预算100.00万元，到位资金100.00万元，"
        "已执行41.88万元，执行率41.88%（时点进度58.33%）；"
        "预计全年执行100.00万元，预计年末无结转结余。"
    )


@pytest.mark.parametrize("name", [PARTY_SCHOOL, RIVER_CHIEFS])
def test_every_amount_equals_its_source(name: str) -> None:
    about = subject(name)
    checked = 0
    for run in (run for block in whole(about).blocks for run in block.runs):
        place = funds.fund_place(run.source)
        if place and run.text.endswith("万元") and not run.also:
            assert read_money(run.text) == funds.amount(about.projects[0], *place)
            checked += 1
        elif place and run.text.endswith("%"):
            rate = Decimal(run.text.rstrip("%"))
            spent = funds.amount(about.projects[0], "total", "monitoring.spent")
            initial = funds.amount(about.projects[0], "total", "initial")
            assert spent is not None
            assert initial
            assert abs(rate - spent / initial * 100) <= Decimal("0.005")
            checked += 1
    assert checked >= 6


@pytest.mark.parametrize("name", [PARTY_SCHOOL, RIVER_CHIEFS])
def test_indicators_are_told_with_their_own_figures(name: str) -> None:
    about = subject(name)
    dossier, told = about.projects[0], said(about, GOALS)
    for row in dossier.row_ids():
        line = next(
            line
            for line in told.splitlines()
            if f"“{dossier.text(f'indicators.{row}.name')}”" in line
        )
        for field in ("target", "monitoring.actual", "monitoring.forecast", "monitoring.reason"):
            text = dossier.text(f"indicators.{row}.{field}")
            assert text.rstrip("。") in line
    assert "“培训班次”" not in told or "完成率60.00%" in told


TOLD = [
    ({"operator": "", "target": "≥6场次", "unit": "", "actual": "4", "forecast": "6"},
     "年度指标值≥6场次，1-7月完成4场次，完成率66.67%，预计全年完成6场次"),
    ({"name": "合格率", "level2": "质量指标", "operator": "≥", "target": "95", "unit": "%",
      "actual": "97.5", "forecast": "96"},
     "年度指标值≥95%，1-7月实际完成值97.5%，预计全年为96%"),
    ({"name": "每人每天支出", "level2": "成本指标", "operator": "≤", "target": "400",
      "unit": "元/人/天", "actual": "388", "forecast": "400"},
     "年度指标值≤400元/人/天，1-7月实际完成值388元/人/天，预计全年为400元/人/天"),
    ({"name": "验收时间", "level2": "时效指标", "operator": "", "target": "11月底前", "unit": "",
      "actual": "未到时点", "forecast": "11月25日"},
     "年度指标值11月底前，1-7月完成情况为“未到时点”，预计完成时间为11月25日"),
    ({"name": "测评时间", "level2": "时效指标", "operator": "≤", "target": "9月", "unit": "",
      "actual": "7月15日", "forecast": "7月15日"},
     "年度指标值≤9月，1-7月实际完成时间为7月15日"),
    ({"name": "河道环境", "level2": "生态效益指标", "operator": "定性", "target": "得到改善",
      "unit": "", "actual": "有所改善", "forecast": "明显改善"},
     "年度指标值得到改善，1-7月完成情况为“有所改善”，预计全年完成情况为“明显改善”"),
    ({"name": "成活率", "level2": "质量指标", "operator": "≥", "target": "85", "unit": "%",
      "actual": "秋季验收", "forecast": "88"},
     "年度指标值≥85%，1-7月完成情况为“秋季验收”，预计全年为88%"),
]  # fmt: skip


@pytest.mark.parametrize(("texts", "wanted"), TOLD)
def test_an_indicator_is_told_by_the_kind_of_its_value(texts: dict[str, str], wanted: str) -> None:
    base = subject()
    row = base.projects[0].row_ids()[0]
    changed = {
        f"indicators.{row}.{'monitoring.' if rest in ('actual', 'forecast') else ''}{rest}": text
        for rest, text in texts.items()
    }
    line = next(t for t in said(with_texts(base, changed), GOALS).splitlines() if t[:2] == "1.")
    assert f"：{wanted}，" in line


def test_a_changed_budget_changes_the_sentence() -> None:
    about = with_texts(subject(), {"budget.total.initial": "120", SPENT: "45"})
    text = said(about, FUNDS)
    assert "年初预算120.00万元" in text
    assert "已执行45.00万元" in text
    assert "执行率37.50%" in text
    assert "预计年末结转结余20.00万元" in text
    assert "41.88" not in text


def test_yuan_and_full_width_amounts_are_said_in_wan() -> None:
    about = with_texts(subject(), {"budget.total.initial": "１，２００，０００元"})
    assert "年初预算120.00万元" in said(about, FUNDS)


def test_an_unreadable_amount_stands_as_typed_without_a_unit_of_ours() -> None:
    text = said(with_texts(subject(), {SPENT: "约四十万"}), FUNDS)
    assert "已执行约四十万，" in text or "已执行约四十万；" in text
    assert "执行率" not in text


def test_rewritten_text_wins_and_empty_text_leads_back() -> None:
    typed = with_texts(subject(), {FUNDS: "　　第一段。\r\n\r\n第二段。"})
    bodies = [b for b in whole(typed).paragraphs if b.path == FUNDS]
    assert [b.text for b in bodies] == ["第一段。", "第二段。"]
    assert not any(b.drafted for b in bodies)
    back = with_texts(typed, {FUNDS: ""})
    assert whole(back).texts == whole(subject()).texts
    assert said(typed, FUNDS) == said(subject(), FUNDS)


def test_white_space_alone_is_no_rewriting() -> None:
    assert whole(with_texts(subject(), {FUNDS: " 　\n\t"})).texts == whole(subject()).texts


def test_nothing_filled_leaves_the_headings_alone_and_invents_nothing() -> None:
    base = subject()
    empty = replace(base.projects[0], entries={}, rows={})
    about = replace(base, unit=empty, projects=(empty,))
    text = "\n".join(whole(about).texts)
    assert "三、存在问题\n四、整改措施和建议\n（一）纠偏措施\n（二）改进意见" in text
    assert "万元" not in text
    assert "%" not in text
    assert "未出现明显偏差" not in text
    assert "{" not in text
    assert "对照分析" not in text


ALL_PATHS = sorted(subject().projects[0].entries)
GLUED = re.compile(
    r"(?<![0-9一-龥%）])万元|，，|。。|，。|；。|：。|：，|；；|^，|（）|“”|None|\{|\}"
)


@given(st.sets(st.sampled_from(ALL_PATHS)))
def test_blank_clauses_drop_out_and_leave_no_traces(gone: set[str]) -> None:
    about = with_texts(subject(), dict.fromkeys(gone, ""))
    dossier = about.projects[0]
    for block in whole(about).blocks:
        if block.style != "body" or not block.drafted:
            continue
        assert not GLUED.search(block.text), block.text
        assert block.text[-1] in "。："
        for run in block.runs:
            place = funds.fund_place(run.source)
            assert not place or run.also or funds.amount(dossier, *place) is not None


@given(st.sets(st.sampled_from([p for p in ALL_PATHS if "budget" in p])))
def test_a_blank_amount_is_never_told_as_zero(gone: set[str]) -> None:
    texts = dict.fromkeys(gone, "")
    zeros = {p for p in ALL_PATHS if "budget.other" in p}
    about = with_texts(subject(), texts | dict.fromkeys(zeros, ""))
    for fact in facts(said(about, FUNDS)):
        assert fact.kind != "money" or fact.value != 0


def test_what_deviates_is_named_as_a_problem_and_what_does_not_is_not() -> None:
    text = said(subject(), "monitoring.sections.problems")
    assert "“培训班次”" in text
    assert "秋季学期未开学" in text
    assert "“干部教育培训支出”" not in text
    assert "执行率41.88%，低于时点进度58.33%" in text


def test_the_reason_of_slow_spending_is_told() -> None:
    about = with_texts(subject(), {"monitoring.budget_reason": "培训费按班次结算。"})
    assert "原因是：培训费按班次结算。" in said(about, "monitoring.sections.problems")


def test_remarks_of_doubtful_indicators_become_measures() -> None:
    row = subject().projects[0].row_ids()[1]
    remark = {f"indicators.{row}.monitoring.remark": "9月增开两期专题班。"}
    text = said(with_texts(subject(), remark), "monitoring.sections.corrective_actions")
    assert "“参与培训人次”：9月增开两期专题班。" in text


def test_a_remark_of_an_indicator_that_is_fine_is_no_measure() -> None:
    assert "汛前" not in said(subject(RIVER_CHIEFS), "monitoring.sections.corrective_actions")


def test_december_has_no_months_left() -> None:
    about = with_texts(subject(), {"monitoring.as_of": "2024-12-31"})
    assert "尚需执行" not in said(about, "monitoring.sections.improvements")


def test_sources_are_told_apart_where_there_are_several() -> None:
    about = with_texts(
        subject(),
        {"budget.general_public.initial": "80", "budget.other.initial": "20"},
    )
    text = said(about, FUNDS)
    assert "一般公共预算年初预算80.00万元" in text
    assert "其他资金年初预算20.00万元" in text
    assert "一般公共预算" not in said(subject(), FUNDS)


def test_the_unit_edition_lists_every_project_and_adds_up() -> None:
    about = subject(PARTY_SCHOOL, RIVER_CHIEFS)
    text = said(about, FUNDS)
    assert "年初预算合计150.00万元" in text
    assert "已执行合计62.97万元" in text
    assert "执行率41.98%" in text
    heads = [b for b in whole(about).paragraphs if b.style == "h3" and b.path.endswith(FUNDS)]
    assert [b.text for b in heads] == ["1.干部教育培训项目", "2.河长制湖长制工作经费"]
    assert [b.project for b in heads] == [0, 1]
    assert "（干部教育培训项目）" not in whole(about).texts


def test_a_sum_is_not_told_while_one_project_is_blank() -> None:
    about = with_texts(
        subject(PARTY_SCHOOL, RIVER_CHIEFS),
        {
            "budget.total.initial": "",
            "budget.general_public.initial": "",
            "budget.other.initial": "",
        },
        project=1,
    )
    assert "年初预算合计" not in said(about, FUNDS)


def test_the_unit_edition_takes_the_units_own_words_and_a_projects_own_part() -> None:
    about = subject(PARTY_SCHOOL, RIVER_CHIEFS)
    part = with_texts(about, {FUNDS: "党校自己写的。"})
    assert "党校自己写的。" in said(part, FUNDS)
    assert "河长制湖长制工作经费年初预算50.00万元" in said(part, FUNDS)
    own = with_unit(part, {f"unit_report.{FUNDS}": "全单位的话。"})
    bodies = [b.text for b in whole(own).paragraphs if b.path == f"unit_report.{FUNDS}"]
    assert bodies == ["全单位的话。"]


def test_the_blank_report_holds_headings_and_hints_only() -> None:
    made = compose_blank(report(), subject(), {})
    assert any("包括" in t or "写" in t for t in made.texts)
    assert "一、绩效运行监控工作组织实施情况" in made.texts
    assert not any("41.88" in t for t in made.texts)
    assert (made.code, made.shown_code) == ("", "")


def test_the_check_code_follows_what_is_shown_and_nothing_else() -> None:
    code = whole(subject()).code
    assert re.fullmatch(r"[2-9A-HJ-NP-Z]{8}", code)
    assert whole(with_texts(subject(), {"unit.contacts.phone": "0479"})).code == code
    assert whole(with_texts(subject(), {SPENT: "41.89"})).code != code


@given(st.text(max_size=80))
def test_any_text_is_told_line_by_line(text: str) -> None:
    about = with_texts(subject(), {FUNDS: text, "name": text, "unit.name": text, "goal": text})
    made = whole(about)
    assert all(made.texts)
    told = [b.text for b in made.paragraphs if b.path == FUNDS and not b.drafted]
    assert told == list(lines_of(text))
    assert not any(ord(c) < 32 and c != "\t" for t in made.texts for c in t)
