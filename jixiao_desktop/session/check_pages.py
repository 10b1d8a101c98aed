"""A check's result on paper: Word and PDF as a report, Excel as a list, from one model."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao_desktop.catalog.source import read_toml
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.export.listing import Column, Line, Listing
from jixiao_desktop.narrative.document import (
    Block,
    Document,
    Paragraph,
    Run,
    TableBlock,
    TableCell,
    lines_of,
)
from jixiao_desktop.narrative.look import Look, read_look
from jixiao_desktop.narrative.numbering import numbered
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.check_report import (
    NOTHING,
    TITLE,
    CheckReport,
    ProjectChecked,
    UnitChecked,
)
from jixiao_desktop.session.output import OutputReport, put_file, safe_name, write_report
from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.remarks import Remark
from jixiao_desktop.session.told import EXPLAINED, explained_words, sentence_of

if TYPE_CHECKING:
    from jixiao_desktop.paper.drawing import Drawing

FORMATS = ("xlsx", "docx", "pdf")
ID = "check-report"
TONES = {"必改": "must-fix", "需说明": "explain", "提示": "hint", EXPLAINED: "fine"}
FOLLOWS = "由此引起"
COLUMNS = (
    Column("序号", 5, centred=True), Column("轻重", 8, centred=True), Column("位置", 26),
    Column("问题", 42), Column("怎么办", 34), Column("依据", 16), Column("说明", 18),
)  # fmt: skip
SUMMARY_COLUMNS = (
    Column("单位", 24), Column("项目", 34), Column("结论", 26), Column("必改", 8, centred=True),
    Column("需说明", 8, centred=True), Column("提示", 8, centred=True),
    Column("已说明", 8, centred=True), Column("来自文件", 26),
)  # fmt: skip
SUMMARY_WIDTHS = (78.0, 18.0, 18.0, 18.0, 24.0)


def write_check_report(report: CheckReport, target: Path) -> OutputReport:
    """Write a check's result; the target's ending says whether as Excel, Word or PDF.

    Raises Problem with a sentence where the ending is another one or the file cannot be written.
    """
    fmt = checked_ending(target)
    if fmt != "xlsx":
        return write_report(narrated(report), target, fmt)
    from jixiao_desktop.export.listing import compared, write_listings

    listings = listed(report)
    tones: Mapping[str, str] = _style()["tone"]

    def verify(path: Path) -> None:
        wrong = next(compared(listings, path), "")
        if wrong:
            raise Problem(f"写出的文件{wrong}与检查结果不一致，没有保存。请再导出一次。")

    put_file(target, write_listings(listings, tones, report.made), verify)
    items = sum(1 for one in listings for texts in one.texts for text in texts if text)
    return OutputReport(target, items, "")


def checked_ending(target: Path) -> str:
    """Return the format that a target's ending asks for; Problem names those there are."""
    fmt = target.suffix.lower().lstrip(".")
    if fmt not in FORMATS:
        known = "、".join(f".{one}" for one in FORMATS)
        raise Problem(f"检查结果不能写成“{target.suffix or '无后缀'}”，可以用：{known}。")
    return fmt


def report_name(report: CheckReport, fmt: str) -> str:
    """Name a file of the result by what was checked and the day."""
    about = f"{len(report.units)}个单位"
    if len(report.projects) == 1:
        about = report.projects[0].name
    elif len(report.units) == 1:
        about = report.units[0].name
    return f"{safe_name(f'检查结果_{about}_{report.made:%Y%m%d}')}.{fmt}"


def drawing_of(report: CheckReport) -> Drawing:
    """Return what draws the result: preview, print and PDF share it."""
    from jixiao_desktop.session.output import report_painter

    return report_painter(narrated(report))


def fonts() -> tuple[str, ...]:
    """Return every font that the pages ask for."""
    return _look().fonts()


def _look() -> Look:
    return read_look({key: part for key, part in _style().items() if key != "tone"})


@cache
def _style() -> Mapping[str, Any]:
    return read_toml(resources_root() / "style" / "check-report.toml")


# ---- Word, PDF, print ----


def narrated(report: CheckReport) -> Document:
    """Tell the result as a report: the verdict, a table of all projects, then each one."""
    blocks: list[Block] = [_said(TITLE, "title")]
    blocks += [_said(line) for line in _head(report)]
    if len(report.projects) > 1:
        blocks.append(_summary(report))
    for number, unit in enumerate(report.units, 1):
        blocks += _unit(unit, number)
    if report.unread or report.notes:
        blocks += _files(report)
    return Document(TITLE, tuple(blocks), _look(), ID)


def _said(text: str, style: str = "body", lead: str = "") -> Paragraph:
    told = Run(_one_line(text))
    runs = (Run(lead, bold=True), told) if lead else (told,)
    return Paragraph(runs, style)


def _head(report: CheckReport) -> Iterator[str]:
    """Say the verdict, what was checked, under which notice, when and by which version."""
    yield f"结论：{report.sentence}。"
    if report.projects:
        yield report.scope
    yield from _notices(report)
    yield report.stamp


def _notices(report: CheckReport) -> Iterator[str]:
    """Name each notice once, with the years and time points that were looked at."""
    asked: dict[str, dict[str, None]] = {}
    for unit in report.units:
        at = f"（时点{unit.as_of}）" if unit.as_of else ""
        asked.setdefault(unit.notice, {})[f"{unit.year}年度{at}"] = None
    for notice, years in asked.items():
        yield f"依据通知：“{notice}”，{'、'.join(years)}。"


def _summary(report: CheckReport) -> TableBlock:
    head = tuple(
        TableCell((Run(words),), align="center", bold=True)
        for words in ("项目", "必改", "需说明", "提示", "结论")
    )
    several = len(report.units) > 1
    rows = [head]
    for unit in report.units:
        for one in unit.projects:
            name = f"{unit.name}　{one.name}" if several else one.name
            counts = (one.verdict.must_fix, one.verdict.explain, one.verdict.hint)
            figures = (TableCell((Run(str(n)),), align="center") for n in counts)
            said = "可以上报" if one.verdict.ready else "还要改"
            state = TableCell((Run(said),), align="center")
            rows.append((TableCell((Run(_one_line(name)),)), *figures, state))
    return TableBlock(tuple(rows), SUMMARY_WIDTHS)


def _unit(unit: UnitChecked, number: int) -> Iterator[Paragraph]:
    yield _said(f"{numbered('一、', number)}{unit.name}（{unit.year}年度）", "h1")
    for at, project in enumerate(unit.projects, 1):
        source = f"（{project.file}）" if project.file else ""
        yield _said(f"{numbered('（一）', at)}{project.name}{source}", "h2")
        yield _said(f"{project.verdict.sentence}。")
        for name, group in project.groups():
            yield _said(f"{name}（{len(group)}处）", "h3")
            for place, remark in enumerate(group, 1):
                yield from _remark(remark, place)


def _remark(remark: Remark, number: int) -> Iterator[Paragraph]:
    finding = remark.finding
    said = f"{sentence_of(finding)}{finding.fix}"
    basis = f"依据：{finding.basis}。" if finding.basis else ""
    yield _said(f"{finding.where}：{said}{basis}", lead=f"{number}. ")
    for other in remark.follows:
        yield _said(f"{FOLLOWS}：{other.where}，{sentence_of(other)}")
    explained = explained_words(finding)
    if explained:
        yield _said(explained)


def _files(report: CheckReport) -> Iterator[Paragraph]:
    yield _said(f"{numbered('一、', len(report.units) + 1)}文件", "h1")
    for one in report.unread:
        yield _said(f"没有读成：{one.file}。{one.why}")
    for note in report.notes:
        yield _said(note)


def _one_line(text: str) -> str:
    return " ".join(lines_of(text))


# ---- Excel ----


def listed(report: CheckReport) -> tuple[Listing, ...]:
    """Tell the result as lists: every remark, and where there are several projects, those."""
    about = tuple(_head(report))
    remarks = Listing("检查意见", TITLE, about, COLUMNS, tuple(_lines(report)), toned=1)
    if len(report.projects) < 2 and not report.unread:
        return (remarks,)
    lines = tuple(_summary_lines(report))
    return (remarks, Listing("各项目结论", TITLE, about, SUMMARY_COLUMNS, lines, toned=2))


def _lines(report: CheckReport) -> Iterator[Line]:
    for unit in report.units:
        for project in unit.projects:
            yield Line((_banner(unit, project),), "banner")
            for number, (name, remark) in enumerate(_in_order(project), 1):
                yield Line((str(number), name, *_told(remark.finding)), tone=TONES[name])
                for other in remark.follows:
                    yield Line(("", FOLLOWS, *_told(other)), "under")
    for one in report.unread:
        yield Line((f"没有读成：{one.file}。{one.why}",), "banner")
    if not report.projects and not report.unread:
        yield Line((NOTHING,), "banner")


def _banner(unit: UnitChecked, project: ProjectChecked) -> str:
    source = f"（{project.file}）" if project.file else ""
    hints = project.verdict.hint
    also = f"，另有 {hints} 处提示" if hints else ""
    return f"{unit.name}　{unit.year}年度　{project.name}{source}：{project.verdict.sentence}{also}"


def _in_order(project: ProjectChecked) -> Iterator[tuple[str, Remark]]:
    for name, group in project.groups():
        for remark in group:
            yield name, remark


def _told(finding: Finding) -> tuple[str, ...]:
    return (
        finding.where, sentence_of(finding), finding.fix, finding.basis, explained_words(finding),
    )  # fmt: skip


def _summary_lines(report: CheckReport) -> Iterator[Line]:
    for unit in report.units:
        for one in unit.projects:
            said = one.verdict
            counts = (said.must_fix, said.explain, said.hint, one.explained)
            texts = (unit.name, one.name, said.sentence, *map(str, counts), one.file)
            yield Line(texts, tone="fine" if said.ready else "must-fix")
    for unread in report.unread:
        yield Line(("", unread.why, "没有读成", "", "", "", "", unread.file), tone="must-fix")
