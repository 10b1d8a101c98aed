"""Words that do not fit: walks every visible widget of every screen, in all letter sizes.

Run on its own (``python -m tests.proofs.walk.fitting FOLDER``), because the size of the screen
and the scale belong to the process; prints one line per fault.
"""

from __future__ import annotations

import json
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractScrollArea,
    QAbstractSpinBox,
    QApplication,
    QCalendarWidget,
    QCheckBox,
    QComboBox,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QTableView,
    QWidget,
)

from jixiao_desktop.gui.application import application, window_on
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.works import WORKS, Work
from jixiao_desktop.session.workspace import Workspace
from tests.proofs.walk.clerk import Clerk, top_window

EXAMPLES = Path(__file__).resolve().parents[2] / "data" / "examples"
SIZES = ("small", "medium", "large", "huge")
DIALOGS = (
    "new_unit", "new_project", "switch_unit", "choose_notice", "backups", "settings", "guide",
    "about", "read_file", "export_all", "carry", "check_all",
)  # fmt: skip
IN_PROJECT = ("approve", "print_preview", "help", "sheet")
SLACK = 1
"""Pixels that rounding between a hint and a layout may take."""


def faults(top: QWidget) -> Iterator[str]:
    """Name every visible widget whose words are cut, or that lies outside what holds it."""
    for widget in (top, *top.findChildren(QWidget)):
        if not widget.isVisible() or isinstance(widget.parent(), QCalendarWidget):
            continue
        said = _cut(widget)
        if said:
            yield f"{type(widget).__name__} “{_words(widget)}” {said}"
        elif _words(widget) and _outside(widget):
            yield f"{type(widget).__name__} “{_words(widget)}” lies outside its parent"


def _words(widget: QWidget) -> str:
    if isinstance(widget, (QLabel, QLineEdit, QAbstractButton)):
        return widget.text()[:40]
    return widget.currentText()[:40] if isinstance(widget, QComboBox) else ""


def _cut(widget: QWidget) -> str:
    if isinstance(widget, QLabel):
        return _label(widget)
    if isinstance(widget, (QPushButton, QCheckBox, QRadioButton, QComboBox)):
        if isinstance(widget, QComboBox) and widget.isEditable():
            return _short(widget.size(), QSize(0, widget.sizeHint().height()))
        hint = widget.sizeHint()
        if isinstance(widget, QComboBox):  # the hint is for its longest choice
            now = widget.fontMetrics().horizontalAdvance(widget.currentText())
            hint = QSize(min(hint.width(), now + widget.height()), hint.height())
        return _short(widget.size(), hint) if _words(widget) else ""
    if isinstance(widget, QLineEdit) and not isinstance(widget.parent(), QAbstractSpinBox):
        low = widget.contentsRect().height() + SLACK < widget.fontMetrics().height()
        return "is too low for its letters" if low else ""
    if isinstance(widget, QHeaderView) and widget.orientation() == Qt.Orientation.Horizontal:
        return _header(widget)
    if isinstance(widget, QTableView):
        return _table(widget)
    return ""


def _label(label: QLabel) -> str:
    if not label.text():
        return ""
    if label.wordWrap():
        need = label.heightForWidth(label.width())
        if label.height() + SLACK < need:
            return f"is {label.height()} high and needs {need}"
        longest = max((label.fontMetrics().horizontalAdvance(c) for c in label.text()), default=0)
        return "" if label.width() >= longest else "is narrower than a letter"
    return _short(label.size(), label.sizeHint())


def _short(size: QSize, need: QSize) -> str:
    if size.width() + SLACK < need.width() or size.height() + SLACK < need.height():
        return f"is {size.width()}×{size.height()} and needs {need.width()}×{need.height()}"
    return ""


def _header(header: QHeaderView) -> str:
    model = header.model()
    for section in range(header.count()):
        words = str(model.headerData(section, header.orientation()) or "")
        for line in words.split("\n"):
            need = max((header.fontMetrics().horizontalAdvance(c) for c in line), default=0)
            if not header.isSectionHidden(section) and header.sectionSize(section) < need:
                return f"cuts “{words}”"
    return ""


def _table(table: QTableView) -> str:
    delegate = table.itemDelegate()
    model = table.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            if not hasattr(delegate, "height") or table.isColumnHidden(column):
                continue
            need = delegate.height(row, column, table.columnWidth(column))
            have = table.rowHeight(row)
            for more in range(1, table.rowSpan(row, column)):
                have += table.rowHeight(row + more)
            spanned = (
                table.rowSpan(row, column) == 1
                or table.visualRect(model.index(row, column)).isValid()
            )
            above = model.index(row - 1, column).data() if row else None
            first = above != model.index(row, column).data()
            if spanned and first and have + SLACK < need:
                return f"row {row + 1} column {column + 1} is {have} high and needs {need}"
    return ""


def _outside(widget: QWidget) -> bool:
    """Tell whether a part lies where it cannot be seen and cannot be scrolled to."""
    here = QRect(QPoint(0, 0), widget.size())
    parent = widget.parentWidget()
    at = widget
    while parent is not None and not at.isWindow():
        if isinstance(parent.parentWidget(), QAbstractScrollArea):
            return False
        here.translate(at.pos())
        if not parent.rect().adjusted(-SLACK, -SLACK, SLACK, SLACK).contains(here):
            return True
        at, parent = parent, parent.parentWidget()
    return False


class Inspector:
    """Opens every screen and collects what is cut on each."""

    def __init__(self, window: MainWindow, pictures: Path | None) -> None:
        self.window = window
        self.clerk = Clerk()
        self.pictures = pictures
        self.found: list[str] = []
        self.seen = 0

    def look(self, name: str) -> None:
        """Note what is cut on the top window now."""
        self.clerk.settle()
        top = self.clerk.look(top_window)
        self.seen += 1
        cut = self.clerk.look(lambda: list(faults(top)) if top is not None else ["no window"])
        if cut and self.pictures is not None:
            self.clerk.pictures = self.pictures
            self.clerk.picture(name.replace("/", "-").replace(" ", "_"))
        self.found += [f"{name}: {fault}" for fault in cut]

    def through(self, clerk: Clerk, sizes: tuple[str, ...]) -> None:
        """Walk all screens in all letter sizes."""
        for size in sizes:
            self.clerk.do(lambda s=size: theme().put_on(application(), s))
            self.main_screens(size)

    def main_screens(self, size: str) -> None:
        """Home, the dialogs, every step, the whole form."""
        window, clerk = self.window, self.clerk
        clerk.do(window.show_home)
        self.look(f"{size} home")
        for name in DIALOGS:
            self.dialog(size, name)
        project = window.workspace.projects()[0].id
        clerk.do(lambda: window.open_project(project, "project"))
        steps = clerk.look(lambda: [step.id for step in window.wizard.flow.steps])
        clerk.do(lambda: window.do("check_all"))
        for step in steps:
            clerk.do(lambda s=step: window.wizard.open_step(s))
            self.look(f"{size} {step}")
        clerk.do(lambda: window.wizard.open_step("indicators"))
        for name in IN_PROJECT:
            self.dialog(size, name)
        clerk.do(lambda: window.wizard.open_step("indicators"))
        clerk.key("F4")
        self.look(f"{size} row page")
        clerk.key("Escape", "F7")
        self.look(f"{size} to findings")
        clerk.do(window.show_home)
        for work in WORKS:
            self.other_work(size, work)

    def other_work(self, size: str, work: Work) -> None:
        """Change to another kind of work and look at each of its steps, and at the year."""
        window, clerk = self.window, self.clerk
        clerk.do(lambda: window.do(f"work_{work.id}"))
        self.look(f"{size} {work.id} home")
        if work.scope == "unit":
            clerk.do(lambda: window.open_unit(window.home.view.unit_id))
        else:
            clerk.do(lambda: window.open_project(window.workspace.projects()[0].id, "unit"))
        for step in clerk.look(lambda: [one.id for one in window.wizard.flow.steps]):
            clerk.do(lambda s=step: window.wizard.open_step(s))
            self.look(f"{size} {work.id} {step}")
        if work.scope != "unit":
            self.dialog(size, "year")
        clerk.do(window.show_home)

    def dialog(self, size: str, name: str) -> None:
        """Open something by its command, look, and leave it with Esc."""
        self.clerk.do(lambda: self.window.do(name))
        self.look(f"{size} {name}")
        self.clerk.do(close_dialogs)


def close_dialogs() -> None:
    """Leave what waits for an answer, as Esc does."""
    modal = QApplication.activeModalWidget()
    if modal is not None:
        modal.close()


def screen_file(folder: Path, width: int, height: int) -> str:
    """Describe a screen to Qt's platform without a display."""
    one = {"name": "desk", "x": 0, "y": 0, "width": width, "height": height,
           "logicalDpi": 96, "logicalBaseDpi": 96, "dpr": 1}  # fmt: skip
    file = folder / f"screen-{width}x{height}.json"
    file.write_text(json.dumps({"synchronousWindowSystemEvents": True, "screens": [one]}))
    return f"offscreen:configfile={file}"


def inspect(folder: Path, sizes: tuple[str, ...], pictures: Path | None = None) -> Inspector:
    """Open a window on both monitoring examples and walk all screens."""
    app = application()
    workspace = Workspace.open(folder / "数据.jixiao", create=True)
    for name in ("monitoring-party-school.json", "monitoring-river-chiefs.json"):
        workspace.import_exchange(json.loads((EXAMPLES / name).read_text("utf-8")))
    window = window_on(workspace)
    window.show()
    window.activateWindow()
    app.processEvents()
    inspector = Inspector(window, pictures)
    run: Callable[[Clerk], None] = lambda clerk: inspector.through(clerk, sizes)  # noqa: E731
    inspector.clerk.run(run)
    room = app.primaryScreen().availableSize()
    print(f"{inspector.seen} screens on {room.width()}×{room.height()}")
    window.close()
    return inspector


if __name__ == "__main__":
    place = Path(sys.argv[1])
    wanted = tuple(sys.argv[2].split(",")) if len(sys.argv) > 2 else SIZES
    shots = Path(sys.argv[3]) if len(sys.argv) > 3 else None
    for line in inspect(place, wanted, shots).found:
        print(line)
