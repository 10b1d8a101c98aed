"""A dialog that takes files: typed, chosen, or dragged in; one row each, with progress."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QFileDialog, QProgressBar, QWidget

from jixiao_desktop.gui.dialogs.frame import WIDE, Dialog, PlaceLine
from jixiao_desktop.gui.dialogs.rows import Rows
from jixiao_desktop.gui.dialogs.work import Work


class TakingFiles(Dialog):
    """A line for a place above the list of files; whoever derives says what to do with them."""

    def __init__(
        self, parent: QWidget | None, title: str, explained: str, *, rows: Rows, kinds: str
    ) -> None:
        super().__init__(parent, title, explained)
        self.wide = WIDE
        self._kinds = kinds
        self._waiting: list[tuple[int, Path]] = []
        self._numbers: list[int] = []
        self._known: set[Path] = set()
        self.work: Work | None = None
        self.place = PlaceLine(folder=False)
        self.place.browse.clicked.disconnect()
        self.place.browse.clicked.connect(self._browse)
        self.rows = rows
        self.bar = QProgressBar()
        self.bar.setAccessibleName("进度")
        self.bar.hide()

    def lay_out(self, hint: str, answer: str) -> None:
        """Put the line, the list, the progress and the answers below each other."""
        self.field("文件或文件夹(&F)", self.place, hint)
        self.column.addWidget(self.rows, 1)
        self.column.addWidget(self.bar)
        self.primary = self.add_answers(answer, "关闭")
        self.primary.setEnabled(False)
        self.setAcceptDrops(True)
        self.place.line.setFocus()

    def add_places(self, places: Sequence[Path]) -> None:
        """Take files, and every readable file of folders."""
        raise NotImplementedError

    def _browse(self) -> None:
        chosen, _ = QFileDialog.getOpenFileNames(self, "选择文件（可多选）", "", self._kinds)
        self.add_places([Path(one) for one in chosen])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the line takes the place written there."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and self.place.line.hasFocus() and self.place.line.text().strip():
            place = self.place.place
            self.place.line.clear()
            self.add_places([place])
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files dragged from the file manager."""
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Take dropped files and folders."""
        urls = event.mimeData().urls()
        self.add_places([Path(url.toLocalFile()) for url in urls if url.isLocalFile()])
