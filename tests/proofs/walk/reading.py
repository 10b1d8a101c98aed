"""What came out of a walk: the words of a PDF, the figures of an exchange file."""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest


def words_of(pdf: Path) -> str:
    """The lines of a PDF, each with its words one blank apart."""
    program = shutil.which("pdftotext")
    if program is None:
        pytest.skip("pdftotext (poppler-utils) is not installed")
    done = subprocess.run([program, "-layout", str(pdf), "-"], capture_output=True, check=True)
    lines = (" ".join(line.split()) for line in done.stdout.decode("utf-8").splitlines())
    return "".join(f"{line}\n" for line in lines if line)


def leaves(thing: Any, at: str = "") -> Iterator[tuple[str, str]]:
    """Every filled path of an exchange file with its text; blank, null and false are not filled."""
    if isinstance(thing, dict):
        for key, inner in thing.items():
            yield from leaves(inner, f"{at}.{key}" if at else key)
    elif isinstance(thing, list):
        for number, inner in enumerate(thing):
            yield from leaves(inner, f"{at}[{number}]")
    elif thing not in (None, "", False):
        yield at, str(thing)
