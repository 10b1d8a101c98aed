"""The catalogue: every form, report and notice, read when first asked for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from datetime import date
from decimal import Decimal
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.notice_loading import load_notice
from jixiao_desktop.catalog.notices import FormUse, Notice
from jixiao_desktop.domain.months import window
from jixiao_desktop.resources import resources_root

if TYPE_CHECKING:
    from jixiao_desktop.catalog.dictionary import Dictionary
    from jixiao_desktop.catalog.forms import Form
    from jixiao_desktop.catalog.reports import Report
    from jixiao_desktop.domain.settings import Settings

NATIONAL = "national"


class UnknownError(KeyError):
    """Something was asked for that the catalogue does not hold; the text says what there is."""

    def __str__(self) -> str:
        return str(self.args[0])


class Catalog:
    """All that offices published and the program carries; immutable, read lazily."""

    def __init__(self, root: Path, extra_notices: tuple[Path, ...] = ()) -> None:
        self.root = root
        self._extra = extra_notices

    @cached_property
    def dictionary(self) -> Dictionary:
        """The one list of fields."""
        from jixiao_desktop.catalog.dictionary import load_dictionary

        return load_dictionary(self.root / "dictionary.toml")

    @cached_property
    def _form_files(self) -> tuple[Path, ...]:
        return tuple(sorted(self.root.glob("forms/*/*/form.toml")))

    @cached_property
    def _report_files(self) -> tuple[Path, ...]:
        return tuple(sorted(self.root.glob("reports/*/*/outline.toml")))

    def forms(self) -> tuple[Form, ...]:
        """Return every edition of every table."""
        return tuple(self._form(file) for file in self._form_files)

    def reports(self) -> tuple[Report, ...]:
        """Return every edition of every report."""
        return tuple(self._report(file) for file in self._report_files)

    @cache  # noqa: B019  catalogues live as long as the program
    def _form(self, file: Path) -> Form:
        from jixiao_desktop.catalog.form_loading import load_form

        return load_form(file, self.dictionary)

    @cache  # noqa: B019
    def _report(self, file: Path) -> Report:
        from jixiao_desktop.catalog.report_loading import load_report

        return load_report(file.parent)

    @cached_property
    def ids(self) -> tuple[str, ...]:
        """Ids of all forms and reports."""
        files = (*self._form_files, *self._report_files)
        return tuple(dict.fromkeys(file.parent.parent.name for file in files))

    def form(self, form_id: str, *, year: int | None = None, edition: str = "") -> Form | Report:
        """Return the asked edition, else the newest whose year is not later than ``year``.

        Where no edition is asked for, the national one stands before those of an area.
        """
        files = [f for f in self._form_files if f.parent.parent.name == form_id]
        made: list[Form | Report] = [self._form(f) for f in files]
        if not made:
            made = [self._report(f) for f in self._report_files if f.parent.parent.name == form_id]
        if not made:
            raise UnknownError(f"没有“{form_id}”这种表或报告，可用的有：{'、'.join(self.ids)}。")
        if edition:
            made = [m for m in made if edition in (m.edition, f"{m.edition}-{m.year}")]
            if not made:
                raise UnknownError(f"“{form_id}”没有“{edition}”这个版本。")
        else:
            made = [m for m in made if m.edition == NATIONAL] or made
        fitting = [m for m in made if year is None or m.year <= year] or made
        return max(fitting, key=lambda m: m.year)

    @cached_property
    def _notices(self) -> dict[str, Notice]:
        files = sorted(self.root.glob("notices/*/*/notice.toml"))
        for folder in self._extra:
            files += sorted(folder.glob("**/notice.toml"))
        read = [load_notice(file) for file in files]
        return {notice.id: notice for notice in read}

    def notices(self) -> tuple[Notice, ...]:
        """Return all notices: those bundled and those imported."""
        return tuple(self._notices.values())

    @cache  # noqa: B019
    def _own_notice(self, notice_id: str) -> Notice | None:
        """Read a bundled notice from the folder of its name: the start needs no other."""
        if self._extra or Path(notice_id).name != notice_id:
            return None
        files = sorted((self.root / "notices" / notice_id).glob("*/notice.toml"))
        return next((one for one in map(load_notice, files[-1:]) if one.id == notice_id), None)

    def notice(self, notice_id: str = "", year: int | None = None) -> Notice:
        """Return a notice ("": the national one), moved to the dossier's year where it is plain."""
        wanted = notice_id or NATIONAL
        found = self._own_notice(wanted) or self._notices.get(wanted)
        if found is None:
            raise UnknownError(f"没有编号为“{wanted}”的通知，可先从文件导入通知。")
        return in_year(found, year or found.year) if found.any_year else found

    def settings_for(
        self, notice: Notice, form: Form | Report | None, year: int, stage: str = ""
    ) -> Settings:
        """Return the settings in force: defaults, then the form's edition, then the notice's."""
        from jixiao_desktop.catalog.forms import Form
        from jixiao_desktop.domain.settings import Settings

        stage = stage or (form.stage if form else "monitoring")
        texts = {**dict(form.settings if form else ()), **dict(notice.settings)}
        plain = Settings(
            year=year,
            stage=stage,
            as_of=notice.time_point(stage),
            required=form.required() if isinstance(form, Form) else (),
            rules_off=frozenset(notice.rules_off),
            rules_hint=frozenset(notice.rules_hint),
            basis=notice.basis,
            notice_title=notice.title,
        )
        return replace(plain, **_typed(tuple(texts.items())))  # type: ignore[arg-type]


@lru_cache(64)  # asked for at every key
def _typed(texts: tuple[tuple[str, str], ...]) -> Mapping[str, object]:
    """Turn setting texts into the types that Settings declares."""
    from jixiao_desktop.domain.settings import Settings

    kinds = {field.name: str(field.type) for field in fields(Settings)}
    made: dict[str, object] = {}
    for key, text in texts:
        if kinds[key] == "Decimal":
            made[key] = Decimal(text)
        elif kinds[key] == "int":
            made[key] = int(text)
        else:
            made[key] = text
    return made


def in_year(notice: Notice, year: int) -> Notice:
    """Move a plain notice's dates to a dossier's year; the due date keeps its distance."""
    shift = year - notice.year
    return replace(
        notice,
        year=year,
        title=notice.title.replace("{year}", str(year)),
        due=_moved(notice.due, shift),
        as_of=tuple((stage, _moved(day, shift) or day) for stage, day in notice.as_of),
        forms=tuple(replace(use, due=_moved(use.due, shift)) for use in notice.forms),
    )


def _moved(day: date | None, years: int) -> date | None:
    if day is None:
        return None
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return day.replace(year=day.year + years, day=28)


def use_of(notice: Notice, form: Form | Report) -> FormUse:
    """Return what the notice says of a form; an empty use where it does not name it."""
    return next((use for use in notice.forms if use.id == form.id), FormUse(form.id))


def words_for(notice: Notice, form: Form | Report, year: int, as_of: date | None) -> dict[str, str]:
    """Return the words that headings, outlines and file names take: year, window, title, dates."""
    moment = as_of or notice.time_point(form.stage)
    use = use_of(notice, form)
    due = use.due or notice.due
    return {
        "year": str(year),
        "window": window(moment) if moment else "全年",
        "title": use.title or form.title,
        "name": use.name or form.short,
        "as_of": f"{moment.year}年{moment.month}月{moment.day}日" if moment else "",
        "month_day": f"{moment.month}月{moment.day}日" if moment else "",
        "due": f"{due.month}月{due.day}日" if due else "",
    }


def laid_over(form: Form, notice: Notice) -> Form:
    """Return the form with the notice's headings and blank laid over it."""
    use = use_of(notice, form)
    headings = {**dict(form.headings), **dict(use.headings)}
    if use.blank is None:
        return replace(form, headings=tuple(headings.items()))
    return replace(
        form, headings=tuple(headings.items()), folder=use.blank.parent, blank=use.blank.name
    )


@cache
def load_catalog(root: Path | None = None, extra_notices: tuple[Path, ...] = ()) -> Catalog:
    """Return the catalogue of a resources folder; one per folder and set of imported notices."""
    return Catalog(root or resources_root(), extra_notices)
