"""Pictures of the work after the year and every table as a page, for docs (run: FOLDER)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[3]
DOTS = (80, 70, 60)
COLOURS = 128
LARGEST = 150_000
"""Bytes of a picture at most: the next fewer dots are taken where it is larger."""
MONITORED = "monitoring-table"
"""Shown by the walk through the summer already."""


def take(folder: Path, work: Path) -> None:
    """Walk on a screen of 1366×768 and keep every picture."""
    from tests.proofs.walk.fitting import screen_file

    os.environ["QT_QPA_PLATFORM"] = screen_file(work, 1366, 768)
    from tests.proofs.walk import assessment, training, whole_unit
    from tests.proofs.walk.clerk import Clerk

    scripts: tuple[tuple[str, dict[str, Any], Callable[[Clerk, Path], None]], ...] = (
        ("自评", training.in_july(), training.whole),
        ("整体", whole_unit.before(), whole_unit.whole),
        ("评价", assessment.before(), assessment.whole),
    )
    for name, data, script in scripts:
        walk(folder, work / name, data, script)


def walk(folder: Path, work: Path, data: dict[str, Any], script: Callable[..., None]) -> None:
    """Let a clerk do one walk on a new data file, with pictures."""
    from jixiao_desktop.gui.application import open_window
    from jixiao_desktop.session.workspace import Workspace
    from tests.proofs.walk.clerk import Clerk

    work.mkdir()
    file = work / "预算绩效.jixiao"
    with Workspace.open(file, create=True) as workspace:
        workspace.import_exchange(data)
    clerk = Clerk()
    clerk.pictures = folder
    window = open_window(file)
    window.show()
    window.activateWindow()
    clerk.run(lambda one: script(one, work / "out"))
    window.close()
    window.deleteLater()


def tables() -> Iterator[tuple[str, Path]]:
    """Name the sample of every edition of every table but the one shown already."""
    for sample in sorted((ROOT / "resources" / "forms").glob("*/*/sample.json")):
        form, edition = sample.parts[-3:-1]
        if form != MONITORED:
            yield f"{form} {edition}", sample


def page(folder: Path, work: Path, name: str, sample: Path) -> None:
    """Fill a table from its sample, print it, and keep a picture of each page."""
    from jixiao_desktop.session.output import export_form
    from jixiao_desktop.session.workspace import Workspace

    place = work / name
    place.mkdir()
    data = json.loads(sample.read_text("utf-8"))
    with Workspace.open(place / "数据.jixiao", create=True) as workspace:
        workspace.import_exchange(data)
        unit = workspace.units()[0].id
        workspace.choose_notice(unit, data["notice"])
        case = workspace.case(unit)
        form = case.form(name.partition(" ")[0])
        pdf = place / "page.pdf"
        export_form(case, form.id, pdf)
    title = f"表-{form.short}"
    for dots in DOTS:
        words = ["pdftoppm", "-gray", "-r", str(dots), "-png", str(pdf), str(folder / title)]
        subprocess.run(words, check=True)
        if all(one.stat().st_size <= LARGEST for one in folder.glob(f"{title}-*.png")):
            break


def lighten(folder: Path) -> None:
    """Keep every picture small: its own most frequent colours, no dots between them."""
    from PySide6.QtCore import Qt
    from PySide6.QtGui import QImage

    plain = Qt.ImageConversionFlag.ThresholdDither | Qt.ImageConversionFlag.AvoidDither
    for file in sorted(folder.glob("*.png")):
        if file.stat().st_size > LARGEST:
            picture = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB32)
            counted = Counter(memoryview(picture.constBits()).cast("I").tolist())
            table = [colour for colour, _ in counted.most_common(COLOURS)]
            few = picture.convertToFormat(QImage.Format.Format_Indexed8, table, plain)
            few.save(str(file))


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="clerk-"))
    try:
        take(target, scratch)
        for called, file in tables():
            page(target, scratch, called, file)
        lighten(target)
    finally:
        shutil.rmtree(scratch)
