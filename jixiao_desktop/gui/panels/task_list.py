"""The task list of the home screen: one row per project, worked out while the program is idle."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from jixiao_desktop.gui.theme import px, theme

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import ProjectInfo

Index = QModelIndex | QPersistentModelIndex

SHOWN = int(Qt.ItemDataRole.DisplayRole)
NAME, STATE, INITIAL, RATE, MISSING, SAVED = range(6)
TONE_ROLE = int(Qt.ItemDataRole.UserRole) + 1
UNDER_ROLE = TONE_ROLE + 1
RIGHT = (INITIAL, RATE, SAVED)
CHIP_TONES = ("must-fix", "explain", "fine")


@dataclass(frozen=True)
class Task:
    """One row: a project (or the unit itself, ``kind`` unit) and what is known of it."""

    id: str
    kind: str
    name: str
    updated_at: str = ""
    info: ProjectInfo | None = None
    """Asked for its pinyin initials when something is searched: that takes a dictionary."""
    under: str = ""
    state: str = ""
    tone: str = "quiet"
    initial: str = ""
    rate: str = ""
    missing: str = ""
    known: bool = False
    """Whether the figures were worked out for this state of the project."""

    def matches(self, wanted: str) -> bool:
        """Tell whether a search finds this row: part of the name, or pinyin initials."""
        plain = wanted.strip().lower()
        if not plain or plain in self.name.lower():
            return True
        return bool(plain.isascii() and self.info and plain in self.info.initials.lower())


def saved_words(text: str, now: datetime) -> str:
    """Say when something was saved: 10:32, 昨天, 8月15日."""
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return ""
    at = at.astimezone(now.tzinfo) if at.tzinfo and now.tzinfo else at.replace(tzinfo=now.tzinfo)
    days = (now.date() - at.date()).days
    if days == 0:
        return f"{at:%H:%M}"
    if days == 1:
        return "昨天"
    day = f"{at.month}月{at.day}日"
    return day if at.year == now.year else f"{at.year}年{day}"


def due_words(due: date | None, today: date) -> str:
    """Say the due date with the days left."""
    if due is None:
        return ""
    left = (due - today).days
    said = f"报送截止 {due.month}月{due.day}日"
    if left > 0:
        return f"{said}（还有 {left} 天）"
    if left == 0:
        return f"{said}（今天截止）"
    return f"{said}（已过 {-left} 天）" if left > -60 else said


class TaskModel(QAbstractTableModel):
    """Rows of the task list; only rows that changed are announced."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Task, ...] = ()
        self._shown: list[Task] = []
        self._wanted = ""
        self.window = ""

    @property
    def tasks(self) -> tuple[Task, ...]:
        """Every row, also those a search hides."""
        return self._all

    @property
    def shown(self) -> Sequence[Task]:
        """The rows on screen."""
        return self._shown

    def show_tasks(self, tasks: Sequence[Task], window: str) -> None:
        """Show other rows."""
        self.beginResetModel()
        self.window = window
        self._all = tuple(tasks)
        self._shown = [task for task in self._all if task.matches(self._wanted)]
        self.endResetModel()

    def search(self, wanted: str) -> None:
        """Show only the rows that a search finds."""
        self.beginResetModel()
        self._wanted = wanted
        self._shown = [task for task in self._all if task.matches(wanted)]
        self.endResetModel()

    def put(self, task: Task) -> None:
        """Replace one row and announce only that."""
        self._all = tuple(task if one.id == task.id else one for one in self._all)
        for row, one in enumerate(self._shown):
            if one.id == task.id and one != task:
                self._shown[row] = task
                self.dataChanged.emit(self.index(row, 0), self.index(row, SAVED))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return how many rows are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        """Return six columns."""
        return 0 if parent.isValid() else SAVED + 1

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = SHOWN) -> object:
        """Name the columns."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        if role == int(Qt.ItemDataRole.TextAlignmentRole):
            side = Qt.AlignmentFlag.AlignRight if section in RIGHT else Qt.AlignmentFlag.AlignLeft
            return side | Qt.AlignmentFlag.AlignVCenter
        if role == SHOWN and section == NAME:
            return "　项目 / 表样"
        if role == SHOWN:
            rate = f"{self.window}执行率"
            names = ("项目 / 表样", "状态", "年初预算（万元）", rate, "还差什么", "最后保存")
            return names[section]
        return None

    def data(self, index: Index, role: int = SHOWN) -> object:
        """Return the text of a cell, its second line, its tone, and the row for screen readers."""
        task = self._shown[index.row()]
        column = index.column()
        if role == SHOWN:
            return self._text(task, column)
        if role == TONE_ROLE:
            return task.tone
        if role == UNDER_ROLE:
            return task.under
        if role == int(Qt.ItemDataRole.ToolTipRole) and column in (NAME, MISSING):
            return self._text(task, column) or None
        if role == int(Qt.ItemDataRole.AccessibleTextRole):
            return "，".join(filter(None, (task.name, task.state, task.missing)))
        return None

    @staticmethod
    def _text(task: Task, column: int) -> str:
        if column == SAVED:
            return saved_words(task.updated_at, datetime.now().astimezone())
        name = task.name or "（还没有名称）"
        return (name, task.state, task.initial, task.rate, task.missing)[column]


class TaskDelegate(QStyledItemDelegate):
    """Draws a row: name over its forms, the state as a chip, figures to the right."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._table = table

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Return a tall row where a second line stands below the name."""
        del option
        tall = bool(index.data(UNDER_ROLE))
        return QSize(px("fold"), px("row-tall" if tall else "row"))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one cell."""
        painter.save()
        rect: QRect = option.rect  # type: ignore[attr-defined]
        chosen = index.row() == self._table.currentIndex().row()
        painter.fillRect(rect, theme().colour("accent-wash" if chosen else "surface"))
        if index.row() < index.model().rowCount() - 1:
            painter.setPen(theme().colour("line"))
            painter.drawLine(rect.bottomLeft(), rect.bottomRight())
        if chosen and index.column() == NAME:
            edge = QRect(rect.left(), rect.top(), 3, rect.height())
            painter.fillRect(edge, theme().colour("accent"))
        text = str(index.data() or "")
        inside = rect.adjusted(px("step2"), 0, -px("step2"), 0)
        if index.column() == NAME:
            self._name(painter, rect.adjusted(px("step4") - 2, 0, -px("step2"), 0), text, index)
        elif index.column() == STATE:
            self._state(painter, inside, text, str(index.data(TONE_ROLE)))
        else:
            self._plain(painter, inside, text, index)
        painter.restore()

    @staticmethod
    def _name(painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        under = str(index.data(UNDER_ROLE) or "")
        painter.setFont(theme().font("body", bold=True))
        painter.setPen(theme().colour("ink"))
        metrics = painter.fontMetrics()
        name = metrics.elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        left = Qt.AlignmentFlag.AlignLeft
        if not under:
            painter.drawText(rect, left | Qt.AlignmentFlag.AlignVCenter, name)
            return
        half = rect.height() // 2
        high = rect.adjusted(0, 0, 0, 1 - half)
        painter.drawText(high, left | Qt.AlignmentFlag.AlignBottom, name)
        painter.setFont(theme().font("small"))
        painter.setPen(theme().colour("faint"))
        below = painter.fontMetrics().elidedText(under, Qt.TextElideMode.ElideRight, rect.width())
        low = rect.adjusted(0, half + 2, 0, 0)
        painter.drawText(low, left | Qt.AlignmentFlag.AlignTop, below)

    @staticmethod
    def _state(painter: QPainter, rect: QRect, text: str, tone: str) -> None:
        painter.setFont(theme().font("small"))
        metrics = painter.fontMetrics()
        if tone not in CHIP_TONES:
            painter.setFont(theme().font("body"))
            painter.setPen(theme().colour("quiet"))
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter, text)
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = metrics.horizontalAdvance(text) + 2 * px("chip-pad")
        height = metrics.height() + 2
        box = QRectF(rect.left(), rect.center().y() - height / 2 + 1, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme().colour(tone))
        painter.drawRoundedRect(box, px("step1"), px("step1"))
        painter.setPen(theme().colour("on-accent"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, text)

    @staticmethod
    def _plain(painter: QPainter, rect: QRect, text: str, index: Index) -> None:
        right = index.column() in RIGHT
        side = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        painter.setFont(theme().font("body"))
        tone = "faint" if index.column() == SAVED else "ink"
        painter.setPen(QPen(theme().colour(tone)))
        said = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, side | Qt.AlignmentFlag.AlignVCenter, said)


def dress_table(table: QTableView, model: TaskModel) -> None:
    """Show the model as a list of rows to choose from."""
    table.setModel(model)
    table.setItemDelegate(TaskDelegate(table))
    table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    table.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    table.setTabKeyNavigation(False)
    table.setShowGrid(False)
    table.verticalHeader().hide()
    header = table.horizontalHeader()
    header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    header.setSectionResizeMode(MISSING, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
