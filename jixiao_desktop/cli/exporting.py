"""``export``: one official file, or with ``--all`` one for every project into a folder."""

from __future__ import annotations

import argparse
import sys
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.forms import UNIT, Form
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.cli.source import read_source
from jixiao_desktop.session.handed_in import Source, one_project
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.session.case import Case

OK, NOT_ALL = 0, 2


def export(wanted: argparse.Namespace) -> int:
    """Write the official file, findings or not."""
    source = read_source(Path(wanted.input), wanted)
    for note in source.notes:
        print(note, file=sys.stderr)
    source = replace(source, case=replace(source.case, charts=wanted.charts))
    form = source.case.form(wanted.form, wanted.edition)
    if wanted.all:
        return _every(source.case, form, wanted)
    if wanted.format:
        raise Problem("--format 只与 --all 一起用；导出一个文件时，格式看 --to 写的后缀。")
    return _one(source, form, wanted)


def _one(source: Source, form: Form | Report, wanted: argparse.Namespace) -> int:
    from jixiao_desktop.session.output import export_form

    whole, found = form.scope == UNIT, source.case.dossiers
    single = not whole and (isinstance(form, Form) or not form.several or not found)
    if wanted.project or single:
        source = one_project(source)
    report = export_form(source.case, wanted.form, Path(wanted.to), wanted.edition)
    for note in report.notes:
        print(note)
    print(report.sentence)
    return OK


def _every(case: Case, form: Form | Report, wanted: argparse.Namespace) -> int:
    """Write one file per project; a fault is told and the rest goes on; 2 where one was not."""
    from jixiao_desktop.session.outgoing import Names, Outgoing, Tally, digits

    folder, fmt = Path(wanted.to), wanted.format or form.formats[0]
    if fmt not in form.formats:
        raise Problem(f"{form.title}不能导出为 {fmt}，可以用：{'、'.join(form.formats)}。")
    if folder.is_file():
        raise Problem(f"“{folder.name}”是文件，不是文件夹。--all 的 --to 写一个文件夹。")
    whole = form.scope == UNIT
    cases = [case] if whole else [case.only(one) for one in case.dossiers]
    if not cases:
        raise Problem("文件里没有项目。先在程序里新建项目，或换一个文件。")
    names = Names(folder, keep=False, width=0 if whole else digits(len(cases)))
    tally = Tally(total=len(cases))
    try:
        for at, one in enumerate(cases, 1):
            file = Outgoing(partial(_same, one), form, fmt, names, number=0 if whole else at)
            faults = len(tally.failed)
            said = tally.take(file)
            out = sys.stderr if len(tally.failed) > faults else sys.stdout
            print(f"{at}/{len(cases)} {said}", file=out, flush=True)
    except KeyboardInterrupt:
        print("已停下，写出的文件都是完整的。", file=sys.stderr)
    print(f"{tally.sentence}文件夹：{folder}")
    return OK if len(tally.written) == len(cases) else NOT_ALL


def _same(case: Case) -> Case:
    return case
