"""The one window: a bar above, a bar below, and between them home, a wizard or a whole form."""

from __future__ import annotations

from collections.abc import Callable
from html import escape

from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QAction, QCloseEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QPushButton, QWidget

from jixiao_desktop.catalog.loading import words_for
from jixiao_desktop.gui.forms.ui_main_window import Ui_MainWindow
from jixiao_desktop.gui.home import Home
from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.keys import KeyButton, KeyRow
from jixiao_desktop.gui.panels.commands import Commands
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.gui.wizard import Wizard
from jixiao_desktop.session.flow import OUTPUT, REVIEW, UNIT
from jixiao_desktop.session.overview import Overview
from jixiao_desktop.session.workspace import Problem, Workspace

FLASH_MS = 4000
HOME_KEYS = (("↑↓", "选择"), ("Enter", "打开"), ("Ctrl+F", "拼音首字母查找"))
PAGE_KEYS = (("Enter", "下一格"), ("F8", "下一处问题"), ("F9", "全面检查"),
             ("F1", "这一格怎么填"), ("Ctrl+Z", "撤销"))  # fmt: skip
TABLE_KEYS = (("Enter", "向下"), ("Tab", "向右"), ("F2", "编辑"), ("F4", "打开这一行"),
              ("F8", "下一处问题"))  # fmt: skip
VIEW_KEYS = (("F6", "回到填报"), ("Ctrl+P", "打印预览"), ("Esc", "要做的事"))
LETTERS = "letters"


class MainWindow(QMainWindow):
    """Places the panels; what they do is theirs and the session's."""

    def __init__(self, workspace: Workspace) -> None:
        super().__init__()
        self.workspace = workspace
        self.wizard: Wizard | None = None
        self.sheet: QWidget | None = None
        self.ui = Ui_MainWindow()
        self.ui.setupUi(self)
        self.setCentralWidget(self.ui.desk)
        self.home = Home(Overview(workspace))
        self.ui.stack.addWidget(self.home)
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self._show_saved)
        self._dress()
        self.commands = Commands(self, self._doings())
        self.menu_button.setMenu(self.commands.menu)
        self.commands.menu.aboutToShow.connect(self._name_steps)
        self.commands.letter_group.triggered.connect(self._choose_letters)
        self.commands.show_letters(theme().letters)
        self._connect()

    # ---- looks ----

    def _dress(self) -> None:
        ui = self.ui
        mark(ui.brand, role="brand")
        mark(ui.place, role="hint")
        mark(ui.saved, role="saved")
        mark(ui.note, role="faint")
        self.sheet_button = KeyButton("看整张表", "F6")
        self.switch_button = QPushButton("切换年度…")
        self.menu_button = QPushButton(" 菜单")
        self.menu_button.setAccessibleName("菜单")
        self.menu_button.setShortcut("Alt+E")
        for button in (self.sheet_button, self.switch_button, self.menu_button):
            ui.top_row.addWidget(button)
        self.keys = KeyRow()
        ui.bottom_row.addWidget(self.keys)
        mark(ui.forward, kind="primary")
        ui.back.setShortcut("Alt+B")
        ui.forward.setShortcut("Alt+J")
        self._fit()

    def _fit(self) -> None:
        ui, side = self.ui, px("step4")
        ui.top.setFixedHeight(px("bar-top"))
        ui.bottom.setFixedHeight(px("bar-bottom"))
        for row in (ui.top_row, ui.bottom_row):
            row.setContentsMargins(side, 0, side, 0)
            row.setSpacing(px("step3") + 2)
        self.menu_button.setIcon(icon("menu"))
        self.setMinimumSize(px("findings") * 2, px("findings"))

    def _connect(self) -> None:
        ui = self.ui
        self.home.project_asked.connect(self.open_project)
        self.home.unit_asked.connect(self.open_unit)
        self.home.asked.connect(self.do)
        self.sheet_button.clicked.connect(self.show_sheet)
        self.switch_button.clicked.connect(lambda: self.do("switch_unit"))
        ui.back.clicked.connect(lambda: self.do("last_step"))
        ui.forward.clicked.connect(lambda: self.do("next_step"))
        leave = QAction(self)
        leave.setShortcut("Esc")
        leave.triggered.connect(self._escape)
        self.addAction(leave)

    # ---- commands ----

    def _doings(self) -> dict[str, Callable[[], None]]:
        own: dict[str, Callable[[], None]] = {
            "new_project": self.new_project, "home": self.show_home, "quit": self._quit,
            "undo": lambda: self._with_wizard(Wizard.undo),
            "redo": lambda: self._with_wizard(Wizard.redo),
            "save": self._say_saved, "search": self._search, "check_all": self.check_all,
            "next_problem": lambda: self._with_wizard(lambda w: w.problem(1)),
            "last_problem": lambda: self._with_wizard(lambda w: w.problem(-1)),
            "next_step": lambda: self._with_wizard(Wizard.next),
            "last_step": lambda: self._with_wizard(Wizard.back),
            "sheet": self.show_sheet, "new_unit": self.new_unit,
            "review": lambda: self._with_wizard(lambda w: w.open_step(REVIEW)),
            "output": lambda: self._with_wizard(lambda w: w.open_step(OUTPUT)),
            "help": lambda: self._with_wizard(lambda w: w.help(w.path)),
        }  # fmt: skip
        for name in ("carry", "read_file", "switch_unit", "choose_notice", "backups",
                     "print_preview", "export_all", "guide", "about"):  # fmt: skip
            own[name] = lambda name=name: self._dialog(name)
        return own

    def do(self, name: str) -> None:
        """Do a command by its name."""
        try:
            self._doings()[name]()
        except Problem as problem:
            self.say(str(problem))

    def _dialog(self, name: str) -> None:
        from jixiao_desktop.gui import dialogs

        show = getattr(dialogs, name, None)
        if show is not None:
            show(self)

    def _with_wizard(self, do: Callable[[Wizard], None]) -> None:
        if self.wizard is not None:
            self._leave_sheet()
            do(self.wizard)

    # ---- places ----

    def show_home(self) -> None:
        """Show the task list; what was being typed is saved first."""
        chosen = self._close_wizard()
        self.ui.stack.setCurrentWidget(self.home)
        self.home.show_unit()
        self.home.choose(chosen)
        self._show_place()
        self.home.focus_here()

    def open_project(self, project_id: str, step: str = "", path: str = "") -> None:
        """Open a project at a step, else where it was left."""
        self._open(Wizard(self.workspace, self.workspace.edit(project_id)), step, path)

    def open_unit(self, unit_id: str) -> None:
        """Open the unit's own facts."""
        self._open(Wizard(self.workspace, self.workspace.edit_unit(unit_id)), UNIT)

    def _open(self, wizard: Wizard, step: str = "", path: str = "") -> None:
        self._close_wizard()
        self.wizard = wizard
        self.ui.stack.addWidget(wizard)
        self.ui.stack.setCurrentWidget(wizard)
        wizard.moved.connect(self._show_place)
        wizard.said.connect(self.say)
        wizard.unlock_asked.connect(self._unlock)
        wizard.command_asked.connect(self.do)
        wizard.open_step(step or wizard.first_step(), path)

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

    def new_project(self) -> None:
        """Make a project and open it with the keyboard at its name."""
        view = self.home.overview.view()
        if view is None:
            self.new_unit()
            return
        self.open_project(self.workspace.add_project(view.unit_id, ""), path="name")

    def new_unit(self) -> None:
        """Make the first unit and open it with the keyboard at its name."""
        from datetime import date

        self.open_unit(self.workspace.add_unit("", date.today().year))

    def show_sheet(self) -> None:
        """Show the whole official form of the open step, or go back to the step (F6)."""
        if self.wizard is None:
            return
        if self.sheet is not None:
            self._leave_sheet()
            self.wizard.page.focus_here()
            self._show_place()
            return
        from jixiao_desktop.gui.panels.sheet_view import FormView

        self.wizard.flush()
        self.sheet = FormView(self.wizard.editing, self.wizard.current.form_id)
        self.sheet.jump.connect(self._jump_from_sheet)
        self.ui.stack.addWidget(self.sheet)
        self.ui.stack.setCurrentWidget(self.sheet)
        self.sheet.setFocus()
        self._show_place()

    def _jump_from_sheet(self, path: str) -> None:
        self._leave_sheet()
        if self.wizard is not None:
            self.wizard.jump(path)

    def _leave_sheet(self) -> None:
        if self.sheet is not None:
            self.ui.stack.removeWidget(self.sheet)
            self.sheet.hide()
            self.sheet.deleteLater()
            self.sheet = None
            if self.wizard is not None:
                self.ui.stack.setCurrentWidget(self.wizard)

    def _escape(self) -> None:
        if self.sheet is not None:
            self.show_sheet()
        elif self.wizard is not None and not self.wizard.close_help():
            self.show_home()

    def _search(self) -> None:
        if self.wizard is not None:
            self.show_home()
        self.home.focus_search()

    def check_all(self) -> None:
        """Check everything there is in view (F9)."""
        if self.wizard is not None:
            self._with_wizard(Wizard.check_all)
        else:
            self.home.work_all()
            self.say("全部项目已检查，结果在列表里。")

    def _unlock(self, path: str) -> None:
        from jixiao_desktop.gui import dialogs

        unlock = getattr(dialogs, "unlock", None)
        if unlock is not None and self.wizard is not None:
            unlock(self, self.wizard.editing, path)

    # ---- what the bars say ----

    def say(self, words: str) -> None:
        """Say one sentence in the top bar for a few seconds."""
        mark(self.ui.saved, tone="quiet")
        self.ui.saved.setText(words)
        self._flash.start(FLASH_MS)

    def _say_saved(self) -> None:
        if self.wizard is not None:
            self.wizard.flush()
        self.say("已自动保存")

    def _show_saved(self) -> None:
        mark(self.ui.saved, tone="")
        at = self.workspace.saved_at
        self.ui.saved.setText(f"✓ 已保存 {at:%H:%M:%S}" if at else "✓ 已保存")

    def _show_place(self) -> None:
        wizard, at_home = self.wizard, self.wizard is None
        ui = self.ui
        ui.place.setText(self._place_words())
        self.sheet_button.setVisible(wizard is not None and bool(wizard.editing.forms))
        self.switch_button.setVisible(at_home and self.home.view is not None)
        self.commands.show_place(wizard is not None)
        if not self._flash.isActive():
            self._show_saved()
        ahead = wizard.flow.next(wizard.current.id) if wizard else None
        behind = wizard.flow.back(wizard.current.id) if wizard else None
        filling = wizard is not None and self.sheet is None
        ui.back.setVisible(filling)
        ui.back.setEnabled(behind is not None)
        ui.forward.setVisible(filling and ahead is not None)
        ui.forward.setText(f"下一步：{ahead.title}" if ahead else "")
        self.keys.show_keys(self._keys())
        ui.note.setText(self._data_file() if at_home else "")

    def _data_file(self) -> str:
        room = max(self.width() // 3, 1)
        path = str(self.workspace.path)
        mode = Qt.TextElideMode.ElideMiddle
        return f"数据文件：{self.ui.note.fontMetrics().elidedText(path, mode, room)}"

    def _keys(self) -> tuple[tuple[str, str], ...]:
        if self.wizard is None:
            return HOME_KEYS
        if self.sheet is not None:
            return VIEW_KEYS
        return TABLE_KEYS if self.wizard.page.wide else PAGE_KEYS

    def _place_words(self) -> str:
        wizard = self.wizard
        if wizard is None:
            view = self.home.view
            return f"{view.year}年 · {escape(view.notice_title)}" if view else ""
        dossier = wizard.editing.dossier
        name = dossier.text("name") or dossier.text("unit.name") or "（还没有名称）"
        said = f"要做的事 › <b>{escape(name)}</b>"
        form = wizard.current.form
        if form is None:
            return f"{said} › {escape(wizard.current.title)}"
        as_of = wizard.editing.settings.as_of
        words = words_for(wizard.editing.notice, form, dossier.year, as_of)
        own = form.short if words["name"] == form.short else f"{words['name']} {form.short}"
        return f"{said} › {escape(own)}（{words['year']}年{words['window']}）"

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
        self.lay_out_again()

    def lay_out_again(self) -> None:
        """Take the sizes of the theme in force everywhere."""
        self._fit()
        self.home.fit()
        self._leave_sheet()
        if self.wizard is not None:
            self.wizard.lay_out_again()

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
        self.workspace.close()
        event.accept()
