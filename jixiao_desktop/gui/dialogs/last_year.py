"""从去年带入: projects of an earlier year, what each said, and what of it to take over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.workspace import Problem, ProjectInfo, Workspace

if TYPE_CHECKING:
    from jixiao_desktop.session.carry import Carry

TAKE, FIELD, LAST = 0, 1, 2
ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


def carry_from_last_year(
    parent: QWidget | None, workspace: Workspace, unit_id: str
) -> tuple[str, ...]:
    """Let projects of an earlier year be taken over; return the ids of those made."""
    dialog = CarryFromLastYear(parent, workspace, unit_id)
    return tuple(dialog.made) if dialog.ask() else ()


class CarryFromLastYear(Dialog):
    """Sources above, what the chosen one said below; each project keeps its own ticks."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str) -> None:
        self.year = workspace.edit_unit(unit_id).year
        super().__init__(
            parent, "从去年带入",
            f"在项目前打勾，带入到{self.year}年。执行数、完成情况和得分不带；"
            "带入的内容标作“带入，待确认”，确认前都能改。",
        )  # fmt: skip
        self.wide = WIDE
        self.workspace = workspace
        self.made: list[str] = []
        self._proposals: dict[str, list[Carry]] = {}
        self._taken: dict[str, set[str]] = {}
        self.sources = Rows("上年的项目")
        self.column.addWidget(label("从哪些项目带入（空格打勾）", "hint"))
        self.column.addWidget(self.sources, 1)
        self.what = label("", "hint", wrap=True)
        self.column.addWidget(self.what)
        self.fields = CarryTable()
        self.column.addWidget(self.fields, 2)
        self.primary = self.add_answers("带入(&O)")
        self.sources.selectionModel().currentChanged.connect(self._show_source)
        self.sources.ticked.connect(self._count)
        self.fields.ticked.connect(self._keep_ticks)
        self._fill(unit_id)
        self.sources.setFocus()

    def _fill(self, unit_id: str) -> None:
        name = self.workspace.edit_unit(unit_id).dossier.text("unit.name")
        units = {u.id: u for u in self.workspace.units()}
        have = {p.name for p in self.workspace.projects(unit_id)}
        # A unit's projects go to the same unit of this year; others stay with their own unit.
        mine = [
            p for p in self.workspace.projects()
            if p.year < self.year and p.unit_id in units and units[p.unit_id].name == name
        ]  # fmt: skip
        mine.sort(key=lambda p: -p.year)
        for project in mine:
            self.sources.add(self._row(project, have))
        if not mine:
            self.say("没有更早年度的项目可以带入。先用“从文件读入”读上年的表，再来带入。", "quiet")
        self.primary.setEnabled(bool(mine))
        self._show_source()
        self._count()

    def _row(self, project: ProjectInfo, have: set[str]) -> Row:
        there = project.name in have
        chip = f"{self.year}年已有" if there else ""
        title = project.name or "（还没有名称）"
        newest = not there and project.year == self.year - 1
        return Row(title, chip=chip, tone="hint", side=f"{project.year}年",
                   thing=project.id, checked=newest)  # fmt: skip

    def _proposal(self, project_id: str) -> list[Carry]:
        if project_id not in self._proposals:
            found = self.workspace.carry_proposal(project_id)
            self._proposals[project_id] = found
            self._taken[project_id] = {one.path for one in found if one.take}
        return self._proposals[project_id]

    def _show_source(self) -> None:
        thing = self.sources.thing
        if not isinstance(thing, str):
            self.what.setText("")
            return
        found = self._proposal(thing)
        self.fields.show_fields(found, self._taken[thing])
        self._say_what()

    def _say_what(self) -> None:
        thing = self.sources.thing
        if isinstance(thing, str):
            count = len(self._taken[thing])
            said = f"这个项目带入 {count} / {len(self._proposals[thing])} 处（空格改）"
            self.what.setText(said)

    def _keep_ticks(self) -> None:
        thing = self.sources.thing
        if isinstance(thing, str):
            self._taken[thing] = self.fields.taken()
            self._say_what()

    def _count(self) -> None:
        count = len(self.sources.checked())
        self.primary.setText(f"带入{count}个项目(&O)" if count > 1 else "带入(&O)")

    def accept(self) -> None:
        """Make the projects, one after the other; say where it stopped."""
        chosen = [str(one) for one in self.sources.checked()]
        if not chosen:
            self.say("还没有在项目前打勾。选中一行，按空格打勾。")
            self.sources.setFocus()
            return
        for project_id in chosen:
            self._proposal(project_id)
            try:
                taken = self._taken[project_id]
                self.made.append(self.workspace.carry_from(project_id, self.year, taken))
            except Problem as problem:
                done = f"已带入{len(self.made)}个项目。" if self.made else ""
                self.say(f"{done}{problem}")
                return
        super().accept()

    def reject(self) -> None:
        """Leave; what was already taken over before a fault stays and is told to the caller."""
        if self.made:
            super().accept()
        else:
            super().reject()


class CarryTable(QTableView):
    """Tick | field | last year; Space ticks the chosen rows."""

    ticked = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName("上年填的内容")
        self._model = QStandardItemModel(self)
        self.setModel(self._model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.setMinimumHeight(px("row") * 4)
        self.clicked.connect(self._clicked)

    def show_fields(self, found: list[Carry], taken: set[str]) -> None:
        """Show a project's proposal."""
        self._model.clear()
        self._model.setHorizontalHeaderLabels(["带入", "字段", "上年写的"])
        for one in found:
            tick = QStandardItem()
            tick.setData(one.path, Qt.ItemDataRole.UserRole)
            on = one.path in taken
            tick.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            row = [tick, QStandardItem(one.label), QStandardItem(one.last_text)]
            for item in row:
                item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable)
            self._model.appendRow(row)
            self._name(tick, one)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setFixedHeight(px("field"))
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TAKE, QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(FIELD, QHeaderView.ResizeMode.Interactive)
        self.setColumnWidth(FIELD, px("findings"))
        header.setSectionResizeMode(LAST, QHeaderView.ResizeMode.Stretch)
        if found:
            self.setCurrentIndex(self._model.index(0, FIELD))

    def _name(self, tick: QStandardItem, one: Carry) -> None:
        on = tick.checkState() == Qt.CheckState.Checked
        said = f"{'带入' if on else '不带'}，{one.label}，{one.last_text}"
        tick.setData(said, Qt.ItemDataRole.AccessibleTextRole)
        tick.setData(one, Qt.ItemDataRole.UserRole + 1)

    def taken(self) -> set[str]:
        """Return the ticked paths."""
        items = (self._model.item(at, TAKE) for at in range(self._model.rowCount()))
        return {
            str(one.data(Qt.ItemDataRole.UserRole))
            for one in items
            if one.checkState() == Qt.CheckState.Checked
        }

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space ticks all chosen rows alike; Enter is left to the dialog."""
        if event.key() == Qt.Key.Key_Space:
            self._toggle([index.row() for index in self.selectionModel().selectedRows()])
        elif event.key() in ENTER:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def _clicked(self, index: QModelIndex) -> None:
        if index.column() == TAKE:
            self._toggle([index.row()])

    def _toggle(self, rows: list[int]) -> None:
        if not rows:
            return
        first = self._model.item(rows[0], TAKE)
        on = first.checkState() != Qt.CheckState.Checked
        for row in rows:
            item = self._model.item(row, TAKE)
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self._name(item, item.data(Qt.ItemDataRole.UserRole + 1))
        self.ticked.emit()
