"""Dates as people type them, with a calendar for those who would rather look."""

from __future__ import annotations

from datetime import date

from PySide6.QtCore import QDate, QEvent, QObject, QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QHBoxLayout, QPushButton, QWidget

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.announcing import describe
from jixiao_desktop.gui.editors.text import TextEditor
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.view import is_time_point

DATE_WIDTHS = 6


class DateEditor(TextEditor):
    """A typed date that is never refused; F4 or Alt+↓ opens the calendar."""

    def make_inputs(self) -> QWidget:
        """Build the line with the calendar's button behind it."""
        row = super().make_inputs()
        self.line.setMaximumWidth(px("field") * DATE_WIDTHS)
        self.line.installEventFilter(self)
        self.button = QPushButton("日历")
        self.button.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # F4 in the line does the same
        self.button.clicked.connect(self.open_calendar)
        describe(self.button, f"{self.field.label} 日历")
        layout = row.layout()
        if isinstance(layout, QHBoxLayout):
            layout.addWidget(self.button)
            layout.addStretch(1)
        self._calendar: QCalendarWidget | None = None
        return row

    def put(self, dossier: Dossier) -> None:
        """Show the date; a blank time point shows the notice's, which is what counts then."""
        super().put(dossier)
        day = self._given()
        if day is not None:
            self.line.setPlaceholderText(day.isoformat())

    def _said(self) -> tuple[str, str]:
        said, tone = super()._said()
        day = self._given()
        if not said and day is not None and not self.editing.dossier.filled(self.path):
            return f"未填，按通知：{day.year}年{day.month}月{day.day}日", "quiet"
        return said, tone

    def _given(self) -> date | None:
        """Return the time point that the notice in force sets for this field."""
        notice = getattr(self.editing, "notice", None)
        if notice is None or not is_time_point(self.path):
            return None
        stage = self.path.split(".")[-2]
        day: date | None = notice.time_point(stage)
        return day

    def set_locked(self, locked: bool) -> None:
        """A locked date opens no calendar."""
        super().set_locked(locked)
        self.button.setEnabled(not locked)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the calendar by its keys."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            down = event.key() == Qt.Key.Key_Down
            alt = bool(event.modifiers() & Qt.KeyboardModifier.AltModifier)
            if (event.key() == Qt.Key.Key_F4 and not alt) or (down and alt):
                self.open_calendar()
                return True
        return False

    def open_calendar(self) -> None:
        """Show the month of the typed date, else the present one."""
        if self.line.isReadOnly():
            return
        self.flush()
        if self._calendar is None:
            self._calendar = QCalendarWidget(self)
            self._calendar.setWindowFlag(Qt.WindowType.Popup)
            self._calendar.setFirstDayOfWeek(Qt.DayOfWeek.Monday)
            self._calendar.activated.connect(self._take)
            self._calendar.clicked.connect(self._take)
        value = self.reading().value
        day = value if isinstance(value, date) else date.today()
        self._calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        self._calendar.move(self.line.mapToGlobal(QPoint(0, self.line.height())))
        self._calendar.show()
        self._calendar.setFocus()

    def _take(self, day: QDate) -> None:
        if self._calendar is not None:
            self._calendar.hide()
        self.binding.replace({self.path: day.toString(Qt.DateFormat.ISODate)})
        self.focus_here()
