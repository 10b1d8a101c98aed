"""What score a row would get: shown beside a blank one, taken only when the person says so."""

from __future__ import annotations

from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.numbers import fixed
from jixiao_desktop.domain.scoring import READ, SCORE, Proposal, scored
from jixiao_desktop.domain.settings import Settings

NOTHING = Proposal(None, "")


def is_score(path: str) -> bool:
    """Tell whether a column holds the self-evaluation's score."""
    return path == SCORE


def moves_score(part: str) -> bool:
    """Tell whether a field of the row has a share in its proposed score."""
    return part in READ


def row_proposal(dossier: Dossier, settings: Settings, path: str) -> Proposal:
    """Work out the score of the row a score path lies in, in 分 with the sum in words."""
    inside = paths.list_of(path)
    if inside is None or not is_score(inside[2]):
        return NOTHING
    return scored(dossier, settings, inside[1], inside[0]).proposal


def ghost_of(dossier: Dossier, settings: Settings, path: str) -> str:
    """Write the proposed score where none is typed, "" otherwise."""
    if dossier.filled(path):
        return ""
    score = row_proposal(dossier, settings, path).score
    return "" if score is None else fixed(score)
