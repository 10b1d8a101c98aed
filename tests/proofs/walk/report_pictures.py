"""Pictures of every page of the year-end reports, for docs (run on its own: FOLDER)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

DOTS = 72
REPORTS = {
    "self-evaluation-report": "自评报告",
    "unit-monitoring-report": "整体监控报告",
    "evaluation-report": "评价报告",
}


def printed(form_id: str, folder: Path) -> Path:
    """Export the sample that comes with a report as PDF."""
    from jixiao_desktop.catalog.loading import load_catalog
    from jixiao_desktop.session.case import Case
    from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
    from jixiao_desktop.session.output import export_form

    catalog = load_catalog()
    report = catalog.form(form_id)
    exchange = parse((report.folder / "sample.json").read_text("utf-8"), catalog.dictionary)
    projects = tuple(one.dossier for one in dossiers_of(exchange))
    notice = catalog.notice(exchange.notice, exchange.year)
    case = Case(catalog, notice, exchange.year, projects, unit_dossier(exchange))
    target = folder / f"{form_id}.pdf"
    export_form(case, form_id, target)
    return target


def take(folder: Path, work: Path) -> list[Path]:
    """Make a picture of each page: 自评报告-1.png …; those of the time before are removed."""
    for form_id, name in REPORTS.items():
        for old in folder.glob(f"{name}-*.png"):
            old.unlink()
        words = ["pdftoppm", "-r", str(DOTS), "-gray", "-png"]
        subprocess.run([*words, str(printed(form_id, work)), str(folder / name)], check=True)
    return sorted(one for name in REPORTS.values() for one in folder.glob(f"{name}-*.png"))


if __name__ == "__main__":
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="reports-"))
    try:
        from PySide6.QtGui import QGuiApplication

        application = QGuiApplication([])
        take(place, scratch)
    finally:
        shutil.rmtree(scratch)
