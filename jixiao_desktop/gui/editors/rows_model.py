"""The table of rows as Qt's model: asked by cell, told of the cells that changed, no others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractTableModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    Signal,
)

from jixiao_desktop.catalog.dictionary import load_dictionary
from jixiao_desktop.catalog.forms import Form, Rows
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.progress import NOTHING, Progress
from jixiao_desktop.domain.scoring import Proposal
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.gui.editors.field import gravest, sentence, shown_origin, tone_of
from jixiao_desktop.gui.editors.seam import Editing, printed_for, settings_for
from jixiao_desktop.session.row_progress import is_actual, row_progress
from jixiao_desktop.session.row_score import ghost_of, is_score, moves_score, row_proposal
from jixiao_desktop.session.row_table import (
    Column,
    Line,
    Table,
    cell_changes,
    cell_text,
    columns_of,
    folded,
    lines_of,
    new_row,
    part_paths,
)

# Compared with plain numbers on every call: an enum there costs more than all the rest.
DISPLAY = int(Qt.ItemDataRole.DisplayRole)
EDIT = int(Qt.ItemDataRole.EditRole)
TOOL_TIP = int(Qt.ItemDataRole.ToolTipRole)
READ_OUT = int(Qt.ItemDataRole.AccessibleTextRole)
READ_MORE = int(Qt.ItemDataRole.AccessibleDescriptionRole)
HORIZONTAL = Qt.Orientation.Horizontal
EMPTY_LINE, EMPTY_LIST = "还没有指标", "还没有填：直接打字，或按 Ctrl+N 加一行"
EMPTY_FRAME = "还没有打分：按 Ctrl+N 摆好全部指标"
CHOOSE = "从指标库选"
PLUS = "＋"
"""Stands where a folded line has no second level yet."""

Index = QModelIndex | QPersistentModelIndex
NO_INDEX = QModelIndex()


@dataclass(frozen=True, slots=True)
class Look:
    """All that is drawn in one cell."""

    text: str = ""
    origin: str = ""
    tone: str = ""
    remark: str = ""
    progress: Progress = NOTHING
    ghost: str = ""
    """What the program proposes where nothing is typed."""


class RowsModel(QAbstractTableModel):
    """Lines and columns of one list of rows; ``lines_changed`` asks for spans and heights anew."""

    lines_changed = Signal()
    heights_changed = Signal(list)

    def __init__(self, rows: Rows, form: Form, editing: Editing, parent: QObject) -> None:
        super().__init__(parent)
        self.rows, self.form, self.editing = rows, form, editing
        printed = printed_for(editing, form)
        self.classes = printed.classes.get(rows.each, {})
        self.library = any(place.path == "target" for place in rows.places)
        """Whether its rows are indicators with a target, as the library has them."""
        self.thing = "指标" if self.library else "一行"
        self.framed = any(place.printed for place in rows.places)
        """Whether the office prints what its rows are: then all of them are laid out at once."""
        self._opened: set[str] = set()
        self.columns: tuple[Column, ...] = columns_of(rows, load_dictionary(), printed)
        self.dossier = editing.dossier
        self.table = self._table()
        self._looks: dict[tuple[int, int], Look] = {}
        self._findings: dict[str, Finding] = {}

    def _table(self) -> Table:
        lines = lines_of(self.editing.dossier, self.rows, self.classes)
        return Table(self.rows.each, self.columns, folded(lines, self._opened))

    # What Qt asks.

    def rowCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of lines."""
        return 0 if parent.isValid() else len(self.table.lines)

    def columnCount(self, parent: Index = NO_INDEX) -> int:
        """Return the number of columns."""
        return 0 if parent.isValid() else len(self.columns)

    def data(self, index: Index, role: int = DISPLAY) -> str | None:
        """Return a cell's text, its remark as a tip, or what a screen reader says."""
        if role in (DISPLAY, EDIT):
            return self.look(index.row(), index.column()).text
        if role in (TOOL_TIP, READ_MORE):
            return self.look(index.row(), index.column()).remark or None
        if role == READ_OUT:
            return self._read_out(index.row(), index.column())
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = DISPLAY
    ) -> str | None:
        """Return the words over a column, with the heading above them for screen readers."""
        if orientation != HORIZONTAL or role not in (DISPLAY, READ_OUT):
            return None
        column = self.columns[section]
        return column.label if role == DISPLAY else f"{column.heading} {column.label}".strip()

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Locked cells and ticks open no editor; everything can be walked over and copied."""
        base = Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable
        if index.isValid() and self.editable(index.row(), index.column()):
            return base | Qt.ItemFlag.ItemIsEditable
        return base

    # What the view and the delegate ask.

    def look(self, line: int, column: int) -> Look:
        """Return what is drawn in a cell; kept until something of it changes."""
        found = self._looks.get((line, column))
        if found is None:
            found = self._looks[line, column] = self._made(line, column)
        return found

    def editable(self, line: int, column: int) -> bool:
        """Tell whether typing into a cell opens an editor."""
        col = self.columns[column]
        return not col.group and not col.tick and not self.locked(line, column)

    def locked(self, line: int, column: int) -> str:
        """Say why a cell may not be changed, "" where it may."""
        row = self.table.lines[line].row
        if not row:
            return self.dossier.locked(self.table.kind)
        parts = part_paths(self.table.kind, row, self.columns[column])
        return next(filter(None, map(self.dossier.locked, parts)), "")

    def light(self, line: int) -> tuple[str, Progress]:
        """Return a line's path of what was reached and its progress."""
        for column, col in enumerate(self.columns):
            if is_actual(col.path) and self.table.lines[line].row:
                return self.table.path(line, column), self.look(line, column).progress
        return "", NOTHING

    def line_of(self, row: str) -> int:
        """Return the line of a row, -1 where it has none."""
        return next((i for i, line in enumerate(self.table.lines) if line.row == row), -1)

    # What is done.

    def refresh(self) -> None:
        """Take over the dossier as it is now, telling only of cells that changed."""
        old, new = self.dossier, self.editing.dossier
        if old is new:
            return
        self.dossier = new
        changed = self._changed(old, new)
        before = self.table.lines
        if self._moved(old, new, changed):
            table = self._table()
            if not _same_shape(before, table.lines):
                self._start_anew(table)
                return
            self.table = table
        alive = [line for line, was in zip(self.table.lines, before, strict=True) if line != was]
        for line in alive:
            changed.update(self._paths(line))
        self._tell_cells(changed)
        if alive:  # a class's empty line is one wide cell, that of a row is not
            self.lines_changed.emit()

    def take_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Mark the cells the checks speak of."""
        prefix = f"{self.table.kind}."
        said = {f.path for f in findings if f.path.startswith(prefix)} if loud else set()
        wanted = {path: found for path in said if (found := gravest(findings, path))}
        changed = {p for p in {*wanted, *self._findings} if wanted.get(p) != self._findings.get(p)}
        self._findings = wanted
        self._tell_cells(changed)

    def finding(self, line: int) -> Finding | None:
        """Return the gravest finding of a line."""
        row = self.table.lines[line].row
        prefix = paths.row_path(self.table.kind, row, "")
        here = [f for path, f in self._findings.items() if row and path.startswith(prefix)]
        return min(here, key=lambda f: f.severity.rank, default=None)

    @property
    def empty_words(self) -> str:
        """Say what an empty line waits for."""
        return EMPTY_LINE if self.library else EMPTY_FRAME if self.framed else EMPTY_LIST

    def row_for(self, line: int) -> tuple[str, list[Change]]:
        """Return a line's row, or a new id with the changes that make a row of its class."""
        known = self.table.lines[line]
        if known.row:
            return known.row, []
        row = self.editing.new_row_id()
        return row, new_row(self.table, row, known.group, dossier=self.dossier)

    def unfold(self, line: int) -> bool:
        """Draw each class of a folded line by itself; False where nothing was folded."""
        if not 0 <= line < len(self.table.lines) or not self.table.lines[line].classes:
            return False
        self._opened.add(self.table.lines[line].group[0])
        self._start_anew(self._table())
        return True

    def write(self, line: int, column: int, text: str) -> tuple[str, list[Change]]:
        """Return the name and the changes of writing a text into a cell."""
        row, first = self.row_for(line)
        base = paths.row_path(self.table.kind, row, "")[:-1]
        changes = cell_changes(self.dossier, base, self.columns[column], text)
        return self.columns[column].label, [*first, *changes] if changes else []

    # Inside.

    def _made(self, line: int, column: int) -> Look:
        text = cell_text(self.dossier, self.table, line, column)
        col, row = self.columns[column], self.table.lines[line].row
        if not row:
            return Look(text or (PLUS if col.group else ""))
        path = self.table.path(line, column)
        parts = part_paths(self.table.kind, row, col)
        finding = next((self._findings[p] for p in parts if p in self._findings), None)
        locked = self.locked(line, column)
        progress = NOTHING
        if is_actual(col.path):
            settings = settings_for(self.editing, self.form)
            progress = row_progress(self.dossier, settings, path)
        ghost = ghost_of(self.dossier, self._settings(), path) if is_score(col.path) else ""
        return Look(
            text,
            "" if col.group else "locked" if locked else shown_origin(self.dossier, path),
            tone_of(finding),
            sentence(finding) if finding else progress.working or locked,
            progress,
            ghost,
        )

    def _settings(self) -> Settings:
        return settings_for(self.editing, self.form)

    def score_of(self, line: int) -> tuple[int, Proposal]:
        """Return the column of a line's score and what it would be; -1 where none is asked for."""
        for column, col in enumerate(self.columns):
            if is_score(col.path) and self.table.lines[line].row:
                path = self.table.path(line, column)
                return column, row_proposal(self.dossier, self._settings(), path)
        return -1, Proposal(None, "")

    def _read_out(self, line: int, column: int) -> str:
        look = self.look(line, column)
        if not self.table.lines[line].row and not self.columns[column].group:
            return self.empty_words
        word = f"{look.progress.light.word}灯" if look.progress.working else ""
        proposed = f"建议得分 {look.ghost}" if look.ghost else ""
        return " ".join(part for part in (look.text or "空白", word, proposed) if part)

    def _start_anew(self, table: Table) -> None:
        self.beginResetModel()
        self.table = table
        self._looks.clear()
        self.endResetModel()
        self.lines_changed.emit()

    def _changed(self, old: Dossier, new: Dossier) -> set[str]:
        """Collect the paths that look different; all of them where locks or the date changed."""
        prefix = f"{self.table.kind}."
        differing = {
            path
            for path in old.entries.keys() | new.entries.keys()
            if old.entries.get(path) is not new.entries.get(path)
        }
        dated = any(path.endswith(".as_of") for path in differing)
        if dated or (old.approved, old.unlocked) != (new.approved, new.unlocked):
            return {path for line in self.table.lines for path in self._paths(line)}
        return {path for path in differing if path.startswith(prefix)}

    def _moved(self, old: Dossier, new: Dossier, changed: set[str]) -> bool:
        """Tell whether lines may stand elsewhere: other rows, another order, another class."""
        kind, groups = self.table.kind, self.table.groups()
        insides = map(paths.list_of, changed)
        return old.row_ids(kind) != new.row_ids(kind) or any(
            inside is not None and inside[2] in groups for inside in insides
        )

    def _paths(self, line: Line) -> set[str]:
        kind = self.table.kind
        return {p for col in self.columns for p in part_paths(kind, line.row, col) if line.row}

    def _tell_cells(self, changed: set[str]) -> None:
        cells = set()
        lines = {line.row: place for place, line in enumerate(self.table.lines) if line.row}
        for path in changed:
            inside = paths.list_of(path)
            if inside is None or inside[1] not in lines:
                continue
            for column, col in enumerate(self.columns):
                judged = is_actual(col.path) and inside[2] in ("name", "target", "operator", "unit")
                scored = is_score(col.path) and moves_score(inside[2])
                if inside[2] in col.parts or judged or scored:
                    cells.add((lines[inside[1]], column))
        for line, column in sorted(cells):
            self._looks.pop((line, column), None)
            index = self.index(line, column)
            self.dataChanged.emit(index, index)
        if cells:
            self.heights_changed.emit(sorted({line for line, _ in cells}))


def _same_shape(before: Sequence[Line], after: Sequence[Line]) -> bool:
    """Tell whether the same lines stand in the same order, empty ones perhaps come to life."""
    return len(before) == len(after) and all(
        old.group == new.group and old.row in (new.row, "")
        for old, new in zip(before, after, strict=True)
    )
