"""Typing into the wizard's real pages: how long until saved and shown, and which keys wait."""

from __future__ import annotations

import random
from dataclasses import dataclass, field
from pathlib import Path
from time import perf_counter

from figures import Figure, median, p99, tell, timed
from floor import BareCommit
from material import workspace
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QWidget

from jixiao_desktop.gui.application import application, window_on
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.gui.wizard import Wizard

COMMITS, KEYS = 120, 200
SPARE, WAITED = 8.0, 16.0
PATHS = (
    ("monitoring.budget.total.spent", "项目资金页"),
    ("monitoring.goal_progress", "执行与偏差页"),
)


def press(key: Qt.Key, text: str = "") -> None:
    """One key where the keyboard is."""
    target = QApplication.focusWidget()
    assert target is not None, "nothing has the keyboard"
    for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
        event = QKeyEvent(kind, key, Qt.KeyboardModifier.NoModifier, text)
        QCoreApplication.sendEvent(target, event)


def digit(number: int) -> None:
    """Type one figure."""
    press(Qt.Key(Qt.Key.Key_0.value + number % 10), str(number % 10))


class Shown:
    """Notes when the page and the side panel showed findings."""

    def __init__(self, wizard: Wizard) -> None:
        self.times: list[float] = []
        for part in (wizard.page, wizard.findings_panel):
            self._listen(part)

    def _listen(self, part: QWidget) -> None:
        show = part.show_findings  # type: ignore[attr-defined]

        def noted(*given: object) -> None:
            show(*given)
            self.times.append(perf_counter())

        part.show_findings = noted  # type: ignore[attr-defined]


def settle() -> None:
    """Let everything that is due happen, paintings too."""
    for _ in range(3):
        QApplication.processEvents()


@dataclass
class Times:
    """Milliseconds of every commit: all of it, its parts, and the floor beside it."""

    whole: list[float] = field(default_factory=list)
    saved: list[float] = field(default_factory=list)
    shown: list[float] = field(default_factory=list)
    floor: list[float] = field(default_factory=list)


def commits(window: MainWindow, path: str, bare: BareCommit) -> Times:
    """Time from the commit of a typed text to its findings on the painted page."""
    wizard = window.wizard
    assert wizard is not None
    wizard.jump(path)
    shown, times = Shown(wizard), Times()
    for number in range(COMMITS):
        wizard.jump(path)
        settle()
        digit(number)
        before, old = len(shown.times), wizard.editing.dossier.text(path)
        begin = perf_counter()
        wizard.flush()
        saved = perf_counter()
        while len(shown.times) < before + 2:
            QApplication.processEvents()
            assert perf_counter() < begin + 10, "nothing was shown"
        QApplication.processEvents()
        end = perf_counter()
        assert wizard.editing.dossier.text(path) != old, "the key is not on disk"
        times.whole.append((end - begin) * 1000)
        times.saved.append((saved - begin) * 1000)
        times.shown.append((shown.times[before + 1] - saved) * 1000)
        times.floor.append(timed(bare))
        if number % 8 == 7:
            shorten(path, window)
    return times


def shorten(path: str, window: MainWindow) -> None:
    """Take the typed figures out again, so that the field keeps a usual length."""
    for _ in range(8):
        press(Qt.Key.Key_Backspace)
    assert window.wizard is not None
    window.wizard.flush()
    settle()


def waits(path: str, window: MainWindow) -> list[float]:
    """Milliseconds from when each key was due until it was handled, typed in a human rhythm."""
    rhythm = random.Random(1)
    assert window.wizard is not None
    window.wizard.jump(path)
    settle()
    waited: list[float] = []
    loop = QEventLoop()
    timer = QTimer()
    timer.setSingleShot(True)
    timer.setTimerType(Qt.TimerType.PreciseTimer)
    due = [perf_counter()]

    def key() -> None:
        if len(waited) % 9 == 8:
            press(Qt.Key.Key_Backspace)
        else:
            digit(len(waited))
        waited.append(max(0.0, perf_counter() - due[0]) * 1000)
        if len(waited) == KEYS:
            loop.quit()
            return
        due[0] += rhythm.choice((0.06, 0.09, 0.14, 0.305, 0.315, 0.36)) + rhythm.random() * 0.02
        timer.start(max(0, round((due[0] - perf_counter()) * 1000)))

    timer.timeout.connect(key)
    timer.start(0)
    loop.exec()
    return waited


def measured(title: str, times: Times) -> None:
    """Say what a page's commits took."""
    whole, floor = times.whole, times.floor
    parts = [w - a - b for w, a, b in zip(whole, times.saved, times.shown, strict=True)]
    tell(Figure(
        f"100 个指标，{title}：写盘并在画好的页上看到检查结果", median(whole), p99=p99(whole),
        floor=median(floor), floor_p99=p99(floor), floor_title=BareCommit.title,
        aim="p99 ≤ 底线 p99 + 8 毫秒", met=p99(whole) <= p99(floor) + SPARE,
        note=f"中位：写盘 {median(times.saved):.1f}、检查并交给页面 {median(times.shown):.1f}、"
        f"画 {median(parts):.1f}",
    ))  # fmt: skip


def main(folder: Path) -> None:
    """Measure."""
    application()
    space = workspace(folder, 1, 100)
    bare = BareCommit(folder)
    window = window_on(space)
    window.show()
    settle()
    window.open_project(space.projects()[0].id)
    for path, title in PATHS:
        measured(title, commits(window, path, bare))
    waited = waits(PATHS[0][0], window)
    late = sum(one > WAITED for one in waited)
    tell(Figure(
        f"打字：按键到处理完（{KEYS} 个键，快慢不一）", median(waited), p99=p99(waited),
        note=f"等了 16 毫秒以上的键 {late} 个，占 {late / len(waited):.1%}，"
        f"最长 {max(waited):.0f} 毫秒",
    ))  # fmt: skip
    window.close()
    bare.close()
