"""The wizard of one project: steps at the left, the page, findings at the right."""

from __future__ import annotations

import logging
from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from jixiao_desktop.domain.changes import Explain, LockedError
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.dialogs.person import person, signed
from jixiao_desktop.gui.editors.habits import DOWN, ENTER, follow
from jixiao_desktop.gui.forms.ui_wizard import Ui_Wizard
from jixiao_desktop.gui.going import NOWHERE, Going
from jixiao_desktop.gui.page import Page, make_page
from jixiao_desktop.gui.panels.findings import FindingsPanel
from jixiao_desktop.gui.panels.help import HelpPlace
from jixiao_desktop.gui.panels.later import Later
from jixiao_desktop.gui.panels.offering import Offering
from jixiao_desktop.gui.panels.steps import StepsPanel
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.flow import Flow, Step, StepState, steps_of
from jixiao_desktop.session.whose import asked_of_unit
from jixiao_desktop.session.works import done_steps, keep_done
from jixiao_desktop.session.workspace import Problem, Workspace

STEPS_FOLD, STEPS_FOLD_WIDE, FINDINGS_FOLD = 17, 30, 18
"""Width, in field heights, below which the page takes the room of the steps, of the findings."""


class Wizard(QWidget):
    """Shows the step asked for and keeps states and findings up to date, off the key path."""

    moved = Signal()
    """Another step, another state: the frame shows them."""
    said = Signal(str)
    unlock_asked = Signal(str)
    command_asked = Signal(str)

    def __init__(self, workspace: Workspace, editing: Editing) -> None:
        super().__init__()
        self.workspace, self.editing = workspace, editing
        self.of_unit = editing.id == editing.unit_id
        follow(workspace.setting(ENTER, DOWN))
        done = done_steps(workspace, editing.id, editing.notice.id)
        self.flow = Flow(editing, done, steps=steps_of(editing, of_unit=self.of_unit))
        self.ui = Ui_Wizard()
        self.ui.setupUi(self)
        self.steps = StepsPanel(self.ui.steps)
        self.findings_panel = FindingsPanel(self.ui.findings, lambda: person(editing, workspace))
        if self.of_unit:
            self.findings_panel.fine_words = "没有问题"
        self.offering = Offering(workspace, editing)
        self._pages: dict[str, Page] = {}
        self._folded_by_hand: bool | None = None
        self._lent = False
        self._path = ""
        self.help_place = HelpPlace(self.findings_panel)
        self.findings: tuple[Finding, ...] = ()
        self.current = self.flow.steps[0]
        self.going = Going(self)
        self.steps.lay_out(self.flow)
        self._connect()
        self.later = Later(self, editing, self.check)

    def _connect(self) -> None:
        self.steps.chosen.connect(self.open_step)
        panel = self.findings_panel
        panel.jump.connect(self.going.to_finding)
        panel.mend.connect(self.mend)
        panel.explain.connect(self.explain)
        panel.example.connect(self.help_place.show_example)
        panel.fold_asked.connect(self._fold_by_hand)
        panel.left.connect(self._back_to_page)

    def first_step(self) -> str:
        """Return where to begin: the first step that is not done, the unit's only if it is bare."""
        statuses = self.flow.statuses(self.editing.findings())
        steps = [step for step in self.flow.steps if step.kind in ("section", "chapter")]
        unfit = [s for s in steps if statuses[s.id].state is not StepState.FINE]
        return (unfit or steps or list(self.flow.steps))[0].id

    def help(self, path: str) -> None:
        """Show how a field is filled, or the rule of the finding with the keyboard (F1)."""
        self.help_place.help(self.workspace.catalog.dictionary, path)

    def close_down(self) -> None:
        """Commit, and let go of the project."""
        self.flush()
        self.later.stop()

    # ---- steps ----

    @property
    def page(self) -> Page:
        """The page that is shown."""
        return self._page(self.current)

    def _page(self, step: Step) -> Page:
        found = self._pages.get(step.id)
        if found is None:
            found = make_page(step, self.editing)
            self._pages[step.id] = found
            self.ui.pages.addWidget(found)
            found.focused.connect(self._focused)
            found.help_asked.connect(self.help)
            found.unlock_asked.connect(self.unlock_asked)
            found.forward.connect(self.next)
            found.backward.connect(self.back)
            found.jump.connect(self._jump_from_page)
            found.done_changed.connect(lambda done: self.keep_done(self.current.id, done))
        return found

    def open_step(self, step_id: str, path: str = "") -> bool:
        """Show a step, with the keyboard at a path or at the first field; tell whether at it."""
        self.flush()
        step = self.flow.step(step_id)
        if step != self.current:
            self.flow.leave(self.current.id)
        self.current = step
        page = self._page(step)
        page.refresh()
        self.offering.show_on(page)
        page.take_done(self.flow.done)
        self.ui.pages.setCurrentWidget(page)
        self._focused(path)
        self._fold()
        self.check()
        there = bool(path) and page.focus_path(path)
        if not there:
            page.focus_here()
        self.moved.emit()
        return there

    def july(self, answer: str) -> None:
        """Take July's figures over as one step, or decline the offer."""
        self.flush()
        self.said.emit(self.offering.answer(answer))
        self.offering.show_on(self.page)
        self.page.focus_here()

    def next(self) -> None:
        """Go to the step after this one; the unit's facts lead to its first project."""
        step = self.flow.next(self.current.id)
        if step:
            self.open_step(step.id)
        elif self.of_unit:
            self.flush()
            self.command_asked.emit("new_project" if self._begins_projects() else "home")

    @property
    def ahead(self) -> str:
        """Name what 下一步 leads to, "" where there is nothing after this step."""
        step = self.flow.next(self.current.id)
        if step is None and self.of_unit:
            return "新建项目" if self._begins_projects() else "要做的事"
        return step.title if step else ""

    def _begins_projects(self) -> bool:
        """Tell whether a first project comes next: not where the unit itself is reported on."""
        whole = any(step.form is not None for step in self.flow.steps)
        return not whole and not self.workspace.projects(self.editing.unit_id)

    def back(self) -> None:
        """Go to the step before this one; nothing typed is lost."""
        step = self.flow.back(self.current.id)
        if step:
            self.open_step(step.id)

    def jump(self, path: str) -> None:
        """Go to where a path is filled, or say that no step of this work shows it."""
        if not self.going.to(path) and self.flow.step_of(path) is None:
            self.said.emit(NOWHERE)

    def _jump_from_page(self, target: str) -> None:
        kind, _, name = target.partition(":")
        do: dict[str, Callable[[str], object]] = {"do": self.command_asked.emit}
        do |= {"step": self.open_step, "done": self.keep_done}
        do["undone"] = lambda mark: self.keep_done(mark, done=False)
        if kind in do:
            do[kind](name)
        else:
            self.jump(target)

    def problem(self, direction: int) -> None:
        """Go to the next (1) or previous (-1) problem, over page borders."""
        self.going.to_problem(direction)

    def to_findings(self) -> None:
        """Bring the keyboard to what is said of this place, and to 写说明 where that helps (F7)."""
        self.flush()
        self.check()
        self.open_findings()
        if not self.findings_panel.focus_place(self._path):
            self.said.emit("没有发现问题。")

    def stand_at(self, path: str, *, filling: bool = True) -> None:
        """Keep what the keyboard is about, and whether it stands in its field."""
        self._path = path
        self.findings_panel.show_place(path if filling else "")

    def open_findings(self) -> None:
        """Open the panel of findings, also where it was folded for want of room."""
        self._lent = self._lent or self._folded_by_hand is None
        self._folded_by_hand = False
        self._fold()

    def give_room_back(self) -> None:
        """Fold the panel again where it took the page's room for a moment."""
        if self._lent:
            self._lent, self._folded_by_hand = False, None
            self._fold()

    def _back_to_page(self) -> None:
        self.give_room_back()
        if not (self._path and self.page.focus_path(self._path)):
            self.page.focus_here()

    def check_all(self) -> None:
        """Check everything and from now on show it at the fields (F9)."""
        self.flush()
        self.flow.check_all()
        self.later.everything()
        self.check()
        self.findings_panel.fold(False)
        self.said.emit(f"全面检查完成：{self.findings_panel.count.text()}。")

    # ---- what is typed ----

    def flush(self) -> None:
        """Commit what is just being typed."""
        if self.current.id in self._pages:
            self._pages[self.current.id].flush()

    def undo(self) -> None:
        """Take the last step back and say which."""
        self._walk(self.editing.undo, "撤销")

    def redo(self) -> None:
        """Bring the last undone step again and say which."""
        self._walk(self.editing.redo, "恢复")

    def _walk(self, step: Callable[[], str], word: str) -> None:
        self.flush()
        name = step()
        self.offering.show_on(self.page)
        self.said.emit(f"已{word}：{name}" if name else f"没有可以{word}的步骤。")

    def mend(self, finding: Finding) -> None:
        """Do a finding's mechanical repair as one undoable step."""
        if finding.mend:
            self._step(finding.mend.name, list(finding.mend.changes))
            self.going.back_to(finding)

    def explain(self, finding: Finding, text: str, by: str = "") -> None:
        """Keep a written explanation with name and time."""
        by = signed(self.editing, self.workspace, by)
        entry = Explanation(finding.rule, finding.path, text, by, self.workspace.now())
        self._step("写说明", [Explain(entry)])
        self.going.back_to(finding)

    def _step(self, name: str, changes: list[object]) -> None:
        self.flush()
        try:
            self.editing.step(name, changes)  # type: ignore[arg-type]
        except (LockedError, Problem) as problem:
            self.said.emit(str(problem))

    def check(self) -> None:
        """Show the present findings everywhere; runs after the event that changed something."""
        try:
            found = self.later.findings()
            self.findings = asked_of_unit(self.flow, found) if self.of_unit else found
        except Exception:  # a faulty rule must not keep anyone from filling a form
            logging.getLogger(__name__).exception("checks failed")
        page = self.page
        page.refresh()
        page.show_findings(self.findings, self.flow.loud(self.current.id))
        self.steps.show_states(self.flow.statuses(self.findings), self.current.id)
        self.findings_panel.show_findings(self.findings)
        self.moved.emit()

    def _focused(self, path: str) -> None:
        self._path = path
        self.findings_panel.show_place(path)

    @property
    def path(self) -> str:
        """The path where the keyboard is, "" for none."""
        return self._path

    def keep_done(self, step_id: str, done: bool = True) -> None:
        """Mark a step as done (by the person, or after an export)."""
        self.flow.mark_done(step_id, done)
        keep_done(self.workspace, self.editing.id, self.editing.notice.id, self.flow.done)
        self.check()

    # ---- width ----

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fold what does not fit."""
        super().resizeEvent(event)
        self._fold()

    def _fold(self) -> None:
        wants = px("field") * (STEPS_FOLD_WIDE if self.page.wide else STEPS_FOLD)
        room = self.width() - px("steps") - px("findings")
        self.steps.fold(room < wants)
        room = self.width() - px("steps-folded") - px("findings")
        folded = room < px("field") * FINDINGS_FOLD
        if self._folded_by_hand is not None:
            folded = self._folded_by_hand
        self.findings_panel.fold(folded)

    def _fold_by_hand(self) -> None:
        self._lent, self._folded_by_hand = False, not self.findings_panel.folded
        self._fold()

    def lay_out_again(self) -> None:
        """Build everything anew after the letters changed size."""
        self.flush()
        focus = QApplication.focusWidget()
        for page in self._pages.values():
            self.ui.pages.removeWidget(page)
            page.deleteLater()
        self._pages.clear()
        self.steps.lay_out(self.flow)
        self.findings_panel.lay_out_again()
        self.open_step(self.current.id, self._path if focus else "")
