"""Pictures of the walk and the documents it ends in, for docs (run on its own: FOLDER)."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
DOTS = 90


def take(folder: Path, work: Path) -> None:
    """Walk on a screen of 1366×768 and keep every picture and document."""
    from tests.proofs.walk.fitting import screen_file

    os.environ["QT_QPA_PLATFORM"] = screen_file(work, 1366, 768)
    from jixiao_desktop.gui.application import open_window
    from tests.proofs.walk import party_school, river_chiefs
    from tests.proofs.walk.clerk import Clerk

    clerk = Clerk()
    clerk.pictures = folder
    for name, script in (
        ("预算绩效.jixiao", lambda one: party_school.whole(one, work / "out")),
        ("河长办.jixiao", river_chiefs.paste),
    ):
        window = open_window(work / name)
        window.show()
        window.activateWindow()
        clerk.run(script)
        window.close()
        window.deleteLater()


def keep_documents(folder: Path, out: Path) -> None:
    """Copy the documents and make a picture of each page of the printed ones."""
    for file in sorted(out.iterdir()):
        if file.name == "printed.pdf":
            continue
        short = "附件2-监控表" if "监控表" in file.name else "附件1-监控报告"
        target = folder / f"{short}{file.suffix}"
        shutil.copy(file, target)
        if file.suffix == ".pdf":
            words = ["pdftoppm", "-r", str(DOTS), "-png", str(file), str(folder / short)]
            subprocess.run(words, check=True)


if __name__ == "__main__":
    place = Path(sys.argv[1])
    place.mkdir(parents=True, exist_ok=True)
    scratch = Path(tempfile.mkdtemp(prefix="clerk-"))
    try:
        take(place, scratch)
        keep_documents(place, scratch / "out")
    finally:
        shutil.rmtree(scratch)
