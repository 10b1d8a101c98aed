"""Taking an exchange file in: new projects made, known ones updated, doubts told."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.session.edit import new_id
from jixiao_desktop.session.exchange import Exchange, Part, parse
from jixiao_desktop.session.matching import Matched, match_rows
from jixiao_desktop.session.view import UNIT_STAGES, kept_path, times_of
from jixiao_desktop.session.works import general_notice, work_carried
from jixiao_desktop.store.lists import Owner
from jixiao_desktop.store.records import Put, Record, Step

if TYPE_CHECKING:
    from jixiao_desktop.session.edit import Editing
    from jixiao_desktop.session.workspace import Workspace

SUMMARY = "summary"


@dataclass
class ImportReport:
    """What an import did: the unit, projects made and updated, and what was left in doubt."""

    unit_id: str = ""
    made: list[str] = field(default_factory=list)
    updated: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    doubts: list[str] = field(default_factory=list)

    @property
    def sentence(self) -> str:
        """Say in one sentence what came in."""
        said = [f"新建{len(self.made)}个项目", f"更新{len(self.updated)}个项目"]
        if self.doubts:
            said.append(f"有{len(self.doubts)}处要您看一看")
        return "导入完成：" + "，".join(said) + "。"


UNKNOWN_NOTICE = "文件按通知“{}”填报，本机没有它，先按全国通用办法显示。"


def take_in(
    workspace: Workspace, data: dict[str, Any], origin: Origin = Origin.IMPORTED
) -> ImportReport:
    """Put an exchange file into the workspace; a file that does not fit raises Problem first.

    Filled texts of the file replace those of a known project as one undoable step; what the file
    leaves blank stays. Locked texts and rows that could be meant twice are left and told. What is
    new bears ``origin``.
    """
    exchange = parse(data, workspace.catalog.dictionary)
    report = ImportReport()
    unit = _known_unit(workspace, exchange, report)
    record = workspace.record(unit.id) if unit else Record(new_id("u"))
    report.unit_id = record.owner
    known = [one for one in workspace.owners("project") if one.parent == record.owner]
    asked = workspace.notice_id(unit.id) if unit else exchange.notice
    begun = "" if asked or known else _begun(workspace, exchange)
    makes = Maker(workspace, exchange, origin, asked or begun)
    puts = [] if unit else makes.unit(record)
    updates: list[tuple[str, Part]] = []
    for part in exchange.projects:
        project = _known_project(known, part, report)
        if project is not None:
            updates.append((project.id, part))
        else:
            fresh = makes.project(record, part)
            report.made.append(fresh[0].owner)
            puts += fresh
    if workspace.owners("unit"):
        workspace.backup_now("导入前")
    if puts:
        workspace.write(Step("", "导入", workspace.now()), puts)
    if begun:
        workspace.begin_under(record.owner, begun)
    if exchange.notice not in ("", workspace.notice_of(exchange.notice, exchange.year).id):
        report.doubts.append(UNKNOWN_NOTICE.format(exchange.notice))
    if unit is not None:
        update(workspace.edit_unit(record.owner), exchange.unit, report.doubts)
    _bring_up_to_date(workspace, updates, report)
    return report


def _bring_up_to_date(
    workspace: Workspace, updates: list[tuple[str, Part]], report: ImportReport
) -> None:
    for project_id, part in updates:
        changed = update(workspace.edit(project_id), part, report.doubts)
        (report.updated if changed else report.unchanged).append(project_id)


# -- what is new ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Maker:
    """Describes a file's new units and projects as they go into the workspace."""

    workspace: Workspace
    exchange: Exchange
    origin: Origin
    notice: str
    """The notice whose time points hold."""

    def unit(self, record: Record) -> list[Put]:
        """Describe the file's unit."""
        exchange = self.exchange
        own = any(path.startswith(paths.UNIT_PREFIXES) for path in exchange.unit.texts)
        kind = "unit" if own or exchange.projects else SUMMARY
        puts = [record.put("owner", "", (kind, "", str(exchange.year), ""))]
        if exchange.notice:
            puts.append(record.put("owner", "notice", (exchange.notice,)))
        return [*puts, *self._contents(record, exchange.unit, UNIT_STAGES)]

    def project(self, unit: Record, part: Part) -> list[Put]:
        """Describe one project of the file below its unit."""
        record = Record(new_id("p"))
        head = ("project", unit.owner, str(self.exchange.year), part.given)
        return [record.put("owner", "", head), *self._contents(record, part)]

    def _contents(self, record: Record, part: Part, prefix: str = "") -> Iterator[Put]:
        """Describe all texts, rows and explanations of a new unit or project."""
        year = self.exchange.year
        plain = Record(record.owner)
        for path, text in part.texts.items():
            if path.endswith(".as_of"):
                plain.things["value", path] = (text, "", "")
        notice = self.workspace.notice_of(self.notice, year)
        times = times_of(plain, notice, year, prefix)
        now = self.workspace.now()
        for path, text in part.texts.items():
            yield record.put("value", kept_path(path, times), (text, self.origin.value, now))
        for kind, ids in part.rows.items():
            yield record.put("rows", kept_path(kind, times), ids)
        for note in part.explanations:
            key = f"{note.rule}\n{kept_path(note.path, times)}"
            given = part.given_paths.get((note.rule, note.path), "")
            yield record.put("explanation", key, (note.text, note.by, note.at, given))


def _begun(workspace: Workspace, exchange: Exchange) -> str:
    """Name the general notice of the work a file carries, "" where the file or nothing says."""
    work = work_carried(exchange)
    if exchange.notice or not work.id:
        return ""
    notice = general_notice(workspace.catalog, work.id, exchange.year)
    return "" if notice.id == workspace.notice_of("", exchange.year).id else notice.id


# -- what is known -------------------------------------------------------------------------------


def _known_unit(workspace: Workspace, exchange: Exchange, report: ImportReport) -> Owner | None:
    texts = exchange.unit.texts
    name, code = texts.get("unit.name", ""), texts.get("unit.code", "")
    if not name and not code:
        title = texts.get("title", "")
        summaries = workspace.owners(SUMMARY) if title and not exchange.projects else []
        titles = {one.id: workspace.record(one.id).get("value", "title") for one in summaries}
        same = [s for s in summaries if (titles[s.id] or ("",))[0] == title]
        return next((one for one in same if one.year == exchange.year), None)
    same = [
        one
        for one in workspace.owners("unit")
        if one.year == exchange.year and one.name == name and (not code or one.code in (code, ""))
    ]
    if len(same) > 1:
        report.doubts.append(f"{exchange.year}年有{len(same)}个单位都叫“{name}”，已导入第一个。")
    if same and exchange.notice and exchange.notice != same[0].notice:
        report.doubts.append(f"文件按通知“{exchange.notice}”填报，“{name}”仍用原来的通知。")
    return same[0] if same else None


def _known_project(known: list[Owner], part: Part, report: ImportReport) -> Owner | None:
    name, code = part.texts.get("name", ""), part.texts.get("code", "")
    if part.given:
        by_id = [one for one in known if one.given == part.given]
        if by_id:
            return by_id[0]
    same = [one for one in known if code and one.code == code]
    same = same or [one for one in known if name and one.name == name and not (code and one.code)]
    if part.given:
        # Two ids are two projects, whatever they are called.
        same = [one for one in same if not one.given]
    if len(same) > 1:
        report.doubts.append(f"本单位有{len(same)}个项目都叫“{name}”，已另建一个，请核对。")
        return None
    return same[0] if same else None


def update(editing: Editing, part: Part, doubts: list[str]) -> bool:
    """Bring a part of a file into a known project as steps; tell whether anything changed."""
    name = part.texts.get("name") or part.texts.get("unit.name") or "汇总表"
    times: list[Change] = [
        SetText(path, text, Origin.IMPORTED)
        for path, text in part.texts.items()
        if path.endswith(".as_of") and editing.dossier.text(path) != text
    ]
    if times:
        editing.step("导入时点", times)
    matched = match_rows(editing.dossier, part)
    doubts += [f"“{name}”{doubt}" for doubt in matched.doubts]
    kept = _unlocked(editing, matched, name, doubts)
    if kept:
        editing.step("导入", kept)
    return bool(kept or times)


def _unlocked(editing: Editing, matched: Matched, name: str, doubts: list[str]) -> list[Change]:
    """Leave out what an approval has locked, and tell it."""
    dossier = editing.dossier
    closed = bool(dossier.locked("indicators.new.name"))
    kept: list[Change] = []
    refused = [row for kind, row in matched.added if kind == "indicators"] if closed else []
    if refused:
        doubts.append(f"“{name}”的指标年初已批复、已锁定，文件里多出的{len(refused)}行没有采用。")
    for change in matched.changes:
        path = change.path if isinstance(change, SetText) else ""
        inside = paths.list_of(path)
        row = inside[1] if inside else getattr(change, "row", "")
        if row in refused:
            continue
        if path and dossier.locked(path):
            text = getattr(change, "text", "")
            doubts.append(f"“{name}”有一处年初已批复、已锁定，文件里的“{text}”没有采用。")
            continue
        kept.append(change)
    return kept
