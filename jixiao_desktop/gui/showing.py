"""Pictures of every screen of a workspace: for machines without a display, and for docs/."""

from __future__ import annotations

import time
from collections.abc import Iterator
from pathlib import Path

from PySide6.QtWidgets import QApplication

from jixiao_desktop.gui.application import application, open_window
from jixiao_desktop.gui.main_window import MainWindow

TURNS, PAUSE = 6, 0.03
"""How often waiting work is done before a picture is taken, and the seconds between."""


def grab_screens(file: Path, folder: Path) -> Iterator[Path]:
    """Open a data file, go through the first project and save a picture of every screen."""
    app = application()
    folder.mkdir(parents=True, exist_ok=True)
    window = open_window(file)
    window.show()
    try:
        window.home.work_all()
        yield _grabbed(app, window, folder / "01-要做的事.png")
        window.open_project(window.workspace.projects()[0].id)
        wizard = window.wizard
        if wizard is None:
            return
        for number, step in enumerate(wizard.flow.steps, 2):
            wizard.open_step(step.id)
            yield _grabbed(app, window, folder / f"{number:02d}-{step.title}.png")
        window.show_sheet()
        yield _grabbed(app, window, folder / f"{len(wizard.flow.steps) + 2:02d}-看整张表.png")
    finally:
        window.close()


def _grabbed(app: QApplication, window: MainWindow, picture: Path) -> Path:
    for _ in range(TURNS):
        app.processEvents()
        time.sleep(PAUSE)
    window.grab().save(str(picture))
    return picture
