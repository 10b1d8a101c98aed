"""Ways to what a finding is about: its cell, else its card and a small page of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.session.told import sentence_of

if TYPE_CHECKING:
    from jixiao_desktop.gui.wizard import Wizard

NOWHERE = "这一处不在这项工作的表里，按 Ctrl+1 至 Ctrl+6 换到填它的那项工作再改。"


class Going:
    """Leads the keyboard to a path, over page borders and past the borders of the forms."""

    def __init__(self, wizard: Wizard) -> None:
        self.wizard = wizard

    def to(self, path: str) -> bool:
        """Go to where a path is filled; False where no step of this work shows it."""
        wizard = self.wizard
        step = wizard.flow.step_of(path)
        if step is None:
            return False
        if step == wizard.current and wizard.page.focus_path(path):
            wizard.stand_at(path)
        elif not wizard.open_step(step.id, path):
            return False
        wizard.give_room_back()
        return True

    def to_finding(self, finding: Finding) -> None:
        """Go to a finding's cell; what no form of this work shows is changed beside them."""
        if not self.to(finding.path):
            self._beside(finding)

    def back_to(self, finding: Finding) -> None:
        """Go on at a finding's cell after something was done about it, else at its card."""
        if not self.to(finding.path):
            self._at_card(finding.path)

    def _at_card(self, path: str) -> None:
        self.wizard.check()
        self.wizard.stand_at(path, filling=False)
        self.wizard.open_findings()
        if not self.wizard.findings_panel.focus_place(path):
            self.wizard.page.focus_here()

    def to_problem(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) problem; without a cell, to its card."""
        wizard = self.wizard
        wizard.flush()
        wizard.check()
        at = (wizard.current.id, wizard.path)
        roots = [one for one in wizard.findings if not one.follows]  # the rest goes with its root
        found = wizard.flow.problem(roots, at, direction)
        if found is None:
            ready = "" if wizard.of_unit else "，可以上报"
            wizard.said.emit(f"没有需要处理的问题{ready}。")
            return
        step = wizard.flow.step_of(found.path)
        if step is not None:
            wizard.flow.leave(step.id)
        if self.to(found.path):
            wizard.stand_at(found.path)
            wizard.check()
            wizard.findings_panel.bring_in_sight(found.path)
        else:
            self._at_card(found.path)
        wizard.said.emit(f"{found.severity.word}：{found.where}，{sentence_of(found)}")

    def _beside(self, finding: Finding) -> None:
        from jixiao_desktop.gui.dialogs.elsewhere import change_elsewhere

        wizard = self.wizard
        wizard.flush()
        if not change_elsewhere(wizard, wizard.editing, finding):
            wizard.said.emit(NOWHERE)
            return
        wizard.check()
        wizard.page.focus_here()
