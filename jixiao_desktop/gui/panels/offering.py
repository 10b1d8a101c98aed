"""What a page offers to take along: July's figures, until they are taken or declined."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.workspace import Workspace

if TYPE_CHECKING:
    from jixiao_desktop.gui.page import Page


class Offering:
    """Asks the session what may be offered, and does what the person answers."""

    def __init__(self, workspace: Workspace, editing: Editing) -> None:
        self.workspace, self.editing = workspace, editing

    def show_on(self, page: Page) -> None:
        """Offer July's figures on a page of the self-evaluation's form."""
        from jixiao_desktop.session.whole_year import DECEMBER
        from jixiao_desktop.session.year_end import offered

        step = page.step
        asks = step.kind == "section" and step.form is not None and step.form.stage == DECEMBER
        page.show_offer(offered(self.workspace, self.editing) if asks else 0)

    def answer(self, answer: str) -> str:
        """Take what is offered as one step, or decline it; return what to say."""
        from jixiao_desktop.session.year_end import decline, take_all

        if answer == "take":
            count = take_all(self.editing)
            return f"已带入{count}处监控数，逐格核对后按 Enter 确认；Ctrl+Z 撤销。"
        decline(self.workspace, self.editing)
        return "没有带入。以后要带入，按 Ctrl+M。"
