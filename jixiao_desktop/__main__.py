"""Start: no command opens the window, a command runs without one."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence
from pathlib import Path


def main(argv: Sequence[str] | None = None) -> int:
    """Open the window, or do what the command line asks; returns the exit code."""
    words = list(sys.argv[1:] if argv is None else argv)
    if not words:
        return _window(None)
    from jixiao_desktop.cli.arguments import parsed

    wanted = parsed(words)
    if wanted.command or wanted.version:
        from jixiao_desktop.cli.run import run

        return run(words)
    if wanted.demo:
        from jixiao_desktop.selftest import demo

        return demo(Path(wanted.demo))
    if wanted.sample:
        return _window(_sample_file())
    return _window(Path(wanted.data) if wanted.data else None)


def _sample_file() -> Path:
    from jixiao_desktop.session.sample import sample_file

    return sample_file()


def _window(file: Path | None) -> int:
    gc.disable()  # until the window is painted: nothing that starting makes is garbage
    from jixiao_desktop.gui.application import run

    return run(file or _own_file())


def _own_file() -> Path:
    from jixiao_desktop.session.places import default_file, make_default_folder

    make_default_folder()
    return default_file()


if __name__ == "__main__":
    raise SystemExit(main())
