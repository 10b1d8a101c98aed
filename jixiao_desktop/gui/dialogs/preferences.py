"""设置: size of letters, where Enter goes in tables, who is at the keyboard."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QApplication,
    QButtonGroup,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QWidget,
)

from jixiao_desktop.gui.dialogs.frame import MEDIUM, Dialog
from jixiao_desktop.gui.dialogs.person import PERSON
from jixiao_desktop.gui.editors.habits import DOWN, ENTER, RIGHT, follow
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import px, theme
from jixiao_desktop.session.workspace import Problem, Workspace

LETTERS = "letters"
DIRECTIONS = {DOWN: "向下（与 Excel 相同）(&D)", RIGHT: "向右，一行填完再到下一行(&R)"}


def settings(parent: QWidget | None, workspace: Workspace) -> bool:
    """Let settings be chosen; True when they were kept. Letters are shown at once."""
    return Settings(parent, workspace).ask()


class Settings(Dialog):
    """Three choices; the letters change while choosing, and go back with 取消."""

    def __init__(self, parent: QWidget | None, workspace: Workspace) -> None:
        super().__init__(parent, "设置", "只影响这个数据文件在这台电脑上的显示和填写习惯。")
        self.wide = MEDIUM
        self.workspace = workspace
        self._before = theme().letters
        self.letters = self._choices(
            "字号", dict(self._letter_words()), self._before, self._try_letters
        )
        self.enter = self._choices("表格里按 Enter", DIRECTIONS, workspace.setting(ENTER, DOWN))
        self.person = QLineEdit(workspace.setting(PERSON))
        self.field("填表人姓名(&N)", self.person, "写说明、改动锁定的内容时自动填上，可以再改。")
        self.column.addStretch(1)
        self.add_answers("确定(&O)")
        self.follow_focus()
        checked = self.letters.checkedButton()
        if checked is not None:
            checked.setFocus()

    def _letter_words(self) -> list[tuple[str, str]]:
        names = theme().tokens.letter_names
        return [(name, f"{words}(&{at})") for at, (name, words) in enumerate(names.items(), 1)]

    def _choices(
        self, title: str, choices: dict[str, str], chosen: str, do: object = None
    ) -> QButtonGroup:
        self.column.addWidget(label(title, "strong"))
        row = QHBoxLayout()
        row.setSpacing(px("step4"))
        group = QButtonGroup(self)
        for name, words in choices.items():
            button = QRadioButton(words)
            button.setProperty("choice", name)
            button.setChecked(name == chosen)
            plain = words.partition("(")[0]
            button.setAccessibleName(f"{title}：{plain}")
            group.addButton(button)
            row.addWidget(button)
        row.addStretch(1)
        self.column.addLayout(row)
        if do is not None:
            group.buttonClicked.connect(do)
        return group

    def _try_letters(self) -> None:
        _put_on(_chosen(self.letters))
        self.fit()

    def accept(self) -> None:
        """Keep the choices; what cannot be written is said."""
        try:
            self.workspace.set_setting(LETTERS, _chosen(self.letters))
            self.workspace.set_setting(ENTER, _chosen(self.enter))
            follow(_chosen(self.enter))
            self.workspace.set_setting(PERSON, self.person.text().strip())
        except Problem as problem:
            self.say(str(problem))
            return
        super().accept()

    def reject(self) -> None:
        """Leave everything as it was, the letters too."""
        _put_on(self._before)
        super().reject()


def _chosen(group: QButtonGroup) -> str:
    button = group.checkedButton()
    return str(button.property("choice")) if button is not None else ""


def _put_on(letters: str) -> None:
    app = QApplication.instance()
    if isinstance(app, QApplication) and letters != theme().letters:
        theme().put_on(app, letters)
