"""A block copied from a spreadsheet, laid over a table of rows that grows with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.changes import Change, SetText
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.session.paste import Block, Pasted, PastedCell, read_block, write_block
from jixiao_desktop.session.row_table import (
    Column,
    Line,
    Table,
    cell_changes,
    cell_text,
    marked,
    new_row,
    part_paths,
)


@dataclass(frozen=True, slots=True)
class Spot:
    """Where the cursor stands in a table, and how much is selected from there."""

    line: int
    column: int
    lines: int = 1
    columns: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """What one column of a block goes into; ``choice`` where it carries the √ of one choice."""

    column: int
    choice: str = ""


@dataclass
class _Laying:
    """A paste in the making."""

    table: Table
    dossier: Dossier
    new_id: Callable[[], str]
    changes: list[Change] = field(default_factory=list)
    cells: list[PastedCell] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    def done(self) -> Pasted:
        return Pasted(tuple(self.changes), tuple(self.cells), tuple(dict.fromkeys(self.remarks)))


def paste_rows(
    text: str, table: Table, dossier: Dossier, spot: Spot, new_id: Callable[[], str]
) -> Pasted:
    """Work out a paste from the top-left cell on: one value fills a selection, a block grows.

    A row of headings is known by its names and gives the columns; else they follow by place.
    """
    block = read_block(text)
    laying = _Laying(table, dossier, new_id)
    if not block:
        return laying.done()
    if len(block) == 1 and len(block[0]) == 1 and spot.lines * spot.columns > 1:
        block = ((block[0][0],) * spot.columns,) * spot.lines
    heads, body = _headings(block, table.columns)
    if heads:
        slots = [_slot_named(name, table.columns) for name in heads]
        strange = [n for n, slot in zip(heads, slots, strict=True) if n and slot is None]
        laying.remarks += [f"“{name}”这一列表上没有，没有粘贴。" for name in strange]
    else:
        slots = _slots_by_place(len(block[0]), table.columns, spot.column)
        if len(slots) < len(block[0]):
            laying.remarks.append(
                f"剪贴板多出 {len(block[0]) - len(slots)} 列，表上没有地方，没有粘贴。"
            )
    _lay_lines(laying, body, slots, spot.line)
    return laying.done()


def _fold(name: str) -> str:
    return "".join(name.split()).replace("（", "(").partition("(")[0]


def _slot_named(name: str, columns: Sequence[Column]) -> Slot | None:
    wanted = _fold(name)
    if not wanted:
        return None
    for place, column in enumerate(columns):
        if wanted in map(_fold, column.names):
            return Slot(place, column.tick)
    for place, column in enumerate(columns):
        if not column.group and column.kind == "choice" and wanted in map(_fold, column.choices):
            return Slot(place, next(c for c in column.choices if _fold(c) == wanted))
    return None


def _headings(block: Block, columns: Sequence[Column]) -> tuple[tuple[str, ...], Block]:
    """Recognise one or two rows of headings; () where the block begins with values."""
    if len(block) < 2:
        return (), block
    top = [_slot_named(cell, columns) for cell in block[0]]
    headings = {column.heading for column in columns if column.heading}
    known = sum(s is not None and not s.choice for s in top)
    if known < 2 and not (known and known == sum(bool(c.strip()) for c in block[0])):
        return (), block
    below = [(cell, _slot_named(cell, columns)) for cell in block[1] if cell.strip()]
    grouped = any(_fold(cell) in map(_fold, headings) for cell in block[0])
    if below and all(slot is not None for _, slot in below) and (grouped or len(block) > 2):
        return tuple(low or high for high, low in zip(*block[:2], strict=True)), block[2:]
    return block[0], block[1:]


def _slots_by_place(width: int, columns: Sequence[Column], first: int) -> list[Slot | None]:
    """Give columns by place; a block too wide for the screen has √ columns for a choice."""
    plain: list[Slot | None] = [Slot(i, c.tick) for i, c in enumerate(columns) if i >= first]
    if width <= len(plain):
        return plain[:width]
    wide: list[Slot | None] = []
    for place, column in enumerate(columns[first:], first):
        if column.kind == "choice" and not column.group and not column.tick:
            wide += [Slot(place, choice) for choice in column.choices]
        else:
            wide.append(Slot(place, column.tick))
    return (wide if width <= len(wide) else plain)[:width]


def _lay_lines(laying: _Laying, body: Block, slots: Sequence[Slot | None], first: int) -> None:
    groups = laying.table.groups()
    above: dict[str, str] = {}
    for place, cells in enumerate(body, first):
        texts = {s: t for s, t in zip(slots, cells, strict=False) if s is not None}
        if place >= len(laying.table.lines) and not any(t.strip() for t in texts.values()):
            continue
        merged = {s: laying.table.columns[s.column].path for s in texts}
        for slot, path in merged.items():
            if path not in groups:
                continue
            if texts[slot].strip():  # a new first level ends what stood under the old one
                above = {} if path == groups[0] and above.get(path) != texts[slot] else above
                above[path] = texts[slot]
            texts[slot] = above.get(path, "")
        kept = {s: t for s, t in texts.items() if t or merged[s] not in groups}
        _lay_line(laying, place, kept)


def _lay_line(laying: _Laying, place: int, texts: dict[Slot, str]) -> None:
    lines = laying.table.lines
    known = lines[place] if place < len(lines) else None
    row = known.row if known else ""
    if not row:
        if not any(t.strip() for t in texts.values()):
            return
        row = laying.new_id()
        group = _group_of(laying.table, texts, known or (lines[-1] if lines else None))
        if laying.dossier.locked(laying.table.kind):
            laying.remarks.append(
                "目标已批复并锁定，不能增加行，多出的行没有粘贴；解锁后可以增加。"
            )
            laying.cells.append(PastedCell(f"第{place + 1}行", "", "", "不能增加行", True))
            return
        laying.changes += new_row(laying.table, row, group, dossier=laying.dossier)
    name = next((t for s, t in texts.items() if laying.table.columns[s.column].path == "name"), "")
    where = f"第{place + 1}行 " + (
        name or laying.dossier.text(paths.row_path(laying.table.kind, row, "name"))
    )
    for column, text, shown in _cell_texts(laying.table.columns, texts):
        _lay_cell(laying, (row, where.strip()), column, (text, shown))


def _group_of(table: Table, texts: dict[Slot, str], beside: Line | None) -> list[str]:
    given = {table.columns[s.column].path: t for s, t in texts.items()}
    own = beside.group if beside else ()
    kept = dict(zip(table.groups(), own, strict=False))
    if any(given.get(path, kept.get(path)) != kept.get(path) for path in table.groups()[:1]):
        kept = {}  # another first level: the second level of the neighbour does not fit it
    return [given.get(path) or kept.get(path, "") for path in table.groups()]


def _cell_texts(
    columns: Sequence[Column], texts: dict[Slot, str]
) -> Iterator[tuple[Column, str, str]]:
    """Bring the √ columns of one choice together; yield (column, text, what the cell shows)."""
    chosen: dict[int, str] = {}
    for slot, text in texts.items():
        column = columns[slot.column]
        if slot.choice and not column.tick:
            on = slot.choice if marked(text, slot.choice) else ""
            chosen[slot.column] = on or chosen.get(slot.column, "")
        else:
            yield column, text, text
    for place, text in chosen.items():
        yield columns[place], text, text


def _lay_cell(laying: _Laying, at: tuple[str, str], column: Column, texts: tuple[str, str]) -> None:
    (row, where), (text, shown) = at, texts
    dossier, kind = laying.dossier, laying.table.kind
    seen = _seen(laying)
    paths_of = part_paths(kind, row, column)
    was = _shown(dossier, laying.table, row, column)
    label = f"{where} · {column.heading and column.heading + ' '}{column.label}"
    fresh_row = row not in dossier.row_ids(kind)
    if not fresh_row and any(dossier.locked(path) for path in paths_of):
        if was != shown:
            laying.cells.append(PastedCell(label, was, was, "已锁定，保持原样", True))
        return
    changes = cell_changes(seen, paths.row_path(kind, row, "")[:-1], column, text)
    fresh = [c for c in changes if not (column.group and c in laying.changes)]
    laying.changes += fresh
    if column.group and fresh_row:
        return
    remark = ""
    if column.tick and text.strip() and text.strip() not in ("√", "✓", "☑", column.tick):
        remark = f"“{text.strip()}”按打勾处理" if marked(text, column.tick) else ""
    laying.cells.append(PastedCell(label, was, shown, remark))


def _seen(laying: _Laying) -> Dossier:
    """The dossier as the texts laid so far leave it: several √ go into one text."""
    from jixiao_desktop.domain.dossier import Entry

    texts = {c.path: Entry(c.text) for c in laying.changes if isinstance(c, SetText)}
    return laying.dossier.with_entries(dict(texts)) if texts else laying.dossier


def _shown(dossier: Dossier, table: Table, row: str, column: Column) -> str:
    if row not in dossier.row_ids(table.kind):
        return ""
    alone = Table(table.kind, (column,), (Line(row, ()),))
    return cell_text(dossier, alone, 0, 0)


def fill_down(table: Table, dossier: Dossier, spot: Spot) -> Pasted:
    """Copy the topmost selected cells into those below; a single cell takes the one above it."""
    source = spot.line if spot.lines > 1 else spot.line - 1
    laying = _Laying(table, dossier, lambda: "")
    if source < 0 or not table.lines[source].row:
        return laying.done()
    last = min(spot.line + spot.lines, len(table.lines))
    for line in range(source + 1, last):
        row = table.lines[line].row
        for column in table.columns[spot.column : spot.column + spot.columns]:
            if row:
                _copy_cell(laying, (source, line), column)
    return laying.done()


def _copy_cell(laying: _Laying, lines: tuple[int, int], column: Column) -> None:
    kind, dossier = laying.table.kind, laying.dossier
    (source, where), row = lines, laying.table.lines[lines[1]].row
    label = f"第{where + 1}行 · {column.label}"
    was = _shown(dossier, laying.table, row, column)
    will = _shown(dossier, laying.table, laying.table.lines[source].row, column)
    if any(dossier.locked(path) for path in part_paths(kind, row, column)):
        laying.cells.append(PastedCell(label, was, was, "已锁定，保持原样", was != will))
        return
    if column.tick:
        base = paths.row_path(kind, row, "")[:-1]
        laying.changes += cell_changes(_seen(laying), base, column, will)
    else:
        old = part_paths(kind, laying.table.lines[source].row, column)
        for path, origin in zip(part_paths(kind, row, column), old, strict=True):
            if dossier.text(path) != dossier.text(origin):
                laying.changes.append(SetText(path, dossier.text(origin)))
    laying.cells.append(PastedCell(label, was, will))


def copy_block(table: Table, dossier: Dossier, spot: Spot) -> str:
    """Write the selected cells for the clipboard, as they are shown."""
    lines = range(spot.line, min(spot.line + spot.lines, len(table.lines)))
    columns = range(spot.column, min(spot.column + spot.columns, len(table.columns)))
    return write_block([cell_text(dossier, table, i, j) for j in columns] for i in lines)
