"""The wordings that the advice recommends pass the rules they are recommended for."""

import re
from collections.abc import Iterator
from dataclasses import replace

import pytest

from jixiao_desktop.catalog.advice import advice_by_rule
from jixiao_desktop.domain.dossier import Dossier, Explanation
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.rules import RULES
from jixiao_desktop.rules.engine import Work, run_rules
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.explained import doubt_about
from jixiao_desktop.rules.reasons import complaint

BY_ID = {one.id: one for one in RULES}
ACTUAL, REASON = "monitoring.actual", "monitoring.reason"


def silent(rule_id: str, example: Example) -> bool:
    """Tell whether a rule has nothing to say of an example."""
    work = Work(example.dossier(), example.settings(), example.surroundings())
    return not any(one.path == example.path for one in run_rules((BY_ID[rule_id],), work))


# rule, and what to write at the place of its first failing example
IN_PLACE = [
    ("goal.effect", "通过举办培训20期，达成乡镇财务人员持证上岗率95%以上"),
    ("goal.number", "举办培训20期、培训1960人次，学员满意度90%以上"),
    ("goal.finished", "举办春季活动1场，参与群众300人以上，支出不超过4万元"),
    ("time.goal_year", "支付2022年项目尾款30万元"),
    ("spending.reason_missing", "设备已到货，正在组织验收，合格后9月支付28万元"),
    ("progress.reason_missing", "剩余8期安排在9至11月，已与党校排定日程，11月底前完成"),
    ("progress.reason_thin", "汛期河道不能施工，10月复工，11月底前完成余下3公里"),
    ("deviation.cause_without_reason", "县级配套20万元未到位，已报财政局，预计9月到位后开工"),
    ("deviation.remark_missing", "受冻土影响只能完成8公里，余2公里申请明年实施，由项目办负责"),
    ("amounts.investment", "总投资1280万元，其中本年度安排980万元"),
    ("amounts.text_over_budget", "购置设备13万元、安装20万元，共33万元"),
    ("amounts.text_below_budget", "年初安排80万元，追加20万元，共100万元"),
    ("progress_text.all_done", "培训按计划推进；办公家具完成20个，占目标的20%，余下的9月到货"),
    ("progress_text.no_deviation", "除办公家具外，其余指标按进度完成；家具因供货推迟，9月到货"),
    ("report.rate_of_nothing", "本项目年初无预算，支出为上年结转"),
    ("report.problems_none", "参训人次只到应有进度的六成，主要是农忙时组织不起来"),
    ("report.problem_is_advice", "资金7月底才到位，支付偏慢"),
    ("report.advice_is_problem", "9月前完成验收，10月支付余款，由财政所每周对账"),
    ("report.remedy_missing", "由党校9月前排定日程，9至11月每月办3期，镇财政所每月督促"),
    ("evaluation.execution", "质保金3.31万元，合同约定2025年6月支付，已申请结转"),
    ("evaluation.all_done", "培训两项已完成；办公家具完成20个，占目标的20%，余下80个次年3月到货"),
    ("evaluation.problems_none", "办公家具只到货20个，供货商停产，余下80个次年采购"),
    ("evaluation.sections", "无，项目一次验收合格，资金全额支付"),
    ("score.reason_missing", "供货商停产，少购20个，余款退回财政，2025年3月前另行采购"),
    ("evaluation.no_deviation", "办公家具得20分，供货商停产少购60个，其余指标达到目标"),
    ("evaluation.reason_empty", "供货商停产，只到货20个；已改选两家，余下80个次年3月到货"),
    ("evaluation.empty_words", "采购比计划晚了一个月，培训改到暑假后"),
    ("score.reason_thin", "两期培训因场地维修取消，已列入2025年一季度计划"),
    ("text.prompt_left", "设备7月才到货，8月底验收，9月付清余款"),
    ("copied.nothing_of_this", "已养护公路62公里，维修路面1950平方米，清沟11公里"),
    ("spending.reason_thin", "合同约定12月一次付清，目前未到付款期"),
    ("unit.deviation_named", "各项指标均达到序时进度，按全年目标比较的差额属正常"),
    ("unit.saving_reason", "会议、培训集中在四季度，上半年支出少"),
    ("unit.words_as_rate", "达成，满意度调查和走访记录均显示改善"),
    ("unit.text_money", "其中公用经费支出22.10万元"),
    ("text.list_count", "下设办公室、预算股、绩效股等"),
    ("unit.additional", "执行率64.19%，不含追加资金；含追加为62.70%"),
    ("cited.title", "《项目支出绩效评价管理办法》（财预〔2020〕10号）"),
    ("text.percent_without_number", "未到监控节点，11月统计"),
    ("text.blank_left", "10月前完成支付12万元"),
    ("text.list_empty", "成员名单见附件1"),
]


@pytest.mark.parametrize(("rule_id", "words"), IN_PLACE, ids=[one for one, _ in IN_PLACE])
def test_what_is_recommended_passes(rule_id: str, words: str) -> None:
    advice = advice_by_rule()[rule_id]
    assert words in advice.why + advice.how + advice.unless
    failing = BY_ID[rule_id].failing[0]
    assert not silent(rule_id, failing)
    assert silent(rule_id, replace(failing, texts={**failing.texts, failing.path: f"{words}。"}))


# rule, the words in its advice, and the indicator they make
AS_ROWS = [
    ("indicator.count_as_limit", "安全事故数≤0起", ("数量指标", "≤", "0", "起")),
    ("indicator.count_as_limit", "会议次数控制数≤6次", ("数量指标", "≤", "6", "次")),
    ("indicator.direction", "≤30天", ("时效指标", "≤", "30", "天")),
    ("indicator.deadline_vague", "≤2024年11月30日", ("时效指标", "≤", "2024年11月30日", "")),
    ("indicator.deadline_vague", "发放及时率≥95%", ("时效指标", "≥", "95", "%")),
    ("indicator.words_as_percent", "游客人数增长率≥5%", ("社会效益指标", "≥", "5", "%")),
    ("indicator.whole", "=100%", ("质量指标", "=", "100", "%")),
    ("indicator.vague_value", "有所提升", ("社会效益指标", "定性", "有所提升", "")),
    ("indicator.vague_value", "常见病不出县", ("社会效益指标", "定性", "常见病不出县", "")),
    ("indicator.words_for_figures", "设备完好率≥98%", ("质量指标", "≥", "98", "%")),
    ("indicator.words_for_figures", "维修成本≤7.5万元/公里", ("成本指标", "≤", "7.5", "万元/公里")),
    ("indicator.year_for_deadline", "≤2024年10月31日", ("时效指标", "≤", "2024年10月31日", "")),
    ("indicator.deadline_year", "≤2024年10月31日", ("时效指标", "≤", "2024年10月31日", "")),
    ("indicator.name_empty", "牧民技能培训人次", ("数量指标", "≥", "100", "人次")),
    ("indicator.name_long", "设备验收合格率", ("质量指标", "≥", "98", "%")),
    ("last_year.tail", "支付尾款3笔", ("数量指标", "=", "3", "笔")),
]


@pytest.mark.parametrize(("rule_id", "words", "told"), AS_ROWS, ids=[w for _, w, _ in AS_ROWS])
def test_a_recommended_indicator_passes(
    rule_id: str, words: str, told: tuple[str, str, str, str]
) -> None:
    assert words in advice_by_rule()[rule_id].how
    level2, operator, target, unit = told
    name = re.split("[≥≤=0-9]", words)[0] or "验收合格率"
    made = {"level2": level2, "name": name, "operator": operator, "target": target, "unit": unit}
    failing = BY_ID[rule_id].failing[0]
    inside = failing.path.split(".")[1]
    texts = {**failing.texts, **row(inside, made)}
    assert silent(rule_id, replace(failing, texts=texts))


PROMISED = [one for one, advice in advice_by_rule().items() if "按一下" in advice.how]


@pytest.mark.parametrize("rule_id", PROMISED)
def test_one_key_is_promised_only_where_there_is_one(rule_id: str) -> None:
    found = []
    for example in BY_ID[rule_id].failing:
        work = Work(example.dossier(), example.settings(), example.surroundings())
        found += run_rules((BY_ID[rule_id],), work)
    assert any(one.mend for one in found)


def explanations() -> Iterator[tuple[str, str]]:
    """Walk the model explanations of the advice."""
    for rule_id, advice in advice_by_rule().items():
        for words in re.findall("如“((?:[^“”]|“[^”]*”)+)”", advice.unless):
            yield rule_id, words


@pytest.mark.parametrize(("rule_id", "words"), [*explanations()])
def test_a_model_explanation_is_one(rule_id: str, words: str) -> None:
    finding = Finding(rule_id, Severity.EXPLAIN, "goal", "")
    note = Explanation(rule_id, "goal", words, "", "")
    assert doubt_about(note, finding, Dossier(2024)) == ""
    assert complaint(words, 6) == ""
