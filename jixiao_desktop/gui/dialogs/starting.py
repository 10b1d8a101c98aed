"""Beginning something: a unit's year with its notice, a project, and changing between years."""

from __future__ import annotations

from datetime import date

from PySide6.QtWidgets import QComboBox, QLineEdit, QWidget

from jixiao_desktop.catalog.loading import Catalog, UnknownError, use_of
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.gui.dialogs.frame import MEDIUM, NARROW, Dialog
from jixiao_desktop.gui.dialogs.rows import Row, Rows
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.session.carry import carry_unit
from jixiao_desktop.session.works import choose
from jixiao_desktop.session.workspace import Problem, UnitInfo, Workspace

YEARS_BACK, YEARS_AHEAD = 12, 1


def new_unit(parent: QWidget | None, workspace: Workspace) -> str | None:
    """Ask for a unit's name, year and notice; make it and return its id, None when left."""
    dialog = NewUnit(parent, workspace)
    return dialog.made if dialog.ask() else None


def new_project(parent: QWidget | None, workspace: Workspace, unit_id: str) -> str | None:
    """Ask for a project's name; make it and return its id, None when left."""
    dialog = NewProject(parent, workspace, unit_id)
    return dialog.made if dialog.ask() else None


def switch_unit(parent: QWidget | None, workspace: Workspace, unit_id: str = "") -> str | None:
    """Let another unit or year be chosen, or a new one begun; return its id, None when left."""
    dialog = SwitchUnit(parent, workspace, unit_id)
    return dialog.made if dialog.ask() else None


def day_words(day: date | None) -> str:
    """Write a day as people say it, “没有写” where there is none."""
    return f"{day.year}年{day.month}月{day.day}日" if day else "没有写"


def notice_words(catalog: Catalog, notice: Notice) -> list[str]:
    """Say what a notice asks for, one line each: its forms, its time points, its due date."""
    lines = []
    stages = set()
    for use in notice.forms:
        try:
            form = catalog.form(use.id, year=notice.year, edition=use.edition)
        except UnknownError:
            lines.append(f"{use.name or use.id}：这个版本的程序还没有这张表，先跳过")
            continue
        stages.add(form.stage)
        named = use_of(notice, form)
        title = named.title or form.title
        lines.append(f"{named.name}　{title}" if named.name not in ("", title) else title)
    days = dict.fromkeys(day for stage, day in notice.as_of if stage in stages)
    lines.append(f"时点：{'、'.join(day_words(day) for day in days) or '没有写'}")
    lines.append(f"报送截止：{day_words(notice.due)}")
    return lines


class NewUnit(Dialog):
    """Name, year, notice – and what the notice asks for, at once."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "新建单位年度", "只填一次，所有项目的表和报告都从这里取。")
        self.workspace = workspace
        self.made: str | None = None
        self.name = QLineEdit()
        self.field("单位名称(&N)", self.name, "按单位公章上的全称填写。")
        self.year = QComboBox()
        this_year = date.today().year
        for year in range(this_year + YEARS_AHEAD, this_year - YEARS_BACK - 1, -1):
            self.year.addItem(f"{year}年", year)
        self.year.setCurrentIndex(YEARS_AHEAD)
        self.field("预算年度(&Y)", self.year)
        self.notice = QComboBox()
        self.field("按哪个通知填报(&T)", self.notice)
        card = Card()
        self.asks = label("", "hint", wrap=True)
        card.column.addWidget(self.asks)
        self.column.addWidget(card)
        self.column.addStretch(1)
        self.add_answers("新建(&O)")
        self.year.currentIndexChanged.connect(self._offer_notices)
        self.notice.currentIndexChanged.connect(self._show_notice)
        self._offer_notices()
        self.follow_focus()
        self.name.setFocus()

    def _offer_notices(self) -> None:
        """Offer the notices of the year, the nearest first; the standing ones always."""
        year = self.year.currentData()
        catalog = self.workspace.catalog
        found = [catalog.notice(one.id, year) for one in catalog.notices()]
        found.sort(key=lambda one: (one.year != year, one.any_year, -one.year))
        chosen = self.notice.currentData()
        self.notice.blockSignals(True)
        self.notice.clear()
        for one in found:
            area = f"{one.area}　" if one.area else ""
            self.notice.addItem(f"{area}{one.title}", one.id)
        self.notice.setCurrentIndex(max(self.notice.findData(chosen), 0))
        self.notice.blockSignals(False)
        self._show_notice()

    def _show_notice(self) -> None:
        catalog = self.workspace.catalog
        notice = catalog.notice(self.notice.currentData() or "", self.year.currentData())
        lines = notice_words(catalog, notice)
        if notice.year != self.year.currentData():
            lines.append(f"注意：这是{notice.year}年的通知，与所选年度不同。")
        self.asks.setText("\n".join(lines))
        self.notice.setAccessibleDescription("；".join(lines))
        if self.isVisible():
            self.fit()

    def accept(self) -> None:
        """Make the unit; say what is missing."""
        name = self.name.text().strip()
        if not name:
            self.say("还没有写单位名称。写上单位公章上的全称。")
            self.name.setFocus()
            return
        year = self.year.currentData()
        if any(u.name == name for u in self.workspace.units(year)):
            self.say(f"{year}年已经有“{name}”了。换一个年度，或按 Esc 回去打开它。")
            self.year.setFocus()
            return
        try:
            self.made = self.workspace.add_unit(name, year)
            carry_unit(self.workspace, self.made)
            choose(self.workspace, self.made, self.notice.currentData() or "")
        except Problem as problem:
            self.say(str(problem))
            return
        super().accept()


class NewProject(Dialog):
    """The name of a project."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str) -> None:
        super().__init__(parent, "新建项目", "名称与批复的预算一致，之后可以再改。")
        self.wide = NARROW
        self.workspace, self.unit_id = workspace, unit_id
        self.made: str | None = None
        self._asked_twice = ""
        self.name = QLineEdit()
        self.field("项目名称(&N)", self.name)
        self.column.addStretch(1)
        self.add_answers("新建(&O)")
        self.name.setFocus()

    def accept(self) -> None:
        """Make the project; a name that is there already is asked about once."""
        name = self.name.text().strip()
        if not name:
            self.say("还没有写项目名称。写上批复文件里的名称。")
            self.name.setFocus()
            return
        same = any(p.name == name for p in self.workspace.projects(self.unit_id))
        if same and self._asked_twice != name:
            self._asked_twice = name
            self.say(f"本单位已有项目叫“{name}”。确实是另一个项目，再按一次“新建”。", "explain")
            return
        try:
            self.made = self.workspace.add_project(self.unit_id, name)
        except Problem as problem:
            self.say(str(problem))
            return
        super().accept()


class SwitchUnit(Dialog):
    """Units and their years, newest first."""

    def __init__(self, parent: QWidget | None, workspace: Workspace, unit_id: str) -> None:
        super().__init__(parent, "切换单位或年度", "选一行按 Enter 打开。")
        self.wide = MEDIUM
        self.workspace = workspace
        self.made: str | None = None
        self.rows = Rows("单位和年度")
        units = sorted(workspace.units(), key=lambda u: (-u.year, u.name))
        for unit in units:
            self.rows.add(self._row(unit))
        self.rows.choose(unit_id)
        self.column.addWidget(self.rows, 1)
        self.add_button("新建单位年度(&N)…", self._new, left=True)
        self.add_answers("打开(&O)").setEnabled(bool(units))
        self.rows.chosen.connect(self.accept)
        self.rows.setFocus()

    def _row(self, unit: UnitInfo) -> Row:
        count = len(self.workspace.projects(unit.id))
        notice = self.workspace.edit_unit(unit.id).notice
        under = f"{count}个项目　·　{notice.title}"
        title = f"{unit.year}年　{unit.name or '（还没有名称）'}"
        return Row(title, under, side=unit.department, thing=unit.id)

    def _new(self) -> None:
        self.made = new_unit(self, self.workspace)
        if self.made:
            super().accept()

    def accept(self) -> None:
        """Take the chosen row."""
        thing = self.rows.thing
        if isinstance(thing, str):
            self.made = thing
            super().accept()
