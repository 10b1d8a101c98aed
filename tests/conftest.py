"""What every test shares: no screen, and generated examples that repeat where CI runs them."""

from __future__ import annotations

import os

import pytest

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from hypothesis import settings

settings.register_profile("here", deadline=None, max_examples=60)
settings.register_profile("ci", deadline=None, max_examples=60, derandomize=True)
settings.load_profile("ci" if os.environ.get("CI") else "here")


@pytest.fixture(scope="session", autouse=True)
def _one_application(qapp: object) -> object:
    """Start the one QApplication before anything starts a plain one without widgets."""
    return qapp
