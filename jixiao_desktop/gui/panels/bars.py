"""The bar above and the bar below: where am I, what is saved, which step comes next, which keys."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QPushButton

from jixiao_desktop.catalog.loading import words_for
from jixiao_desktop.gui.announcing import announce
from jixiao_desktop.gui.forms.ui_main_window import Ui_MainWindow
from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.keys import KeyButton, KeyRow
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.overview import UnitView
from jixiao_desktop.session.workspace import Workspace

if TYPE_CHECKING:
    from jixiao_desktop.gui.wizard import Wizard

FLASH_MS = 4000
MONTHLY = "monitoring"
"""The stage that looks at the months so far; the others look at the whole year."""
ICON_MS = 100
HOME_KEYS = (("↑↓", "选择"), ("Enter", "打开"), ("Ctrl+1…6", "换工作"), ("F5", "项目全年"),
             ("Ctrl+F", "查找"))  # fmt: skip
PAGE_KEYS = (("Enter", "下一格"), ("F8", "下一处问题"), ("F7", "写说明"), ("F9", "全面检查"),
             ("F1", "这一格怎么填"), ("Ctrl+Z", "撤销"))  # fmt: skip
TABLE_KEYS = (("Enter", "向下"), ("Tab", "向右"), ("F2", "编辑"), ("F4", "打开这一行"),
              ("Ctrl+L", "指标库"), ("Alt+↑↓", "移动行"), ("F8", "下一处问题"))  # fmt: skip
OUTPUT_KEYS = (("Tab", "下一项"), ("空格", "勾选"), ("Enter", "按下"), ("Ctrl+P", "打印预览"),
               ("Alt+H", "要做的事"))  # fmt: skip
REVIEW_KEYS = (("Tab", "到“更改”"), ("Ctrl +/-", "缩放"), ("Ctrl+P", "打印预览"))
VIEW_KEYS = (("F6", "回到填报"), ("Ctrl +/-", "缩放"), ("Ctrl+P", "打印预览"))


class Bars(QObject):
    """Fills both bars; what the buttons do is the window's."""

    def __init__(self, ui: Ui_MainWindow, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.ui, self.workspace = ui, workspace
        mark(ui.brand, role="brand")
        mark(ui.place, role="hint")
        mark(ui.saved, role="saved")
        mark(ui.note, role="faint")
        self.sheet = KeyButton("看整张表", "F6")
        self.switch = QPushButton("切换年度…")
        self.menu = QPushButton(" 菜单")
        self.menu.setAccessibleName("菜单")
        self.menu.setToolTip("全部命令（Alt+E）")
        self.menu.setShortcut("Alt+E")
        for button in (self.sheet, self.switch, self.menu):
            ui.top_row.addWidget(button)
        self.keys = KeyRow()
        ui.bottom_row.addWidget(self.keys, 1)
        mark(ui.forward, kind="primary")
        ui.back.setToolTip("Alt+B")  # the keys are the commands': a button's own would wait
        ui.forward.setToolTip("Alt+J")
        self._flash = QTimer(self)
        self._flash.setSingleShot(True)
        self._flash.timeout.connect(self.show_saved)
        self.fit()

    def fit(self) -> None:
        """Take the sizes of the theme in force."""
        ui, side = self.ui, px("step4")
        ui.top.setFixedHeight(px("bar-top"))
        ui.bottom.setFixedHeight(px("bar-bottom"))
        for row in (ui.top_row, ui.bottom_row):
            row.setContentsMargins(side, 0, side, 0)
            row.setSpacing(px("step3") + 2)
        blank = QPixmap(px("state"), px("state"))
        blank.fill(Qt.GlobalColor.transparent)
        self.menu.setIcon(QIcon(blank))  # room for the icon, which is drawn after the first paint
        QTimer.singleShot(ICON_MS, self._draw_menu)

    def _draw_menu(self) -> None:
        self.menu.setIcon(icon("menu"))

    def say(self, words: str) -> None:
        """Say one sentence for a few seconds where the time of saving stands otherwise."""
        mark(self.ui.saved, tone="quiet")
        self._fit_said(words)
        self.ui.saved.setToolTip(words)
        self.ui.saved.setAccessibleName(words)
        announce(self.ui.saved, words)
        self._flash.start(FLASH_MS)

    def _fit_said(self, words: str) -> None:
        """Cut a sentence to the room there is; the whole of it stands in the tip."""
        room = max(min(self.ui.top.width() // 2, self._room()), px("findings") // 2)
        metrics = self.ui.saved.fontMetrics()
        self.ui.saved.setText(metrics.elidedText(words, Qt.TextElideMode.ElideRight, room))

    def _room(self) -> int:
        """Return the width that a sentence may take beside all that stands in the top bar."""
        ui, gap = self.ui, px("step3") + 2
        others = (ui.brand, ui.place, self.sheet, self.switch, self.menu)
        shown = [one.sizeHint().width() + gap for one in others if not one.isHidden()]
        return ui.top.width() - sum(shown) - 2 * px("step4") - gap

    def show_saved(self) -> None:
        """Say when the last step went to disk."""
        self._flash.stop()
        mark(self.ui.saved, tone="")
        at = self.workspace.saved_at
        self.ui.saved.setText(f"✓ 已保存 {at:%H:%M:%S}" if at else "✓ 已保存")
        self.ui.saved.setToolTip("随填随存，不用按保存")
        self.ui.saved.setAccessibleName(self.ui.saved.text())

    def show_home(self, view: UnitView | None) -> None:
        """Show the bars of the task list."""
        ui = self.ui
        said = f"{view.year}年 · {escape(view.notice_title)}" if view else ""
        self._set_place(said)
        self.sheet.hide()
        self.switch.setVisible(view is not None)
        ui.back.hide()
        ui.forward.hide()
        self.keys.show_keys(HOME_KEYS if view else (("Enter", "开始"),))
        path = str(self.workspace.path)
        room = max(ui.bottom.width() // 3, px("findings"))
        mode = Qt.TextElideMode.ElideMiddle
        ui.note.show()
        ui.note.setText(f"数据文件：{ui.note.fontMetrics().elidedText(path, mode, room)}")
        self._show_saved_soon()

    def show_wizard(self, wizard: Wizard, *, whole_form: bool) -> None:
        """Show the bars of a step, or of the whole form."""
        ui, flow, current = self.ui, wizard.flow, wizard.current
        ahead, behind = wizard.ahead, flow.back(current.id)
        self._set_place(place_words(wizard))
        self.sheet.setVisible(any(step.form for step in flow.steps))
        self.sheet.setText("回到填报" if whole_form else "看整张表")
        self.switch.hide()
        ui.note.hide()  # it would share the room with the keys
        ui.back.setVisible(not whole_form)
        ui.back.setEnabled(behind is not None)
        ui.forward.setVisible(not whole_form and bool(ahead))
        ui.forward.setText(f"下一步：{_short(ahead)}" if ahead else "")
        self.keys.show_keys(_keys(wizard, whole_form))
        self._show_saved_soon()

    def show_view(self, place: str, keys: Sequence[tuple[str, str]]) -> None:
        """Show the bars of something laid over what is open: where one is, and its own keys."""
        ui = self.ui
        self._set_place(f"要做的事 › {escape(place)}")
        for widget in (self.sheet, self.switch, ui.back, ui.forward, ui.note):
            widget.hide()
        self.keys.show_keys(tuple(keys))
        self._show_saved_soon()

    def _show_saved_soon(self) -> None:
        if self._flash.isActive():
            self._fit_said(self.ui.saved.toolTip())
        else:
            self.show_saved()

    def _set_place(self, markup: str) -> None:
        if self.ui.place.text() != markup:
            self.ui.place.setText(markup)


def escape(text: str) -> str:
    """Write a text into markup; the library's own way would load a table of all characters."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def _short(title: str) -> str:
    return title if len(title) <= 12 else f"{title[:11]}…"


def _keys(wizard: Wizard, whole_form: bool) -> tuple[tuple[str, str], ...]:
    if whole_form:
        return VIEW_KEYS
    if wizard.current.kind == "review":
        return REVIEW_KEYS
    if wizard.current.kind == "output":
        return OUTPUT_KEYS
    return TABLE_KEYS if wizard.page.wide else PAGE_KEYS


def place_words(wizard: Wizard) -> str:
    """Say where the person is: 要做的事 › project › form（2024年1-7月）."""
    editing = wizard.editing
    dossier = editing.dossier
    name = dossier.text("name") or dossier.text("unit.name") or "（还没有名称）"
    said = f"要做的事 › <b>{escape(name)}</b>"
    form = wizard.current.form
    if form is None:
        return f"{said} › {escape(wizard.current.title)}"
    words = words_for(editing.notice, form, dossier.year, editing.settings.as_of)
    own = form.short if words["name"] == form.short else f"{words['name']} {form.short}"
    months = words["window"] if form.stage == MONTHLY else "度"
    return f"{said} › {escape(own)}（{words['year']}年{months}）"
