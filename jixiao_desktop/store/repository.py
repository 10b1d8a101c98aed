"""Reading and writing units, projects, steps and settings; every step is one transaction."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from typing import Any

import peewee as pw

from jixiao_desktop.store import models as m
from jixiao_desktop.store.database import Database
from jixiao_desktop.store.faults import Fault, StoreError
from jixiao_desktop.store.lists import Lists
from jixiao_desktop.store.records import Put, Record, Step, Thing, moved, net

BATCH = 150
"""Lines per INSERT, so that the number of bound values stays below SQLite's limit."""


class Repository(Lists):
    """The one door to the tables."""

    def __init__(self, database: Database) -> None:
        self.database = database

    # -- reading -----------------------------------------------------------------------------

    def ask(self, sql: str, *values: str) -> list[Any]:
        """Return all rows of a query; what fails is told apart as StoreError."""
        with self.database.using() as inner:
            return list(inner.execute_sql(sql, values).fetchall())

    def owner_ids(self) -> list[str]:
        """Return the ids of all units and projects, removed ones too."""
        with self.database.using() as inner:
            return [row[0] for row in m.OwnerLine.select(m.OwnerLine.id).tuples().execute(inner)]

    def record(self, owner: str) -> Record:
        """Read all that an owner holds; a checksum that does not fit raises DAMAGED."""
        with self.database.using() as inner:
            record, kept = self._read(inner, owner)
        if not record.fits(kept):
            raise StoreError(Fault.DAMAGED, owner)
        return record

    def _read(self, inner: Any, owner: str) -> tuple[Record, str]:
        record = Record(owner)
        things = record.things
        line = m.OwnerLine
        found = list(line.select().where(line.id == owner).tuples().execute(inner))
        if not found:
            raise StoreError(Fault.MISSING, owner)
        _id, kind, parent, year, given, notice, removed, _name, _code, _at, kept = found[0]
        things["owner", ""] = (kind, parent or "", str(year), given)
        for key, text in (("notice", notice), ("removed", removed)):
            if text:
                things["owner", key] = (text,)
        _read_lines(inner, record)
        return record, kept

    def steps(self, scope: str, limit: int) -> list[Step]:
        """Return the last steps of a scope, oldest first."""
        line = m.StepLine
        columns = (line.scope, line.name, line.at, line.undoes, line.merge, line.id)
        query = line.select(*columns).where(line.scope == scope)
        query = query.order_by(line.id.desc()).limit(limit)
        with self.database.using() as inner:
            return [Step(*row) for row in query.tuples().execute(inner)][::-1]

    def last_step(self) -> int:
        """Return the number of the newest step, 0 where there is none."""
        with self.database.using() as inner:
            found = inner.execute_sql("SELECT max(id) FROM steps").fetchone()[0]
        return int(found or 0)

    def puts_of(self, step: int) -> tuple[Put, ...]:
        """Return what a step changed, folded to one put per thing."""
        with self.database.using() as inner:
            line = m.StepLine
            kept = line.select(line.checksum).where(line.id == step).tuples().execute(inner)
            try:
                puts = net(self._history(inner, step))
                if [moved("", puts)] == [row[0] for row in kept]:
                    return puts
            except (TypeError, ValueError) as error:
                raise StoreError(Fault.DAMAGED, str(step)) from error
        raise StoreError(Fault.DAMAGED, str(step))

    def _history(self, inner: Any, step: int) -> list[Put]:
        line = m.Change
        columns = (line.owner, line.kind, line.key, line.before, line.after)
        query = line.select(*columns).where(line.step == step).order_by(line.id)
        return [
            Put(owner, kind, key, _thing(before), _thing(after))
            for owner, kind, key, before, after in query.tuples().execute(inner)
        ]

    # -- writing -----------------------------------------------------------------------------

    def write(self, step: Step, puts: Sequence[Put]) -> int:
        """Put one step on disk, all of it or nothing; a step with an id is continued."""
        with self.database.transaction() as inner:
            number = self._write_step(inner, step, puts)
            _write_things(inner, puts)
            owners = dict.fromkeys(put.owner for put in puts)
            for owner in owners:
                _sum_up(inner, owner, [p for p in puts if p.owner == owner], step.at)
        return number

    def _write_step(self, inner: Any, step: Step, puts: Sequence[Put]) -> int:
        line = m.StepLine
        number = step.id
        if number:
            ask = inner.execute_sql  # at every key: no query is built for it
            kept = ask("SELECT checksum FROM steps WHERE id = ?", (number,)).fetchone()[0]
            values = (step.at, moved(kept, puts), number)
            ask("UPDATE steps SET at = ?, checksum = ? WHERE id = ?", values)
        else:
            number = line.insert(
                scope=step.scope, name=step.name, at=step.at, undoes=step.undoes,
                merge=step.merge, checksum=moved("", puts),
            ).execute(inner)  # fmt: skip
        lines = [(number, p.owner, p.kind, p.key, _json(p.before), _json(p.after)) for p in puts]
        c = m.Change
        _lay(inner, c, [c.step, c.owner, c.kind, c.key, c.before, c.after], lines)
        return int(number)

    # -- settings ----------------------------------------------------------------------------

    def set_setting(self, key: str, text: str) -> None:
        """Keep a setting."""
        with self.database.transaction() as inner:
            m.Setting.replace(key=key, text=text).execute(inner)


def _read_lines(inner: Any, record: Record) -> None:
    things, owner = record.things, record.owner
    lists: dict[str, list[str]] = {}
    r = m.Row
    rows = r.select(r.kind, r.id).where(r.owner == owner).order_by(r.kind, r.place)
    for kind, row in rows.tuples().execute(inner):
        lists.setdefault(kind, []).append(row)
    things.update({("rows", kind): tuple(ids) for kind, ids in lists.items()})
    for kind, (model, key_field, columns) in _LINES.items():
        lines = model.select(key_field, *columns).where(model.owner == owner)
        if kind == "explanation":
            lines = lines.order_by(pw.SQL("rowid"))
        for key, *thing in lines.tuples().execute(inner):
            things[kind, key] = tuple(thing)


def _thing(text: str | None) -> Thing | None:
    return None if text is None else tuple(json.loads(text))


def _json(thing: Thing | None) -> str | None:
    if thing is None:
        return None
    return json.dumps(thing, ensure_ascii=False, separators=(",", ":"))


def _write_things(inner: Any, puts: Sequence[Put]) -> None:
    for put in puts:
        if put.kind == "owner":
            _write_owner(inner, put)
        elif put.kind == "rows":
            _write_rows(inner, put)
    for kind, (model, key_field, columns) in _LINES.items():
        mine = net(p for p in puts if p.kind == kind)
        for put in mine:
            if put.after is None:
                same = (model.owner == put.owner) & (key_field == put.key)
                model.delete().where(same).execute(inner)
        lines = [(p.owner, p.key, *p.after) for p in mine if p.after is not None]
        fields = [model.owner, key_field, *columns]
        _lay(inner, model, fields, lines)


def _lay(inner: Any, model: Any, fields: Sequence[Any], lines: Sequence[tuple[Any, ...]]) -> None:
    """Write lines over those of the same key; done at every key, so that no query is built."""
    names = ", ".join(f'"{field.column_name}"' for field in fields)
    into = f'INSERT OR REPLACE INTO "{model._meta.table_name}" ({names}) VALUES '
    line = f"({', '.join('?' * len(fields))})"
    for at in range(0, len(lines), BATCH):
        some = lines[at : at + BATCH]
        values = [value for one in some for value in one]
        inner.execute_sql(into + ", ".join([line] * len(some)), values)


_LINES: dict[str, tuple[Any, Any, tuple[Any, ...]]] = {
    "value": (m.Value, m.Value.path, (m.Value.text, m.Value.origin, m.Value.at)),
    "explanation": (
        m.ExplanationLine,
        m.ExplanationLine.key,
        (
            m.ExplanationLine.text,
            m.ExplanationLine.by,
            m.ExplanationLine.at,
            m.ExplanationLine.given,
        ),
    ),
    "unlock": (
        m.UnlockLine,
        m.UnlockLine.path,
        (m.UnlockLine.reason, m.UnlockLine.by, m.UnlockLine.at),
    ),
}


def _write_owner(inner: Any, put: Put) -> None:
    line = m.OwnerLine
    if put.key == "" and put.after is not None:
        kind, parent, year, given = put.after
        line.insert(
            id=put.owner, kind=kind, parent=parent or None, year=int(year), given=given,
            notice="", removed="", name="", code="", updated="", checksum="",
        ).execute(inner)  # fmt: skip
    elif put.key in ("notice", "removed"):
        text = put.after[0] if put.after else ""
        line.update({getattr(line, put.key): text}).where(line.id == put.owner).execute(inner)


def _write_rows(inner: Any, put: Put) -> None:
    r = m.Row
    old = {row: place for place, row in enumerate(put.before or ())}
    new = {row: place for place, row in enumerate(put.after or ())}
    here = (r.owner == put.owner) & (r.kind == put.key)
    gone = [row for row in old if row not in new]
    for at in range(0, len(gone), BATCH):
        r.delete().where(here & r.id.in_(gone[at : at + BATCH])).execute(inner)
    lines = [(put.owner, put.key, i, place) for i, place in new.items() if old.get(i) != place]
    fields = [r.owner, r.kind, r.id, r.place]
    for at in range(0, len(lines), BATCH):
        r.replace_many(lines[at : at + BATCH], fields=fields).execute(inner)


def _sum_up(inner: Any, owner: str, puts: Iterable[Put], at: str) -> None:
    puts = list(puts)
    asked = "SELECT checksum, kind FROM owners WHERE id = ?"
    kept, kind = inner.execute_sql(asked, (owner,)).fetchone()
    prefix = "unit." if kind == "unit" else ""
    new: dict[str, str] = {"checksum": moved(kept, puts), "updated": at}
    for put in puts:
        for name in ("name", "code"):
            if put.kind == "value" and put.key == prefix + name:
                new[name] = put.after[0] if put.after else ""
    columns = ", ".join(f"{name} = ?" for name in new)
    inner.execute_sql(f"UPDATE owners SET {columns} WHERE id = ?", (*new.values(), owner))
