"""Cards below a section: how far the money is, and how the total score comes about."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout

from jixiao_desktop.catalog.forms import Form, Section
from jixiao_desktop.gui.panels.card import Card, label
from jixiao_desktop.gui.panels.progress import ProgressBar
from jixiao_desktop.gui.theme import mark
from jixiao_desktop.session.edit import Editing
from jixiao_desktop.session.figures_in_words import spending_words, total_words

RATES = ("execution_rate", "unit_rate")
TOTALS = ("total_score", "unit_total_score", "column_score")


def tells_progress(section: Section) -> bool:
    """Tell whether a fund block shows a rate of execution, so that its progress can be drawn."""
    return any(place.computed in RATES for place in section.places)


def tells_total(section: Section) -> bool:
    """Tell whether a section shows a total score, whose working people want to see."""
    return any(place.computed in TOTALS for place in section.places)


class ProgressCard(Card):
    """执行进度: the share spent, the line of the month, the light with its word."""

    def __init__(self, editing: Editing, form: Form) -> None:
        super().__init__()
        self.editing, self.form = editing, form
        head = QHBoxLayout()
        head.addWidget(label("执行进度", "strong"))
        head.addStretch(1)
        self.words = label("", "hint")
        head.addWidget(self.words)
        self.column.addLayout(head)
        self.bar = ProgressBar()
        self.column.addWidget(self.bar)
        self.refresh()

    def refresh(self) -> None:
        """Work out share, light and words again."""
        found = spending_words(self.editing.dossier, self.editing.case.settings(self.form),
                               whole=self.form.for_unit)  # fmt: skip
        self.words.setText(found.words)
        mark(self.words, tone=found.tone)
        self.bar.show_share(
            None if found.share is None else float(found.share),
            None if found.due is None else float(found.due), found.words,
        )  # fmt: skip


class TotalCard(Card):
    """总分怎样算: what the money earned and each class of indicators, added up."""

    def __init__(self, editing: Editing, form: Form, section: Section) -> None:
        super().__init__()
        self.editing, self.form = editing, form
        place = next(place for place in section.places if place.computed in TOTALS)
        self.kind = place.of
        self.column.addWidget(label("怎样算出来的", "strong"))
        self.words = label("", "sentence", wrap=True)
        self.more = label("", "hint", wrap=True)
        self.column.addWidget(self.words)
        self.column.addWidget(self.more)
        self.refresh()

    def refresh(self) -> None:
        """Add up again, and say which scores are only proposed or missing."""
        settings = self.editing.case.settings(self.form)
        sum_, more = total_words(self.editing.dossier, settings, self.kind,
                                 whole=self.form.for_unit)  # fmt: skip
        self.words.setText(sum_)
        self.more.setText(more)
        self.more.setVisible(bool(more))
