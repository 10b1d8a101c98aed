"""Keys on screen: key caps, buttons that name their key, the row of keys that matter here."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRectF, QSize, Qt, QTimer
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QWidget

from jixiao_desktop.gui.theme import mark, px, theme


def key_cap(text: str, parent: QWidget | None = None) -> QLabel:
    """Return a label that looks like a key."""
    label = QLabel(text, parent)
    mark(label, role="key")
    return label


class KeyButton(QPushButton):
    """A button that shows the key doing the same behind its words."""

    def __init__(self, text: str, key: str, parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self.key = key
        self.setAccessibleName(text.replace("&", ""))
        self.setAccessibleDescription(f"快捷键 {key}")
        self._make_room()

    def _cap_width(self) -> int:
        return QFontMetrics(theme().font("key")).horizontalAdvance(self.key) + px("step3")

    def _make_room(self) -> None:
        room = self._cap_width() + px("step2") + px("button-pad")
        sheet = f"QPushButton {{ padding-right: {room}px; }}"
        if self.styleSheet() != sheet:
            self.setStyleSheet(sheet)

    def changeEvent(self, event: QEvent) -> None:
        """Make room anew when the letters change."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and hasattr(self, "key"):
            self._make_room()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the button, then the key cap in the room at its right."""
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setFont(theme().font("key"))
        height = painter.fontMetrics().height() + 1
        left = self.width() - px("button-pad") - self._cap_width()
        top = (self.height() - height) / 2
        box = QRectF(left + 0.5, top + 0.5, self._cap_width() - 1, height - 1)
        painter.setPen(QPen(theme().colour("edge"), 1))
        painter.setBrush(theme().colour("surface"))
        painter.drawRoundedRect(box, px("step1"), px("step1"))
        painter.setPen(theme().colour("ink" if self.isEnabled() else "faint"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, self.key)


class KeyRow(QWidget):
    """The few keys that matter on this screen, at the right of the bottom bar."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._shown: tuple[tuple[str, str], ...] = ()
        self._pairs: list[tuple[QLabel, QLabel]] = []

    def show_keys(self, keys: Sequence[tuple[str, str]]) -> None:
        """Show (key, what it does) pairs; those that do not fit are left out at the end."""
        if tuple(keys) == self._shown:
            return
        self._shown = tuple(keys)
        while self._row.count():
            item = self._row.takeAt(0)
            widget = item.widget() if item else None
            if widget:
                widget.hide()
                widget.deleteLater()
        self._pairs = []
        self._row.setSpacing(px("step2"))
        self._row.addStretch(1)
        for key, words in keys:
            cap, said = key_cap(key, self), QLabel(words, self)
            mark(said, role="faint")
            self._row.addWidget(cap, 0, Qt.AlignmentFlag.AlignVCenter)
            self._row.addWidget(said)
            self._row.addSpacing(px("step1"))
            self._pairs.append((cap, said))
        self.updateGeometry()
        self._leave_out()
        QTimer.singleShot(0, self, self._leave_out)  # once more, when all have their room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show as many keys as there is room for."""
        super().resizeEvent(event)
        self._leave_out()

    def _leave_out(self) -> None:
        """Leave out, from the end, what does not fit."""
        room = self.width() - len(self._pairs) * px("step1")  # gaps stay behind what is left out
        for cap, said in self._pairs:
            room -= self._wide(cap, said)
            cap.setVisible(room >= 0)
            said.setVisible(room >= 0)

    @staticmethod
    def _wide(cap: QLabel, said: QLabel) -> int:
        """Return the width one key takes with its words and the gaps behind both."""
        for label in (cap, said):
            label.ensurePolished()
        return cap.sizeHint().width() + said.sizeHint().width() + 3 * px("step2")

    def sizeHint(self) -> QSize:
        """Want room for all keys, those left out too."""
        return QSize(sum(self._wide(*pair) for pair in self._pairs), super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """Let the bar be narrower than all keys together."""
        return QSize(0, super().minimumSizeHint().height())
