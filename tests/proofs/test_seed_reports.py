"""The two seed reports entered as data come out again, paragraph by paragraph."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.export.docx_report import read_back_report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.output import export_form

SEEDS = Path(__file__).resolve().parents[1] / "data" / "seeds"
WIDTHS = str.maketrans("(),", "（），")

UNIT_FAULTS = {
    "1）绩效监控重点：本单位2021年部门整体支出。": "20: 1) followed by (2)",
    "我部门2021年预算486.29万元": "12: 64.3% is 64.19%",
    "截止到监控节点，基本支出实际支出资金312.17万元": "12: 64.3% is 64.19%",
    "截止到监控节点，项目支出实际支出资金0万元": "14: nothing of nothing has no rate",
    "指标3：干部学习培训次数": "13: 62.5% rounded to 63% beside rates with two decimals",
    "指标1：宣传群众的法律意识覆盖率": "13: 91.84% rounded to 92%",
    "指标1：人员保障成本经费": "13: 60% is 65.04%",
    "指标2：运转保障成本经费": "13: 46.04% rounded to 46%",
    "指标2：三公经费节约率": "20: a second 指标2",
    "指标1：提高劳动就业水平": "15: an invented rate",
    "指标1：做好油田企业的跟踪服务": "15: an invented rate",
    "指标1：保护辖区环境效果": "15: an invented rate",
    "③生态效益指标": "20: the colon of the other groups is missing",
    "3、满意度指标：": "20: a class told as if it were a group",
    "指标2：油田企业满意度": "16: a percent sign after words",
    "我部门2021年追加资金16.84万元": "20: a stray bracket at the end",
}
"""Beginnings of paragraphs that must not come out as they were, with the finding's number."""

SAME = "“完成招商考察，招商推介活动，进一步宣传和推介阿克陶县，提升城市品牌影响力"

EVALUATION_FAULTS = {
    "3.资金投入和使用情况": "35: a second 3.",
    "“招商引资工作周期”指标": "35: closing marks of a list mixed",
    "②社会效益指标": "29: a class without indicators",
    "无": "29: a class without indicators",
    "③生态效益指标": "29: a class without indicators",
    "④可持续影响": "29: numbers follow from the classes left out",
    f"{SAME}”指标，预期指标值=100%": "26: the same indicator, said in another way",
    "⑤满意度指标": "29: numbers follow from the classes left out",
    "“客商满意度（%）”指标": "35: closing marks of a list mixed",
    "三级指标为：": "29: the list is not what is scored",
    "本次评价成立了评价工作组，成员如下：": "31: followed by nothing",
    "阿不来提？托合提": "32: a lost middle dot",
    "项目效益类指标包括": "24: two indicators and then a third class of marks",
    "[bookmark:_GoBack]": "33: residue of Word",
}


def plain(text: str) -> str:
    """Drop what the scan put in: blanks, formula marks, half-width brackets."""
    text = text.replace("$", "").replace("\\geq", "≥").replace("\\%", "%")
    return re.sub(r"\s", "", text).translate(WIDTHS)


def joined(name: str, scanned: bool = False) -> list[str]:
    """Read a seed; of a scan, paragraphs that a page or column broke are joined again."""
    made: list[str] = []
    for line in (plain(one) for one in (SEEDS / f"{name}.txt").read_text("utf-8").splitlines()):
        if not line:
            continue
        broken = (
            scanned
            and bool(made)
            and not re.search(r"[。；：）]$", made[-1])
            and len(made[-1]) > 24
        )
        if broken and not re.match(r"[一二三四五六七八]、|（[一二三四五]）", line):
            made[-1] += line
        else:
            made.append(line)
    return made


def entered(name: str) -> dict[str, Any]:
    data: dict[str, Any] = json.loads((SEEDS / f"{name}.json").read_text("utf-8"))
    return data


def exported(name: str, data: dict[str, Any], folder: Path) -> list[str]:
    catalog = load_catalog()
    exchange = parse(json.dumps(data), catalog.dictionary)
    projects = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    case = Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))
    export_form(case, name, folder / f"{name}.docx")
    return [plain(text) for text in read_back_report(folder / f"{name}.docx")]


def unequal(seed: list[str], got: list[str], faults: dict[str, str]) -> list[str]:
    """Return what should have come out equal and did not, or should not have and did."""
    left = list(got)
    wrong = []
    for paragraph in seed:
        faulty = any(paragraph.startswith(begin) for begin in faults)
        if faulty == (paragraph in left):
            wrong.append(paragraph)
        if paragraph in left:
            left.remove(paragraph)
    return wrong


def test_the_unit_s_report_comes_out_again_without_its_faults(tmp_path: Path) -> None:
    name = "unit-monitoring-report"
    got = exported(name, entered(name), tmp_path)
    assert unequal(joined(name, scanned=True), got, UNIT_FAULTS) == []
    right = "\n".join(got)
    for said in (
        "资金执行数312.17万元，预算执行率64.19%。",
        "项目支出实际支出资金0万元，预算执行率—。",
        "实际完成值302.23万元，指标完成率65.04%；",
        "指标3：三公经费节约率（%），预期指标值：≥5%，实际完成值3%，指标完成率60%。",
        "实际完成值未到监控节点，指标完成率未到监控节点。",
        "3、满意度情况\n①服务对象满意度指标：\n指标1：群众满意度",
    ):
        assert said in right
    assert not right.endswith("）")


def within_hundred(data: dict[str, Any]) -> dict[str, Any]:
    """Share the 20 points of 效益 among its three indicators, as the total has it."""
    rows = data["projects"][0]["evaluation"]["indicators"][-3:]
    for row, weight in zip(rows, (5, 5, 10), strict=True):
        row.update(weight=str(weight), score=str(weight))
    return data


def test_the_evaluation_comes_out_again_without_its_faults(tmp_path: Path) -> None:
    name = "evaluation-report"
    got = exported(name, within_hundred(entered(name)), tmp_path)
    assert unequal(joined(name), got, EVALUATION_FAULTS) == []
    right = "\n".join(got)
    for said in (
        "4.资金投入和使用情况",
        "阿不来提·托合提任评价组副组长",
        "由3个三级指标构成，权重分为20分，实际得分20分，得分率为100%。",
        "本项目总得分为100分，绩效评级属于“优”。",
    ):
        assert said in right
    assert "bookmark" not in right


def named(data: dict[str, Any]) -> list[tuple[str, str]]:
    """Check a file and return the rules that speak, with their sentences."""
    from jixiao_desktop.session.check import check_case

    catalog = load_catalog()
    exchange = parse(json.dumps(data), catalog.dictionary)
    projects = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    case = Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))
    return [(one.rule, one.message) for found in check_case(case) for one in found]


def test_the_evaluation_s_false_sums_are_named() -> None:
    told = named(entered("evaluation-report"))
    assert any(rule == "evaluation.points" and "110分" in said for rule, said in told)
    staff = [said for rule, said in told if rule == "evaluation.staff"]
    assert len(staff) == 2
    assert "9人" in staff[0]
    assert "14人" in staff[0]
    assert "19人" in staff[1]
    assert "23人" in staff[1]
    mended = named(within_hundred(entered("evaluation-report")))
    assert "evaluation.points" not in {rule for rule, _ in mended}


def test_the_unit_s_false_rates_are_named_where_they_are_typed() -> None:
    data = entered("unit-monitoring-report")
    sections = data["unit_report"]["monitoring"]["sections"]
    assert not {"unit.text_rate", "unit.text_completion"} & {rule for rule, _ in named(data)}
    sections["goal_completion"] += "截至6月底资金执行数312.17万元，预算执行率64.3%。"
    sections["deviation"] += (
        "人员保障成本经费，预期指标值：464.7万元，实际完成值302.23万元，指标完成率60%。"
    )
    told = dict(named(data))
    assert "64.3%" in told["unit.text_rate"]
    assert "64.19%" in told["unit.text_rate"]
    assert "60%" in told["unit.text_completion"]
    assert "65.04%" in told["unit.text_completion"]
