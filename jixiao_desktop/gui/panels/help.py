"""Help for one field, or the example of one rule, above the findings."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.domain.finding import Finding
from jixiao_desktop.gui.panels.card import Card, label, link
from jixiao_desktop.gui.panels.findings import FindingsPanel
from jixiao_desktop.session.guidance import RulePage, rule_page


class HelpCard(Card):
    """A card that says how a field is filled; Esc or 收起 closes it."""

    closed = Signal()

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        head = QHBoxLayout()
        head.addWidget(label(title, "strong", wrap=True), 1)
        self.leave = link("收起")
        self.leave.clicked.connect(self.closed)
        head.addWidget(self.leave, 0, Qt.AlignmentFlag.AlignTop)
        self.column.addLayout(head)
        self.setAccessibleName(title)
        self._said: list[str] = []

    def say(self, words: str, role: str = "sentence", tone: str = "") -> None:
        """Add one paragraph."""
        if words:
            self.column.addWidget(label(words, role, tone=tone, wrap=True))
            self._said.append(words)
            self.setAccessibleDescription("\n".join(self._said))


def field_help(dictionary: Dictionary, path: str) -> HelpCard:
    """Say how a field is filled: help, unit, example, choices."""
    field = dictionary.find(path)
    card = HelpCard(f"怎么填：{dictionary.label(path)}" if field else "怎么填")
    if field is None:
        card.say("把光标放到一个格子里，再按 F1，这里说明它怎么填。")
        return card
    card.say(field.help)
    if field.unit:
        card.say(f"单位：{field.unit}")
    if field.choices:
        card.say(f"可选：{'、'.join(field.choices)}")
    if field.example:
        card.say(f"例：{field.example}", "faint")
    return card


def rule_help(page: RulePage) -> HelpCard:
    """Show why a rule asks and how to write it better, with examples on either side."""
    card = HelpCard(page.title)
    card.say(page.why)
    for heading, words in page.advice:
        card.say(f"{heading}：{words}")
    for words in page.failing[:2]:
        card.say(f"✕ {words}", tone="must-fix")
    for words in page.passing[:2]:
        card.say(f"✓ {words}", tone="fine")
    if page.basis:
        card.say(f"依据：{page.basis}", "faint")
    return card


class HelpPlace:
    """Where one help card stands at a time: above the findings."""

    def __init__(self, panel: FindingsPanel) -> None:
        self._panel = panel
        self.card: HelpCard | None = None

    def help(self, dictionary: Dictionary, path: str) -> None:
        """Show the rule of the finding that has the keyboard, else how a field is filled."""
        finding = self._panel.with_keyboard
        if finding is not None:
            self.show_example(finding)
        else:
            self.show_card(field_help(dictionary, path))

    def show_example(self, finding: Finding) -> None:
        """Show what a rule looks at, with its examples."""
        found = rule_page(finding.rule)
        if found is not None:
            self.show_card(rule_help(found))

    def show_card(self, card: HelpCard) -> None:
        """Show a card in place of the one before."""
        self.close()
        self.card = card
        card.closed.connect(lambda: self.close())
        self._panel.above.addWidget(card)
        self._panel.fold(False)

    def close(self) -> bool:
        """Close the card; False where none was open."""
        card, self.card = self.card, None
        if card is None:
            return False
        card.hide()
        card.deleteLater()
        return True
