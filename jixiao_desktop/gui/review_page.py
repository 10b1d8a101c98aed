"""核对: the official form as it will be handed in, each block with a way back to its step."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QHBoxLayout, QPushButton

from jixiao_desktop.catalog.forms import Form, Section
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.page import Page
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.panels.form_view import FormView
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.flow import Flow, verdict_words


class ReviewPage(Page):
    """The whole form, the verdict, and 更改 beside every block."""

    wide = True

    def build(self) -> None:
        """Put the verdict above the form."""
        self.verdict = label("", "strong", wrap=True)
        self.column.addLayout(self._verdict_row())
        self.flow = Flow(self.editing)
        self.view = FormView(self.editing, bare=True)
        self.view.jump.connect(self.jump)
        self.view.change_asked.connect(lambda name: self.jump.emit(f"step:{name}"))
        self.view.shown.connect(lambda _form: self._show_blocks())
        self.column.addWidget(self.view, 1)
        self._drawn: object = self.editing.dossier
        self._show_blocks()

    def _verdict_row(self) -> QHBoxLayout:
        """Lay the verdict beside what leads to the whole result and to the rules."""
        row = QHBoxLayout()
        row.setSpacing(px("step2"))
        row.addWidget(self.verdict, 1)
        self.results = QPushButton("检查结果…")
        self.results.setToolTip("Shift+F9")
        self.rules = QPushButton("检查规则…")
        self.rules.setToolTip("Shift+F1")
        for button, command in ((self.results, "results"), (self.rules, "rules")):
            button.clicked.connect(lambda _=False, name=command: self.jump.emit(f"do:{name}"))
            row.addWidget(button)
        return row

    def _show_blocks(self) -> None:
        blocks: dict[str, tuple[str, Sequence[str]]] = {}
        for step in self.flow.steps:
            if step.form_id != self.view.form_id:
                continue
            paths = list(step.singles)
            section = step.section
            if isinstance(step.form, Form) and section is not None:
                paths = [p.path for p in section.places if p.path and p.cell]
                paths += self._row_paths(section)
            blocks[step.id] = (step.title, paths)
        self.view.show_blocks(blocks)

    def _row_paths(self, section: Section) -> list[str]:
        rows = section.rows
        if rows is None:
            return []
        dossier = self.editing.dossier
        return [p for c in rows.places for p in dossier.row_paths(rows.each, c.path)]

    def refresh(self) -> None:
        """Draw the form anew where the dossier changed."""
        if self._drawn is not self.editing.dossier:
            self._drawn = self.editing.dossier
            self.view.refresh()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Say the verdict."""
        del loud
        words = verdict_words(findings)
        fine = words == "可以上报"
        ready = "检查通过，可以上报。接着导出、打印、盖章。"
        self.verdict.setText(ready if fine else f"{words}；现在导出的是草稿。")
        mark(self.verdict, tone="fine" if fine else "must-fix")

    def focus_path(self, path: str) -> bool:
        """Stay here; a jump to a field goes to its own step."""
        del path
        return False

    def focus_here(self) -> None:
        """Bring the keyboard to the pages, to scroll at once."""
        self.view.setFocus()
