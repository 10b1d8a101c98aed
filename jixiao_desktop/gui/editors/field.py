"""One field on a page: label, input, and one line that says what was understood or is wrong."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from jixiao_desktop.catalog.dictionary import Field
from jixiao_desktop.domain import kinds
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier, Origin
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.gui.announcing import announce, describe
from jixiao_desktop.gui.editors.binding import Binding
from jixiao_desktop.gui.editors.seam import Editing
from jixiao_desktop.gui.panels.card import label as plain_label
from jixiao_desktop.gui.theme import mark, px
from jixiao_desktop.session.view import is_time_point

WAITING = {
    Origin.CARRIED: "带入的内容，按 Enter 确认",
    Origin.IMPORTED: "从文件读入，按 Enter 确认",
    Origin.CORRECTED: "已按提示改过",
}


def shown_origin(dossier: Dossier, path: str) -> str:
    """Name the looks of a text by where it came from; locked goes before all others."""
    if dossier.locked(path):
        return "locked"
    return str(dossier.origin(path) or "")


def gravest(findings: Sequence[Finding], path: str) -> Finding | None:
    """Pick what to say at a field: the gravest open finding that is mended there."""
    here = [f for f in findings if f.path == path and not (f.explained and f.passes)]
    return min(here, key=lambda f: f.severity.rank, default=None)


def tone_of(finding: Finding | None) -> str:
    """Name the style of a finding's severity."""
    return str(finding.severity).replace("_", "-") if finding else ""


def sentence(finding: Finding) -> str:
    """Write a finding as one line at its field: what is wrong, then what to do."""
    return f"{finding.severity.word}：{without_place(finding).lstrip('：:，, ')}{finding.fix}"


def without_place(finding: Finding) -> str:
    """Return the message without the place it begins with."""
    return finding.message.replace("{where}", finding.where).removeprefix(finding.where)


def placed(finding: Finding, name: str) -> str:
    """Write a finding as one line that begins with a short name of its place."""
    return f"{finding.severity.word}：{name}{without_place(finding)}{finding.fix}"


class FieldEditor(QWidget):
    """Shows and edits one path; the kinds of value differ in ``make_inputs``, texts and put."""

    committed = Signal(str)
    advance = Signal()
    back = Signal()
    help_asked = Signal(str)
    focused = Signal(str)
    unlock_asked = Signal(str)

    def __init__(
        self, field: Field, path: str, editing: Editing, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.field, self.path, self.editing = field, path, editing
        self.label_text, self.required = field.label, False
        self._finding: Finding | None = None
        self._failure = ""
        self._was_left = False
        self._drawn: object = None
        self.binding = Binding(field.label, editing, self, self)
        self.binding.patient = is_time_point(path)
        self._lay_out()
        for widget in self.inputs():
            self.binding.watch(widget)
        self._connect()
        self.refresh()

    # What a kind of value says for itself.

    def make_inputs(self) -> QWidget:
        """Build the input of this kind and return what goes below the label."""
        raise NotImplementedError

    def inputs(self) -> tuple[QWidget, ...]:
        """Return the widgets that take keys, in reading order."""
        raise NotImplementedError

    def texts(self) -> Mapping[str, str]:
        """Return what stands in the input now, by path."""
        raise NotImplementedError

    def put(self, dossier: Dossier) -> None:
        """Show what the dossier says."""
        raise NotImplementedError

    def set_locked(self, locked: bool) -> None:
        """Let the input be read but not written, or open it."""
        for widget in self.inputs():
            widget.setEnabled(not locked)

    # The same for all.

    def refresh(self) -> None:
        """Show the dossier as it is now, unless something else is just being typed."""
        dossier = self.editing.dossier
        if dossier is self._drawn:
            return
        self._drawn = dossier
        self.binding.refresh()
        locked = bool(dossier.locked(self.path))
        self.set_locked(locked)
        self.unlock.setVisible(locked)
        self._show_note()

    def flush(self) -> None:
        """Commit now what was typed."""
        self.binding.flush()

    def show_findings(self, findings: Sequence[Finding], loud: bool) -> None:
        """Show what the checks say here: at once in words where loud, else stay quiet."""
        found = gravest(findings, self.path)
        wanted = found is not None and found.severity is Severity.MUST_FIX
        asked = wanted and not self.editing.dossier.filled(self.path)
        self.star.setVisible(self.required or asked)
        self._finding = found if loud else None
        self._show_note()

    @property
    def tone(self) -> str:
        """Name how grave the finding is that stands at the field, "" for none."""
        return tone_of(self._finding)

    def focus_here(self) -> None:
        """Bring the keyboard to this field."""
        self.inputs()[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def name_it(self, label: str = "", *, required: bool = False, letter: str = "") -> None:
        """Take a form's own label, the sign for required, and the Alt letter."""
        self.label_text = label or self.label_text
        self.required = required
        self.binding.name = self.label_text
        shown = self.label_text.replace("&", "&&") + (f"(&{letter})" if letter else "")
        self.label.setText(shown)
        self.star.setVisible(required)
        self._show_note()

    def _lay_out(self) -> None:
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(px("step1"))
        body = self.make_inputs()
        self.label = QLabel(self.label_text.replace("&", "&&"))
        self.label.setBuddy(self.inputs()[0])
        self.star = QLabel("*")
        mark(self.star, tone="must-fix")
        self.star.hide()
        self.waiting = plain_label("", "faint")
        self.unlock = QPushButton("解锁…")
        mark(self.unlock, kind="link")
        self.unlock.hide()
        head = QHBoxLayout()
        head.setSpacing(px("step1"))
        head.addWidget(self.label)
        head.addWidget(self.star)
        head.addStretch(1)
        head.addWidget(self.waiting)
        head.addWidget(self.unlock)
        self.note = plain_label("", wrap=True)
        self.note.setObjectName("note")
        self.note.hide()
        box.addLayout(head)
        box.addWidget(body)
        box.addWidget(self.note)
        self.setTabOrder(self.inputs()[-1], self.unlock)

    def _connect(self) -> None:
        binding = self.binding
        binding.committed.connect(self._committed)
        binding.advance.connect(self.advance)
        binding.back.connect(self.back)
        binding.help_asked.connect(self._ask_help)
        binding.entered.connect(self._entered)
        binding.left.connect(self._left)
        binding.failed.connect(self._failed)
        self.unlock.clicked.connect(self._ask_unlock)

    def _committed(self) -> None:
        self._failure = ""
        self.refresh()
        self._show_note()
        self.committed.emit(self.path)

    def _ask_help(self) -> None:
        self.help_asked.emit(self.path)

    def _ask_unlock(self) -> None:
        self.unlock_asked.emit(self.path)

    def _entered(self) -> None:
        self.focused.emit(self.path)

    def _left(self) -> None:
        self._was_left = True
        self._show_note()
        if self.note.property("tone") == "must-fix":
            announce(self, f"{self.label_text}：{self.note.text()}")

    def _failed(self, reason: str) -> None:
        self._failure = reason
        self._show_note()

    def reading(self) -> kinds.Reading:
        """Read the text as this field's kind."""
        dossier, field = self.editing.dossier, self.field
        return kinds.read(
            field.kind,
            dossier.text(self.path),
            unit=field.unit,
            choices=field.choices,
            year=dossier.year,
        )

    def _said(self) -> tuple[str, str]:
        """Choose the one line under the input, with its tone; the most pressing wins."""
        dossier = self.editing.dossier
        if self._failure:
            return self._failure, "must-fix"
        if self._finding is not None:
            return sentence(self._finding), tone_of(self._finding)
        reading = self.reading()
        if reading.problem and self._was_left:
            return reading.problem, "must-fix"
        locked = dossier.locked(self.path)
        if locked:
            return locked, "quiet"
        if shown_text(dossier, self.path) != dossier.text(self.path):
            return "未填，用单位信息里的", "quiet"
        return reading.understood, "quiet"

    def _show_note(self) -> None:
        text, tone = self._said()
        origin_now = self.editing.dossier.origin(self.path) or Origin.TYPED
        self.waiting.setText(WAITING.get(origin_now, ""))
        if self.note.text() != text:
            self.note.setText(text)
        self.note.setVisible(bool(text))
        mark(self.note, tone=tone)
        state = tone if tone != "quiet" else ""
        origin = shown_origin(self.editing.dossier, self.path)
        for widget in self.inputs():
            mark(widget, state=state, origin=origin)
            describe(widget, self.label_text, self.field.help, text)
