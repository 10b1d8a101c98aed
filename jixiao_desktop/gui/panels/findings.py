"""The findings at the right: what is wrong, where, with which figures, and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.panels.card import label, link
from jixiao_desktop.gui.panels.finding_card import FindingCard, shape_of
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.flow import verdict_words
from jixiao_desktop.session.remarks import Remark, gathered

SHOWN_AT_ONCE = 15
KEPT_ASIDE = 12
Key = tuple[str, tuple[object, ...]]


class FindingsPanel(QWidget):
    """Count and cards; folds to the count where the page needs the width."""

    jump = Signal(object)
    mend = Signal(object)
    explain = Signal(object, str, str)
    example = Signal(object)
    left = Signal()
    fold_asked = Signal()

    def __init__(self, frame: QFrame, signer: Callable[[], str] = lambda: "?") -> None:
        super().__init__(frame)
        self._signer = signer
        frame.setObjectName("findings")
        self._frame = frame
        self._folded = False
        self._cards: dict[Key, FindingCard] = {}
        self._aside: list[FindingCard] = []
        self._findings: tuple[Finding, ...] = ()
        self._unfolded: set[Key] = set()
        """Kinds of remark whose other places are shown: they stay so while rows come and go."""
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

    @property
    def with_keyboard(self) -> Finding | None:
        """Return the finding whose card has the keyboard, None where no card has it."""
        card = self._focused
        return card.finding if card else None

    @property
    def _focused(self) -> FindingCard | None:
        focused = QApplication.focusWidget()
        has = (card for card in self.cards if focused is not None and card.isAncestorOf(focused))
        return next(has, None)

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
        remarks = gathered(ordered)
        self._place_cards(self._cards_for(remarks[: self._limit]))
        rest = sum(map(len, map(_places, remarks[self._limit :])))
        self._more.setVisible(rest > 0)
        self._more.setText(f"再显示其余 {rest} 处")
        self._show_folded()

    def _place_cards(self, cards: dict[Key, FindingCard]) -> None:
        """Bring the cards into the order of the findings."""
        before, self._cards = list(self._cards.values()), cards
        moved = before != list(cards.values())
        if moved:  # each card that is shown would have all others laid out
            self._column.setEnabled(False)
        for at, card in enumerate(cards.values()):
            if moved and self._column.indexOf(card) != at + 1:
                self._column.removeWidget(card)
                self._column.insertWidget(at + 1, card)
                card.show()
            card.show_place(self._path)
        if moved:
            self._column.setEnabled(True)
            self._lay_out_once()

    def _lay_out_once(self) -> None:
        """Give the column its height first, so that every card is put in its place once."""
        if self.isVisible():
            for inside in filter(None, (card.layout() for card in self._cards.values())):
                inside.activate()
            high = self._column.totalHeightForWidth(self.width())
            self.resize(self.width(), max(high, self._scroll.viewport().height()))

    def _cards_for(self, shown: Sequence[Remark]) -> dict[Key, FindingCard]:
        """Keep the cards of findings that are still there, also where only figures moved."""
        wanted = {_key(one): one for one in shown}
        free = [card for key, card in self._cards.items() if key not in wanted]
        made: dict[Key, FindingCard] = {}
        nameless = not self._signer()
        for key, remark in wanted.items():
            card = self._cards.get(key) or _take(remark, free) or _take(remark, self._aside)
            if card is None:
                card = self._card(remark)
            card.change(remark)
            card.asks_name = nameless
            made[key] = card
        for card in free:
            self._lay_aside(card)
        return made

    def _lay_aside(self, card: FindingCard) -> None:
        """Keep a card that went: what is being typed often brings the same finding again."""
        card.hide()
        self._column.removeWidget(card)
        if card.writing:
            card.deleteLater()
            return
        self._aside.append(card)
        if len(self._aside) > KEPT_ASIDE:
            self._aside.pop(0).deleteLater()

    def _card(self, remark: Remark) -> FindingCard:
        card = FindingCard(remark, self)
        kind = _kind(remark)
        card.unfold(kind in self._unfolded)
        card.unfolded.connect(partial(self._remember, kind))
        card.jump.connect(self.jump)
        card.mend.connect(self.mend)
        card.explain.connect(self.explain)
        card.example.connect(self.example)
        card.grew.connect(self._show_end)
        return card

    def _remember(self, kind: Key, unfolded: bool) -> None:
        (self._unfolded.add if unfolded else self._unfolded.discard)(kind)

    def _show_end(self, last: QWidget) -> None:
        """Scroll once the card has its new height."""
        show = partial(self._scroll.ensureWidgetVisible, last, 0, px("step4"))
        QTimer.singleShot(0, last, show)

    def _show_more(self) -> None:
        self._limit += 4 * SHOWN_AT_ONCE
        self.show_findings(self._findings)

    def lay_out_again(self) -> None:
        """Make all cards anew after the letters changed size."""
        for card in (*self._cards.values(), *self._aside):
            card.hide()
            card.deleteLater()
        self._cards, self._aside = {}, []
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

    def bring_in_sight(self, path: str) -> None:
        """Scroll to the card of a path; the keyboard stays where it is."""
        for card in self._cards_of(path)[:1]:
            self._scroll.ensureWidgetVisible(card, 0, px("step2"))

    def _cards_of(self, path: str) -> list[FindingCard]:
        """Return the cards that tell of a path, in the order shown."""
        return [one for one in self.cards if path in {f.path for f in _places(one.remark)}]

    def focus_place(self, path: str) -> bool:
        """Bring the keyboard to a path's card that can be explained, else to one of the path, else
        to the first of all; False where none is.
        """
        told = {f.path for f in self._findings}
        while path in told and not self._cards_of(path) and self._more.isVisibleTo(self):
            self._show_more()  # what was explained stands at the end
        there = sorted(self._cards_of(path), key=lambda one: one.to_explain is None)
        card = next(iter(there or self.cards), None)
        if card is None:
            return False
        self._scroll.ensureWidgetVisible(card, 0, px("step2"))
        card.focus_here()
        return True

    def mend_at(self, path: str) -> bool:
        """Have the finding that has the keyboard, else that of a place or of its row, mended.

        False where nothing mechanical can be done there. One cell of a table shows several fields
        (operator, value and unit), so that what is about its row counts too.
        """
        has = self._focused
        there = [one for card in self.cards for one in _places(card.remark)]
        if has is not None:
            there = [replace(has.finding, mend=has.remark.mend)]
        row = (paths.list_of(path) or ())[:2]
        can = [one for one in there if one.mend]
        near = (one for one in can if row and (paths.list_of(one.path) or ())[:2] == row)
        exact = (one for one in can if has or one.path == path)
        found = next(exact, None) or next(near, None)
        if found is not None:
            self.mend.emit(found)
        return found is not None

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
        open_ones = sum(not f.passes and not f.follows for f in self._findings)
        self.fold_button.setText(str(open_ones) if self._folded and open_ones else "")


def _key(remark: Remark) -> Key:
    return remark.sentence, shape_of(remark)


def _kind(remark: Remark) -> Key:
    return remark.finding.rule, (paths.pattern_of(remark.finding.path),)


def _places(remark: Remark) -> tuple[Finding, ...]:
    return (*remark.each, *remark.follows)


def _take(remark: Remark, cards: list[FindingCard]) -> FindingCard | None:
    """Take a card of a remark's shape out of some that are not needed, None where none is."""
    shape = shape_of(remark)
    found = next((card for card in cards if shape_of(card.remark) == shape), None)
    if found is not None:
        cards.remove(found)
    return found
