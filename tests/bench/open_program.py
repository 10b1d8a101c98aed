"""Starts the program on a data file as its own entry does, and says when it was usable."""

from __future__ import annotations

import sys
from pathlib import Path
from time import monotonic

started = monotonic()
HERE = Path(__file__).resolve().parent
sys.path.insert(0, str(HERE.parent.parent))

from jixiao_desktop.gui import application as entry  # noqa: E402

imported = monotonic()

from PySide6.QtCore import QEvent, QObject, Qt  # noqa: E402
from PySide6.QtGui import QKeyEvent  # noqa: E402
from PySide6.QtWidgets import QApplication  # noqa: E402


class Watch(QObject):
    """Notes when the task list was painted."""

    at = 0.0

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint and not self.at:
            self.at = monotonic()
        return False


def press(key: Qt.Key, text: str = "") -> None:
    """One key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(
            target, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        )


file = Path(sys.argv[1])
entry.keep_log(file.parent)
app = entry.application()
entry.install_hooks()
window = entry.open_window(file)
watch = Watch()
table = window.home.ui.table
table.viewport().installEventFilter(watch)
window.show()
opened = monotonic()
while not watch.at:
    app.processEvents()
assert len(window.home.model.shown) > 1, "the list is empty"
row = table.currentIndex().row()
window.activateWindow()
window.home.focus_here()
press(Qt.Key.Key_Down)
assert table.currentIndex().row() == row + 1, "the key was not accepted"
at = monotonic()

import json  # noqa: E402
import time  # noqa: E402

from memory import memory  # noqa: E402

until = monotonic() + 20
while window.home._waiting and monotonic() < until:
    app.processEvents()
for _ in range(20):
    app.processEvents()
    time.sleep(0.01)
stages = {"imported": imported, "opened": opened, "painted": watch.at}
print(json.dumps({
    "at": at, **{k: (v - started) * 1000 for k, v in stages.items()}, **memory(),
}))  # fmt: skip
window.close()
