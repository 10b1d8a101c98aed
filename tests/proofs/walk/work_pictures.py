"""Pictures of 目标申报 and 整体自评, filled as their samples are, for docs (run: FOLDER)."""

from __future__ import annotations

import json
import os
import shutil
import sys
import tempfile
import time
from pathlib import Path

TURNS, PAUSE = 20, 0.04
"""So often the program goes on before a picture: icons and states come after the first paint."""
WORKS = (("target-table", 80), ("unit-self-evaluation-table", 90))


def take(folder: Path, work: Path) -> list[Path]:
    """Keep a picture of the list and of every step of both works."""
    made: list[Path] = []
    for form_id, number in WORKS:
        for old in folder.glob(f"{number // 10}[0-9]-*.png"):
            old.unlink()
        made += _steps(form_id, number, folder, work)
    return made


def _steps(form_id: str, number: int, folder: Path, work: Path) -> list[Path]:
    from PySide6.QtWidgets import QApplication

    from jixiao_desktop.catalog.loading import load_catalog
    from jixiao_desktop.gui.application import open_window
    from jixiao_desktop.session.workspace import Workspace

    sample = json.loads((load_catalog().form(form_id).folder / "sample.json").read_text("utf-8"))
    file = work / f"{form_id}.jixiao"
    with Workspace.open(file, create=True) as workspace:
        workspace.import_exchange(sample)
    window = open_window(file)
    window.show()
    names: list[Path] = []

    def keep(words: str) -> None:
        for _ in range(TURNS):
            QApplication.processEvents()
            time.sleep(PAUSE)
        names.append(folder / f"{number + len(names)}-{words}.png")
        window.grab().save(str(names[-1]))

    unit = window.workspace.units()[0].id
    title = window.workspace.case(unit).form(form_id).short
    keep(title)
    projects = window.workspace.projects()
    if projects:
        window.open_project(projects[0].id)
    else:
        window.open_unit(unit)
    wizard = window.wizard
    assert wizard is not None
    for step in wizard.flow.steps:
        wizard.open_step(step.id)
        keep(f"{title}-{step.title}")
    window.close()
    return names


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="works-"))
    try:
        from jixiao_desktop.gui.application import application
        from tests.proofs.walk.year_pictures import lighten

        application()
        take(target, scratch)
        lighten(target)
    finally:
        shutil.rmtree(scratch)
