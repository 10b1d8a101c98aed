"""The floor of starting: a window with one label, nothing else."""

from __future__ import annotations

import sys
from time import monotonic

from PySide6.QtWidgets import QApplication, QLabel


class Label(QLabel):
    """Notes when it was painted."""

    at = 0.0

    def paintEvent(self, event: object) -> None:
        super().paintEvent(event)  # type: ignore[arg-type]
        self.at = self.at or monotonic()


app = QApplication(sys.argv)
window = Label("绩效")
window.resize(1366, 768)
window.show()
while not window.at:
    app.processEvents()

import json  # noqa: E402

from memory import memory  # noqa: E402

print(json.dumps({"at": window.at, **memory()}))
