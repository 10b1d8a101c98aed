"""The steps at the left: where I am, how far each step is; folds to dots for wide tables."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from jixiao_desktop.gui.icons import state_pixmap
from jixiao_desktop.gui.panels.card import clear, label
from jixiao_desktop.gui.theme import mark, px, theme
from jixiao_desktop.session.flow import Flow, Step, StepState, StepStatus

TONES = {StepState.MUST_FIX: "must-fix", StepState.EXPLAIN: "explain"}


class StepButton(QAbstractButton):
    """One step: icon of its state, title, count of what is open."""

    moved = Signal(int)

    def __init__(self, step: Step, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.step = step
        self.status = StepStatus(StepState.UNTOUCHED)
        self.current = self.folded = False
        self.setText(step.title)
        self.setToolTip(step.title)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._say()

    def show_status(self, status: StepStatus, *, current: bool, folded: bool) -> None:
        """Show state, whether it is the open step, and whether only the dot fits."""
        if (status, current, folded) == (self.status, self.current, self.folded):
            return
        self.status, self.current, self.folded = status, current, folded
        policy = Qt.FocusPolicy.StrongFocus if current else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(policy)
        self._say()
        self.updateGeometry()
        self.update()

    def _say(self) -> None:
        self.setAccessibleName(f"{self.step.title}，{self.status.words}")
        here = "当前步骤。" if self.current else ""
        self.setAccessibleDescription(f"{here}{self.step.group}")
        self.setToolTip(f"{self.step.title}：{self.status.words}")

    def sizeHint(self) -> QSize:
        """Return a row of one line, or of two where the title is long."""
        height = px("field")
        if not self.folded:
            metrics = QFontMetrics(theme().font("body", bold=True))
            room = QRect(0, 0, self._words_width(), 0)
            flags = int(Qt.TextFlag.TextWrapAnywhere)
            lines = metrics.boundingRect(room, flags, self.step.title).height()
            height = max(height, lines + px("step2"))
        return QSize(px("fold"), height)

    @staticmethod
    def _words_width() -> int:
        left = px("step4") + px("state") + px("step2") + 2
        return px("steps") - left - px("step4") - px("step3")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move along the steps with the arrow keys; Enter opens."""
        moves = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.key() in moves and not event.modifiers():
            self.moved.emit(moves[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the row."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.current:
            painter.fillRect(self.rect(), theme().colour("accent-wash"))
            painter.fillRect(QRect(0, 0, 3, self.height()), theme().colour("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), theme().colour("head"))
        size = px("state")
        left = (self.width() - size) // 2 if self.folded else px("step4")
        dot = state_pixmap(self.status.state.value, size, self.devicePixelRatioF())
        painter.drawPixmap(left, (self.height() - size) // 2, dot)
        if self.hasFocus():
            painter.setPen(QPen(theme().colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            ring = QRectF(self.rect()).adjusted(4, 2, -3, -2)
            painter.drawRoundedRect(ring, px("step1"), px("step1"))
        if not self.folded:
            self._paint_words(painter, left + size + px("step2") + 2)

    def _paint_words(self, painter: QPainter, left: int) -> None:
        right = self.width() - px("step4")
        flags = Qt.AlignmentFlag.AlignVCenter
        if self.status.count:
            painter.setFont(theme().font("small", bold=self.current))
            painter.setPen(theme().colour(TONES.get(self.status.state, "quiet")))
            count = str(self.status.count)
            width = painter.fontMetrics().horizontalAdvance(count)
            painter.drawText(QRect(right - width, 0, width + 2, self.height()), flags, count)
            right -= width + px("step2")
        painter.setFont(theme().font("body", bold=self.current))
        painter.setPen(theme().colour("accent" if self.current else "ink"))
        room = QRect(left, 0, min(right - left, self._words_width()), self.height())
        painter.drawText(room, flags | Qt.TextFlag.TextWrapAnywhere, self.step.title)


class StepsPanel(QWidget):
    """All steps under the titles of their forms."""

    chosen = Signal(str)

    def __init__(self, frame: QFrame) -> None:
        super().__init__(frame)
        frame.setObjectName("steps")
        self._frame = frame
        self._folded = False
        self._buttons: dict[str, StepButton] = {}
        self._titles: list[QLabel] = []
        outer = QHBoxLayout(frame)
        outer.setContentsMargins(0, 0, 1, 0)
        self._scroll = QScrollArea(frame)
        self._scroll.setWidgetResizable(True)
        self._scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        mark(self, role="plain")
        self._column = QVBoxLayout(self)
        self._column.setSpacing(0)
        self._column.setContentsMargins(0, 0, 0, px("step3"))
        self._scroll.setWidget(self)
        outer.addWidget(self._scroll)
        self.setAccessibleName("步骤")

    @property
    def folded(self) -> bool:
        """Tell whether only dots are shown."""
        return self._folded

    def lay_out(self, flow: Flow) -> None:
        """Make a row for every step."""
        clear(self._column)
        self._buttons.clear()
        self._titles.clear()
        for group, steps in flow.groups():
            title = label(group, "small", wrap=True)
            title.setContentsMargins(px("step4"), px("step3") + 2, px("step3"), px("step1"))
            self._titles.append(title)
            self._column.addWidget(title)
            for step in steps:
                button = StepButton(step, self)
                button.clicked.connect(lambda _=False, name=step.id: self.chosen.emit(name))
                button.moved.connect(self._move)
                self._buttons[step.id] = button
                self._column.addWidget(button)
        self._column.addStretch(1)
        self._fit()

    def show_states(self, statuses: Mapping[str, StepStatus], current: str) -> None:
        """Show the state of every step and which one is open."""
        for name, button in self._buttons.items():
            status = statuses.get(name, button.status)
            button.show_status(status, current=name == current, folded=self._folded)
        if current in self._buttons:
            self._scroll.ensureWidgetVisible(self._buttons[current], 0, px("step4"))

    def fold(self, folded: bool) -> None:
        """Show dots only, or dots with their titles."""
        if folded == self._folded:
            return
        self._folded = folded
        for button in self._buttons.values():
            button.show_status(button.status, current=button.current, folded=folded)
        self._fit()

    def button(self, step_id: str) -> StepButton:
        """Return the row of a step."""
        return self._buttons[step_id]

    def _fit(self) -> None:
        for title in self._titles:
            title.setVisible(not self._folded)
        off, needed = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded
        self._scroll.setVerticalScrollBarPolicy(off if self._folded else needed)
        top = px("step3") if self._folded else 0
        self._column.setContentsMargins(0, top, 0, px("step3"))
        self._frame.setFixedWidth(px("steps-folded" if self._folded else "steps"))

    def _move(self, by: int) -> None:
        names = list(self._buttons)
        focused = next((n for n, b in self._buttons.items() if b.hasFocus()), "")
        at = names.index(focused) + by if focused else 0
        if 0 <= at < len(names):
            button = self._buttons[names[at]]
            button.setFocus(Qt.FocusReason.OtherFocusReason)
            self._scroll.ensureWidgetVisible(button, 0, px("step4"))
