"""Written explanations beside the findings they answer, and whether they still hold."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from jixiao_desktop.domain.dossier import Dossier, Explanation, Origin
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.rules.open_blank import open_blank
from jixiao_desktop.rules.reasons import says_nothing

CHANGED = "写说明以后，这里的内容改过，需重新确认"
UNFINISHED = "说明里还有没填完的空“……”"
EMPTY = "说明只写了“{text}”，没有说出原因"


def answered(findings: list[Finding], dossier: Dossier) -> list[Finding]:
    """Put the dossier's written explanations beside the findings they answer."""
    kept = {(e.rule, e.path): e for e in dossier.explanations}
    if not kept and not any(one.explained for one in findings):
        return findings
    return [_answered(one, kept.get((one.rule, one.path)), dossier) for one in findings]


def _answered(finding: Finding, note: Explanation | None, dossier: Dossier) -> Finding:
    said = ("", "", "", "")
    if note is not None and note.text.strip():
        said = (note.text, note.by, note.at, doubt_about(note, finding, dossier))
    if said == (finding.explained, finding.by, finding.at, finding.doubt):
        return finding
    text, by, at, doubt = said
    return replace(finding, explained=text, by=by, at=at, doubt=doubt)


def doubt_about(note: Explanation, finding: Finding, dossier: Dossier) -> str:
    """Say why an explanation does not let a finding pass, "" where it does."""
    if open_blank(note.text):
        return UNFINISHED
    if says_nothing(note.text):
        return EMPTY.format(text=note.text.strip())
    return CHANGED if _changed_since(note, finding, dossier) else ""


def _changed_since(note: Explanation, finding: Finding, dossier: Dossier) -> bool:
    """Tell whether a text that takes part was typed anew after the explanation was written.

    What came in with a file came together with its explanations.
    """
    written = _moment(note.at)
    if written is None:
        return False
    entries = (dossier.entries.get(path) for path in (finding.path, *finding.also))
    typed = (one for one in entries if one is not None and one.origin is not Origin.IMPORTED)
    moments = (_moment(one.at) for one in typed)
    return any(moment is not None and moment > written for moment in moments)


def _moment(text: str) -> datetime | None:
    try:
        return datetime.fromisoformat(text).astimezone()
    except (ValueError, OverflowError, OSError):
        return None
