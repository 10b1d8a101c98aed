"""Starts the program on a data file by its own entry, and says when the window was usable."""

from __future__ import annotations

import gc
import json
import sys
import time
from pathlib import Path
from time import monotonic
from typing import Any

begun = monotonic()
gc.disable()  # as the entry does before it loads Qt, which is loaded here for the measure
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from PySide6.QtCore import QEvent, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402

stages = {"qt": monotonic()}


class Watch:
    """Notes when the list was painted: at its delegate, because asking a table for its viewport
    loads every class of Qt, which would be measured along with the program."""

    def __init__(self) -> None:
        from jixiao_desktop.gui.panels.task_list import TaskDelegate

        self.at, paint = 0.0, TaskDelegate.paint

        def noted(*given: object) -> None:
            paint(*given)  # type: ignore[arg-type]
            self.at = monotonic()

        TaskDelegate.paint = noted  # type: ignore[method-assign, assignment]


def press(key: Qt.Key) -> None:
    """One key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(target, event)


def measured() -> int:
    """Stand where the event loop would: wait for the list, press a key, settle, tell."""
    stages["opened"] = monotonic()
    watch = Watch()
    while not watch.at:
        QApplication.processEvents()
    stages["painted"] = watch.at
    window: Any = QApplication.activeWindow()
    table = window.home.ui.table
    assert len(window.home.model.shown) > 1, "the list is empty"
    row = table.currentIndex().row()
    window.activateWindow()
    press(Qt.Key.Key_Down)
    assert table.currentIndex().row() == row + 1, "the key was not accepted"
    at = monotonic()
    while not all(task.known for task in window.home.model.tasks):
        QApplication.processEvents()
        assert monotonic() < at + 20, "the states of the projects did not come"
    time.sleep(0.2)
    QApplication.processEvents()
    tell(at)
    window.close()
    return 0


def tell(at: float) -> None:
    """Hand over the times and the memory."""
    from memory import memory

    parts = {name: (when - begun) * 1000 for name, when in stages.items()}
    print(json.dumps({"at": at, **parts, **memory()}))


QApplication.exec = staticmethod(measured)  # type: ignore[assignment]

from jixiao_desktop.__main__ import main  # noqa: E402

sys.exit(main(["--data", sys.argv[1]]))
