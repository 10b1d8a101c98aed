"""A table of rows with its commands, and the card that says how the current row stands."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from jixiao_desktop.catalog.forms import Form, Section
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, DropRow, LockedError
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.dialogs.paste_preview import confirm_paste
from jixiao_desktop.gui.editors.fields import MakeEditor
from jixiao_desktop.gui.editors.phrases import put_phrase
from jixiao_desktop.gui.editors.row_card import RowCard
from jixiao_desktop.gui.editors.rows_commands import (
    added,
    cleared,
    command_buttons,
    from_library,
    moved,
    next_choice,
    open_text,
    proposed_scores,
)
from jixiao_desktop.gui.editors.rows_model import RowsModel
from jixiao_desktop.gui.editors.rows_view import RowsView
from jixiao_desktop.gui.editors.seam import REFUSALS, Editing
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.paste import Pasted
from jixiao_desktop.session.paste_rows import copy_block, fill_down, paste_rows
from jixiao_desktop.session.phrases import offered
from jixiao_desktop.session.row_table import TICK, Column

if TYPE_CHECKING:
    from jixiao_desktop.gui.dialogs.row_page import RowPage

NO_LIBRARY = "指标库里是绩效指标，这张表直接打字。"
GROWING = ("add", "paste", "page")
"""Commands that add a row where the cursor stands: a folded line comes out for them first."""


class RowsEditor(QWidget):
    """Rows of a form, typed and pasted as in a spreadsheet, each also open as a page."""

    committed = Signal(str)
    advance = Signal()
    back = Signal()
    help_asked = Signal(str)
    focused = Signal(str)
    unlock_asked = Signal(str)

    def __init__(
        self, section: Section, form: Form, editing: Editing, make: MakeEditor,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        assert section.rows is not None
        self._editing, self._make = editing, make
        self.model = RowsModel(section.rows, form, editing, self)
        self.view = RowsView(self.model, self)
        self.view.setAccessibleName(section.title)
        self.view.setAccessibleDescription(section.hint)
        self.card = RowCard(self.model, self)
        self._page: RowPage | None = None
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step3"))
        box.addWidget(self.view, 1)
        box.addWidget(command_buttons(self, self._button, self.model))
        box.addWidget(self.card)
        self._connect()
        self.view.stand_on(0, sum(column.group for column in self.model.columns))

    def _connect(self) -> None:
        self.view.command.connect(self.do)
        self.view.advance.connect(self.advance)
        self.view.back.connect(self.back)
        self.view.selectionModel().currentChanged.connect(self._stand)
        self.view.cells.help_asked.connect(self._ask_help)
        self.view.cells.kept.connect(self._kept)
        self.view.cells.failed.connect(self.card.say)
        self.model.dataChanged.connect(self._changed)
        self.model.lines_changed.connect(self._show_card)
        self.card.wanted.connect(self.focus_path)
        self.card.unlock_asked.connect(self.unlock_asked)
        self.card.phrase_chosen.connect(self._put_phrase)
        self.card.score_asked.connect(self._do_score)

    # What the page asks for.

    def paths(self) -> tuple[str, ...]:
        """Return every path shown here, line by line."""
        table = self.model.table
        return tuple(
            paths.row_path(table.kind, line.row, part)
            for line in table.lines
            if line.row
            for part in dict.fromkeys(p for column in table.columns for p in column.parts)
        )

    def focus_path(self, path: str) -> bool:
        """Bring the keyboard to the cell of a path, or to the list itself."""
        place = self.model.table.find(path)
        if place is None and path not in (self.model.table.kind, f"{self.model.table.kind}[]"):
            return False
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        if place is not None:
            self.view.stand_on(*place)
        return True

    def focus_here(self) -> None:
        """Bring the keyboard to the table."""
        self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    def refresh(self) -> None:
        """Show the dossier as it is now."""
        here = self.view.currentIndex()
        line, column = here.row(), here.column()
        row = self.row()
        self.model.refresh()
        if not self.view.currentIndex().isValid() and self.model.rowCount():
            found = self.model.line_of(row) if row else -1
            last = self.model.rowCount() - 1
            self.view.stand_on(found if found >= 0 else min(max(line, 0), last), max(column, 0))
        if self._page is not None:
            self._page.refresh()
        self._show_card()

    def flush(self) -> None:
        """Commit now what was typed in the open cell or on the open page."""
        if self.view.cells.box is not None:
            self.view.cells.box.binding.flush()
        if self._page is not None:
            self._page.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Mark the cells the checks speak of."""
        self.model.take_findings(findings, loud)
        self._show_card()

    # Commands.

    def row(self) -> str:
        """Return the current row's id, "" on a class without rows."""
        line = self.view.currentIndex().row()
        lines = self.model.table.lines
        return lines[line].row if 0 <= line < len(lines) else ""

    def do(self, command: str) -> None:
        """Do a command of the keys or buttons."""
        name, _, rest = command.partition(" ")
        if name in GROWING and not self._editing.dossier.locked(self.model.table.kind):
            self.view.unfold(self.view.currentIndex().row())
        if name == "phrase":
            self._put_phrase(int(rest))
        elif name == "choice":
            self._write(self._column().choices[int(rest) - 1])
        elif name == "next":
            self._write_next_choice()
        else:
            getattr(self, f"_do_{name}")()

    def _button(self) -> None:
        self.view.setFocus()
        self.do(str(self.sender().property("command")))

    def _column(self) -> Column:
        return self.model.columns[self.view.currentIndex().column()]

    def _step(self, name: str, changes: Sequence[Change]) -> bool:
        """Do a step; a refusal is said on the card."""
        if not changes:
            return False
        self.flush()
        try:
            self._editing.step(name, changes)
        except REFUSALS as problem:
            self.card.say(str(problem), problem.path if isinstance(problem, LockedError) else "")
            return False
        self.refresh()
        self.committed.emit(self._path())
        return True

    def _path(self) -> str:
        here = self.view.currentIndex()
        if not here.isValid() or here.row() >= len(self.model.table.lines):
            return ""
        return self.model.table.path(here.row(), here.column()) or self.model.table.kind

    def _write(self, text: str) -> None:
        here = self.view.currentIndex()
        reason = self.model.locked(here.row(), here.column())
        if reason:
            self.card.say(reason, self._path())
            return
        self._step(*self.model.write(here.row(), here.column(), text))

    def _write_next_choice(self) -> None:
        here = self.view.currentIndex()
        self._write(next_choice(self.model, here.row(), here.column()))

    def _do_tick(self) -> None:
        here = self.view.currentIndex()
        ticked = self.model.look(here.row(), here.column()).text == TICK
        self._write("" if ticked else TICK)

    def _do_clear(self) -> None:
        spot = self.view.spot()
        self._step(f"清空 {spot.lines * spot.columns} 格", cleared(self.model, spot))

    def _do_add(self) -> None:
        """Add a row behind the current one and open its name."""
        if self._add():
            self.view.open_cell()

    def _add(self) -> bool:
        self.flush()
        name, place, changes = added(self.model, max(self.view.currentIndex().row(), 0))
        done = self._step(name, changes)
        if done:
            self.view.stand_on(self.model.line_of(place[0]), place[1])
        return done

    def _do_library(self) -> None:
        """Choose an indicator of the library; on an empty line, one of its class."""
        kind = self.model.table.kind
        reason = self._editing.dossier.locked(kind) if self.model.library else NO_LIBRARY
        if reason:
            self.card.say(reason, kind if self.model.library else "")
            return
        self.flush()
        name, row, changes = from_library(self.model, self.view.currentIndex().row(), self)
        self.view.setFocus()
        if self._step(name, changes):
            self.focus_path(paths.row_path(kind, row, "target"))

    def _put_phrase(self, number: int) -> None:
        """Put a phrase into the current cell, opened for it where it is not."""
        path = self._path()
        offer = offered(path) if self.row() else None
        if offer is None or number > len(offer.phrases):
            return
        opened = open_text(self.view)
        if opened is not None:
            phrase = offer.phrases[number - 1] if number else None
            put_phrase(*opened, path, phrase)

    def _do_score(self) -> None:
        self.flush()
        self._step("用建议得分", proposed_scores(self.model, self.view.spot()))

    def _do_remove(self) -> None:
        if self.row():
            self._step(f"删除{self.model.thing}", [DropRow(self.model.table.kind, self.row())])

    def _do_up(self) -> None:
        self._move(-1)

    def _do_down(self) -> None:
        self._move(1)

    def _move(self, way: int) -> None:
        """Move the row past its neighbour of the same class."""
        row, here = self.row(), self.view.currentIndex()
        changes = moved(self.model, here.row(), way) if row else []
        if changes is None:
            self.card.say("这一行已在本类的头上或末尾；要换到别的类，按 F4 改一级、二级指标。")
        elif self._step(f"移动{self.model.thing}", changes):
            self.view.stand_on(self.model.line_of(row), here.column())

    def _do_copy(self) -> None:
        text = copy_block(self.model.table, self._editing.dossier, self.view.spot())
        QGuiApplication.clipboard().setText(text)

    def _do_cut(self) -> None:
        self._do_copy()
        self._do_clear()

    def _do_paste(self) -> None:
        self.flush()
        table, dossier = self.model.table, self._editing.dossier
        text, spot = QGuiApplication.clipboard().text(), self.view.spot()
        self._lay(paste_rows(text, table, dossier, spot, self._editing.new_row_id))

    def _lay(self, pasted: Pasted) -> None:
        if confirm_paste(pasted, self):
            self._step(pasted.name, pasted.changes)
        self.view.setFocus()

    def _do_fill(self) -> None:
        self.flush()
        filled = fill_down(self.model.table, self._editing.dossier, self.view.spot())
        if any(cell.skipped for cell in filled.cells) and not filled.changes:
            self.card.say("这些格已锁定，没有填充。")
        self._step(f"向下填充 {len(filled.cells)} 格", filled.changes)

    def _ask_help(self) -> None:
        self.help_asked.emit(self._path())

    _do_help = _ask_help

    def _do_page(self) -> None:
        """Open the current row as a page of fields; on an empty line, a new one of its class."""
        from jixiao_desktop.gui.dialogs.row_page import RowPage  # it is made of editors itself

        self.flush()
        if not self.row() and not self._add():
            return
        self._page = RowPage(self.model, self.row(), self._make, self)
        self._page.help_asked.connect(self.help_asked)
        self._page.unlock_asked.connect(self.unlock_asked)
        self._page.committed.connect(self._kept)
        self._page.exec()
        line = self.model.line_of(self._page.row)
        self._page.deleteLater()
        self._page = None
        if line >= 0:
            self.view.stand_on(line, self.view.currentIndex().column())
        self.view.setFocus()

    # What happens in the table.

    def _kept(self, path: str = "") -> None:
        self.refresh()
        self.committed.emit(path or self._path())

    def _stand(self, now: QModelIndex, before: QModelIndex) -> None:
        del before
        if now.isValid():
            self._show_card()
            self.focused.emit(self._path())

    def _changed(self, first: QModelIndex) -> None:
        if first.row() == self.view.currentIndex().row():
            self._show_card()

    def _show_card(self) -> None:
        here = self.view.currentIndex()
        self.card.show_line(here.row(), here.column())
