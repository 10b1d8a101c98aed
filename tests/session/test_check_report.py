"""The check report: one model, told alike by Excel, Word and paper."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import openpyxl
import pytest

from jixiao_desktop import __version__
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.check_pages import (
    FORMATS,
    drawing_of,
    listed,
    narrated,
    report_name,
    write_check_report,
)
from jixiao_desktop.session.check_report import (
    NOTHING,
    CheckReport,
    UnitChecked,
    Unread,
    report_on,
    unit_checked,
)
from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
from jixiao_desktop.session.handed_in import Batch, files_of
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.remarks import folded
from jixiao_desktop.session.told import explained_words, group_of, when_words

DATA = Path(__file__).resolve().parents[1] / "data"
SCHOOL = DATA / "examples" / "monitoring-party-school.json"
EQUIPMENT = DATA / "examples" / "self-evaluation-equipment.json"
SOUND = DATA / "sound" / "road.json"
THREE = DATA / "unseen" / "faulty-three-projects.json"
CATALOG = load_catalog()
MADE = datetime(2024, 8, 17, 10, 32)
REASON = "项目为基础培训，效益在单位整体目标中反映。"


def case_of(file: Path) -> Case:
    exchange = parse(file.read_bytes(), CATALOG.dictionary)
    notice = CATALOG.notice(exchange.notice, exchange.year)
    dossiers = tuple(one.dossier for one in dossiers_of(exchange))
    return Case(CATALOG, notice, exchange.year, dossiers, unit_dossier(exchange))


def part(file: Path) -> UnitChecked:
    case = case_of(file)
    return unit_checked(case, check_case(case), file.name)


def report(*files: Path, unread: tuple[Unread, ...] = ()) -> CheckReport:
    return report_on(map(part, files), unread, made=MADE)


def explained() -> CheckReport:
    """The party school's result with one explanation written."""
    case = case_of(SCHOOL)
    finding = next(f for f in check_case(case)[0] if f.severity is Severity.EXPLAIN)
    note = Explanation(finding.rule, finding.path, REASON, "张三", "2024-08-16T09:05:00+08:00")
    case = case.only(replace(case.dossier, explanations=(note,)))
    return report_on([unit_checked(case, check_case(case))], made=MADE)


def texts_of_excel(file: Path) -> str:
    book = openpyxl.load_workbook(file)
    cells = (c.value for sheet in book for row in sheet.iter_rows() for c in row)
    return "\n".join(str(value) for value in cells if value)


def texts_of_word(file: Path) -> str:
    import docx

    found = docx.Document(str(file))
    cells = [c.text for table in found.tables for row in table.rows for c in row.cells]
    return "\n".join([*(p.text for p in found.paragraphs), *cells])


def test_excel_and_word_tell_the_same(tmp_path: Path) -> None:
    told = report(SCHOOL, EQUIPMENT, SOUND, unread=(Unread("坏.xlsx", "打不开。"),))
    write_check_report(told, tmp_path / "结果.xlsx")
    write_check_report(told, tmp_path / "结果.docx")
    excel = texts_of_excel(tmp_path / "结果.xlsx")
    word = texts_of_word(tmp_path / "结果.docx")
    wanted = [told.sentence, told.scope.rstrip("。"), "2024年8月17日 10:32", __version__, "坏.xlsx"]
    wanted += ["“中央部门预算绩效运行监控管理暂行办法（通用）”", "2024年7月31日"]
    for unit in told.units:
        wanted += [unit.name, *(one.name for one in unit.projects)]
    for one in told.projects:
        wanted += [one.verdict.sentence]
        for remark in one.remarks:
            wanted += [remark.finding.where, remark.finding.fix, remark.finding.basis]
    assert [text for text in wanted if text not in excel] == []
    assert [text for text in wanted if text not in word] == []


def test_the_verdict_counts_what_the_groups_show() -> None:
    told = report(SCHOOL, EQUIPMENT)
    names = [name for one in told.projects for name, group in one.groups() for _ in group]
    assert told.verdict.must_fix == names.count("必改")
    assert told.verdict.explain == names.count("需说明")
    assert told.verdict.hint == names.count("提示")
    assert told.sentence == f"还差 {names.count('必改')} 处必改、{names.count('需说明')} 处需说明"


def test_an_explanation_is_printed_with_name_and_time(tmp_path: Path) -> None:
    told = explained()
    assert told.verdict.explain == report(SCHOOL).verdict.explain - 1
    assert [name for name, _ in told.projects[0].groups()][-1] == "已说明"
    for ending in ("xlsx", "docx"):
        write_check_report(told, tmp_path / f"结果.{ending}")
    said = f"说明（张三，2024年8月16日 09:05）：{REASON}"
    assert said in texts_of_excel(tmp_path / "结果.xlsx")
    assert said in texts_of_word(tmp_path / "结果.docx")
    assert "1处已写说明" in told.scope


def test_a_doubtful_explanation_is_told_as_such() -> None:
    finding = Finding(
        "a.b", Severity.EXPLAIN, "goal", "目标没有数。", explained="第一行\n第二行",
        by="李四", at="2024-08-16", doubt="写说明以后，这里的内容改过，需重新确认",
    )  # fmt: skip
    assert group_of(finding) == "需说明"
    assert explained_words(finding) == (
        "写说明以后，这里的内容改过，需重新确认。原说明（李四，2024年8月16日）：第一行 第二行"
    )


@pytest.mark.parametrize(
    ("at", "words"),
    [("2024-08-16", "2024年8月16日"), ("2024-08-16T09:05:00+08:00", "2024年8月16日 09:05"),
     ("八月", "八月"), ("", "")],
)  # fmt: skip
def test_a_time_is_told_for_people(at: str, words: str) -> None:
    assert when_words(at) == words


def test_consequences_stand_under_their_cause() -> None:
    root = Finding("value.readable", Severity.MUST_FIX, "goal", "读不懂。")
    other = Finding("a.b", Severity.MUST_FIX, "purpose", "不符。", follows="goal")
    lost = Finding("a.c", Severity.HINT, "name", "不符。", follows="nowhere")
    plain = Finding("a.d", Severity.HINT, "name", "不符。")
    made = folded((root, other, lost, plain))
    assert [(one.finding, one.follows) for one in made] == [
        (root, (other,)), (plain, ()), (lost, ()),
    ]  # fmt: skip


def test_what_follows_is_told_under_its_cause_on_every_page() -> None:
    told = report(DATA / "unseen" / "faulty-health.json")
    assert any(remark.follows for remark in told.projects[0].remarks)
    (sheet,) = listed(told)
    kinds = [line.kind for line in sheet.lines]
    at = kinds.index("under")
    assert kinds[at - 1] == "row"
    assert any(text.startswith("由此引起") for text in narrated(told).texts)


def test_files_of_one_unit_stand_under_that_unit() -> None:
    told = report(SCHOOL, SCHOOL)
    assert len(told.units) == 1
    assert len(told.projects) == 2
    assert [unit.name for unit in report(SCHOOL, SOUND).units] == [
        "中共锡林郭勒盟委员会党校", "日月乡人民政府",
    ]  # fmt: skip


def test_nothing_checked_is_not_ready() -> None:
    told = report_on([], made=MADE)
    assert (told.ready, told.sentence) == (False, NOTHING)
    assert NOTHING in listed(told)[0].texts[-1]
    assert report(SOUND).ready
    assert not report(SOUND, unread=(Unread("坏.xlsx", "打不开。"),)).ready


def test_a_unit_with_several_projects_has_a_page_of_verdicts(tmp_path: Path) -> None:
    told = report(THREE)
    assert [one.sheet for one in listed(told)] == ["检查意见", "各项目结论"]
    assert len(narrated(told).tables) == 1
    write_check_report(told, tmp_path / "结果.xlsx")
    sheet = openpyxl.load_workbook(tmp_path / "结果.xlsx")["各项目结论"]
    rows = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [one.verdict.sentence for one in told.projects] == [row[2] for row in rows[-3:]]


def test_paper_draws_the_same_document() -> None:
    told = report(SCHOOL)
    drawing = drawing_of(told)
    assert drawing.pages() >= 1
    wide = drawing.size(0)
    assert wide.height() > wide.width()


@pytest.mark.parametrize("ending", FORMATS)
def test_names_of_files_tell_what_and_when(ending: str) -> None:
    assert report_name(report(SCHOOL), ending) == f"检查结果_干部教育培训项目_20240817.{ending}"
    assert report_name(report(THREE), ending) == f"检查结果_策勒县乡村振兴局_20240817.{ending}"
    assert report_name(report(SCHOOL, SOUND), ending) == f"检查结果_2个单位_20240817.{ending}"


def test_another_ending_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Problem, match="不能写成“无后缀”"):
        write_check_report(report(SOUND), tmp_path / "结果")
    assert not list(tmp_path.iterdir())


def test_files_of_a_folder_come_once_and_by_name(tmp_path: Path) -> None:
    for name in ("b.json", "a.json", ".c.json", "d.txt"):
        (tmp_path / name).write_text("{}", encoding="utf-8")
    found = list(files_of([tmp_path, tmp_path / "a.json"]))
    assert [one.name for one in found if isinstance(one, Path)] == ["a.json", "b.json"]


def test_what_reading_says_goes_with_the_result() -> None:
    batch, file = Batch(), DATA / "official" / "monitoring-river-chiefs.xls"
    assert batch.read(file, CATALOG) == 1
    notes = batch.notes(file)
    assert [one.name for one in batch.units(file)[0].projects] == ["河长制湖长制工作经费"]
    assert all(note.startswith("monitoring-river-chiefs.xls：") for note in notes)
    assert notes


def test_projects_of_different_files_are_held_against_each_other(tmp_path: Path) -> None:
    text = "全年组织农牧民实用技术培训十二期，邀请专家到村讲课，参训农牧民人均增收明显。"
    batch = Batch()
    files = []
    for unit in ("甲县农牧局", "乙县水利局"):
        data = json.loads(SCHOOL.read_text("utf-8"))
        data["unit"]["name"] = unit
        project = data["projects"][0]
        project["name"] = f"{unit[:2]}技术服务项目"
        project["implementer"] = unit
        project["monitoring"]["goal_progress"] = text
        file = tmp_path / f"{unit}.json"
        file.write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        batch.read(file, CATALOG)
        files.append(file)
    together = [f.message for one in batch.units(files[1]) for f in one.projects[0].findings]
    alone = Batch()
    alone.read(files[1], CATALOG)
    single = [f.message for one in alone.units(files[1]) for f in one.projects[0].findings]
    assert any("甲县" in message for message in together)
    assert not any("甲县" in message for message in single)


def test_one_project_in_two_files_is_not_its_own_copy() -> None:
    batch = Batch()
    for file in (SCHOOL, DATA / "exchange" / SCHOOL.name):
        batch.read(file, CATALOG)
    alone = Batch()
    alone.read(SCHOOL, CATALOG)
    together, single = batch.units(SCHOOL)[0], alone.units(SCHOOL)[0]
    assert together.projects[0].findings == single.projects[0].findings
