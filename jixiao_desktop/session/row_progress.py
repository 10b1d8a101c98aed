"""How far a row of indicators is: its light and the sum behind it."""

from __future__ import annotations

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.progress import NOTHING, Progress, bands_of, indicator_progress
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import read_actual, read_target

ACTUAL = ".actual"


def is_actual(path: str) -> bool:
    """Tell whether a column holds what was reached, so that a light stands beside it."""
    return path.endswith(ACTUAL)


def row_progress(dossier: Dossier, settings: Settings, actual_path: str) -> Progress:
    """Judge what was reached in one row at the time point; NONE where nothing can be said."""
    inside = paths.list_of(actual_path)
    if inside is None or settings.as_of is None or not dossier.filled(actual_path):
        return NOTHING
    kind, row, _ = inside

    def text(rest: str) -> str:
        return dossier.text(paths.row_path(kind, row, rest))

    target = read_target(text("operator"), text("target"), text("unit"), dossier.year)
    actual = read_actual(dossier.text(actual_path), target, dossier.year)
    bands = bands_of(settings)
    return indicator_progress(
        target, actual, settings.as_of, bands, name=text("name"), level2=text("level2")
    )
