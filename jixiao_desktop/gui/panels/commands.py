"""Every command by name: its words, its keys, its place in the menu."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QActionGroup, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.works import WORKS


class Command(NamedTuple):
    """One command; the first key is the one shown."""

    name: str
    words: str
    keys: tuple[str, ...] = ()


GAP = Command("", "")
MENUS: tuple[tuple[str, tuple[Command, ...]], ...] = (
    (
        "文件(&F)",
        (
            Command("new_project", "新建项目", ("Ctrl+Shift+N",)),
            Command("carry", "从去年带入…"),
            Command("read_file", "从文件读入…", ("Ctrl+O",)),
            GAP,
            Command("switch_unit", "切换单位或年度…"),
            Command("choose_notice", "选用通知…"),
            Command("backups", "备份与恢复…"),
            Command("settings", "设置…"),
            GAP,
            Command("home", "要做的事", ("Alt+H",)),
            Command("quit", "退出", ("Ctrl+Q",)),
        ),
    ),
    (
        "编辑(&E)",
        (
            Command("undo", "撤销", ("Ctrl+Z",)),
            Command("redo", "恢复", ("Ctrl+Y", "Ctrl+Shift+Z")),
            GAP,
            Command("approve", "标记目标已批复…"),
            Command("year_end", "带入监控数…", ("Ctrl+M",)),
            Command("save", "保存（随填随存）", ("Ctrl+S",)),
            Command("search", "查找项目", ("Ctrl+F",)),
        ),
    ),
    (
        "工作(&W)",
        tuple(
            Command(f"work_{work.id}", work.title, (f"Ctrl+{number}",))
            for number, work in enumerate(WORKS, 1)
        ),
    ),
    (
        "检查(&K)",
        (
            Command("check_all", "全面检查", ("F9",)),
            Command("next_problem", "下一处问题", ("F8",)),
            Command("last_problem", "上一处问题", ("Shift+F8",)),
            Command("to_findings", "到检查结果，写说明", ("F7",)),
            GAP,
            Command("mend", "一键改正这一处", ("Shift+F7",)),
            Command("results", "检查结果…", ("Shift+F9",)),
            Command("check_files", "检查收到的文件…", ("Ctrl+Shift+O",)),
            Command("rules", "检查规则…", ("Shift+F1",)),
            GAP,
            Command("next_step", "下一步", ("Alt+Down", "Ctrl+PgDown", "Alt+J")),
            Command("last_step", "上一步", ("Alt+Up", "Ctrl+PgUp", "Alt+B")),
        ),
    ),
    (
        "输出(&O)",
        (
            Command("sheet", "看整张表", ("F6",)),
            Command("year", "项目全年", ("F5",)),
            Command("review", "核对"),
            Command("output", "导出与打印"),
            Command("print_preview", "打印预览", ("Ctrl+P",)),
            Command("export_all", "全部导出…"),
        ),
    ),
    (
        "帮助(&H)",
        (
            Command("help", "这一格怎么填", ("F1",)),
            Command("guide", "填报说明…"),
            Command("about", "关于…"),
        ),
    ),
)
ONLY_IN_PROJECT = frozenset(
    {"undo", "redo", "approve", "year_end", "next_problem", "last_problem", "to_findings",
     "mend", "next_step", "last_step", "sheet", "review", "output", "help"}
)  # fmt: skip


class Commands:
    """The actions of the window, with the menu that shows them all."""

    def __init__(self, window: QWidget, do: Callable[[str], None]) -> None:
        self.actions: dict[str, QAction] = {}
        self.menu = QMenu(window)
        for title, commands in MENUS:
            menu = self.menu.addMenu(title)
            for command in commands:
                if command is GAP:
                    menu.addSeparator()
                else:
                    menu.addAction(self._made(window, command, do))
        self.letter_group = self._letter_menu(window)

    def _made(self, window: QWidget, command: Command, do: Callable[[str], None]) -> QAction:
        action = QAction(command.words, window)
        action.setShortcuts([QKeySequence(key) for key in command.keys])
        action.setShortcutContext(Qt.ShortcutContext.WindowShortcut)
        action.setAutoRepeat(command.name in ("undo", "redo"))
        action.triggered.connect(lambda: do(command.name))
        window.addAction(action)
        self.actions[command.name] = action
        return action

    def _letter_menu(self, window: QWidget) -> QActionGroup:
        menu = self.menu.addMenu("字号(&Z)")
        group = QActionGroup(window)
        for name, words in theme().tokens.letter_names.items():
            action = QAction(words, window)
            action.setCheckable(True)
            action.setData(name)
            group.addAction(action)
            menu.addAction(action)
        return group

    def show_letters(self, name: str) -> None:
        """Tick the letter size in force."""
        for action in self.letter_group.actions():
            action.setChecked(action.data() == name)

    def show_place(self, in_project: bool) -> None:
        """Enable what makes sense where the person is."""
        for name in ONLY_IN_PROJECT & set(self.actions):
            self.actions[name].setEnabled(in_project)

    def show_steps(self, undo: str, redo: str) -> None:
        """Name the steps that 撤销 and 恢复 would take."""
        self.actions["undo"].setText(f"撤销：{undo}" if undo else "撤销")
        self.actions["redo"].setText(f"恢复：{redo}" if redo else "恢复")
