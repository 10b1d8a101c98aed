"""The findings at the right: what is wrong, where, with which figures, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.panels.card import clear, label, link
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.session.flow import verdict_words

TONES = {Severity.MUST_FIX: "must-fix", Severity.EXPLAIN: "explain", Severity.HINT: "hint"}
SHOWN_AT_ONCE = 25
Key = tuple[str, str, str, str]


def sentence_of(finding: Finding) -> str:
    """Return the message without its place, which stands above it already."""
    text = finding.message.replace("{where}", finding.where)
    if finding.where:
        text = text.removeprefix(finding.where).lstrip("：:，, ")
    return text


def place_of(finding: Finding) -> str:
    """Return the place in words without the form's name, which the steps at the left show."""
    form, _, place = finding.where.partition("—")
    return place or form


class FindingCard(QFrame):
    """One finding: severity word, place, sentence, at most three actions."""

    jump = Signal(object)
    mend = Signal(object)
    explain = Signal(object, str)
    example = Signal(object)

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
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
            column.addWidget(label(f"已说明：{finding.explained}", "faint", wrap=True))
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
            self._action(row, finding.mend.name, lambda: self.mend.emit(self.finding))
        if finding.severity is Severity.EXPLAIN:
            words = "改说明" if finding.explained else "写说明"
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
        self._box.setPlaceholderText("写清原因；写了就能上报，连同时间一起保存")
        self._box.setFixedHeight(px("field") * 2)
        self._column.addWidget(self._box)
        row = QHBoxLayout()
        keep, leave = QPushButton("保存说明"), link("取消")
        keep.clicked.connect(self._keep)
        leave.clicked.connect(self._close_box)
        row.addWidget(keep)
        row.addWidget(leave)
        row.addStretch(1)
        self._box_row = row
        self._column.addLayout(row)
        self._box.setFocus(Qt.FocusReason.OtherFocusReason)

    @property
    def writing(self) -> bool:
        """Tell whether an explanation is just being written."""
        return self._box is not None

    def _keep(self) -> None:
        if self._box is not None:
            text = self._box.toPlainText()
            self._close_box()
            self.explain.emit(self.finding, text)

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


class FindingsPanel(QWidget):
    """Count and cards; folds to the count where the page needs the width."""

    jump = Signal(object)
    mend = Signal(object)
    explain = Signal(object, str)
    example = Signal(object)
    left = Signal()
    fold_asked = Signal()

    def __init__(self, frame: QFrame) -> None:
        super().__init__(frame)
        frame.setObjectName("findings")
        self._frame = frame
        self._folded = False
        self._cards: dict[Key, FindingCard] = {}
        self._findings: tuple[Finding, ...] = ()
        self._path = ""
        self._limit = SHOWN_AT_ONCE
        self.fine_words = ""
        """What is said where nothing is open, if not that the forms may be handed in."""
        outer = QVBoxLayout(frame)
        outer.setContentsMargins(1, px("step3"), 0, 0)
        outer.setSpacing(px("step2"))
        head = self._head()
        outer.addLayout(head)
        self.above = QVBoxLayout()
        self.above.setContentsMargins(px("step3"), 0, px("step3"), 0)
        outer.addLayout(self.above)
        self._scroll = self._scrolled(frame)
        outer.addWidget(self._scroll, 1)
        outer.setAlignment(head, Qt.AlignmentFlag.AlignTop)
        self.setAccessibleName("检查结果")
        self._fit()

    def _head(self) -> QHBoxLayout:
        head = QHBoxLayout()
        head.setContentsMargins(px("step3"), 0, px("step2"), 0)
        self.title = label("检查", "strong")
        self.count = label("", "hint", wrap=True)
        self.fold_button = QPushButton()
        mark(self.fold_button, kind="fold")
        self.fold_button.clicked.connect(self.fold_asked)
        head.addWidget(self.title)
        head.addWidget(self.count, 1)
        head.addWidget(self.fold_button)
        return head

    def _scrolled(self, frame: QFrame) -> QScrollArea:
        scroll = QScrollArea(frame)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark(self, role="plain")
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(px("step3") + 1, 0, px("step3"), px("step4"))
        self._column.setSpacing(px("step2") + 1)
        self._more = link("")
        self._more.clicked.connect(self._show_more)
        self._none = label("没有发现问题。", "hint", wrap=True)
        self._column.addWidget(self._none)
        self._column.addWidget(self._more)
        self._column.addStretch(1)
        scroll.setWidget(self)
        return scroll

    @property
    def folded(self) -> bool:
        """Tell whether only the count is shown."""
        return self._folded

    @property
    def cards(self) -> list[FindingCard]:
        """Return the cards in the order shown."""
        return list(self._cards.values())

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show findings, gravest first; cards that stay are left where they are."""
        ordered = sorted(findings, key=lambda f: (f.passes and bool(f.explained), f.severity.rank))
        self._findings = tuple(ordered)
        words = verdict_words(findings)
        fine = words == "可以上报"
        words = self.fine_words if fine and self.fine_words else words
        if self.count.text() != words:
            self.count.setText(words)
            mark(self.count, tone="fine" if fine else "")
        self._none.setVisible(not ordered)
        shown = self._findings[: self._limit]
        self._cards = self._cards_for(shown)
        for at, card in enumerate(self._cards.values()):
            if self._column.indexOf(card) != at + 1:
                self._column.removeWidget(card)
                self._column.insertWidget(at + 1, card)
            card.show_place(self._path)
        rest = len(ordered) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.setText(f"再显示其余 {rest} 处")
        self._show_folded()

    def _cards_for(self, shown: Sequence[Finding]) -> dict[Key, FindingCard]:
        """Keep the cards of findings that are still there, also where only figures moved."""
        wanted = {_key(f): f for f in shown}
        spare: dict[object, list[FindingCard]] = {}
        for key, card in self._cards.items():
            if key not in wanted:
                spare.setdefault(_shape(card.finding), []).append(card)
        made: dict[Key, FindingCard] = {}
        for key, finding in wanted.items():
            same = spare.get(_shape(finding))
            kept = self._cards.get(key) or (same.pop(0) if same else None)
            if kept is not None:
                kept.change(finding)
            made[key] = kept or self._card(finding)
        for card in (card for cards in spare.values() for card in cards):
            card.hide()
            self._column.removeWidget(card)
            card.deleteLater()
        return made

    def _card(self, finding: Finding) -> FindingCard:
        card = FindingCard(finding, self)
        card.jump.connect(self.jump)
        card.mend.connect(self.mend)
        card.explain.connect(self.explain)
        card.example.connect(self.example)
        return card

    def _show_more(self) -> None:
        self._limit += 4 * SHOWN_AT_ONCE
        self.show_findings(self._findings)

    def lay_out_again(self) -> None:
        """Make all cards anew after the letters changed size."""
        for card in self._cards.values():
            card.hide()
            card.deleteLater()
        self._cards = {}
        self._fit()
        self.show_findings(self._findings)

    def show_place(self, path: str) -> None:
        """Mark the card of the field where the keyboard is."""
        self._path = path
        for card in self._cards.values():
            card.show_place(path)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go back to the page with Esc."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focus_place(self, path: str) -> bool:
        """Bring the keyboard to the card of a path, else to the first; False where none is."""
        cards = self.cards
        there = (one for one in cards if path and one.finding.path == path)
        card = next(there, None) or next(iter(cards), None)
        if card is None:
            return False
        self._scroll.ensureWidgetVisible(card, 0, px("step2"))
        card.focus_here()
        return True

    def fold(self, folded: bool) -> None:
        """Fold to the count, or open."""
        if folded != self._folded:
            self._folded = folded
            self._fit()

    def _fit(self) -> None:
        folded = self._folded
        self._frame.setFixedWidth(px("findings-folded" if folded else "findings"))
        above = (self.above.itemAt(at) for at in range(self.above.count()))
        inside = [item.widget() for item in above if item]
        for widget in (self.title, self.count, self._scroll, *inside):
            widget.setVisible(not folded)
        self.fold_button.setIcon(icon("fold-left" if folded else "fold-right"))
        self.fold_button.setToolTip("展开检查结果" if folded else "收起检查结果")
        self.fold_button.setAccessibleName(self.fold_button.toolTip())
        self._show_folded()

    def _show_folded(self) -> None:
        open_ones = sum(not f.passes for f in self._findings)
        self.fold_button.setText(str(open_ones) if self._folded and open_ones else "")


def _key(finding: Finding) -> Key:
    return finding.rule, finding.path, finding.message, finding.explained


def _shape(finding: Finding) -> tuple[object, ...]:
    """Return what a card is built from besides its sentences."""
    return (
        finding.rule, finding.path, finding.where, finding.severity, finding.explained,
        finding.passes, bool(finding.fix), finding.mend.name if finding.mend else "",
    )  # fmt: skip
