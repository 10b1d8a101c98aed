"""Ten thousand keys and repaints: a Qt that loses references to None would abort here."""

from __future__ import annotations

import subprocess
import sys

SOAK = """
import sys
from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QValidator
from PySide6.QtWidgets import (
    QApplication, QComboBox, QLineEdit, QStyledItemDelegate, QTableView, QVBoxLayout, QWidget,
)

KEYS = 10_000
app = QApplication([])
calls = {"paint": 0, "delegate": 0, "filter": 0}

class Canvas(QWidget):
    def paintEvent(self, event):
        calls["paint"] += 1
        QPainter(self).drawLine(0, 0, self.width(), self.height())

class Delegate(QStyledItemDelegate):
    def paint(self, painter, option, index):
        calls["delegate"] += 1
        super().paint(painter, option, index)

class Model(QAbstractTableModel):
    def rowCount(self, parent=QModelIndex()): return 3
    def columnCount(self, parent=QModelIndex()): return 3
    def headerData(self, section, orientation, role=0): return None
    def data(self, index, role=0): return None

class Filter(QObject):
    def eventFilter(self, watched, event):
        calls["filter"] += 1
        return False

class Typed(QValidator):
    def validate(self, text, position):
        return QValidator.State.Acceptable, text, position

window = QWidget()
layout = QVBoxLayout(window)
edit, canvas, table, choice = QLineEdit(), Canvas(), QTableView(), QComboBox()
model, delegate, watcher, validator = Model(), Delegate(), Filter(), Typed()
table.setModel(model)
table.setItemDelegate(delegate)
edit.setValidator(validator)
edit.installEventFilter(watcher)
choice.addItem("x")
for widget in (edit, choice, canvas, table):
    layout.addWidget(widget)
canvas.setMinimumSize(40, 40)
window.resize(300, 400)
window.show()
app.processEvents()
typed = []  # taken out now and then: a field of 10,000 characters lays out all of them at each key
before = sys.getrefcount(None)
for number in range(KEYS):
    digit = str(number % 10)
    key = Qt.Key(Qt.Key.Key_0.value + number % 10)
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        QApplication.sendEvent(edit, QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, digit))
    canvas.repaint()
    choice.currentData()
    choice.property("nothing")
    if number % 200 == 199:
        typed.append(edit.text())
        edit.clear()
    if number % 20 == 0:
        table.viewport().repaint()
after = sys.getrefcount(None)
expected = "".join(str(number % 10) for number in range(KEYS))
print("typed", "".join(typed) == expected)
print("painted", calls["paint"] >= KEYS, calls["delegate"] >= KEYS // 20, calls["filter"] >= KEYS)
print("none", before, after)
"""


def test_ten_thousand_keys_and_repaints() -> None:
    done = subprocess.run([sys.executable, "-c", SOAK], capture_output=True, text=True)
    assert done.returncode == 0, f"ended with {done.returncode}: {done.stderr[-800:]}"
    typed, painted, references = done.stdout.splitlines()
    assert typed == "typed True"
    assert painted == "painted True True True"
    before, after = (int(word) for word in references.split()[1:])
    if sys.version_info < (3, 12):  # later Pythons do not count references to None
        assert after > before - 100, f"references to None fell from {before} to {after}"
