"""The card of one finding: what is wrong, where, with which figures, and what to do about it."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.panels.card import clear, label, link
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.session.told import explained_words, place_of, sentence_of

TONES = {Severity.MUST_FIX: "must-fix", Severity.EXPLAIN: "explain", Severity.HINT: "hint"}


class FindingCard(QFrame):
    """One finding: severity word, place, sentence, at most three actions."""

    jump = Signal(object)
    mend = Signal(object)
    explain = Signal(object, str, str)
    """A finding, its explanation, and the name typed beside it ("" where it is known)."""
    example = Signal(object)
    grew = Signal(object)
    """The button at the end of what was opened in the card: it is to be seen."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.asks_name = False
        """Whether nobody knows yet who writes here."""
        mark(self, role="card")
        self.tone = "fine" if finding.explained and finding.passes else TONES[finding.severity]
        column = QVBoxLayout(self)
        column.setContentsMargins(px("step4") - px("step1"), px("step2"), px("step2"), px("step2"))
        column.setSpacing(px("step1") - 1)
        column.addLayout(self._head())
        self._sentence = label(sentence_of(finding), "sentence", wrap=True)
        column.addWidget(self._sentence)
        self._fix = label(finding.fix, "faint", wrap=True) if finding.fix else None
        if self._fix is not None:
            column.addWidget(self._fix)
        if finding.explained:
            tone = "explain" if finding.doubt else ""
            column.addWidget(label(explained_words(finding), "faint", tone=tone, wrap=True))
        column.addLayout(self._action_row())
        self._column = column
        self._box: QPlainTextEdit | None = None
        self.setAccessibleName(f"{finding.severity.word}：{finding.where}")
        self.setAccessibleDescription(f"{sentence_of(finding)}{finding.fix}")

    def change(self, finding: Finding) -> None:
        """Show a finding of the same shape in place: the figures moved, the rest stays."""
        self.finding = finding
        words = sentence_of(finding)
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
        head.addWidget(label(place_of(self.finding), "place", wrap=True), 1)
        return head

    def _action_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(px("step2"))
        row.setContentsMargins(-px("link-pad"), 0, 0, 0)
        finding = self.finding
        self._actions: list[QPushButton] = []
        self.to_explain: QPushButton | None = None
        self.to_place = self._action(row, "跳到这里", lambda: self.jump.emit(self.finding))
        if finding.mend:
            mend = self._action(row, finding.mend.name, lambda: self.mend.emit(self.finding))
            mend.setToolTip("Shift+F7，按 Ctrl+Z 撤销")
        if finding.severity is Severity.EXPLAIN:
            words = "改说明" if finding.explained else "写说明"
            words = "重新确认" if "重新确认" in finding.doubt else words
            self.to_explain = self._action(row, words, self.write_explanation)
        if finding.rule:
            self._action(row, "看示例", lambda: self.example.emit(self.finding))
        row.addStretch(1)
        return row

    def _action(self, row: QHBoxLayout, words: str, do: object) -> QPushButton:
        button = link(words)
        button.clicked.connect(do)
        button.setAccessibleName(f"{words}：{self.finding.where}")
        row.addWidget(button)
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


def shape_of(finding: Finding) -> tuple[object, ...]:
    """Return what a card is built from besides its sentences."""
    return (
        finding.rule, finding.path, finding.where, finding.severity, explained_words(finding),
        finding.passes, bool(finding.fix), finding.mend.name if finding.mend else "",
    )  # fmt: skip
