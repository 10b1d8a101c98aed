"""What a form shows where nothing was typed: the unit's fact behind the project's."""

from __future__ import annotations

from jixiao_desktop.domain.dossier import Dossier

FALLBACKS = {
    "implementer": "unit.name",
    "department.name": "unit.department.name",
    "department.code": "unit.department.code",
}


def shown_text(dossier: Dossier, path: str) -> str:
    """Return the typed text of a path, else the unit's fact that stands for it, else ""."""
    typed = dossier.text(path)
    if typed.strip() or path not in FALLBACKS:
        return typed
    if path == "department.code" and dossier.filled("department.name"):
        return ""  # another department's code must not stand beside a typed department
    return dossier.text(FALLBACKS[path])


def department_with_code(dossier: Dossier) -> tuple[str, str]:
    """Return (主管部门, code) as the form's 主管部门及代码 shows them."""
    return shown_text(dossier, "department.name"), shown_text(dossier, "department.code")
