"""Panels: findings with their actions, steps, bars, the whole form on its desk."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QPoint, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QPlainTextEdit, QPushButton

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.finding import Finding, Mend, Severity
from jixiao_desktop.gui.application import application
from jixiao_desktop.gui.keys import KeyButton, KeyRow
from jixiao_desktop.gui.panels.finding_card import FindingCard
from jixiao_desktop.gui.panels.findings import SHOWN_AT_ONCE, FindingsPanel
from jixiao_desktop.gui.panels.help import field_help
from jixiao_desktop.gui.panels.progress import ProgressBar
from jixiao_desktop.gui.panels.sheet_view import Regions, SheetView
from jixiao_desktop.gui.theme import theme
from jixiao_desktop.session.told import place_of, sentence_of
from tests.gui.windows import PARTY_SCHOOL, first_project, focused, settle, window_of

MUST, EXPLAIN = Severity.MUST_FIX, Severity.EXPLAIN


def finding(path: str = "goal", severity: Severity = MUST, text: str = "没有写。") -> Finding:
    where = "监控表—年度总体目标"
    return Finding("r", severity, path, f"{where}{text}", "写上。", where=where)


def panel() -> FindingsPanel:
    application()
    frame = QFrame()
    made = FindingsPanel(frame)
    made.frame = frame  # type: ignore[attr-defined]
    frame.resize(320, 700)
    frame.show()
    return made


def buttons(card: FindingCard) -> dict[str, QPushButton]:
    return {b.text(): b for b in card.findChildren(QPushButton)}


def test_a_card_says_place_once_and_then_the_sentence() -> None:
    assert place_of(finding()) == "年度总体目标"
    assert sentence_of(finding()) == "没有写。"
    assert sentence_of(finding(text="：少了一项。")) == "少了一项。"


def test_gravest_findings_stand_first_and_the_count_is_said() -> None:
    shown = panel()
    shown.show_findings([finding("a", EXPLAIN), finding("b"), finding("c", Severity.HINT)])
    assert [card.finding.path for card in shown.cards] == ["b", "a", "c"]
    assert shown.count.text() == "还差 1 处必改、1 处需说明"
    shown.show_findings([])
    assert shown.count.text() == "可以上报"
    assert not shown.cards


def test_cards_that_stay_are_not_made_anew() -> None:
    shown = panel()
    shown.show_findings([finding("a"), finding("b")])
    first = shown.cards[1]
    shown.show_findings([finding("b")])
    assert shown.cards == [first]


def test_a_card_whose_figures_moved_or_that_comes_back_is_the_same_card() -> None:
    shown = panel()
    shown.show_findings([finding("a"), finding("b", text="差 1.00 万元。")])
    first = shown.cards[1]
    asked: list[Finding] = []
    shown.jump.connect(asked.append)
    moved = finding("b", text="差 2.00 万元。")
    shown.show_findings([finding("a"), moved])
    assert shown.cards[1] is first
    assert "差 2.00 万元。" in {one.text() for one in first.findChildren(QLabel)}
    assert "差 2.00 万元。" in first.accessibleDescription()
    buttons(first)["跳到这里"].click()
    assert asked == [moved]
    shown.show_findings([finding("a")])
    assert not first.isVisible()
    shown.show_findings([finding("b", text="差 3.00 万元。"), finding("c")])
    assert shown.cards[0] is first
    assert first.isVisible()
    assert "差 3.00 万元。" in {one.text() for one in first.findChildren(QLabel)}


def test_a_card_of_another_kind_is_made_anew() -> None:
    shown = panel()
    shown.show_findings([finding("b")])
    first = shown.cards[0]
    shown.show_findings([finding("b", EXPLAIN)])
    assert shown.cards[0] is not first
    assert "写说明" in buttons(shown.cards[0])


def test_many_findings_are_shown_in_portions() -> None:
    shown = panel()
    shown.show_findings([finding(f"indicators.k{n}.name", EXPLAIN) for n in range(60)])
    assert len(shown.cards) == SHOWN_AT_ONCE
    assert f"其余 {60 - SHOWN_AT_ONCE} 处" in shown._more.text()
    shown._more.click()
    assert len(shown.cards) == 60


def rows_alike(*numbers: int) -> list[Finding]:
    made = []
    for n in numbers:
        path = f"indicators.k{n}.unit"
        mend = Mend("改为“%”", (set_text(path, "%"),))
        where = f"自评表—绩效指标第{n}行“率{n}”—计量单位"
        made.append(Finding("r", Severity.HINT, path, "{where}写错。", mend=mend, where=where))
    return made


def test_the_same_of_many_rows_is_one_card_with_every_row_in_reach() -> None:
    shown = panel()
    jumped: list[str] = []
    mended: list[Finding] = []
    shown.jump.connect(lambda f: jumped.append(f.path))
    shown.mend.connect(mended.append)
    shown.show_findings(rows_alike(1, 2, 3, 7))
    (card,) = shown.cards
    assert "绩效指标第1—3、7行—计量单位" in {one.text() for one in card.findChildren(QLabel)}
    there = buttons(card)
    there["改为“%”（4处）"].click()
    (one,) = mended
    assert one.mend is not None
    assert len(one.mend.changes) == 4
    there["另外 3 处"].click()
    last = next(one for one in card.findChildren(QLabel) if one.text() == "第7行“率7”")
    last.setFocus()
    QTest.keyClick(last, Qt.Key.Key_Return)
    assert jumped == ["indicators.k7.unit"]


def test_opened_rows_stay_open_while_they_are_mended_one_by_one() -> None:
    shown = panel()
    shown.show_findings(rows_alike(1, 2, 3, 4, 5))
    buttons(shown.cards[0])["另外 4 处"].click()
    shown.show_findings(rows_alike(2, 3, 4, 5))
    (card,) = shown.cards
    assert "收起" in buttons(card)
    shown.mend_at("indicators.k4.unit")
    shown.show_findings(rows_alike(2, 3))
    assert len(shown.cards) == 2


def test_what_follows_from_a_fault_stands_inside_its_card() -> None:
    shown = panel()
    root = Finding("r", MUST, "indicators.a.name", "{where}不是指标。", where="表—第1行“没有”—名称")
    other = Finding(
        "s", MUST, "indicators.a.unit", "{where}空着。", follows=root.path, where="表—第1行—单位"
    )
    shown.show_findings([root, other])
    (card,) = shown.cards
    buttons(card)["另外 1 处"].click()
    assert "由此引起：第1行—单位：空着。" in {one.text() for one in card.findChildren(QLabel)}


def test_a_card_jumps_mends_and_says_where_the_keyboard_is() -> None:
    shown = panel()
    done: list[str] = []
    mend = Mend("改成“人次”", (set_text("indicators.k1.unit", "人次"),))
    one = Finding("r", MUST, "indicators.k1.unit", "单位写错。", mend=mend, where="第1行")
    shown.jump.connect(lambda f: done.append(f"jump {f.path}"))
    shown.mend.connect(lambda f: done.append(f.mend.name))
    shown.show_findings([one])
    there = buttons(shown.cards[0])
    there["跳到这里"].click()
    there["改成“人次”"].click()
    assert done == ["jump indicators.k1.unit", "改成“人次”"]
    shown.show_place("indicators.k1.unit")
    assert "正在填写" in buttons(shown.cards[0])


def test_an_explanation_is_written_inside_the_card() -> None:
    shown = panel()
    kept: list[tuple[str, str]] = []
    shown.explain.connect(lambda f, text, _by: kept.append((f.path, text)))
    shown.show_findings([finding("goal", EXPLAIN)])
    card = shown.cards[0]
    buttons(card)["写说明"].click()
    box = card.findChild(QPlainTextEdit)
    assert isinstance(box, QPlainTextEdit)
    box.setPlainText("先用上年结转资金。")
    buttons(card)["保存说明"].click()
    assert kept == [("goal", "先用上年结转资金。")]
    assert not card.writing


def test_a_name_that_nobody_knows_is_asked_for_once(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.workspace.edit_unit(window.workspace.units()[0].id).step(
            "清空", [set_text("unit.contacts.filled_by", "")]
        )
        window.open_project(first_project(window), "goal")
        wizard = window.wizard
        assert wizard is not None
        cards = [c for c in wizard.findings_panel.cards if c.finding.severity is EXPLAIN]
        cards[0].write_explanation()
        name = next(one for one in cards[0].findChildren(QLineEdit))
        box = cards[0].findChild(QPlainTextEdit)
        assert isinstance(box, QPlainTextEdit)
        box.setPlainText("年初批复的目标如此，不再改动。")
        keep = buttons(cards[0])["保存说明"]
        settle()
        assert not keep.visibleRegion().isEmpty()
        name.setText("王五")
        buttons(cards[0])["保存说明"].click()
        settle()
        assert [e.by for e in wizard.editing.dossier.explanations] == ["王五"]
        later = [c for c in wizard.findings_panel.cards if c.finding.severity is EXPLAIN]
        later[0].write_explanation()
        assert not later[0].findChildren(QLineEdit)


def test_an_explanation_lets_the_finding_pass_and_can_be_undone(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "goal")
        wizard = window.wizard
        assert wizard is not None
        before = next(f for f in wizard.findings if f.severity is EXPLAIN)
        wizard.explain(before, "年初批复的目标如此，不再改动。")
        settle()
        after = next(f for f in wizard.findings if (f.rule, f.path) == (before.rule, before.path))
        assert after.passes
        wizard.undo()
        settle()
        again = next(f for f in wizard.findings if (f.rule, f.path) == (before.rule, before.path))
        assert not again.passes


def test_an_example_of_a_rule_is_shown_in_words(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "budget")
        wizard = window.wizard
        assert wizard is not None
        wizard.help_place.show_example(wizard.findings[0])
        assert wizard.help_place.card is not None
        said = wizard.help_place.card.accessibleDescription()
        assert "✕" in said
        assert "✓" in said


def test_the_panel_folds_to_its_count() -> None:
    shown = panel()
    shown.show_findings([finding("a"), finding("b")])
    shown.fold(True)
    assert shown.fold_button.text() == "2"
    assert not shown.count.isVisible()
    assert shown._frame.width() == theme().px("findings-folded")


def test_help_names_unit_choices_and_example() -> None:
    from jixiao_desktop.catalog.loading import load_catalog

    application()
    said = field_help(load_catalog().dictionary, "budget.total.initial").accessibleDescription()
    assert "单位：万元" in said
    assert "例：" in said
    nothing = field_help(load_catalog().dictionary, "nowhere")
    assert "F1" in nothing.accessibleDescription()


def test_keys_and_key_buttons_leave_room_for_the_key() -> None:
    application()
    plain, keyed = QPushButton("看整张表"), KeyButton("看整张表", "F6")
    assert keyed.sizeHint().width() > plain.sizeHint().width()
    row = KeyRow()
    row.show_keys((("F8", "下一处问题"),))
    row.show_keys((("F9", "全面检查"), ("F1", "帮助")))
    settle()
    assert row.minimumSizeHint().width() == 0


def test_the_bar_says_in_words_what_it_draws() -> None:
    application()
    bar = ProgressBar()
    bar.resize(400, 30)
    bar.show_share(0.4188, 0.5833, "已执行 41.88%")
    assert bar.accessibleDescription() == "已执行 41.88%"
    image = bar.grab().toImage()
    middle = image.height() // 2
    assert image.pixelColor(80, middle) == theme().colour("accent")
    assert image.pixelColor(380, middle) == theme().colour("trough")
    line = {image.pixelColor(round(400 * 0.5833), y).name() for y in range(image.height())}
    assert theme().colour("explain").name() in line


class Boxes:
    """Two pages with two places each."""

    places = {"a": QRectF(50, 50, 200, 40), "b": QRectF(50, 300, 200, 40)}

    def pages(self) -> int:
        return 2

    def size(self, page: int) -> QSizeF:
        return QSizeF(595, 842)

    def paint(self, painter: QPainter, page: int, target: QRectF) -> None:
        painter.fillRect(target, Qt.GlobalColor.white)

    def hit(self, page: int, point: QPointF) -> str:
        here = (name for name, box in self.places.items() if box.contains(point))
        return next((f"{name}{page}" for name in here), "")


def view() -> SheetView:
    application()
    made = SheetView()
    made.resize(900, 700)
    made.show()
    made.show_drawing(Boxes())
    settle()
    return made


def test_a_click_on_a_figure_says_its_path_at_any_zoom() -> None:
    shown = view()
    asked: list[str] = []
    shown.jump.connect(asked.append)
    for step in (0, 1, -1, -1):
        shown.zoom(step)
        corner = shown.page_rect(0).topLeft() - shown._offset()
        inside = QPoint(round(100 * shown.scale()), round(60 * shown.scale()))
        QTest.mouseClick(shown.viewport(), Qt.MouseButton.LeftButton, pos=corner + inside)
    assert asked == ["a0"] * 4


def test_regions_are_found_where_the_places_are() -> None:
    around = Regions(Boxes(), 0).around(["b0"])
    assert around is not None
    assert abs(around.top() - 300) < 8
    assert abs(around.height() - 40) < 8
    assert Regions(Boxes(), 0).around(["elsewhere"]) is None


def test_blocks_have_buttons_beside_them_that_scroll_along() -> None:
    shown = view()
    asked: list[str] = []
    shown.change_asked.connect(asked.append)
    shown.show_blocks({"one": ("第一块", ["a0"]), "two": ("第二块", ["b1"]), "no": ("无", ["x"])})
    settle()
    one, two = shown.block_buttons()["one"], shown.block_buttons()["two"]
    assert not shown.block_buttons()["no"].isVisible()
    assert two.y() > one.y()
    before = one.y()
    shown.verticalScrollBar().setValue(100)
    assert one.y() == before - 100
    one.setFocus()
    QTest.keyClick(focused(), Qt.Key.Key_Space)
    assert asked == ["one"]
