"""The card of one finding: what is wrong, where, with which figures, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import (
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.panels.card import clear, label, link
from jixiao_desktop.gui.panels.flowing import Flowing
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.session.remarks import Remark, other_lines
from jixiao_desktop.session.told import explained_words

LONGEST = 14
"""So many characters of an action's name find room in a card; the whole name is read aloud."""
TONES = {Severity.MUST_FIX: "must-fix", Severity.EXPLAIN: "explain", Severity.HINT: "hint"}


class FindingCard(QFrame):
    """One remark: severity word, place, sentence, at most three actions; more places on demand."""

    jump = Signal(object)
    mend = Signal(object)
    explain = Signal(object, str, str)
    """A finding, its explanation, and the name typed beside it ("" where it is known)."""
    example = Signal(object)
    grew = Signal(object)
    """The button at the end of what was opened in the card: it is to be seen."""
    unfolded = Signal(bool)

    def __init__(self, remark: Remark, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.remark = remark
        finding = remark.finding
        self.asks_name = False
        """Whether nobody knows yet who writes here."""
        mark(self, role="card")
        self.tone = "fine" if finding.explained and finding.passes else TONES[finding.severity]
        column = QVBoxLayout(self)
        column.setContentsMargins(px("step4") - px("step1"), px("step2"), px("step2"), px("step2"))
        column.setSpacing(px("step1") - 1)
        column.addLayout(self._head())
        self._sentence = label(remark.sentence, "sentence", wrap=True)
        column.addWidget(self._sentence)
        self._fix = label(finding.fix, "faint", wrap=True) if finding.fix else None
        if self._fix is not None:
            column.addWidget(self._fix)
        if finding.explained:
            tone = "explain" if finding.doubt else ""
            column.addWidget(label(explained_words(finding), "faint", tone=tone, wrap=True))
        column.addLayout(self._action_row())
        self._others = self._other_places(column)
        self._column = column
        self._box: QPlainTextEdit | None = None
        self.setAccessibleName(f"{finding.severity.word}：{remark.place}")
        self.setAccessibleDescription(f"{remark.sentence}{finding.fix}")

    @property
    def finding(self) -> Finding:
        """Return the finding shown, the first where several places are."""
        return self.remark.finding

    def change(self, remark: Remark) -> None:
        """Show a remark of the same shape in place: the figures moved, the rest stays."""
        self.remark = remark
        finding = remark.finding
        words = remark.sentence
        if words != self._sentence.text():
            self._sentence.setText(words)
            self.setAccessibleDescription(f"{words}{finding.fix}")
        if self._fix is not None and self._fix.text() != finding.fix:
            self._fix.setText(finding.fix)
            self.setAccessibleDescription(f"{words}{finding.fix}")

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setSpacing(px("step1") + 2)
        chip = label(self.finding.severity.word, "chip", tone=TONES[self.finding.severity])
        head.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(label(self.remark.place, "place", wrap=True), 1)
        return head

    def _action_row(self) -> QHBoxLayout:
        row, outer = _Actions(), QHBoxLayout()
        outer.setContentsMargins(-px("link-pad"), 0, 0, 0)
        outer.addWidget(row)
        finding = self.finding
        self._actions: list[QPushButton] = []
        self.to_explain: QPushButton | None = None
        self.to_place = self._action(row, "跳到这里", lambda: self.jump.emit(self.finding))
        if self.remark.mend:
            mend = self._action(row, self.remark.mend.name, self._mend_all)
            mend.setToolTip(f"{self.remark.mend.name}　Shift+F7，按 Ctrl+Z 撤销")
        if finding.severity is Severity.EXPLAIN:
            words = "改说明" if finding.explained else "写说明"
            words = "重新确认" if "重新确认" in finding.doubt else words
            self.to_explain = self._action(row, words, self.write_explanation)
        if finding.rule:
            self._action(row, "看示例", lambda: self.example.emit(self.finding))
        return outer

    def _mend_all(self) -> None:
        self.mend.emit(replace(self.finding, mend=self.remark.mend))

    def _other_places(self, column: QVBoxLayout) -> QWidget | None:
        """Offer the other places of the remark, folded; None where there are none."""
        lines = other_lines(self.remark)
        if not lines:
            return None
        self._more = link(f"另外 {len(lines)} 处")
        row = QHBoxLayout()
        row.setContentsMargins(-px("link-pad"), 0, 0, 0)
        row.addWidget(self._more)
        row.addStretch(1)
        column.addLayout(row)
        others = QWidget()
        inside = QVBoxLayout(others)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.setSpacing(px("step1"))
        for words, finding in lines:
            inside.addWidget(_Line(words, partial(self.jump.emit, finding)))
        others.hide()
        column.addWidget(others)
        self._more.clicked.connect(lambda: self.unfold(others.isHidden()))
        return others

    def unfold(self, open_them: bool) -> None:
        """Show the other places, or fold them again."""
        if self._others is not None and self._others.isHidden() == open_them:
            self._others.setVisible(open_them)
            count = len(other_lines(self.remark))
            self._more.setText("收起" if open_them else f"另外 {count} 处")
            self.unfolded.emit(open_them)

    def _action(self, row: _Actions, words: str, do: object) -> QPushButton:
        button = link(words if len(words) <= LONGEST else f"{words[: LONGEST - 1]}…")
        button.clicked.connect(do)
        button.setAccessibleName(f"{words}：{self.finding.where}")
        row.add(button)
        self._actions.append(button)
        return button

    def show_place(self, path: str) -> None:
        """Say “正在填写” where the keyboard is at this finding's field."""
        here = bool(path) and path == self.finding.path
        self.to_place.setText("正在填写" if here else "跳到这里")
        self.to_place.setEnabled(not here)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Close the box with Esc; without one, Esc is for whoever shows the card."""
        if event.key() == Qt.Key.Key_Escape and self.writing:
            self._close_box()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Tell what is to be seen once the card has room for the box."""
        super().resizeEvent(event)
        if self.writing:
            self.grew.emit(self._end)

    def focus_here(self) -> None:
        """Bring the keyboard to 写说明, else to the first action that can be done."""
        first = self.to_explain or next((b for b in self._actions if b.isEnabled()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def write_explanation(self) -> None:
        """Open a box inside the card; the text lets the finding pass."""
        if self._box is not None:
            self._box.setFocus()
            return
        self._box = QPlainTextEdit(self.finding.explained)
        self._box.setTabChangesFocus(True)
        self._box.setAccessibleName(f"说明：{self.finding.where}")
        self._box.setPlaceholderText("写清原因；写了就能上报，连同姓名时间一起保存")
        self._box.setFixedHeight(px("field") * 2)
        self._column.addWidget(self._box)
        row = QHBoxLayout()
        keep, leave = QPushButton("保存说明"), link("取消")
        self._name = QLineEdit()
        self._name.setPlaceholderText("姓名")
        self._name.setAccessibleName("姓名")
        self._name.returnPressed.connect(self._keep)
        if self.asks_name:
            row.addWidget(self._name)
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self._close_box)
        row.addWidget(keep)
        row.addWidget(leave)
        row.addStretch(1)
        self._box_row = row
        self._column.addLayout(row)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._end = keep

    @property
    def writing(self) -> bool:
        """Tell whether an explanation is just being written."""
        return self._box is not None

    def _keep(self) -> None:
        if self._box is not None:
            text, name = self._box.toPlainText(), self._name.text().strip()
            self._close_box()
            self.explain.emit(self.finding, text, name)

    def _close_box(self) -> None:
        if self._box is not None:
            clear(self._box_row)
            self._box.hide()
            self._box.deleteLater()
            self._box = None
            self.focus_here()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the card with its coloured edge."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setClipRect(QRectF(0, 0, px("step1"), self.height()))
        shape = QPainterPath()
        radius = px("radius-card")
        shape.addRoundedRect(QRectF(self.rect()), radius, radius)
        painter.fillPath(shape, theme().colour(self.tone))


class _Actions(Flowing):
    """What can be done about a finding, in as many lines as the words need."""

    def __init__(self) -> None:
        super().__init__()
        self._buttons: list[QPushButton] = []

    def add(self, button: QPushButton) -> None:
        """Take one more action."""
        button.setParent(self)
        self._buttons.append(button)

    def shown_buttons(self) -> list[QPushButton]:
        """Return the actions in their order."""
        return self._buttons


class _Line(QLabel):
    """One more place: its words over as many lines as they need, pressed to go there."""

    def __init__(self, words: str, go: Callable[[], None]) -> None:
        super().__init__(words)
        self._go = go
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        mark(self, role="line-link")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(f"跳到：{words}")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go there."""
        event.accept()
        self._go()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go there with Enter or the space bar."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._go()
        else:
            super().keyPressEvent(event)


def shape_of(remark: Remark) -> tuple[object, ...]:
    """Return what a card is built from besides its sentences."""
    finding = remark.finding
    return (
        finding.rule, finding.path, remark.place, finding.severity, explained_words(finding),
        finding.passes, bool(finding.fix), remark.mend.name if remark.mend else "",
        other_lines(remark),
    )  # fmt: skip
