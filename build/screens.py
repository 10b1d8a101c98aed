"""Pictures of every screen, for looking at and for docs/: a window without a display, grabbed.

    python3 build/screens.py OUTPUT [EXAMPLE.json ...] [--letters huge] [--scale 2]

Needs the packages of the program; QT_QPA_PLATFORM=offscreen is set where nothing else is.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
EXAMPLES = ROOT / "tests" / "data" / "examples"
DEFAULT = ("monitoring-party-school.json",)


def arguments() -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("output", type=Path)
    parser.add_argument("examples", nargs="*", type=Path)
    parser.add_argument("--letters", default="medium")
    parser.add_argument("--scale", default="1")
    parser.add_argument("--size", default="1366x768")
    return parser.parse_args()


def main() -> int:
    """Fill a workspace with the examples and grab every screen."""
    wanted = arguments()
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    os.environ["QT_SCALE_FACTOR"] = wanted.scale
    sys.path.insert(0, str(ROOT))
    from jixiao_desktop.gui.application import application, window_on
    from jixiao_desktop.gui.theme import theme
    from jixiao_desktop.session.workspace import Workspace

    wanted.output.mkdir(parents=True, exist_ok=True)
    app = application()
    theme().put_on(app, wanted.letters)
    with tempfile.TemporaryDirectory() as folder:
        workspace = Workspace.open(Path(folder) / "预算绩效数据.jixiao", create=True)
        window = window_on(workspace)
        across, down = (int(part) for part in wanted.size.split("x"))
        window.resize(across, down)
        window.show()

        def shot(name: str) -> None:
            for _ in range(4):
                app.processEvents()
                time.sleep(0.03)
            window.grab().save(str(wanted.output / f"{name}.png"))
            print(wanted.output / f"{name}.png")

        shot("00-empty")
        for file in wanted.examples or [EXAMPLES / name for name in DEFAULT]:
            workspace.import_exchange(json.loads(file.read_text("utf-8")))
        window.show_home(workspace.units()[0].id)
        window.home.work_all()
        shot("01-home")
        grab_steps(window, shot)
        window.close()
    return 0


def grab_steps(window: object, shot: object) -> None:
    """Grab every step of the first project, help, the whole form and the menu."""
    projects = window.workspace.projects()  # type: ignore[attr-defined]
    window.open_project(projects[0].id, "unit")  # type: ignore[attr-defined]
    wizard = window.wizard  # type: ignore[attr-defined]
    for number, step in enumerate(wizard.flow.steps, 2):
        wizard.open_step(step.id)
        shot(f"{number:02d}-{step.id.replace('/', '_')}")  # type: ignore[operator]
    wizard.open_step("budget")
    wizard.check_all()
    wizard.help("budget.total.initial")
    shot("20-help")  # type: ignore[operator]
    wizard.help_place.close()
    window.show_sheet()  # type: ignore[attr-defined]
    shot("21-sheet")  # type: ignore[operator]


if __name__ == "__main__":
    raise SystemExit(main())
