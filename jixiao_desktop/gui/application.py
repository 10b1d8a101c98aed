"""Starts the window: fonts and style, Qt's own words in Chinese, errors in one sentence."""

from __future__ import annotations

import gc
import logging
import sys
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import (
    QLibraryInfo,
    QLocale,
    QMessageLogContext,
    QTimer,
    QtMsgType,
    QTranslator,
    qInstallMessageHandler,
)
from PySide6.QtWidgets import QApplication

from jixiao_desktop.gui.icons import icon
from jixiao_desktop.gui.main_window import LETTERS, MainWindow
from jixiao_desktop.gui.theme import dress
from jixiao_desktop.session.workspace import Problem, Workspace

NAME = "绩效填报"
LOG_SIZE = 512 * 1024
ICON_MS = 100
"""Drawing icons needs a library of its own; it comes after the first paint."""
SETTLED_MS = 1000
"""When the window is painted, and what it and the checks need is loaded and stays for good."""
LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}
log = logging.getLogger(__name__)


def application(arguments: Sequence[str] = ()) -> QApplication:
    """Return the one QApplication, dressed and speaking Chinese."""
    app = QApplication.instance()
    if not isinstance(app, QApplication):
        # Named here, Fusion costs nothing; setStyle would load every class of styles.
        app = QApplication([NAME, "-style", "fusion", *arguments])
    elif not app.property("dressed"):
        app.setStyle("Fusion")
    if not app.property("dressed"):
        app.setApplicationName(NAME)
        app.setApplicationDisplayName(NAME)
        QLocale.setDefault(QLocale(QLocale.Language.Chinese, QLocale.Country.China))
        _speak_chinese(app)
        dress(app)
        app.setProperty("dressed", True)
    return app


def _speak_chinese(app: QApplication) -> None:
    """Give Qt's own buttons and menus their Chinese words."""
    translator = QTranslator(app)
    folder = QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)
    if translator.load("qtbase_zh_CN", folder):
        app.installTranslator(translator)


def open_window(workspace_path: Path) -> MainWindow:
    """Open a workspace in a new window; Problem with a sentence where it cannot be opened."""
    application()
    workspace = Workspace.open(workspace_path, create=not workspace_path.exists())
    return window_on(workspace)


def window_on(workspace: Workspace) -> MainWindow:
    """Show an open workspace in a window."""
    app = application()
    letters = workspace.setting(LETTERS)
    if letters:
        from jixiao_desktop.gui.theme import theme

        theme().put_on(app, letters)
    window = MainWindow(workspace)
    window.resize(1366, 768)
    window.show_home()
    QTimer.singleShot(ICON_MS, lambda: app.setWindowIcon(icon("program", "accent", 64)))
    return window


def run(workspace_path: Path, arguments: Sequence[str] = ()) -> int:
    """Run the program with a window until it is closed; return the exit code."""
    keep_log(workspace_path.parent)
    app = application(arguments)
    install_hooks()
    try:
        window = open_window(workspace_path)
    except Problem as problem:
        tell(str(problem))
        return 1
    window.show()
    window.look_after_file()
    QTimer.singleShot(SETTLED_MS, _collect_garbage_again)
    return app.exec()


def _collect_garbage_again() -> None:
    """End the pause begun by the start; what is loaded by now need never be looked at again."""
    gc.freeze()
    gc.enable()


def keep_log(folder: Path) -> None:
    """Write the log beside the data, in two small files; without it the program runs as well."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = folder / "jixiao.log"
        if file.exists() and file.stat().st_size > LOG_SIZE:
            file.replace(file.with_suffix(".old.log"))
        handler = logging.FileHandler(file, encoding="utf-8", delay=True)
    except OSError:
        return
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s %(message)s"))
    logging.getLogger().addHandler(handler)
    logging.getLogger().setLevel(logging.INFO)


def install_hooks() -> None:
    """Send Qt's messages to the log and meet every unforeseen error with one sentence."""
    qInstallMessageHandler(_qt_message)
    sys.excepthook = _unforeseen


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    del context
    logging.getLogger("qt").log(LEVELS.get(kind, logging.WARNING), message)


def _unforeseen(
    kind: type[BaseException], error: BaseException, trace: TracebackType | None
) -> None:
    if issubclass(kind, KeyboardInterrupt):
        sys.__excepthook__(kind, error, trace)
        return
    log.error("unforeseen error", exc_info=(kind, error, trace))
    if isinstance(error, Problem):
        tell(str(error))
    else:
        tell("这一步没有做成，已填的内容都已保存。可以继续填写；再次出现时，退出后重新打开程序。")


def tell(sentence: str) -> None:
    """Tell the person one sentence; nothing is lost meanwhile."""
    from PySide6.QtWidgets import QMessageBox

    app = QApplication.instance()
    if not isinstance(app, QApplication):
        return
    box = QMessageBox(app.activeWindow())
    box.setWindowTitle(NAME)
    box.setIcon(QMessageBox.Icon.Information)
    box.setText(sentence)
    box.setStandardButtons(QMessageBox.StandardButton.Ok)
    box.exec()
