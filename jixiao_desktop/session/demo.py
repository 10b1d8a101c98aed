"""The sample's whole work without a window: fill, check, export."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from jixiao_desktop.session.check import verdict
from jixiao_desktop.session.output import export_form, file_name


def run_demo(folder: Path) -> Iterator[str]:
    """Make a sample workspace in a folder, check every project and export what is asked for."""
    from jixiao_desktop.session.sample import create_sample

    file = folder / "样例数据.jixiao"
    file.unlink(missing_ok=True)
    space = create_sample(file)
    try:
        yield f"样例数据：{file}"
        for project in space.projects():
            editing = space.edit(project.id)
            yield f"{project.name}：{verdict(editing.findings()).sentence}"
            for form in editing.forms:
                for fmt in form.formats:
                    target = folder / file_name(editing.case, form, fmt)
                    yield "  " + export_form(editing.case, form.id, target).sentence
    finally:
        space.close()
