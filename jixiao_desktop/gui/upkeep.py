"""What the window does by itself: a copy after opening, the file closed while idle, warnings."""

from __future__ import annotations

import logging
from collections.abc import Callable
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import Workspace

AFTER_OPENING = 1500
IDLE = 15_000
"""Milliseconds: when the first copy is made, and how long without a step counts as idle."""
log = logging.getLogger(__name__)


class Upkeep(QObject):
    """Looks after an open data file; ``said`` carries one sentence for the person."""

    said = Signal(str)

    def __init__(self, workspace: Workspace, parent: QObject) -> None:
        super().__init__(parent)
        self.workspace = workspace
        self.copying: Thread | None = None
        self.start = self._timer(AFTER_OPENING, self.after_opening)
        self.idle = self._timer(IDLE, self.rest)
        self.idle.setSingleShot(False)
        self.seen = workspace.saved_at

    def _timer(self, milliseconds: int, do: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(do)
        return timer

    def begin(self) -> None:
        """Start looking after the file, once the window has been painted."""
        self.start.start()
        self.idle.start()

    def after_opening(self) -> None:
        """Warn of a risky place, and copy the file in a thread of its own."""
        from jixiao_desktop.session.places import warning_for

        warning = warning_for(self.workspace.path)
        if warning:
            self.said.emit(warning)
        self.copying = Thread(target=self._copy, daemon=True)
        self.copying.start()

    def _copy(self) -> None:
        try:
            self.workspace.backup_if_changed("打开后")
        except Problem as problem:
            self.said.emit(str(problem))
        except Exception:  # a copy that fails must not take the program down
            log.exception("copy after opening")

    def rest(self) -> None:
        """Close the file while nobody types, so that a copy made elsewhere is whole."""
        busy = self.copying is not None and self.copying.is_alive()
        quiet, self.seen = self.seen == self.workspace.saved_at, self.workspace.saved_at
        if busy or not quiet or self.workspace.resting:
            return
        told = self.workspace.backup_trouble
        self.workspace.rest()
        trouble = self.workspace.backup_trouble
        if trouble and trouble != told:
            self.said.emit(trouble)

    def end(self) -> None:
        """Wait for a copy under way before the file is closed."""
        self.start.stop()
        self.idle.stop()
        if self.copying is not None:
            self.copying.join()
