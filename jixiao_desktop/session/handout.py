"""Writing a unit's year, or some of its projects, as an exchange file."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from jixiao_desktop.catalog.schema import shapes_of
from jixiao_desktop.domain.dates import read_date
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.session.exchange import Part, exchange_of
from jixiao_desktop.session.view import Times, is_time_point, shown
from jixiao_desktop.store.records import Record

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import Workspace


def hand_out(
    workspace: Workspace, unit_id: str, project_ids: Sequence[str] | None = None
) -> dict[str, Any]:
    """Return the exchange file of a unit's year at the time points now in hand."""
    listed = [one.id for one in workspace.projects(unit_id)]
    wanted = listed if project_ids is None else list(project_ids)
    unit = workspace.edit_unit(unit_id)
    top = part_of(unit.lens.unit, unit.lens.unit_times, unit.year)
    parts = []
    for project_id in wanted:
        lens = workspace.edit(project_id).lens
        if lens.project is not None:
            parts.append(part_of(lens.project, lens.times, lens.year))
    shapes = shapes_of(workspace.catalog.dictionary)
    return exchange_of(unit.year, top, parts, shapes, workspace.chosen_notice(unit_id))


def part_of(record: Record, times: Times, year: int) -> Part:
    """Return what a record shows at its time points."""
    part = Part()
    head = record.get("owner", "") or ("", "", "", "")
    part.given = head[3]
    for (kind, key), thing in record.things.items():
        if kind == "value" and (path := shown(key, times)):
            text = thing[0]
            if is_time_point(path):
                # The file's own dates are ISO; one that cannot be read is left to the notice.
                day = read_date(text, year)
                text = day.isoformat() if day else ""
            if text:
                part.texts[path] = text
        elif kind == "rows" and (path := shown(key, times)):
            part.rows[path] = thing
        elif kind == "explanation":
            rule, _, where = key.partition("\n")
            if path := shown(where, times):
                part.explanations.append(Explanation(rule, path, *thing[:3]))
                part.given_paths[rule, path] = thing[3]
    return part
