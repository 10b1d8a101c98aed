"""The ``check`` command: one file as other programs rely on it, or everything handed in."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.cli.commands import say
from jixiao_desktop.cli.source import read_source, wanted_of
from jixiao_desktop.session.handed_in import (
    Batch,
    PerSubject,
    Source,
    files_of,
    is_data_file,
)
from jixiao_desktop.session.problem import Problem

if TYPE_CHECKING:
    from jixiao_desktop.session.check_report import CheckReport, UnitChecked

OK, MUST_FIX, UNREADABLE = 0, 1, 2


@dataclass
class Checked:
    """What was checked: as told to people, and as data for other programs."""

    parts: list[UnitChecked] = field(default_factory=list)
    unread: list[Problem] = field(default_factory=list)
    files: list[str] = field(default_factory=list)
    data: list[dict[str, Any]] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)

    def take(self, source: Source, found: PerSubject, file: Path, *, several: bool) -> None:
        """Keep what was found in one source."""
        from jixiao_desktop.session.check import to_json
        from jixiao_desktop.session.check_report import unit_checked

        self.parts.append(unit_checked(source.case, found, file.name))
        told = to_json(source.case, found, source.positions)
        if source.rows:
            from jixiao_desktop.session.summary_rows import (
                check_rows,
                summary_checked,
                with_rows,
            )

            rows = check_rows(source.rows, source.case)
            self.parts.append(summary_checked(rows, source.case, file.name))
            told = with_rows(told, [findings for _, findings in rows])
        if several:
            told["findings"] = [{"file": str(file), **one} for one in told["findings"]]
        self.data.append(told)
        self.notes += [f"{file.name}：{note}" if several else note for note in source.notes]


def check(words: argparse.Namespace) -> int:
    """Print the findings of IN and write them where asked; 1 where something must be mended."""
    places = [Path(one) for one in words.inputs]
    target = _target(words.to, places)
    several = len(places) > 1 or places[0].is_dir()
    together = several or _all_units(places[0], words)
    done = _many(places, words, target) if together else _one(places[0], words)
    report = _report(done)
    if words.json:
        told = done.data[0] if not several else _together(done, report)
        print(json.dumps(told, ensure_ascii=False, indent=1))
    say(done.notes)
    _print(report, target, quiet=words.json)
    if report.verdict.must_fix:
        return MUST_FIX
    return UNREADABLE if done.unread else OK


def _target(to: str, places: Sequence[Path]) -> Path | None:
    """Return where to write; what cannot be is told before any work is done."""
    from jixiao_desktop.session.check_pages import checked_ending

    if to:
        checked_ending(Path(to))
        if Path(to).resolve() in [place.resolve() for place in places]:
            raise Problem(f"“{Path(to).name}”就是要检查的文件，检查结果请换一个名字写。")
    return Path(to) if to else None


def _all_units(place: Path, words: argparse.Namespace) -> bool:
    """Tell whether all units of a data file are meant; as data they would need a choice."""
    if words.json or not place.is_file():
        return False
    return is_data_file(place)


def _one(place: Path, words: argparse.Namespace) -> Checked:
    done, batch = Checked(), Batch()
    batch.take(place, [read_source(place, words)])
    done.notes += _beside_last_year(batch, words)
    for source, found in batch.check(place):
        done.take(source, found, place, several=False)
    return done


def _many(places: Sequence[Path], words: argparse.Namespace, target: Path | None) -> Checked:
    """Check all files of some places; the last result, where it lies among them, is passed over."""
    done, batch = Checked(), Batch()
    catalog, wanted = load_catalog(), wanted_of(words)
    for file in files_of(places):
        if isinstance(file, Problem):
            done.unread.append(file)
            continue
        if target is not None and file.resolve() == target.resolve():
            continue
        try:
            batch.read(file, catalog, wanted)
        except Problem as problem:
            done.unread.append(Problem(f"{file.name}：{problem}"))
    done.notes += _beside_last_year(batch, words)
    for file in batch.files:
        done.files.append(str(file))
        for source, found in batch.check(file):
            done.take(source, found, file, several=True)
    if not done.files:
        raise Problem("\n".join(map(str, done.unread)) or "没有可以检查的文件。")
    return done


def _beside_last_year(batch: Batch, words: argparse.Namespace) -> list[str]:
    """Hold what was read against the year before that was given; say where nothing fits."""
    if not words.last_year:
        return []
    from jixiao_desktop.session.year_before import read_formers

    place = Path(words.last_year)
    formers = read_formers(place, load_catalog())
    batch.remember(formers)
    said = batch.useless(formers, place.name)
    return [said] if said else []


def _report(done: Checked) -> CheckReport:
    from jixiao_desktop.session.check_report import Unread, report_on

    unread = (Unread(*_split(str(problem))) for problem in done.unread)
    return report_on(done.parts, unread, done.notes)


def _split(sentence: str) -> tuple[str, str]:
    file, colon, why = sentence.partition("：")
    return (file, why) if colon else ("", sentence)


def _together(done: Checked, report: CheckReport) -> dict[str, Any]:
    counted = report.verdict
    return {
        "verdict": {
            "must_fix": counted.must_fix, "explain": counted.explain, "hint": counted.hint,
        },
        "findings": [finding for told in done.data for finding in told["findings"]],
        "files": [
            *({"file": file, "read": True} for file in done.files),
            *({"file": one.file, "read": False, "why": one.why} for one in report.unread),
        ],
    }  # fmt: skip


def _print(report: CheckReport, target: Path | None, *, quiet: bool) -> None:
    from jixiao_desktop.session.check_report import plain_lines

    say([f"没有读成 {one.file}：{one.why}" for one in report.unread])
    if not quiet:
        for line in plain_lines(report) if target is None else ():
            print(line)
        print(report.sentence if report.projects else "文件里没有项目，没有检查任何内容。")
    if target is not None:
        from jixiao_desktop.session.check_pages import write_check_report

        written = write_check_report(report, target).sentence
        print(written, file=sys.stderr if quiet else sys.stdout)
