"""Choosing from the indicator library, and where the chosen one goes."""

from __future__ import annotations

import pytest

from jixiao_desktop.catalog.indicators import LibraryIndicator, load_library
from jixiao_desktop.domain.changes import Change, LockedError, Unlock, apply
from jixiao_desktop.domain.dossier import Dossier, Unlocked, of_texts
from jixiao_desktop.session.library import class_words, put_in, search
from tests.session.projects import approved, party_school, table_of

CLASSES = {("产出", "数量"): ("产出指标\n（50分）", "数量指标")}


def named(name: str) -> LibraryIndicator:
    return next(o for f in load_library() for o in f.indicators if o.name == name)


def done(dossier: Dossier, changes: list[Change]) -> Dossier:
    for change in changes:
        dossier = apply(dossier, change)
    return dossier


@pytest.mark.parametrize(
    ("query", "name"),
    [("满意", "参训学员满意度"), ("pxbc", "举办培训班次"), ("PXBC", "举办培训班次"),
     ("培训 班次", "举办培训班次"), ("sbgz", "购置设备数量"), ("水利", "巡河次数")],
)  # fmt: skip
def test_chinese_words_initials_and_fields_of_work_find(query: str, name: str) -> None:
    assert name in [one.name for one in search(query)]


def test_nothing_is_found_for_what_is_not_there() -> None:
    assert search("航天飞机") == ()
    assert len(search("")) == sum(len(field.indicators) for field in load_library())


def test_only_the_class_asked_for_comes() -> None:
    assert {one.level2 for one in search("", ("产出指标\n（50分）", "时效指标"))} == {"时效指标"}
    benefit = search("", ("效益指标", ""))
    assert {one.level1 for one in benefit} == {"效益指标"}
    assert len({one.level2 for one in benefit}) > 2


def test_the_projects_own_field_comes_first() -> None:
    assert search("", project="农村公路养护项目")[0].field == "道路交通"
    assert search("", project="干部教育培训项目")[0].field == "培训"


def test_it_goes_behind_the_last_of_its_class_and_asks_for_the_target() -> None:
    school = party_school()
    made = done(school, put_in(table_of(school), school, "x", named("参加培训人次"), {}))
    ids = made.row_ids()
    assert ids[: ids.index("x")] == ("k1", "k2")  # the two under 数量指标
    texts = [made.text(f"indicators.x.{p}") for p in ("level1", "level2", "operator", "unit")]
    assert texts == ["产出指标", "数量指标", "≥", "人次"]
    assert made.text("indicators.x.target") == ""


def test_an_exact_or_worded_target_belongs_to_the_indicator() -> None:
    bare = of_texts(2024, {})
    for name, target in (("工程验收合格率", "100"), ("村容村貌", "明显改善")):
        made = done(bare, put_in(table_of(bare), bare, "x", named(name), {}))
        assert made.text("indicators.x.target") == target


def test_the_class_is_written_as_the_form_prints_it() -> None:
    assert class_words(named("举办培训班次"), CLASSES) == ("产出指标\n（50分）", "数量指标")
    assert class_words(named("培训合格率"), CLASSES) == ("产出指标", "质量指标")


def test_after_approval_the_list_must_be_opened_and_the_new_row_is_then_open() -> None:
    school = approved(party_school())
    one = named("参加培训人次")
    with pytest.raises(LockedError) as refused:
        done(school, put_in(table_of(school), school, "x", one, {}))
    assert refused.value.path == "indicators"
    opened = apply(school, Unlock(Unlocked("indicators", "经会议同意增加", "张三", "t")))
    made = done(opened, put_in(table_of(opened), opened, "x", one, {}))
    assert made.text("indicators.x.name") == "参加培训人次"
    assert made.locked("indicators.x.target") == ""
    assert made.locked("indicators.k1.target")
    assert {u.path: u.reason for u in made.unlocked}["indicators.x"] == "经会议同意增加"
