"""The law of every table: filled, written, read back – equal in typed value on what it shows."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pages import EXAMPLES, MONITORING, SELF_EVALUATION, Filled, example, laid_out

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.domain import funds
from jixiao_desktop.domain.derived import shown_text
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.kinds import split_ticks
from jixiao_desktop.domain.money import read_money
from jixiao_desktop.domain.target import read_target
from jixiao_desktop.export.docx_table import read_back_docx, write_docx_table
from jixiao_desktop.export.xlsx import read_back_xlsx, write_xlsx
from jixiao_desktop.grid.compare import compare
from jixiao_desktop.grid.numbers import exact_number
from jixiao_desktop.grid.sheet import Grid
from jixiao_desktop.grid.texts import class_key, writable
from jixiao_desktop.reading.official import Understood, read_official

LETTERS = "项目绩效指标完成率张李·“”，。、；（）—…/=+-@<>&'\"_x0041\n\t 1234567890.%abcZ"
RARE = "𠀀𪚥𰻞ᠮᠣᠩᠭᠣᠯئۇيغۇر😀\x0b"
TEXT = st.text(LETTERS + RARE, min_size=1, max_size=40)
NAME = TEXT.filter(lambda t: bool(writable(t).strip()))
LONG = st.builds(lambda t, n: t * n, NAME, st.integers(40, 200))
MONEY = st.one_of(
    st.decimals(0, 999999, places=2).map(str),
    st.sampled_from(["", "0", "100.00", "1,234.50", "12.5万", "125000元", "—", "约30", "0.123456"]),
)
LEVELS = st.sampled_from(
    [
        ("产出指标", "数量指标"),
        ("产出", "质量"),
        ("产出指标", "安全指标"),
        ("效益指标", "社会效益指标"),
        ("满意度指标", "服务对象满意度指标"),
        ("成本指标", "经济成本指标"),
        ("", ""),
        ("产出指标", ""),
    ]
)
TARGETS = st.one_of(
    st.tuples(
        st.sampled_from(["≥", "≤", "=", ">", "<"]),
        st.decimals(0, 9999, places=1).map(str),
        st.sampled_from(["%", "次", "万元", "人次", "元/人/天", "件"]),
    ),
    st.sampled_from(
        [
            ("≤", "12月31日", ""),
            ("定性", "显著提高", ""),
            ("", "长期", ""),
            ("", "20", ""),
            ("≤", "12", "月"),
        ]
    ),
)
CAUSES = st.sets(st.sampled_from(["经费保障", "制度保障", "人员保障", "硬件条件保障", "其他"]))
VALUE = st.one_of(st.just(""), st.decimals(0, 9999, places=2).map(str), NAME)


@st.composite
def dossiers(draw: st.DrawFn, stage: str) -> Dossier:
    texts = {
        "name": draw(NAME),
        "implementer": draw(NAME),
        "department.name": draw(
            st.sampled_from(["湟源县财政局", "某某·部（本级）", "锡林郭勒盟党校"])
        ),
        "department.code": draw(st.sampled_from(["", "417", "219001"])),
        "goal": draw(st.one_of(NAME, LONG)),
        "unit.name": draw(NAME),
        f"{stage}.goal_progress": draw(NAME),
    }
    for source in ("total", "general_public", "fiscal", "carryover", "other"):
        for column in ("initial", "revised", "monitoring.spent", "self_evaluation.spent"):
            texts[funds.fund_path(source, column)] = draw(MONEY)
    ids = tuple(f"k{i}" for i in range(draw(st.integers(0, 8))))
    for row in ids:
        texts.update(_row(draw, f"indicators.{row}.", stage))
    kept = {path: text for path, text in texts.items() if text}
    return of_texts(2024, kept, {"indicators": ids})


def _row(draw: st.DrawFn, head: str, stage: str) -> dict[str, str]:
    level1, level2 = draw(LEVELS)
    operator, target, unit = draw(TARGETS)
    return {
        head + "level1": level1,
        head + "level2": level2,
        head + "name": draw(NAME),
        head + "operator": operator,
        head + "target": target,
        head + "unit": unit,
        head + "weight": draw(st.sampled_from(["", "10", "2.5"])),
        head + f"{stage}.actual": draw(VALUE),
        head + f"{stage}.reason": draw(st.one_of(VALUE, LONG)),
        head + "monitoring.forecast": draw(VALUE),
        head + "monitoring.causes": "、".join(sorted(draw(CAUSES))),
        head + "monitoring.likelihood": draw(
            st.sampled_from(["", "确定能", "有可能", "完全不可能"])
        ),
        head + "self_evaluation.score": draw(st.sampled_from(["", "9.5", "10"])),
    }


def same_text(one: str, other: str) -> bool:
    """Equal after cleaning; plain numbers by value, blanks alike."""
    one, other = writable(one), writable(other)
    first, second = exact_number(one.strip()), exact_number(other.strip())
    if first and second:
        return first[0] == second[0]
    return one == other or not (one.strip() or other.strip())


def check_singles(filled: Filled, found: Understood) -> set[str]:
    shown = {path for _, path in filled.form.signature}
    for place in filled.form.places():
        if not place.cell or not place.path:
            continue
        shown |= {place.path, place.join[0]} - {""}
        fund = funds.fund_place(place.path)
        if fund is None:
            expected = shown_text(filled.dossier, place.path)
            assert same_text(expected, found.texts.get(place.path, "")), place.path
        else:
            check_money(filled, place.path, (fund, place.adds, bool(place.computed)), found)
    return shown


def check_money(
    filled: Filled,
    path: str,
    place: tuple[tuple[str, str], tuple[str, ...], bool],
    found: Understood,
) -> None:
    (source, column), adds, yearly = place
    typed, got = filled.dossier.text(path), found.texts.get(path, "")
    expected: Decimal | None
    if yearly:
        expected = funds.yearly_budget(filled.dossier, source)
    else:
        more = [fund[0] for one in adds if (fund := funds.fund_place(one))]
        expected = funds.folded(filled.dossier, [source, *more], column)
    if typed and read_money(typed) is None and read_money(got) is None:
        assert same_text(typed, got), path
    else:
        assert read_money(got) == expected, path


def check_rows(filled: Filled, found: Understood) -> None:
    (rows,) = filled.form.rows()
    dossier = filled.dossier
    order = sorted(
        dossier.row_ids(rows.each),
        key=lambda i: filled_rows(filled).index(i),
    )
    assert len(found.rows[rows.each]) == len(order)
    for was, now in zip(order, found.rows[rows.each], strict=True):
        old, new = f"{rows.each}.{was}.", f"{rows.each}.{now}."
        got = {p: found.texts.get(new + p, "") for p in ("operator", "target", "unit")}
        one = read_target(*(dossier.text(old + p) for p in got), 2024)
        other = read_target(*got.values(), 2024)
        assert (one.kind, one.operator, one.number, one.day) == (
            other.kind, other.operator, other.number, other.day,
        )  # fmt: skip
        for path, _ in rows.group:
            key = class_key(found.texts.get(new + path, ""))
            assert key == class_key(dossier.text(old + path))
        for place in rows.places:
            typed, text = dossier.text(old + place.path), found.texts.get(new + place.path, "")
            if place.ticks:
                assert set(split_ticks(typed)) == set(split_ticks(text))
            elif not place.show:
                assert same_text(typed, text), place.path


def filled_rows(filled: Filled) -> list[str]:
    """Row ids in the order in which the page shows them."""
    ends = ".name"
    paths = [cell.path for _, cell in filled.grid().walk() if cell.path.endswith(ends)]
    return [p.split(".")[1] for p in paths if p.startswith("indicators.")]


def xlsx(filled: Filled, folder: Path) -> tuple[Path, Grid]:
    file = folder / "表.xlsx"
    file.write_bytes(write_xlsx(filled.grid(), filled.form.blank_file))
    return file, read_back_xlsx(file)


def docx(filled: Filled, folder: Path) -> tuple[Path, Grid]:
    file = folder / "表.docx"
    file.write_bytes(write_docx_table(filled.grid()))
    return file, read_back_docx(file)


def check_law(filled: Filled, write: Callable[[Filled, Path], tuple[Path, Grid]], to: Path) -> None:
    file, again = write(filled, to)
    assert compare(filled.grid(), again).differences == ()
    found = read_official(file, load_catalog())
    assert found.form_id == filled.form.id
    shown = check_singles(filled, found)
    check_rows(filled, found)
    singles = {path for path in found.texts if not path.startswith("indicators.")}
    assert singles <= shown | {f"{filled.form.stage}.as_of"}


@pytest.mark.parametrize("write", [xlsx, docx])
@pytest.mark.parametrize(("form_id", "name"), EXAMPLES)
def test_the_examples_come_back_equal(
    form_id: str, name: str, write: Callable[[Filled, Path], tuple[Path, Grid]], tmp_path: Path
) -> None:
    check_law(example(form_id, name), write, tmp_path)


@pytest.mark.parametrize("write", [xlsx, docx])
@pytest.mark.parametrize(
    ("form_id", "stage"), [(MONITORING, "monitoring"), (SELF_EVALUATION, "self_evaluation")]
)
@settings(
    max_examples=30,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(data=st.data())
def test_any_dossier_comes_back_equal(
    form_id: str,
    stage: str,
    write: Callable[[Filled, Path], tuple[Path, Grid]],
    tmp_path: Path,
    data: st.DataObject,
) -> None:
    dossier = data.draw(dossiers(stage))
    check_law(laid_out(form_id, dossier), write, tmp_path)
