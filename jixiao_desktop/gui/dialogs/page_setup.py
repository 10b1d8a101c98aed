"""页面设置: paper, direction, margins and scale of one form, remembered for the next time."""

from __future__ import annotations

from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QGridLayout,
    QLabel,
    QSpinBox,
    QWidget,
)

from jixiao_desktop.gui.dialogs.frame import MEDIUM, Dialog
from jixiao_desktop.gui.panels.card import label
from jixiao_desktop.gui.theme import px
from jixiao_desktop.session.print_setup import (
    LEAST_MARGIN,
    LEAST_SCALE,
    MOST_MARGIN,
    MOST_SCALE,
    PAPERS,
    PrintSetup,
)

EDGES = ("左(&L)", "右(&R)", "上(&T)", "下(&B)")
SHOWN_TO = 0.05
"""Margins are shown to a tenth of a millimetre; less is no change."""
Margins = tuple[float, float, float, float]


def page_setup(
    parent: QWidget | None, setup: PrintSetup, margins: Margins | None
) -> PrintSetup | None:
    """Ask for a form's page; ``margins`` are the form's own in mm, None for a report.

    A report's margins and direction are fixed by the standard for official documents.
    """
    dialog = PageSetup(parent, setup, margins)
    return dialog.setup if dialog.ask() else None


class PageSetup(Dialog):
    """The few things that differ between printers; everything else is the form's."""

    def __init__(self, parent: QWidget | None, setup: PrintSetup, margins: Margins | None) -> None:
        super().__init__(parent, "页面设置", "每张表分别记住，下次打印照旧。")
        self.wide = MEDIUM
        self.setup = setup
        self._own = margins
        self.paper = QComboBox()
        self.paper.addItem("按表样", "")
        for name in PAPERS:
            self.paper.addItem(name, name)
        self.paper.setCurrentIndex(max(self.paper.findData(setup.paper), 0))
        self.field("纸张(&P)", self.paper)
        if margins is None:
            words = "报告的页边距、方向和字号由公文格式（GB/T 9704）定下，不在这里改。"
            self.column.addWidget(label(words, "hint", wrap=True))
        else:
            self._add_sheet(setup, setup.margins or margins)
        self.column.addStretch(1)
        self.add_button("恢复表样的设置(&X)", self._as_form, left=True)
        self.add_answers("确定(&O)")
        self.follow_focus()
        self.paper.setFocus()

    def _add_sheet(self, setup: PrintSetup, margins: Margins) -> None:
        self.turn = QComboBox()
        for words, choice in (("按表样", None), ("横向", True), ("纵向", False)):
            self.turn.addItem(words, choice)
        at = [None, True, False].index(setup.landscape)
        self.turn.setCurrentIndex(at)
        self.field("方向(&D)", self.turn)
        self.column.addWidget(label("页边距（毫米）", "strong"))
        grid = QGridLayout()
        grid.setSpacing(px("step2"))
        self.edges: list[QDoubleSpinBox] = []
        for at, (words, value) in enumerate(zip(EDGES, margins, strict=True)):
            box = QDoubleSpinBox()
            box.setRange(LEAST_MARGIN, MOST_MARGIN)
            box.setDecimals(1)
            box.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)  # arrow keys step
            box.setValue(value)
            box.setAccessibleName(f"{words[0]}边距，毫米")
            name = QLabel(words)
            name.setBuddy(box)
            grid.addWidget(name, 0, at)
            grid.addWidget(box, 1, at)
            self.edges.append(box)
        self.column.addLayout(grid)
        self.fit_width = QCheckBox("整张表缩到一页宽(&W)")
        self.fit_width.setChecked(setup.fit_width)
        self.column.addWidget(self.fit_width)
        self.scale = QSpinBox()
        self.scale.setRange(LEAST_SCALE, MOST_SCALE)
        self.scale.setSuffix(" %")
        self.scale.setButtonSymbols(QAbstractSpinBox.ButtonSymbols.NoButtons)
        self.scale.setValue(setup.scale)
        self.field("再缩放(&S)", self.scale, "100% 就是不再缩放。")

    def _as_form(self) -> None:
        self.setup = PrintSetup(printer=self.setup.printer)
        super().accept()

    def accept(self) -> None:
        """Take what was chosen."""
        made = PrintSetup(paper=self.paper.currentData(), printer=self.setup.printer)
        if self._own is not None:
            left, right, top, bottom = (box.value() for box in self.edges)
            chosen = (left, right, top, bottom)
            untouched = all(abs(a - b) <= SHOWN_TO for a, b in zip(chosen, self._own, strict=True))
            made = PrintSetup(
                made.paper, self.turn.currentData(),
                None if untouched else chosen,
                self.fit_width.isChecked(), self.scale.value(), made.printer,
            )  # fmt: skip
        self.setup = made
        super().accept()
