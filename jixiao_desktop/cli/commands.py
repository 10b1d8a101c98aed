"""One function per command; each prints its result and returns the exit code."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.problem import Problem

OK = 0


def forms(wanted: argparse.Namespace) -> int:
    """List every form and report: id, title, editions, formats."""
    catalog = load_catalog()
    everything: list[Form | Report] = [*catalog.forms(), *catalog.reports()]
    rows = [_row([one for one in everything if one.id == form_id]) for form_id in catalog.ids]
    if wanted.json:
        print(json.dumps(rows, ensure_ascii=False, indent=1))
        return OK
    for row in rows:
        print(*(v if isinstance(v, str) else "、".join(v) for v in row.values()), sep="\t")
    return OK


def _row(editions: list[Form | Report]) -> dict[str, str | list[str]]:
    first = editions[0]
    return {
        "id": first.id,
        "title": first.title,
        "editions": [f"{one.edition}-{one.year}" for one in editions],
        "formats": list(first.formats),
    }


def say(notes: Sequence[str]) -> None:
    """Tell beside the result, so that JSON stays JSON."""
    for note in notes:
        print(note, file=sys.stderr)


def blank(wanted: argparse.Namespace) -> int:
    """Write the empty official form."""
    from datetime import date

    from jixiao_desktop.session.case import empty_case
    from jixiao_desktop.session.output import blank_form

    case = empty_case(load_catalog(), wanted.notice, wanted.year or date.today().year)
    report = blank_form(case, wanted.form, Path(wanted.to), wanted.edition)
    print(f"空表已写出：{report.path.name}")
    return OK


def read(wanted: argparse.Namespace) -> int:
    """Read a filled official file into an exchange file, and say what was understood."""
    from jixiao_desktop.session.intake import official_as_exchange, write_exchange

    path, target = Path(wanted.input), Path(wanted.to)
    if not path.is_file():
        raise Problem(f"找不到文件“{path.name}”。看看文件名和文件夹写得对不对。")
    if target.suffix.lower() != ".json":
        raise Problem(f"读出的内容要写成 .json 文件，“{target.name}”换一个后缀再试。")
    data, notes = official_as_exchange(path, load_catalog(), year=wanted.year)
    write_exchange(data, target)
    for note in notes:
        print(note)
    print(f"读懂的内容已写成交换文件：{target.name}")
    return OK


def summary(wanted: argparse.Namespace) -> int:
    """Say that the summary table is not part of this edition."""
    raise Problem("这个版本还不能汇总多个单位的文件；先用 check 逐个检查。")


def self_test(wanted: argparse.Namespace) -> int:
    """Prove the installed program, one line per part."""
    from jixiao_desktop.selftest import run

    return run()


def schema(wanted: argparse.Namespace) -> int:
    """Write the JSON Schema of the exchange format."""
    from jixiao_desktop.catalog.schema import schema_text
    from jixiao_desktop.session.output import put_file

    target = Path(wanted.to)
    text = schema_text(load_catalog().dictionary)
    put_file(target, text.encode("utf-8"), lambda path: None)
    print(f"交换格式的说明已写出：{target.name}")
    return OK
