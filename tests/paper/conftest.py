"""Drawing needs a running Qt; a screen is not needed."""

from __future__ import annotations

import pytest
from PySide6.QtWidgets import QApplication


@pytest.fixture(autouse=True)
def _drawing(qapp: QApplication) -> None:
    """Start Qt once for every test of this folder."""
