"""The program is killed at random moments of typing: what was acknowledged is there."""

from __future__ import annotations

import os
import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

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


FILLING = """
import resource, signal, sys
from pathlib import Path
from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.session.workspace import Problem, Workspace
path = Path(sys.argv[1])
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
workspace = Workspace.open(path)
editing = workspace.edit(workspace.projects()[0].id)
editing.step("目标", [set_text("goal", "写得下")])
hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]
resource.setrlimit(resource.RLIMIT_FSIZE, (path.stat().st_size, hard))
try:
    editing.step("用途", [set_text("purpose", "写不下" * 50_000)])
except Problem as problem:
    print(problem)
print(editing.dossier.text("goal"), editing.dossier.text("purpose") == "")
resource.setrlimit(resource.RLIMIT_FSIZE, (hard, hard))
editing.step("用途", [set_text("purpose", "又写得下")])
workspace.close()
"""


@pytest.mark.skipif(sys.platform == "win32", reason="limits of file size are set on Unix")
def test_a_full_disk_costs_only_the_step_it_refused(tmp_path: Path) -> None:
    path = tmp_path / "a.jixiao"
    typed(path).close()
    done = subprocess.run(
        [sys.executable, "-c", FILLING, str(path)],
        capture_output=True, cwd=Path(__file__).parents[2], check=False,
        env={**os.environ, "PYTHONUTF8": "1"},
    )  # fmt: skip
    assert done.returncode == 0, done.stderr.decode()
    said = done.stdout.decode().splitlines()
    assert "刚才的改动没有存上，以前的都在" in said[0]
    assert said[1] == "写得下 True"
    with Workspace.open(path) as workspace:
        dossier = workspace.edit(workspace.projects()[0].id).dossier
        assert (dossier.text("goal"), dossier.text("purpose")) == ("写得下", "又写得下")
        workspace.verify()
