"""The home screen: what is to be done, one row per project, nothing to learn first."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from threading import Thread
from time import monotonic

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from jixiao_desktop.domain.rates import show_rate
from jixiao_desktop.gui.forms.ui_home import Ui_Home
from jixiao_desktop.gui.keys import KeyButton
from jixiao_desktop.gui.panels.counts import Count, Spending
from jixiao_desktop.gui.panels.task_list import (
    INITIAL,
    NAME,
    RATE,
    SAVED,
    STATE,
    Task,
    TaskModel,
    dress_table,
    due_words,
)
from jixiao_desktop.gui.panels.works import WorkSwitch
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.session.overview import Overview, Standing, UnitView, load_checks

SLICE = 0.008
"""Seconds of work per idle slice: shorter than one frame."""
FIRST_PAINT_MS = 150
"""Checks wait until the list is painted and takes keys."""
LOADING_MS = 20
SCOPES = ("unit", "project")
UNITS = {"project": "个项目", "unit": "个单位"}
ROOM_FOR_CARDS = 14
"""Height in fields below which the cards make room for the list."""
WORK = "work_"
"""Beginning of the commands that change to another kind of work."""
WIDTHS = {NAME: 0.225, STATE: 0.105, INITIAL: 0.125, RATE: 0.105, SAVED: 0.085}


class Home(QWidget):
    """Cards, task list and the few buttons; figures come in while the program is idle."""

    project_asked = Signal(str)
    unit_asked = Signal(str)
    asked = Signal(str)
    """A command by name: new_project, carry, read_file, check_all, export_all, new_unit, work_…."""

    def __init__(self, overview: Overview) -> None:
        super().__init__()
        self.overview = overview
        self.view: UnitView | None = None
        self._lines: dict[str, str] = {}
        self._dues_of = ("", "")
        self._standing: dict[str, Standing] = {}
        self._waiting: list[Task] = []
        self.ui = Ui_Home()
        self.ui.setupUi(self)
        self.model = TaskModel(self)
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._work)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(FIRST_PAINT_MS)
        self._soon.timeout.connect(self._begin_work)
        self._loading: Thread | None = None
        self._dress()
        self._connect()

    # ---- looks ----

    def _dress(self) -> None:
        ui = self.ui
        mark(ui.title, role="title")
        mark(ui.dates, role="hint")
        mark(ui.empty, role="")
        mark(ui.new_project, kind="primary")
        self.check_all = KeyButton("全面检查", "F9")
        self.export_all, self.check_files = QPushButton("全部导出…"), QPushButton("检查收到的文件…")
        self.ready, self.must, self.explain = (
            Count("可以上报", "个项目", "fine"),
            Count("必改", "处", "must-fix"),
            Count("需说明", "处", "explain"),
        )
        self.progress = Spending()
        self.works = WorkSwitch()
        ui.column.insertWidget(1, self.works)
        more = (self.check_all, self.check_files, self.export_all)
        _lay_out(ui.buttons, (ui.new_project, ui.carry, ui.read_file), more)
        for card in (self.ready, self.must, self.explain):
            ui.cards.addWidget(card, 26)
        ui.cards.addWidget(self.progress, 48)
        dress_table(ui.table, self.model)
        for watched in (ui.table, ui.search):
            watched.installEventFilter(self)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the theme in force."""
        column = self.ui.column
        side = px("step4") * 2
        column.setContentsMargins(side, px("step4") + 2, side, px("step4"))
        column.setSpacing(px("step3") + 2)
        self.ui.head.setSpacing(px("step1"))
        self.ui.cards.setSpacing(px("step3") + 2)
        self.ui.buttons.setSpacing(px("step2") + 2)
        column.setStretchFactor(self.ui.table, 1000)
        column.setStretch(column.count() - 1, 1)
        self.ui.search.setFixedWidth(px("findings"))
        self.ui.table.horizontalHeader().setFixedHeight(px("field") + px("step2"))
        self._fit_table()

    def _fit_table(self) -> None:
        table = self.ui.table
        for card in (self.ready, self.must, self.explain, self.progress):  # the list comes first
            card.setVisible(self.view is not None and self.height() > px("field") * ROOM_FOR_CARDS)
        room = max(table.width() - 2, 1)  # asking for the viewport loads every class of Qt
        for column, share in WIDTHS.items():
            table.setColumnWidth(column, max(round(room * share), self._heading_width(column)))
        whole = 0
        for row, task in enumerate(self.model.shown):
            height = px("row-tall" if task.under else "row")
            table.setRowHeight(row, height)
            whole += height
        head = table.horizontalHeader().height()
        table.setMaximumHeight(head + max(whole, px("row")) + 2)

    def _heading_width(self, column: int) -> int:
        words = str(self.model.headerData(column, Qt.Orientation.Horizontal))
        return QFontMetrics(theme().font("note")).horizontalAdvance(words) + px("step4")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the columns' shares."""
        super().resizeEvent(event)
        self.check_files.setVisible(event.size().width() > px("findings") * 3)  # else in the menu
        QTimer.singleShot(0, self._fit_table)

    # ---- keys and buttons ----

    def _connect(self) -> None:
        ui = self.ui
        for button, name in (
            (ui.carry, "carry"), (ui.read_file, "read_file"),
            (self.check_all, "check_all"), (self.export_all, "export_all"),
            (self.check_files, "check_files"),
        ):  # fmt: skip
            button.clicked.connect(lambda _=False, name=name: self.asked.emit(name))
        ui.new_project.clicked.connect(self._new)
        self.works.chosen.connect(lambda work: self.asked.emit(f"{WORK}{work}"))
        ui.table.activated.connect(self._open)
        ui.table.clicked.connect(self._open)
        ui.search.textChanged.connect(self._search)

    def _new(self) -> None:
        self.asked.emit("new_project" if self.view else "new_unit")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter opens the row; arrows go from the search into the list; Esc clears it."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = event.key()
            if watched is self.ui.table and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._open(self.ui.table.currentIndex())
                return True
            if watched is self.ui.search:
                return self._search_key(Qt.Key(key))
        return False

    def _search_key(self, key: Qt.Key) -> bool:
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.ui.table.currentIndex())
        elif key == Qt.Key.Key_Down:
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)
        elif key == Qt.Key.Key_Escape and self.ui.search.text():
            self.ui.search.clear()
        else:
            return False
        return True

    def _search(self, wanted: str) -> None:
        self.model.search(wanted)
        self._fit_table()
        first = next((i for i, t in enumerate(self.model.shown) if t.kind == "project"), 0)
        self.ui.table.selectRow(first if wanted else 0)

    def _open(self, index: QModelIndex) -> None:
        if not index.isValid():
            return
        task = self.model.shown[index.row()]
        (self.unit_asked if task.kind == "unit" else self.project_asked).emit(task.id)

    def focus_here(self) -> None:
        """Bring the keyboard to the list, or to the one button of an empty workspace."""
        if self.view is None:
            self.ui.new_project.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self.ui.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def choose(self, owner: str) -> None:
        """Choose the row of a project or unit, where it is shown."""
        row = next((i for i, task in enumerate(self.model.shown) if task.id == owner), -1)
        if row >= 0:
            self.ui.table.selectRow(row)

    def focus_search(self) -> None:
        """Bring the keyboard to the search."""
        self.ui.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.ui.search.selectAll()

    # ---- what is shown ----

    def show_unit(self, unit_id: str = "") -> None:
        """Show a unit's year; figures that are still right stay, others come in while idle."""
        chosen = self.current_id
        before, self.view = self.view, self.overview.view(unit_id)
        if before is None or self.view is None or before.notice_id != self.view.notice_id:
            self._lines.clear()
        tasks = self._tasks(self.view) if self.view else []
        self.model.show_tasks(tasks, self.view.window if self.view else "")
        self._show_parts(self.view is not None)
        self._waiting = [task for task in tasks if not task.known]
        if tasks:
            self.ui.table.selectRow(1 if len(tasks) > 1 else 0)
        self.choose(chosen)
        self._show_counts()
        self._fit_table()
        if self._waiting:
            self._soon.start()

    @property
    def current_id(self) -> str:
        """Return the id of the chosen row, "" for none."""
        row = self.ui.table.currentIndex().row()
        return self.model.shown[row].id if 0 <= row < len(self.model.shown) else ""

    def _tasks(self, view: UnitView) -> list[Task]:
        whole = "部门整体支出" if view.whole else "单位基本信息"
        own = self._lines.get("unit") or " " if view.whole else ""
        made = [Task(view.unit_id, "unit", whole, view.updated_at, under=own)]
        if not view.whole:
            line = self._lines.get("project") or " "
            made += [Task(p.id, "project", p.name, p.updated_at, p, line) for p in view.projects]
        return [self._with_standing(task) for task in made]

    def _with_standing(self, task: Task) -> Task:
        found = self._standing.get(task.id)
        if found is None or self.view is None or found.key != self.view.key(task.updated_at):
            return task
        return replace(
            task, state=found.state, tone=found.tone, initial=found.initial_text,
            rate=show_rate(found.rate) if found.rate is not None else "",
            missing=found.missing, known=True,
        )  # fmt: skip

    def _show_parts(self, any_unit: bool) -> None:
        ui = self.ui
        for widget in (
            ui.table, ui.carry, ui.search, self.check_all, self.export_all, self.ready, self.must,
            self.explain, self.progress, self.works,
        ):  # fmt: skip
            widget.setVisible(any_unit)
        view = self.view
        whole = view is not None and view.whole
        alone = view is not None and not view.projects and not whole
        for widget in (ui.new_project, ui.carry):
            widget.setVisible(not whole and (any_unit or widget is ui.new_project))
        ui.empty.setVisible(not any_unit or alone)
        ui.title.setText("要做的事" if any_unit else "从这里开始")
        ui.new_project.setText("新建项目" if any_unit else "填写单位名称，开始")
        ui.empty.setText(empty_words(self.overview, view))
        if view is not None:
            self.works.show_work(view.work.id)
            parts = (view.time_point, due_words(view.due, date.today()), f"单位：{view.unit_name}")
            ui.dates.setText(" · ".join(filter(None, parts)))
        else:
            ui.dates.setText("一次填写，处处使用；数据只存在这台电脑上。")

    def _begin_work(self) -> None:
        """Load the checks beside the window first, then work while the program is idle."""
        if self._loading is None:
            self._loading = Thread(target=load_checks, daemon=True)
            self._loading.start()
        if self._loading.is_alive():
            QTimer.singleShot(LOADING_MS, self, self._begin_work)
        else:
            self._idle.start()

    def _work(self) -> None:
        """Work out a few rows, then let keys and painting come first."""
        self._name_forms()
        until = monotonic() + SLICE
        while self._waiting and self.view is not None and monotonic() < until:
            task = self._waiting.pop(0)
            self._standing[task.id] = self.overview.standing(self.view, task.id, task.kind)
            self.model.put(self._with_standing(task))
        if not self._waiting:
            self._idle.stop()
        self._show_counts()

    def _name_forms(self) -> None:
        """Write the forms under the names; the rows have room for them already."""
        view = self.view
        if view is None or self._lines:
            return
        self._lines = {scope: self.overview.forms_line(view, scope) for scope in SCOPES}
        self._waiting = [self._named(task) for task in self._waiting]
        for task in self.model.tasks:
            self.model.put(self._named(task))
        if self._dues_of != (view.unit_id, view.notice_id):
            self._dues_of = view.unit_id, view.notice_id
            self.works.show_dues(self.overview.dues(view))

    def _named(self, task: Task) -> Task:
        return replace(task, under=self._lines[task.kind]) if task.under else task

    def work_all(self) -> None:
        """Work out every row now (F9 on the home screen)."""
        self._name_forms()
        for task in self._waiting:
            if self.view is not None:
                self._standing[task.id] = self.overview.standing(self.view, task.id, task.kind)
                self.model.put(self._with_standing(task))
        self._waiting = []
        self._show_counts()

    def _show_counts(self) -> None:
        known = [self._standing[t.id] for t in self.model.tasks if t.id in self._standing]
        view = self.view
        kind = "unit" if view is not None and view.whole else "project"
        mine = [one for one in known if one.kind == kind]
        self.ready.show_count(sum(one.ready for one in mine), UNITS[kind])
        self.must.show_count(sum(one.must_fix for one in known))
        self.explain.show_count(sum(one.explain for one in known))
        if view is not None:
            self.progress.show_sums(mine, view)


def _lay_out(row: QHBoxLayout, there: Sequence[QPushButton], more: Sequence[QPushButton]) -> None:
    """Add buttons to those of the row; all keep the width of their words."""
    for button in (*there, *more):
        button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
    for button in more:
        row.addWidget(button)


def empty_words(overview: Overview, view: UnitView | None) -> str:
    """Say how to begin where there is nothing yet."""
    if view is None:
        return "这里还没有单位。先填一次单位名称，之后每张表和报告都从这里取。"
    before = overview.last_year(view) if not view.projects else 0
    if before:
        return f"还没有项目。{view.year - 1}年有{before}个项目，按“从去年带入…”照着做。"
    return "还没有项目。按“新建项目”填第一个，或从文件读入已有的表。"
