"""Run one command; people never see a traceback."""

from __future__ import annotations

import argparse
import logging
import sys
from collections.abc import Callable, Sequence

from jixiao_desktop import __version__
from jixiao_desktop.catalog.loading import UnknownError
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.cli import commands
from jixiao_desktop.cli.arguments import parsed
from jixiao_desktop.session.problem import Problem

UNREADABLE = 2


def run(argv: Sequence[str]) -> int:
    """Run the command line; 0 done, 1 findings that must be mended, 2 could not be done."""
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    logging.getLogger().addHandler(logging.NullHandler())
    wanted = parsed(argv)
    if wanted.version:
        print(f"jixiao {__version__}")
        return 0
    try:
        return _command(wanted.command)(wanted)
    except (Problem, CatalogError, UnknownError) as problem:
        print(str(problem), file=sys.stderr)
    except KeyboardInterrupt:
        print("已停止，没有写出文件。", file=sys.stderr)
    except Exception:
        logging.getLogger(__name__).exception("command failed")
        print("程序内部出错，没有写出文件。请把操作步骤告诉维护人员。", file=sys.stderr)
    return UNREADABLE


def _command(name: str) -> Callable[[argparse.Namespace], int]:
    if name == "workspace":
        from jixiao_desktop.cli.workspaces import workspace

        return workspace
    if name == "check":
        from jixiao_desktop.cli.checking import check

        return check
    if name == "export":
        from jixiao_desktop.cli.exporting import export

        return export
    return {
        "forms": commands.forms,
        "read": commands.read,
        "summary": commands.summary,
        "blank": commands.blank,
        "self-test": commands.self_test,
        "schema": commands.schema,
    }[name]
