"""The line that explains the looks of figures, as far as they occur on the page."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.gui.editors.field import shown_origin
from jixiao_desktop.gui.icons import pixmap
from jixiao_desktop.gui.theme import mark, px

WORDS = {
    "computed": "蓝字：程序计算",
    "locked": "已锁定",
    "carried": "带入，待确认",
    "imported": "从文件读入，待确认",
    "corrected": "按提示改过",
}


class Legend(QWidget):
    """Names only those looks that are on the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(px("step1"))
        self._parts: dict[str, tuple[QLabel, ...]] = {}
        for name, words in WORDS.items():
            sign, said = QLabel(), QLabel(words)
            if name == "locked":
                sign.setPixmap(pixmap("lock", "faint", px("key"), self.devicePixelRatioF()))
            else:
                mark(sign, role="origin-bar", origin=name)
                sign.setFixedSize(px("step1"), px("body"))
            mark(said, role="faint")
            self._parts[name] = (said,) if name == "computed" else (sign, said)
            for label in self._parts[name]:
                row.addWidget(label)
                label.hide()
            row.addSpacing(px("step2"))
        row.addStretch(1)

    def show_for(self, dossier: Dossier, paths: Iterable[str], *, computed: bool = False) -> None:
        """Show the words for the origins that these paths have."""
        found = {shown_origin(dossier, path) for path in paths}
        if computed:
            found.add("computed")
        for name, labels in self._parts.items():
            for label in labels:
                label.setVisible(name in found)
        self.setVisible(bool(found & set(WORDS)))
