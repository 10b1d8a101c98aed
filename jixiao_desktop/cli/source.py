"""What IN means: an exchange file, a filled official file or a workspace, made one case."""

from __future__ import annotations

import argparse
from pathlib import Path

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.handed_in import Source, Wanted, one_source


def wanted_of(words: argparse.Namespace) -> Wanted:
    """Return what the options choose where IN holds several."""
    return Wanted(words.project, words.unit, words.year, words.as_of, words.edition, words.notice)


def read_source(path: Path, words: argparse.Namespace) -> Source:
    """Read IN; Problem says in one sentence why it cannot be read or what to choose."""
    return one_source(path, load_catalog(), wanted_of(words))
