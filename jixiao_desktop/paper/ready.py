"""Drawing without a window: Qt must be running before fonts can be measured."""

from __future__ import annotations

import os
import sys

from PySide6.QtGui import QGuiApplication

_kept: list[QGuiApplication] = []
"""Keeps an application that was started here; Qt would take it down with its last reference."""


def make_ready() -> None:
    """Start Qt without a screen unless a program with windows already runs."""
    if QGuiApplication.instance() is None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        _kept.append(QGuiApplication(sys.argv[:1]))
