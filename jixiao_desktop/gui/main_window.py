"""The one window: a bar above, a bar below, and between them home, a wizard or a whole form."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QCheckBox, QMainWindow, QPushButton, QWidget

from jixiao_desktop.gui.forms.ui_main_window import Ui_MainWindow
from jixiao_desktop.gui.home import Home
from jixiao_desktop.gui.panels.asking import Asking
from jixiao_desktop.gui.panels.bars import Bars
from jixiao_desktop.gui.panels.commands import Commands
from jixiao_desktop.gui.theme import px, theme
from jixiao_desktop.session.overview import Overview
from jixiao_desktop.session.step_names import OUTPUT, REVIEW, UNIT
from jixiao_desktop.session.works import WORKS
from jixiao_desktop.session.workspace import Problem, Workspace

if TYPE_CHECKING:
    from jixiao_desktop.gui.upkeep import Upkeep
    from jixiao_desktop.gui.wizard import Wizard
    from jixiao_desktop.session.edit import Editing

LETTERS = "letters"


@runtime_checkable
class Laid(Protocol):
    """Something laid over what is open that has its own words for the bars."""

    place: str
    keys: tuple[tuple[str, str], ...]


ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class MainWindow(QMainWindow):
    """Places the panels; what they do is theirs and the session's."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.wizard: Wizard | None = None
        self.sheet: QWidget | None = None
        self.upkeep: Upkeep | None = None
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.setCentralWidget(self.ui.desk)
        self.setMinimumSize(px("findings") * 2, px("findings"))
        self.bars = Bars(self.ui, workspace, self)
        self.asking = Asking(self)
        self.home = Home(Overview(workspace))
        self.ui.stack.addWidget(self.home)
        self.doings = self._doings()
        self.commands = Commands(self, self.do)
        self.bars.menu.setMenu(self.commands.menu)
        self._connect()

    def _connect(self) -> None:
        self.home.project_asked.connect(self.open_project)
        self.home.unit_asked.connect(self.open_unit)
        self.home.asked.connect(self.do)
        self.bars.sheet.clicked.connect(self.show_sheet)
        self.bars.switch.clicked.connect(lambda: self.do("switch_unit"))
        self.ui.back.clicked.connect(lambda: self.do("last_step"))
        self.ui.forward.clicked.connect(lambda: self.do("next_step"))
        self.commands.menu.aboutToShow.connect(self._name_steps)
        self.commands.letter_group.triggered.connect(self._choose_letters)
        self.commands.show_letters(theme().letters)
        theme().changed.connect(self.lay_out_again)

    # ---- commands ----

    def _doings(self) -> dict[str, Callable[[], None]]:
        asking = self.asking
        works = {f"work_{one.id}": partial(asking.work, one.id) for one in WORKS}
        return works | {
            "new_unit": asking.new_unit, "new_project": asking.new_project,
            "carry": asking.carry, "switch_unit": asking.switch_unit,
            "choose_notice": asking.choose_notice, "approve": asking.approve,
            "read_file": asking.read_file, "export_all": asking.export_all,
            "backups": asking.backups, "settings": asking.settings, "guide": asking.guide,
            "about": asking.about, "print_preview": asking.print_preview,
            "year": asking.year, "year_end": self._wizards(lambda _: asking.year_end()),
            "home": self.show_home, "quit": self._quit, "save": self._say_saved,
            "search": self._search, "check_all": self.check_all, "sheet": self.show_sheet,
            "results": asking.results, "check_files": asking.check_files, "rules": asking.rules,
            "july_take": self._wizards(lambda wizard: wizard.july("take")),
            "july_choose": self._wizards(lambda _: asking.year_end(choose=True)),
            "july_decline": self._wizards(lambda wizard: wizard.july("decline")),
            "undo": self._wizards(lambda wizard: wizard.undo()),
            "redo": self._wizards(lambda wizard: wizard.redo()),
            "next_problem": self._wizards(lambda wizard: wizard.problem(1)),
            "last_problem": self._wizards(lambda wizard: wizard.problem(-1)),
            "to_findings": self._wizards(lambda wizard: wizard.to_findings()),
            "mend": self._wizards(self._mend),
            "next_step": self._wizards(lambda wizard: wizard.next()),
            "last_step": self._wizards(lambda wizard: wizard.back()),
            "review": self._wizards(lambda wizard: wizard.open_step(REVIEW)),
            "output": self._wizards(lambda wizard: wizard.open_step(OUTPUT)),
            "help": self._wizards(lambda wizard: wizard.help(wizard.path)),
        }  # fmt: skip

    def do(self, name: str) -> None:
        """Do a command by its name; what hinders it is said in the bar."""
        try:
            if name in self.doings:
                self.doings[name]()
        except Problem as problem:
            self.say(str(problem))
        if not self.isActiveWindow() and QApplication.activeModalWidget() is None:
            self.activateWindow()  # some systems give the keyboard back to nobody after a dialog

    def _wizards(self, do: Callable[[Wizard], object]) -> Callable[[], None]:
        """Make a command of something the open wizard does."""

        def doing() -> None:
            if self.wizard is not None:
                self._leave_sheet()
                do(self.wizard)

        return doing

    # ---- places ----

    def show_home(self, unit_id: str = "") -> None:
        """Show the task list; what was being typed is saved first."""
        chosen = self._close_wizard()
        self.ui.stack.setCurrentWidget(self.home)
        self.home.show_unit(unit_id)
        self.home.choose(chosen)
        self._show_place()
        self.home.focus_here()

    def open_project(self, project_id: str, step: str = "", path: str = "") -> None:
        """Open a project at a step, else at the first that is not done."""
        self._open(self.workspace.edit(project_id), step, path)

    def open_unit(self, unit_id: str) -> None:
        """Open the unit's own facts, or where its own forms go on."""
        editing = self.workspace.edit_unit(unit_id)
        whole = any(form.scope == UNIT for form in editing.forms)
        self._open(editing, "" if whole and editing.dossier.filled("unit.name") else UNIT)

    def open_again(self) -> None:
        """Build what is open anew: another notice asks for other steps."""
        if self.wizard is None:
            self.show_home()
        elif any((form.scope == UNIT) is self.wizard.of_unit for form in self.wizard.editing.forms):
            self._open(self.wizard.editing)
        else:
            self.show_home()  # the new work asks nothing of what was open

    def _open(self, editing: Editing, step: str = "", path: str = "") -> None:
        from jixiao_desktop.gui.wizard import Wizard

        self._close_wizard()
        self.wizard = wizard = Wizard(self.workspace, editing)
        self.ui.stack.addWidget(wizard)
        self.ui.stack.setCurrentWidget(wizard)
        wizard.moved.connect(self._show_place)
        wizard.said.connect(self.say)
        wizard.unlock_asked.connect(self.asking.unlock)
        wizard.command_asked.connect(self.do)
        asked = wizard.flow.step_of(path) if path and not step else None
        wizard.open_step(step or (asked.id if asked else wizard.first_step()), path)

    def _close_wizard(self) -> str:
        self._leave_sheet()
        wizard, self.wizard = self.wizard, None
        if wizard is None:
            return ""
        wizard.close_down()
        self.ui.stack.removeWidget(wizard)
        wizard.hide()
        wizard.deleteLater()
        return wizard.editing.id

    def show_sheet(self) -> None:
        """Show the whole official form of the open step, or go back to the step (F6)."""
        if self.wizard is None or not any(step.form for step in self.wizard.flow.steps):
            return
        if self.sheet is not None:
            self.leave_sheet()
        else:
            from jixiao_desktop.gui.panels.form_view import FormView

            self.wizard.flush()
            view = FormView(self.wizard.editing, self.wizard.current.form_id)
            view.jump.connect(self._jump_from_sheet)
            self.lay_over(view)

    def lay_over(self, view: QWidget) -> None:
        """Show something read-only over what is open; Esc leads back."""
        self._leave_sheet()
        self.sheet = view
        self.ui.stack.addWidget(view)
        self.ui.stack.setCurrentWidget(view)
        view.setFocus()
        self._show_place()

    def leave_sheet(self) -> None:
        """Go back to what lies below: the open step, or the list of tasks."""
        self._leave_sheet()
        if self.wizard is None:
            self.show_home()
        else:
            self.wizard.page.focus_here()
            self._show_place()

    def _jump_from_sheet(self, path: str) -> None:
        self._leave_sheet()
        if self.wizard is not None:
            self.wizard.jump(path)

    def _leave_sheet(self) -> None:
        sheet, self.sheet = self.sheet, None
        if sheet is not None:
            self.ui.stack.removeWidget(sheet)
            sheet.hide()
            sheet.deleteLater()
            if self.wizard is not None:
                self.ui.stack.setCurrentWidget(self.wizard)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc that no field took leads back; Enter presses the button that has the keyboard."""
        focused = QApplication.focusWidget()
        if event.key() == Qt.Key.Key_Escape and not event.modifiers():
            self._escape()
        elif event.key() in ENTER and isinstance(focused, QPushButton):
            focused.click()
        elif event.key() in ENTER and isinstance(focused, QCheckBox) and self.wizard is not None:
            self.wizard.next()
        else:
            super().keyPressEvent(event)

    def _escape(self) -> None:
        if self.sheet is not None:
            self.leave_sheet()
        elif self.wizard is not None and not self.wizard.help_place.close():
            self.show_home()

    def _mend(self, wizard: Wizard) -> None:
        wizard.flush()
        if not wizard.findings_panel.mend_at(wizard.path):
            self.say("这一处没有能一键改正的；按 F8 到下一处问题。")

    def _search(self) -> None:
        if self.wizard is not None:
            self.show_home()
        self.home.focus_search()

    def check_all(self) -> None:
        """Check everything there is in view (F9)."""
        if self.wizard is not None:
            self._leave_sheet()
            self.wizard.check_all()
        else:
            self.asking.check_all()

    # ---- what the bars say ----

    def say(self, words: str) -> None:
        """Say one sentence in the top bar for a few seconds."""
        self.bars.say(words)

    def _say_saved(self) -> None:
        if self.wizard is not None:
            self.wizard.flush()
        self.say("已自动保存")

    def _show_place(self) -> None:
        self.commands.show_place(self.wizard is not None)
        if self.wizard is None:
            self.bars.show_home(self.home.view)
        else:
            self.bars.show_wizard(self.wizard, whole_form=self.sheet is not None)
        if isinstance(self.sheet, Laid):
            self.bars.show_view(self.sheet.place, self.sheet.keys)

    def _name_steps(self) -> None:
        editing = self.wizard.editing if self.wizard else None
        names = (editing.undo_name, editing.redo_name) if editing else ("", "")
        self.commands.show_steps(*names)

    # ---- letters and leaving ----

    def _choose_letters(self, action: QAction) -> None:
        name = str(action.data())
        self.workspace.set_setting(LETTERS, name)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            theme().put_on(app, name)

    def lay_out_again(self) -> None:
        """Take the sizes of the theme in force everywhere."""
        self.commands.show_letters(theme().letters)
        self.bars.fit()
        self.home.fit()
        self._leave_sheet()
        if self.wizard is not None:
            self.wizard.lay_out_again()
        self._show_place()

    def look_after_file(self) -> None:
        """Have the data file copied and closed while idle; for a window that stays open."""
        from jixiao_desktop.gui.upkeep import Upkeep

        self.upkeep = Upkeep(self.workspace, self)
        self.upkeep.said.connect(self.say)
        self.upkeep.begin()

    def changeEvent(self, event: QEvent) -> None:
        """Commit when the window goes to the back."""
        super().changeEvent(event)
        away = event.type() == QEvent.Type.ActivationChange and not self.isActiveWindow()
        wizard = getattr(self, "wizard", None)  # Qt asks before __init__ is through
        if away and wizard is not None:
            wizard.flush()

    def _quit(self) -> None:
        self.close()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Commit what is typed and close the data file; leaving asks nothing."""
        if self.wizard is not None:
            self.wizard.close_down()
        if self.upkeep is not None:
            self.upkeep.end()
        self.workspace.close()
        event.accept()
