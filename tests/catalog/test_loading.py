from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import (
    Catalog,
    UnknownError,
    laid_over,
    load_catalog,
    use_of,
    words_for,
)
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.resources import resources_root

FORM = """
id = "{id}"
title = "某表"
basis = "某文"
stage = "monitoring"
blank = "blank.xlsx"
sheet = "表"
[[section]]
id = "one"
title = "一"
{body}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    words = (resources_root() / "dictionary.toml").read_text(encoding="utf-8")
    (tmp_path / "dictionary.toml").write_text(words, encoding="utf-8")
    return tmp_path


def put_form(root: Path, body: str, name: str = "some-form", folder: str = "2020") -> Catalog:
    place = root / "forms" / name / folder
    place.mkdir(parents=True)
    text = FORM.format(id="some-form", body=body)
    (place / "form.toml").write_text(text, encoding="utf-8")
    return Catalog(root)


def put_notice(root: Path, text: str, name: str = "one") -> Catalog:
    place = root / "notices" / name / "2024"
    place.mkdir(parents=True)
    (place / "notice.toml").write_text(text, encoding="utf-8")
    return Catalog(root)


def test_every_published_form_loads() -> None:
    forms = load_catalog().forms()
    assert {f.id for f in forms} >= {"monitoring-table", "self-evaluation-table"}
    for form in forms:
        assert form.formats == ("xlsx", "docx", "pdf")
        assert form.required()


def test_the_newest_edition_not_later_than_the_year_is_taken(root: Path) -> None:
    place = '[[section.field]]\npath = "name"\ncell = "A1"\n'
    put_form(root, place, folder="2019")
    catalog = put_form(root, place, folder="2022")
    assert catalog.form("some-form", year=2021).year == 2019
    assert catalog.form("some-form", year=2024).year == 2022
    assert catalog.form("some-form").year == 2022
    assert catalog.form("some-form", year=2000).year == 2022
    assert catalog.form("some-form", edition="national-2019").year == 2019


def test_an_unknown_form_or_edition_lists_what_there_is() -> None:
    with pytest.raises(UnknownError) as fault:
        load_catalog().form("no-such-form")
    assert "monitoring-table" in str(fault.value)
    with pytest.raises(UnknownError, match="版本"):
        load_catalog().form("monitoring-table", edition="moon-1999")
    with pytest.raises(UnknownError, match="通知"):
        load_catalog().notice("no-such-notice")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ('[[section.field]]\npath = "nothing.here"\ncell = "A1"\n', "字段总表"),
        ('[[section.field]]\npath = "name"\ncell = "1A"\n', "单元格"),
        ('[[section.field]]\ncell = "A1"\n', "path"),
        ('[[section.field]]\ncomputed = "magic"\ncell = "A1"\n', "计算"),
        ('layout = "spiral"\n', "版式"),
        ('colour = "red"\n', "colour"),
        (
            '[section.rows]\neach="indicators"\nfirst=1\nlast=2\nmodel=1\n'
            '[[section.rows.column]]\npath="name"\n',
            "哪一列",
        ),
        (
            '[section.rows]\neach="indicators"\nfirst=1\nlast=2\nmodel=1\n'
            'group=[{path="nothing",column="B"}]\ncolumn=[]\n',
            "字段总表",
        ),
        (
            '[section.rows]\neach="indicators"\nfirst=1\nlast=2\nmodel=1\n'
            '[[section.rows.column]]\ncomputed="magic"\ncolumn="B"\n',
            "计算",
        ),
    ],
)
def test_a_faulty_form_names_the_key(root: Path, body: str, words: str) -> None:
    with pytest.raises(CatalogError, match=words):
        put_form(root, body).forms()


def test_a_form_must_be_named_like_its_folder(root: Path) -> None:
    with pytest.raises(CatalogError, match="文件夹"):
        put_form(root, "", name="other-form").forms()
    with pytest.raises(CatalogError, match="年份"):
        put_form(root, "", folder="new").form("some-form")


def test_the_notice_of_the_county_gives_time_point_and_headings() -> None:
    catalog = load_catalog()
    notice = catalog.notice("yuancai-2023-432", 2023)
    form = catalog.form("monitoring-table", year=2023)
    words = words_for(notice, form, 2023, None)
    assert words["window"] == "1-7月"
    assert words["due"] == "8月30日"
    assert words["name"] == "附件2"
    assert notice.time_point("self_evaluation") is None
    settings = catalog.settings_for(notice, form, 2023)
    assert settings.as_of == date(2023, 7, 31)
    assert settings.rate_denominator == "initial"
    assert settings.basis == "源财〔2023〕432号"


def test_a_standing_notice_moves_to_the_year_of_the_dossier() -> None:
    notice = load_catalog().notice("", 2026)
    assert notice.time_point("monitoring") == date(2026, 7, 31)
    assert notice.due == date(2026, 8, 31)
    assert load_catalog().notice("sample", 2027).title.count("2027年度") == 1


def test_the_self_evaluation_divides_by_the_revised_budget() -> None:
    catalog = load_catalog()
    form = catalog.form("self-evaluation-table", year=2024)
    settings = catalog.settings_for(catalog.notice("", 2024), form, 2024)
    assert settings.rate_denominator == "revised"
    assert settings.stage == "self_evaluation"


NOTICE = """
id = "one"
title = "通知"
year = 2024
basis = "某文"
due = 2024-02-29
any_year = true
[as_of]
monitoring = 2024-10-31
[settings]
red_below = "0.5"
reason_length = 6
tree = "four"
[[form]]
id = "monitoring-table"
title = "县里的表名"
headings = { H5 = "截至{window}" }
"""


def test_a_notice_is_data_laid_over_a_form(root: Path) -> None:
    catalog = put_notice(root, NOTICE)
    notice = catalog.notice("one")
    national = load_catalog().form("monitoring-table")
    assert isinstance(national, Form)
    over = laid_over(national, notice)
    assert dict(over.headings)["H5"] == "截至{window}"
    assert dict(over.headings)["A1"] == "{title}"
    assert words_for(notice, over, 2024, None)["title"] == "县里的表名"
    assert words_for(notice, over, 2024, None)["window"] == "1-10月"
    settings = catalog.settings_for(notice, over, 2024)
    assert (settings.red_below, settings.reason_length) == (Decimal("0.5"), 6)
    assert catalog.notice("one", 2025).due == date(2025, 2, 28)
    assert use_of(notice, load_catalog().form("self-evaluation-table")).name == ""


def test_a_notice_may_bring_its_own_blank(root: Path) -> None:
    place = root / "notices" / "one" / "2024"
    place.mkdir(parents=True)
    (place / "county.xlsx").write_bytes(b"x")
    text = NOTICE + 'blank = "county.xlsx"\ndue = 2024-08-01\n'
    (place / "notice.toml").write_text(text, encoding="utf-8")
    form = load_catalog().form("monitoring-table")
    assert isinstance(form, Form)
    over = laid_over(form, Catalog(root).notice("one"))
    assert over.blank_file == place / "county.xlsx"


def test_a_notice_from_a_stick_joins_the_others(tmp_path: Path) -> None:
    (tmp_path / "notice.toml").write_text(NOTICE, encoding="utf-8")
    catalog = Catalog(resources_root(), (tmp_path,))
    assert {n.id for n in catalog.notices()} >= {"one", "national"}


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("due = 2024-02-29", 'due = "soon"', "日期"),
        ('red_below = "0.5"', 'red_below = "half"', "数字"),
        ("reason_length = 6", 'reason_length = "six"', "数字"),
        ('tree = "four"', 'colour = "four"', "设置"),
        ('title = "县里的表名"', 'blank = "gone.xlsx"', "空表"),
        ('basis = "某文"\n', "", "basis"),
    ],
)
def test_a_faulty_notice_names_the_key(root: Path, old: str, new: str, words: str) -> None:
    with pytest.raises(CatalogError, match=words):
        put_notice(root, NOTICE.replace(old, new)).notices()
