"""The card under a table of rows: name, working, light, and the one next thing to do."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.progress import Light
from jixiao_desktop.gui.editors.field import placed, tone_of
from jixiao_desktop.gui.editors.phrases import PhraseLine
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.row_table import Column

NEW = "还没有指标：按 Ctrl+L 从指标库选，或直接打字；也可以从 Excel 整块粘贴。"
NEW_LINE = "还没有填：直接打字，Tab 到下一格；也可以从 Excel 整块粘贴。没有的不用填。"
NEW_FRAME = "按 Ctrl+N 摆好官方框架的全部指标，再逐项填分值、得分、扣分原因；也可以整块粘贴。"
FRESH = "新的一行：先填这一格，其他格按 Tab 或 F4 填。"
UNLOCK = "解锁…"
TAKE_SCORE = "用建议得分 Enter"


def keys_for(column: Column) -> str:
    """Tell by which keys a column of choices or ticks is filled, "" for all others."""
    if column.tick:
        return "按空格打勾，再按一次取消。"
    if column.kind != "choice" or column.group or not column.choices:
        return ""
    named = "　".join(f"{at} {word}" for at, word in enumerate(column.choices[:9], 1))
    return f"按数字选：{named}；空格换下一个。"


class RowCard(Card):
    """Says of the current row what a reviewer would look at first."""

    wanted = Signal(str)
    """A path to go to."""
    unlock_asked = Signal(str)
    phrase_chosen = Signal(int)
    score_asked = Signal()

    def __init__(self, model: RowsModel, parent: QWidget) -> None:
        super().__init__(parent)
        self._model = model
        self._path = ""
        self._scores = False
        self._shown: object = None
        self.name = label("", "strong")
        self.working = label("")
        self.light = label("")
        self.remark = label("", "hint", wrap=True)
        self.button = QPushButton()
        mark(self.button, kind="primary")
        self.button.clicked.connect(self._go)
        first = QHBoxLayout()
        first.setSpacing(px("step3"))
        first.addWidget(self.name)
        first.addWidget(self.working)
        first.addWidget(self.light)
        first.addStretch(1)
        words = QVBoxLayout()
        words.setSpacing(px("step1"))
        words.addLayout(first)
        words.addWidget(self.remark)
        self.phrases = PhraseLine()
        self.phrases.chosen.connect(self.phrase_chosen)
        words.addWidget(self.phrases)
        row = QHBoxLayout()
        row.setSpacing(px("step4"))
        row.addLayout(words, 1)
        row.addWidget(self.button)
        self.column.addLayout(row)
        # Room for the name and one line below, so that the table does not jump between columns.
        self.setMinimumHeight(2 * px("field") + px("step3") + px("step1"))

    def say(self, words: str, locked: str = "") -> None:
        """Say why something was not done; what is locked can be opened from here."""
        self._shown = None
        self._scores = False
        self._tell(words, UNLOCK if locked else "", locked, "must-fix")
        self._unlocks = bool(locked)

    def show_line(self, line: int, column: int) -> None:
        """Show how a line stands, and what is to be done in it next."""
        if not 0 <= line < len(self._model.table.lines) or column < 0:
            return
        looks = tuple(self._model.look(line, i) for i in range(len(self._model.columns)))
        if (line, column, looks) == self._shown:
            return
        self._shown = (line, column, looks)
        known = self._model.table.lines[line]
        named = next(
            (k.text for k, c in zip(looks, self._model.columns, strict=True) if c.path == "name"),
            "",
        )
        progress = self._model.light(line)[1]
        self.name.setText(named or " ".join(known.group))
        self.working.setText(progress.working)
        lit = progress.light is not Light.NONE
        self.light.setText(f"● {progress.light.word}" if lit else "")
        mark(self.light, tone=f"light-{progress.light.value}" if lit else "")
        finding = self._model.finding(line)
        if not known.row:
            locked = self._model.locked(line, column)
            new = NEW if self._model.library else NEW_FRAME if self._model.framed else NEW_LINE
            self._tell(locked or new, UNLOCK if locked else "", self._model.table.kind)
        elif finding is not None:
            self._tell_finding(finding)
        else:
            locked = self._model.locked(line, column)
            path = self._model.table.path(line, column) if locked else ""
            fresh = "" if any(look.text for look in looks[len(known.group) :]) else FRESH
            told = fresh or keys_for(self._model.columns[column])
            self._tell(locked or told, UNLOCK if locked else "", path)
        self._unlocks = finding is None
        self._show_score(line, column)
        self._offer_phrases(line, column)

    def _show_score(self, line: int, column: int) -> None:
        """Show how the score is worked out, and offer it where the cursor is on a blank one."""
        place, proposal = self._model.score_of(line)
        self._scores = False
        if place < 0:
            return
        said = "" if proposal.score is None else "建议得分："
        self.working.setText(f"{said}{proposal.working}")
        if place == column and self._model.look(line, place).ghost:
            self._scores = not self._model.locked(line, place)
        if self._scores:
            self._tell("", TAKE_SCORE, "")

    def _offer_phrases(self, line: int, column: int) -> None:
        prose = self._model.columns[column].kind == "prose" and not self._model.locked(line, column)
        self.phrases.show_for(self._model.table.path(line, column) if prose else "")

    def _tell_finding(self, finding: Finding) -> None:
        field = load_dictionary().find(finding.path)
        name = (field.short or field.label) if field else "这一格"
        self._tell(placed(finding, name), f"写{name}", finding.path, tone_of(finding))

    def _tell(self, words: str, button: str, path: str, tone: str = "") -> None:
        self.remark.setText(words)
        self.remark.setVisible(bool(words))
        mark(self.remark, tone=tone)
        self.button.setText(button)
        self.button.setVisible(bool(button))
        self._path = path

    def _go(self) -> None:
        if self._scores:
            self.score_asked.emit()
            return
        (self.unlock_asked if self._unlocks else self.wanted).emit(self._path)
