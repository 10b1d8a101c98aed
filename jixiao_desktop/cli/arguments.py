"""What may be typed on the command line, explained in Chinese."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from typing import Any, NoReturn

USAGE = 2
COMMANDS = (
    "forms", "check", "export", "read", "summary", "blank", "workspace", "self-test", "schema",
)  # fmt: skip


EXPORT = (
    "导出一个文件，格式看 --to 的后缀；写 --all 时每个项目一个文件，放进 --to 写的文件夹，"
    "文件名前面是序号，写不成的只占一行，其余照写。"
    "返回值：0 全部写出；2 有没写成的，或者读不成、选不定。"
)
CHECK = (
    "检查交换文件、填好的表（.xlsx、.docx 等）或数据文件，可以一次写几个，也可以写文件夹。"
    "返回值：0 没有必改；1 有必改；2 读不成（几个文件里有读不成的、其余没有必改，也是2）。"
    "几个文件一起检查时，读不成的只占一行，其余照查；JSON 里每条意见多一个 file，并有 files 一览。"
)
LAST_YEAR = "上年的文件、文件夹或数据文件，看有没有照抄上年的；数据文件里有上年的，不写也对照"
CHECK_TO = "把检查结果另写成 .xlsx、.docx 或 .pdf，可打印"


class Parser(argparse.ArgumentParser):
    """An argument parser whose faults are one Chinese sentence and exit code 2."""

    def error(self, message: str) -> NoReturn:
        """Say what is wrong with the words typed, and how to see the help."""
        print(
            f"命令写得不完整或有错：{_in_chinese(message)}。用 {self.prog} --help 看用法。",
            file=sys.stderr,
        )
        raise SystemExit(USAGE)


def _in_chinese(message: str) -> str:
    words = (
        ("the following arguments are required:", "还要写上"),
        ("unrecognized arguments:", "不认识"),
        ("expected one argument", "后面要跟一个值"),
        ("invalid choice:", "没有这个选择"),
        ("(choose from", "（可用的有"),
        ("argument ", ""),
        ("invalid int value:", "应是整数"),
        ("expected at least one argument", "后面至少要跟一个值"),
    )
    for english, chinese in words:
        message = message.replace(english, chinese)
    return message


def _choices(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--project", default="", metavar="名称", help="多个项目时选哪一个")
    parser.add_argument("--unit", default="", metavar="名称", help="多个单位时选哪一个")
    parser.add_argument("--year", type=int, default=None, metavar="年度", help="多个年度时选哪一个")
    parser.add_argument("--as-of", default="", metavar="日期", help="时点，例如 2024-07-31")
    parser.add_argument("--edition", default="", metavar="地区-年", help="指定表样版本")
    parser.add_argument("--notice", default="", metavar="编号", help="指定通知")


def parser() -> Parser:
    """Return the parser of every command."""
    top = Parser(prog="jixiao", description="预算绩效填报。不带参数打开窗口。", add_help=True)
    top.add_argument("--sample", action="store_true", help="在样例数据上打开窗口")
    top.add_argument("--demo", default="", metavar="文件夹", help="不开窗口，把样例办完并截图")
    top.add_argument("--data", default="", metavar="数据文件", help="打开指定的数据文件")
    top.add_argument("--version", action="store_true", help="显示版本")
    commands = top.add_subparsers(dest="command", metavar="命令", parser_class=Parser)
    _simple_commands(commands)
    _file_commands(commands)
    return top


def _simple_commands(commands: Any) -> None:
    forms = commands.add_parser("forms", help="列出全部表和报告")
    forms.add_argument("--json", action="store_true", help="输出 JSON")
    blank = commands.add_parser("blank", help="导出空表")
    blank.add_argument("form", metavar="表")
    blank.add_argument("--to", required=True, metavar="文件")
    _choices(blank)
    commands.add_parser("self-test", help="自检：表样、字体、界面、存储、导出、读回")
    schema = commands.add_parser("schema", help="导出交换格式的 JSON Schema")
    schema.add_argument("--to", required=True, metavar="文件")
    space = commands.add_parser("workspace", help="数据文件")
    space.add_argument(
        "action", choices=("list", "import", "export", "verify", "backup", "restore"),
        metavar="动作",
    )  # fmt: skip
    space.add_argument("file", metavar="数据文件")
    space.add_argument("inputs", nargs="*", metavar="文件")
    space.add_argument("--to", default="", metavar="文件")
    _choices(space)


def _file_commands(commands: Any) -> None:
    check = commands.add_parser("check", help="检查", description=CHECK)
    check.add_argument("inputs", nargs="+", metavar="文件或文件夹")
    check.add_argument("--json", action="store_true", help="输出 JSON")
    check.add_argument("--to", default="", metavar="文件", help=CHECK_TO)
    check.add_argument("--last-year", default="", metavar="文件", help=LAST_YEAR)
    _choices(check)
    export = commands.add_parser("export", help="导出表或报告", description=EXPORT)
    export.add_argument("input", metavar="文件")
    export.add_argument("--form", required=True, metavar="表")
    export.add_argument("--to", required=True, metavar="文件")
    export.add_argument("--all", action="store_true", help="每个项目一个文件，--to 写文件夹")
    kinds = "与 --all 一起：xlsx、docx 或 pdf"
    export.add_argument("--format", default="", metavar="格式", help=kinds)
    export.add_argument("--charts", action="store_true", help="报告里加图表")
    _choices(export)
    read = commands.add_parser("read", help="读入填好的表，写成交换文件")
    read.add_argument("input", metavar="文件")
    read.add_argument("--to", required=True, metavar="文件.json")
    _choices(read)
    summary = commands.add_parser("summary", help="汇总多个单位的文件")
    summary.add_argument("inputs", nargs="+", metavar="文件")
    summary.add_argument("--to", required=True, metavar="文件.xlsx")


def parsed(argv: Sequence[str]) -> argparse.Namespace:
    """Read the words typed; a fault exits with 2 and one sentence."""
    return parser().parse_args(list(argv))
