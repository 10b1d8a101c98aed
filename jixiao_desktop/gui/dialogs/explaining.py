"""A finding in a dialog: its written explanation, and the help of its rule with examples."""

from __future__ import annotations

from PySide6.QtWidgets import QLineEdit, QWidget

from jixiao_desktop.domain.changes import Explain
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.gui.dialogs.frame import MEDIUM, Dialog, ReasonBox
from jixiao_desktop.gui.dialogs.person import keep_person, person
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.panels.finding_card import TONES
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.told import sentence_of
from jixiao_desktop.session.workspace import Problem, Workspace


def explain(
    parent: QWidget | None, editing: Editing, finding: Finding, workspace: Workspace | None = None
) -> bool:
    """Write (or change) the explanation that lets a finding pass; True when it was kept."""
    return WriteExplanation(parent, editing, finding, workspace).ask()


def rule_help(parent: QWidget | None, rule_id: str) -> None:
    """Show what a rule looks at, an example that fails and one that passes."""
    RuleHelpBox(parent, rule_id).ask()


class WriteExplanation(Dialog):
    """The finding above, the explanation and the name below."""

    def __init__(
        self, parent: QWidget | None, editing: Editing, finding: Finding,
        workspace: Workspace | None,
    ) -> None:  # fmt: skip
        super().__init__(
            parent, "写说明", "写清原因就能上报；说明连同姓名和时间一起保存，审核的人看得到。"
        )
        self.wide = MEDIUM
        self.editing, self.finding, self.workspace = editing, finding, workspace
        self.column.addWidget(_finding_card(finding))
        if model := _model_of(finding):
            self.column.addWidget(label(model, "hint", wrap=True))
        kept = self._kept()
        self.reason = ReasonBox(kept.text if kept else "", lines=4)
        self.field("说明(&R)", self.reason, "按 Ctrl+Enter 换行。")
        by = kept.by if kept and kept.by else person(editing, workspace)
        self.by = QLineEdit(by)
        self.field("姓名(&N)", self.by)
        self.column.addStretch(1)
        if finding.rule:
            self.add_button("看示例(&E)", lambda: rule_help(self, finding.rule), left=True)
        if kept:
            self.add_button("撤回说明(&X)", self._withdraw, left=True)
        self.add_answers("保存说明(&O)")
        self.follow_focus()
        self.reason.setFocus()

    def _kept(self) -> Explanation | None:
        wanted = (self.finding.rule, self.finding.path)
        notes = self.editing.dossier.explanations
        return next((e for e in notes if (e.rule, e.path) == wanted), None)

    def accept(self) -> None:
        """Keep the explanation as one step; say what is missing."""
        if not self.reason.text:
            self.say("还没有写说明。用一两句话写清原因。")
            self.reason.setFocus()
            return
        by = self.by.text().strip()
        if not by:
            self.say("还没有写姓名。写上由谁说明。")
            self.by.setFocus()
            return
        if self._keep("写说明", self.reason.text, by):
            keep_person(self.workspace, by)
            super().accept()

    def _withdraw(self) -> None:
        if self._keep("撤回说明", "", ""):
            super().accept()

    def _keep(self, name: str, text: str, by: str) -> bool:
        from datetime import datetime

        now = datetime.now().astimezone().isoformat(timespec="seconds")
        entry = Explanation(self.finding.rule, self.finding.path, text, by, now)
        try:
            self.editing.step(name, [Explain(entry)])
        except Problem as problem:
            self.say(str(problem))
            return False
        return True


def _model_of(finding: Finding) -> str:
    """Say what kind of explanation answers a finding, with a model of one; "" where none is."""
    from jixiao_desktop.session.guidance import rule_page

    page = rule_page(finding.rule)
    return f"怎样说明：{page.unless}" if page and page.unless else ""


def _finding_card(finding: Finding) -> Card:
    card = Card()
    chip = label(finding.severity.word, "chip", tone=TONES[finding.severity])
    chip.setSizePolicy(chip.sizePolicy().Policy.Maximum, chip.sizePolicy().Policy.Maximum)
    card.column.addWidget(chip)
    card.column.addWidget(label(finding.where, "strong", wrap=True))
    card.column.addWidget(label(sentence_of(finding), "", wrap=True))
    if finding.fix:
        card.column.addWidget(label(finding.fix, "hint", wrap=True))
    if finding.basis:
        card.column.addWidget(label(f"依据：{finding.basis}", "faint", wrap=True))
    return card


class RuleHelpBox(Dialog):
    """A rule in words: why it asks, how to write it better, examples on either side."""

    def __init__(
        self, parent: QWidget | None, rule_id: str, settings: Settings | None = None
    ) -> None:
        from jixiao_desktop.session.guidance import rule_page

        page = rule_page(rule_id, settings)
        title = page.title if page else "这一条检查"
        super().__init__(parent, title, page.why if page else "这一条检查没有示例。")
        self.wide = MEDIUM
        if page:
            for heading, words in page.advice:
                self.column.addWidget(label(heading, "strong", wrap=True))
                self.column.addWidget(label(words, "", wrap=True))
            self._examples("这样写会提示", page.failing, "must-fix", f"程序会说：{page.says}")
            self._examples("这样写就可以", page.passing, "fine")
            last = (*page.thresholds, f"依据：{page.basis}" if page.basis else "")
            for words in filter(None, last):
                self.column.addWidget(label(words, "faint", wrap=True))
        self.column.addStretch(1)
        self.add_answers("知道了(&O)", "").setFocus()

    def _examples(self, title: str, examples: tuple[str, ...], tone: str, says: str = "") -> None:
        card = Card()
        sign = "✗" if tone == "must-fix" else "✓"
        card.column.addWidget(label(f"{sign} {title}", "strong", tone=tone))
        for words in examples:
            card.column.addWidget(label(words, "", wrap=True))
        if says:
            card.column.addWidget(label(says, "hint", wrap=True))
        self.column.addWidget(card)
