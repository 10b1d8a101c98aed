"""Typing into the goal of a project until somebody pulls the plug; run on its own.

Every word that stood on the screen longer than the idle time is told on the output, as the clerk
would swear to it afterwards.
"""

from __future__ import annotations

import sys
from pathlib import Path
from threading import Event
from time import monotonic

from PySide6.QtWidgets import QApplication

from jixiao_desktop.gui.application import application, open_window
from tests.proofs.walk.clerk import Clerk

IDLE = 0.3
"""Seconds of typing that a power cut may cost."""


def type_on(clerk: Clerk) -> None:
    """Make a unit and a project, then write numbered words and say which are older than 300 ms."""
    clerk.key("Return")
    clerk.type("某单位")
    clerk.key("Return")
    clerk.stands_in("单位名称")
    clerk.key("Ctrl+Shift+N")
    clerk.stands_in("项目名称")
    clerk.type("某项目")
    clerk.key("Return")
    clerk.sees("项目基本情况")
    clerk.stands_in("项目名称")
    clerk.go("年度总体目标", "Return")
    written: list[tuple[float, str]] = []
    print("ready", flush=True)
    for number in range(100_000):
        word = f"w{number};" if number % 200 else f"第{number}句；"
        clerk.type(word)  # never a pause as long as the idle time
        written.append((monotonic(), word))
        Event().wait(0.01 * (number % 7))
        if number % 150 == 149:
            clerk.key("Tab", "Shift+Tab", "Ctrl+End")
            clerk.stands_in("年度总体目标")
        old = [w for at, w in written if monotonic() - at > IDLE]
        clerk.settle()
        if old:
            print(old[-1], flush=True)


if __name__ == "__main__":
    application()
    window = open_window(Path(sys.argv[1]))
    window.show()
    window.activateWindow()
    QApplication.processEvents()
    Clerk().run(type_on)
