"""Things to read: the guide of each form, and what this program is."""

from __future__ import annotations

import platform
from collections.abc import Sequence

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QTextBrowser, QWidget

from jixiao_desktop import __version__
from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.gui.dialogs.frame import MEDIUM, WIDE, Dialog
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.workspace import Workspace

GUIDE = "guide.md"
PROMISES = (
    "一次填写，处处使用：表、报告和汇总取自同一份数据。",
    "不联网：填的内容只存在这台电脑上。",
    "随填随存：断电最多丢最后不到一秒的按键。",
    "导出的每个文件都读回来逐项核对。",
)


def guide(parent: QWidget | None, forms: Sequence[Form | Report]) -> None:
    """Show how each form is filled."""
    Guide(parent, forms).ask()


def about(parent: QWidget | None, workspace: Workspace | None = None) -> None:
    """Say what the program is, its version, and where the data lie."""
    About(parent, workspace).ask()


class Guide(Dialog):
    """One button per form, its guide below; arrows and page keys scroll."""

    def __init__(self, parent: QWidget | None, forms: Sequence[Form | Report]) -> None:
        super().__init__(parent, "填报说明")
        self.wide = WIDE
        self._forms = {form.id: form for form in forms if (form.folder / GUIDE).is_file()}
        row = QHBoxLayout()
        row.setSpacing(px("step2"))
        self.group = QButtonGroup(self)
        for form in self._forms.values():
            button = QPushButton(form.short)
            button.setCheckable(True)
            button.setAutoDefault(False)
            mark(button, kind="tab")
            button.clicked.connect(lambda _=False, name=form.id: self.show_form(name))
            self.group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        self.text = QTextBrowser()
        self.text.setOpenLinks(False)
        self.text.setAccessibleName("说明")
        self.text.setMinimumHeight(px("field") * 12)
        self.column.addWidget(self.text, 1)
        self.add_answers("知道了(&O)", "")
        if self._forms:
            self.group.buttons()[0].setChecked(True)
            self.show_form(next(iter(self._forms)))
        else:
            self.text.setPlainText("这里的表还没有填报说明。光标放在格子里按 F1 看这一格怎么填。")
        self.text.setFocus()

    def show_form(self, form_id: str) -> None:
        """Show the guide of one form."""
        file = self._forms[form_id].folder / GUIDE
        self.text.setMarkdown(file.read_text("utf-8"))


class About(Dialog):
    """Name, version, promises, where the data lie, on what it runs."""

    def __init__(self, parent: QWidget | None, workspace: Workspace | None) -> None:
        super().__init__(parent, "绩效填报", f"版本 {__version__}　·　预算绩效填报，离线可用")
        self.wide = MEDIUM
        card = Card()
        for words in PROMISES:
            card.column.addWidget(label(f"✓ {words}", wrap=True))
        self.column.addWidget(card)
        facts = [f"运行环境：Python {platform.python_version()}　Qt {qVersion()}"]
        if workspace is not None:
            facts.insert(0, f"数据文件：{workspace.path}")
        for words in facts:
            self.column.addWidget(label(words, "hint", wrap=True))
        self.column.addWidget(
            label("随程序带的字体按 SIL 开放字体许可证（OFL）使用。", "faint", wrap=True)
        )
        self.column.addStretch(1)
        self.add_answers("知道了(&O)", "").setFocus()
