"""A workspace to try the program with, made from the bundled sample files."""

from __future__ import annotations

from pathlib import Path

from jixiao_desktop.catalog.loading import Catalog
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.exchange_check import read_json
from jixiao_desktop.session.places import SUFFIX, make_default_folder
from jixiao_desktop.session.workspace import Workspace

FOLDER = "samples"
NAME = "样例数据"


def sample_files() -> tuple[Path, ...]:
    """Return the bundled sample files in order."""
    return tuple(sorted((resources_root() / FOLDER).glob("*.json")))


def create_sample(path: Path, catalog: Catalog | None = None) -> Workspace:
    """Make a workspace at a new path and fill it; Problem where it cannot be made."""
    workspace = Workspace.open(path, create=True, catalog=catalog)
    try:
        for file in sample_files():
            workspace.import_exchange(read_json(file.read_bytes()), Origin.TYPED)
    except BaseException:
        workspace.close()
        raise
    return workspace


def sample_file() -> Path:
    """Return the sample workspace in the default folder; it is made when it is not there."""
    path = make_default_folder() / f"{NAME}{SUFFIX}"
    if not path.exists():
        create_sample(path).close()
    return path
