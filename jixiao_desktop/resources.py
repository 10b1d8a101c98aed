"""Where the program's data files are: frozen, source tree, installed."""

from __future__ import annotations

import sys
from functools import cache
from pathlib import Path


@cache
def resources_root() -> Path:
    """Return the folder that holds forms, notices, fonts, style and icons."""
    frozen = getattr(sys, "_MEIPASS", None)
    if frozen:
        return Path(frozen) / "resources"
    here = Path(__file__).resolve().parent
    source = here.parent / "resources"
    # An editable install also holds a stale copy, so the source tree comes first.
    return source if (source / "dictionary.toml").is_file() else here / "_resources"
