"""When a wizard checks: after each event that changed something, of a unit again at rest."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from time import monotonic

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QWidget

from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.beside import Beside, together
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.whose import of_unit

REST_MS = 600
"""So long nothing is typed before a unit's projects are read."""

SLICE = 0.008
"""Seconds of reading at a turn; then keys and painting come first."""


class Later:
    """Calls ``check`` off the key path; of a unit it reads the projects too, bit by bit."""

    def __init__(self, owner: QWidget, editing: Editing, check: Callable[[], None]) -> None:
        self._editing, self._check = editing, check
        self._beside = Beside(editing) if editing.id == editing.unit_id else None
        self._turns: Iterator[None] | None = None
        self._soon, self._rest = QTimer(owner), QTimer(owner)
        for timer, done in ((self._soon, check), (self._rest, self._turn)):
            timer.setSingleShot(True)
            timer.timeout.connect(done)
        editing.on_change.append(self._changed)
        self._wait()

    def findings(self) -> tuple[Finding, ...]:
        """Return what is found now, and what was last found beside the projects."""
        self._soon.stop()
        if self._beside is None:
            return self._editing.findings()
        return together(of_unit(self._editing), self._beside.found)

    def everything(self) -> None:
        """Have the projects looked at without waiting: somebody asked for it."""
        self._rest.stop()
        self._turns = None
        if self._beside is not None:
            self._beside.look()

    def stop(self) -> None:
        """Check no more."""
        self._soon.stop()
        self._rest.stop()
        if self._changed in self._editing.on_change:
            self._editing.on_change.remove(self._changed)

    def _changed(self) -> None:
        self._soon.start()
        self._wait()

    def _wait(self) -> None:
        self._turns = None
        if self._beside is not None:
            self._rest.start(REST_MS)

    def _turn(self) -> None:
        try:
            done = self._read_on()
        except Exception:  # a file in trouble must not keep anyone from typing
            logging.getLogger(__name__).exception("the projects could not be looked at")
            done, self._turns = False, None
        if done:
            self._turns = None
            self._check()
        elif self._turns is not None:
            self._rest.start(0)

    def _read_on(self) -> bool:
        """Read for a moment; tell whether everything was looked at."""
        if self._beside is None or (self._turns is None and not self._beside.stale()):
            return False
        if self._turns is None:
            self._turns = self._beside.looking()
        until = monotonic() + SLICE
        while monotonic() < until:
            try:
                next(self._turns)
            except StopIteration:
                return True
        return False
