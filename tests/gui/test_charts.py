"""The little bars of a project's year: month line, cut bars, words instead, narrow windows."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QLabel

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.gui.application import application
from jixiao_desktop.gui.panels.charts import Bar, Bars
from jixiao_desktop.gui.theme import colour, px, theme
from jixiao_desktop.gui.year_page import FEW, YearPage
from tests.gui.windows import PARTY_SCHOOL, first_project, press, settle, window_of

TRAINING = "self-evaluation-training.json"


def bars(*given: Bar) -> Bars:
    application()
    theme().put_on(application(), "medium")
    made = Bars("指标完成率")
    made.resize(600, len(given) * px("fold"))
    made.show_bars(given, "虚线是1-7月应达58.33%")
    return made


def painted(image: QImage, name: str, line: int) -> list[int]:
    """Where a colour of the theme stands in the middle of a bar, from left to right."""
    y = line * px("fold") + px("fold") // 2
    wanted = QColor(colour(name)).rgb()
    return [x for x in range(image.width()) if image.pixel(x, y) == wanted]


def test_lengths_are_shares_of_one_scale() -> None:
    made = bars(("一", Decimal("0.5"), "50.00%", None), ("二", Decimal(1), "100.00%", None))
    image = made.grab().toImage()
    short, long = (painted(image, "accent", line) for line in (0, 1))
    assert 0.45 < (short[-1] - short[0]) / (long[-1] - long[0]) < 0.55


def test_the_month_line_stands_where_the_month_is() -> None:
    image = bars(("一", Decimal("0.2"), "20%", Decimal("0.5"))).grab().toImage()
    trough = painted(image, "trough", 0)
    accent = painted(image, "accent", 0)
    y = 5  # above the bar itself
    wanted = QColor(colour("explain")).rgb()
    line = [x for x in range(image.width()) for dy in range(4) if image.pixel(x, y + dy) == wanted]
    assert line
    middle = (accent[0] + trough[-1]) / 2
    assert abs(line[0] - middle) < 4


@pytest.mark.parametrize(
    ("share", "top"), [("0.3", "1"), ("1", "1"), ("1.25", "1.25"), ("1.5", "1.5"), ("9", "1.5")]
)
def test_far_too_much_is_cut_and_its_figure_stays(share: str, top: str) -> None:
    made = bars(("一", Decimal(share), "900.00%", None), ("二", None, "—", None))
    assert made.top == Decimal(top)
    assert "900.00%" in made.accessibleDescription()
    ends = painted(made.grab().toImage(), "accent", 0)
    assert ends
    assert ends[-1] < made.width()


def test_nothing_filled_draws_no_bar() -> None:
    image = bars(("一", None, "—", None)).grab().toImage()
    assert painted(image, "accent", 0) == []


def test_a_screen_reader_hears_the_month_line(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        said = page.bars.accessibleDescription()
        assert said == ("1-7月 41.88 / 100.00　41.88%；全年 — / 100.00　—；虚线是1-7月应达58.33%")
        for _ in range(12):
            press(Qt.Key.Key_Tab)
            if page.completions.hasFocus():
                break
        assert page.completions.hasFocus(), "Tab leads to the bars"
        press(Qt.Key.Key_Escape)
        assert window.sheet is None


def test_limits_and_words_are_told_beside_the_bars(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        assert [bar[0] for bar in page.completions.bars] == ["培训班次", "参与培训人次"]
        assert [bar[3] is not None for bar in page.completions.bars] == [True, True]
        texts = [label.text() for label in page.findChildren(QLabel)]
        told = "培训完成时间 7（目标≤12月）；干部教育培训支出 41.88（目标≤100万元）"
        assert f"不画柱的指标：{told}" in texts
        assert "预算执行（虚线是1-7月应达58.33%）" in texts


def test_at_the_years_end_no_month_is_drawn(tmp_path: Path) -> None:
    with window_of(tmp_path, TRAINING) as window:
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        assert [bar[0] for bar in page.bars.bars] == ["全年"]
        assert all(bar[3] is None for bar in (*page.bars.bars, *page.completions.bars))
        assert len(page.completions.bars) == FEW


def test_several_sources_stand_below_the_total(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        editing.step("来源", [
            SetText("budget.total.initial", "120"), SetText("budget.other.initial", "20"),
            SetText("monitoring.budget.other.spent", "5"),
            SetText("monitoring.budget.total.spent", "46.88"),
        ])  # fmt: skip
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        assert [bar[0] for bar in page.bars.bars] == ["1-7月", "全年", "一般公共预算", "其他资金"]
        assert page.bars.bars[3][2].endswith("25.00%")


def test_a_narrow_window_puts_the_cards_below_each_other(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.resize(1366, 768)
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        settle()
        assert (page.cards.columns, page.pictures.columns) == (4, 2)
        window.resize(683, 384)  # 1366×768 at 200 %
        settle()
        assert page.cards.columns == 2
        assert page.pictures.columns == 1
        inside = page.widget()
        assert inside is not None
        assert inside.width() <= page.viewport().width(), "nothing stands beyond the right edge"
        window.resize(1366, 768)
        settle()
        assert page.cards.columns == 4
