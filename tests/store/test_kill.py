"""The program is killed at random moments of typing: what was acknowledged is there."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

from jixiao_desktop.session.workspace import Workspace
from tests.store.test_backup import typed

TYPING = """
import sys
from pathlib import Path
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session.workspace import Workspace
workspace = Workspace.open(Path(sys.argv[1]))
editing = workspace.edit(workspace.projects()[0].id)
number = int(editing.dossier.text("budget.total.initial") or 0)
while True:
    number += 1
    editing.step("预算", [set_text("budget.total.initial", str(number)),
                          set_text("goal", f"{number}" * 2000)])
    print(number, flush=True)
"""


def test_nothing_acknowledged_is_lost_when_the_program_is_killed(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    chance = random.Random(11)
    for _ in range(6):
        program = subprocess.Popen(
            [sys.executable, "-c", TYPING, str(path)],
            stdout=subprocess.PIPE, cwd=Path(__file__).parents[2],
        )  # fmt: skip
        with program:
            assert program.stdout is not None
            acknowledged = int(program.stdout.readline())
            time.sleep(chance.uniform(0, 0.15))
            program.kill()
            said = program.stdout.read().split()
        acknowledged = int(said[-1]) if said else acknowledged
        with Workspace.open(path) as workspace:
            dossier = workspace.edit(workspace.projects()[0].id).dossier
            number = int(dossier.text("budget.total.initial"))
            assert acknowledged <= number <= acknowledged + 1
            assert dossier.text("goal") == str(number) * 2000
            workspace.verify()
