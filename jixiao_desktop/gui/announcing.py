"""What screen readers hear: a field's name, its hint, and the error where one stands."""

from __future__ import annotations

from PySide6 import QtGui
from PySide6.QtWidgets import QWidget


def describe(widget: QWidget, name: str, hint: str = "", remark: str = "") -> None:
    """Give a widget its accessible name and a description that carries hint and remark."""
    if widget.accessibleName() != name:
        widget.setAccessibleName(name)
    description = "。".join(part.rstrip("。") for part in (remark, hint) if part)
    if widget.accessibleDescription() != description:
        widget.setAccessibleDescription(description)


def announce(widget: QWidget, text: str) -> None:
    """Say a sentence aloud where Qt can (6.8 and later) and a reader listens."""
    event = getattr(QtGui, "QAccessibleAnnouncementEvent", None)
    if event is not None and text and QtGui.QAccessible.isActive():
        QtGui.QAccessible.updateAccessibility(event(widget, text))
