"""How a form is printed here: paper, direction, margins, scale, printer; remembered per form."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

from jixiao_desktop.session.problem import Problem
from jixiao_desktop.session.workspace import Workspace

PAPERS = ("A4", "A3")
LEAST_MARGIN, MOST_MARGIN = 5.0, 50.0
LEAST_SCALE, MOST_SCALE = 50, 150


@dataclass(frozen=True)
class PrintSetup:
    """A person's wishes; "" and None follow the official form. Margins in mm, scale in %."""

    paper: str = ""
    landscape: bool | None = None
    margins: tuple[float, float, float, float] | None = None
    """Left, right, top, bottom."""
    fit_width: bool = True
    scale: int = 100
    printer: str = ""

    @property
    def plain(self) -> bool:
        """Tell whether everything follows the official form."""
        return replace(self, printer="") == PrintSetup()

    def page(self, page: Any) -> Any:
        """Return a sheet's page as wished; what is not wished stays as the form has it."""
        changes: dict[str, Any] = {"fit_width": self.fit_width}
        if self.paper:
            changes["paper"] = self.paper
        if self.landscape is not None:
            changes["landscape"] = self.landscape
        if self.margins is not None:
            changes |= dict(zip(("left", "right", "top", "bottom"), self.margins, strict=True))
        return replace(page, **changes)


def kept_setup(workspace: Workspace, form_id: str) -> PrintSetup:
    """Return what was chosen for a form; a spoilt setting counts as none."""
    try:
        data = json.loads(workspace.setting(_key(form_id), "{}"))
        known = {field.name for field in fields(PrintSetup)}
        made = PrintSetup(**{key: value for key, value in data.items() if key in known})
        margins = made.margins
        if margins is not None:
            left, right, top, bottom = (_within(float(one)) for one in margins)
            made = replace(made, margins=(left, right, top, bottom))
        return replace(
            made, paper=made.paper if made.paper in PAPERS else "",
            scale=min(max(int(made.scale), LEAST_SCALE), MOST_SCALE),
        )  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return PrintSetup()


def keep_setup(workspace: Workspace, form_id: str, setup: PrintSetup) -> None:
    """Remember a form's set-up; a full disk does not keep anyone from printing."""
    try:
        text = json.dumps(asdict(setup), ensure_ascii=False, sort_keys=True)
        workspace.set_setting(_key(form_id), text)
    except Problem:
        return


def _within(margin: float) -> float:
    return min(max(margin, LEAST_MARGIN), MOST_MARGIN)


def _key(form_id: str) -> str:
    return f"print.{form_id}"
