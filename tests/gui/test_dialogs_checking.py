"""Full checks on screen: the list, paper and file, files handed in, the rules in force."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLabel

from jixiao_desktop.domain.changes import Explain, SetText
from jixiao_desktop.domain.dossier import Explanation
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.gui.dialogs.check_list import CheckList
from jixiao_desktop.gui.dialogs.check_output import CheckPreview
from jixiao_desktop.gui.dialogs.checking import CheckResults
from jixiao_desktop.gui.dialogs.explaining import RuleHelpBox
from jixiao_desktop.gui.dialogs.handed_in import HandedIn, HandedInResult
from jixiao_desktop.gui.dialogs.rule_list import OWN, RuleList
from jixiao_desktop.gui.main_window import MainWindow
from jixiao_desktop.rules import RULES
from jixiao_desktop.session.rule_book import OFF
from jixiao_desktop.session.workspace import Workspace
from tests.gui.dialogs_open import answering, opened
from tests.gui.windows import (
    ALT,
    DATA,
    PARTY_SCHOOL,
    SHIFT,
    first_project,
    press,
    settle,
    type_text,
    window_of,
    workspace_with,
)

RIVER = "monitoring-river-chiefs.json"
OFFICIAL = DATA.parent / "official" / "monitoring-river-chiefs.xls"


def results(qtbot: Any, workspace: Workspace, unit_id: str = "") -> CheckResults:
    """The list of a full check, when it is through."""
    dialog = opened(qtbot, CheckResults(None, workspace, unit_id))
    qtbot.waitUntil(lambda: not dialog.work.running)
    return dialog


def words_of(dialog: Any) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(QLabel))


def rows_of(dialog: Any) -> list[str]:
    return [dialog.rows.text_of(at) for at in range(dialog.rows.count)]


def saved(qtbot: Any, dialog: CheckList, target: Path) -> None:
    dialog.save_as(target)
    qtbot.waitUntil(lambda: dialog.saving is not None and not dialog.saving.running)


# -- the list ------------------------------------------------------------------------------------


@pytest.mark.parametrize("ending", ["xlsx", "docx", "pdf"])
def test_the_result_is_kept_as_a_file(qtbot: Any, tmp_path: Path, ending: str) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        dialog = results(qtbot, workspace)
        target = tmp_path / f"结果.{ending}"
        saved(qtbot, dialog, target)
        assert target.stat().st_size > 2000
        assert "已存为" in dialog.said.text()
        if ending == "xlsx":
            sheets = openpyxl.load_workbook(target).sheetnames
            assert sheets == ["检查意见", "各项目结论"]


def test_the_keys_save_under_the_name_that_is_proposed(
    qtbot: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []

    def choose(_parent: object, _title: str, start: str, kinds: str) -> tuple[str, str]:
        asked.append(Path(start).name)
        return str(tmp_path / "给单位"), kinds.split(";;")[1]

    monkeypatch.setattr(QFileDialog, "getSaveFileName", choose)
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = results(qtbot, workspace)
        press(Qt.Key.Key_S, ALT)
        qtbot.waitUntil(lambda: dialog.saving is not None and not dialog.saving.running)
    assert asked[0].startswith("检查结果_干部教育培训项目_")
    assert (tmp_path / "给单位.docx").is_file()


def test_a_place_that_takes_no_files_is_met_with_a_sentence(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = results(qtbot, workspace)
        (tmp_path / "是文件").write_text("", encoding="utf-8")
        saved(qtbot, dialog, tmp_path / "是文件" / "结果.xlsx")
        assert dialog.said.text()
        assert "已存为" not in dialog.said.text()


def test_the_preview_shows_the_pages_and_saves_them(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        report = results(qtbot, workspace).report
        assert report is not None
        preview = opened(qtbot, CheckPreview(None, report, tmp_path))
        assert preview.view.pages == preview.job.drawing.pages() > 1  # type: ignore[union-attr]
        assert "打印前检查" in preview.check_words.text()
        press(Qt.Key.Key_PageDown, Qt.KeyboardModifier.ControlModifier)
        assert preview.page_words.text().startswith("第 2 页")
        preview.save_pdf(tmp_path / "结果.pdf")
        assert (tmp_path / "结果.pdf").read_bytes().startswith(b"%PDF")


def test_f1_shows_the_rule_behind_a_finding(qtbot: Any, tmp_path: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        dialog = QApplication.activeModalWidget()
        assert isinstance(dialog, RuleHelpBox)
        seen.append(words_of(dialog))
        press(Qt.Key.Key_Return)

    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = results(qtbot, workspace)
        answering(look)
        press(Qt.Key.Key_F1)
        assert dialog.isVisible()
    assert "这样写会提示" in seen[0]
    assert "程序会说" in seen[0]


def test_one_unit_is_checked_first_and_all_of_them_on_demand(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL, RIVER) as workspace:
        unit = workspace.units()[0]
        dialog = results(qtbot, workspace, unit.id)
        assert dialog.report is not None
        assert [one.name for one in dialog.report.units] == [unit.name]
        press(Qt.Key.Key_W, ALT)
        qtbot.waitUntil(lambda: not dialog.work.running and len(dialog.report.units) == 2)  # type: ignore[union-attr]
        assert "2个项目" in dialog.title.text()


def test_an_explanation_is_listed_with_name_and_time(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = workspace.edit(workspace.projects()[0].id)
        finding = next(f for f in editing.findings() if f.severity is Severity.EXPLAIN)
        note = Explanation(finding.rule, finding.path, "项目为基础培训。", "张三", "2024-08-16")
        editing.step("写说明", [Explain(note)])
        dialog = opened(qtbot, CheckResults(None, editing))
        qtbot.waitUntil(lambda: not dialog.work.running)
        assert dialog.rows.titles()[-2] == "已说明　1 处"
        assert "说明（张三，2024年8月16日）：项目为基础培训。" in rows_of(dialog)[-1]
        editing.step("写说明", [Explain(replace(note, text="因……，不设。"))])
        later = opened(qtbot, CheckResults(None, editing))
        qtbot.waitUntil(lambda: not later.work.running)
        assert "已说明" not in "".join(later.rows.titles())
        assert any("没填完的空" in row for row in rows_of(later))


def test_an_explanation_is_written_from_the_list(qtbot: Any, tmp_path: Path) -> None:
    def write() -> None:
        type_text("上级文件规定只报产出")
        press(Qt.Key.Key_Return)

    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        workspace.set_setting("person", "张三")
        dialog = results(qtbot, workspace)
        assert dialog.report is not None
        before = dialog.report.verdict.explain
        assert not dialog.explain_button.isEnabled()
        while not dialog.explain_button.isEnabled():
            press(Qt.Key.Key_Down)
        answering(write)
        press(Qt.Key.Key_N, ALT)
        qtbot.waitUntil(lambda: dialog.report.verdict.explain == before - 1)  # type: ignore[union-attr]
        assert any("说明（张三，" in row for row in rows_of(dialog))


# -- files handed in -----------------------------------------------------------------------------


@pytest.fixture
def received(tmp_path: Path) -> Path:
    """A folder as it comes from a unit."""
    folder = tmp_path / "收到的"
    (folder / "下级").mkdir(parents=True)
    shutil.copy(DATA / PARTY_SCHOOL, folder / "党校.json")
    shutil.copy(OFFICIAL, folder / "下级" / "监控表.xls")
    (folder / "坏的.xlsx").write_text("x", encoding="utf-8")
    return folder


def through(qtbot: Any, dialog: HandedIn) -> None:
    qtbot.waitUntil(lambda: dialog.work is not None and not dialog.work.running, timeout=20000)


def test_a_folder_typed_in_is_checked_file_by_file(
    qtbot: Any, tmp_path: Path, received: Path
) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        type_text(str(received))
        press(Qt.Key.Key_Return)
        through(qtbot, dialog)
        rows = {row.split("，")[1]: row for row in rows_of(dialog)}
        assert rows["坏的.xlsx"].startswith("没有读成")
        assert "干部教育培训项目：还差 2 处必改" in rows["党校.json"]
        assert "河长制湖长制工作经费" in rows["监控表.xls"]
        assert "1 个文件没有读成" in dialog.said.text()
        assert workspace.projects() == []
        assert len(dialog.report.projects) == 2


def test_the_result_of_the_files_is_a_list_to_print_and_keep(
    qtbot: Any, tmp_path: Path, received: Path
) -> None:
    seen: list[list[str]] = []

    def look() -> None:
        result = QApplication.activeModalWidget()
        assert isinstance(result, HandedInResult)
        seen.append(rows_of(result))
        assert result.save_button.isEnabled()
        press(Qt.Key.Key_Escape)

    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        dialog.add_places([received])
        through(qtbot, dialog)
        answering(look)
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()
    (rows,) = seen
    assert any("党校.json" in row for row in rows)
    assert any(row.startswith("没有读成，坏的.xlsx") for row in rows)
    assert any(row.startswith("必改，监控表—") for row in rows)


def test_files_are_dropped_in_and_each_is_checked_once(
    qtbot: Any, tmp_path: Path, received: Path
) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        data = QMimeData()
        data.setUrls([QUrl.fromLocalFile(str(received / "党校.json"))] * 2)
        event = QDropEvent(
            QPoint(5, 5), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
            Qt.KeyboardModifier.NoModifier,
        )  # fmt: skip
        dialog.dropEvent(event)
        through(qtbot, dialog)
        dialog.add_places([received / "党校.json"])
        assert dialog.rows.count == 1


def test_stopping_leaves_what_was_checked(qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "很多"
    folder.mkdir()
    for number in range(30):
        shutil.copy(DATA / PARTY_SCHOOL, folder / f"{number:02}.json")
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        dialog.add_places([folder])
        qtbot.waitUntil(lambda: len(dialog.report.projects) > 1, timeout=20000)
        press(Qt.Key.Key_Escape)
        through(qtbot, dialog)
        assert dialog.isVisible()
        done = len(dialog.report.projects)
        assert 0 < done < 30
        assert f"还有{30 - done}个文件没有检查" in dialog.said.text()
        assert sum(row.startswith("停下") for row in rows_of(dialog)) == 30 - done


def test_stopping_while_files_are_read_checks_none_of_them(qtbot: Any, tmp_path: Path) -> None:
    folder = tmp_path / "很多"
    folder.mkdir()
    for number in range(30):
        shutil.copy(DATA / PARTY_SCHOOL, folder / f"{number:02}.json")
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        dialog.add_places([folder])
        press(Qt.Key.Key_Escape)
        through(qtbot, dialog)
        assert "还有30个文件没有检查" in dialog.said.text()
        assert not dialog.primary.isEnabled()
        press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()


def test_a_folder_with_nothing_says_so(qtbot: Any, tmp_path: Path) -> None:
    (tmp_path / "空的").mkdir()
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, HandedIn(None, workspace, 2024))
        dialog.add_places([tmp_path / "空的"])
        assert "没有能读的文件" in dialog.said.text()
        assert not dialog.primary.isEnabled()


# -- rules in force ------------------------------------------------------------------------------


def test_rules_are_searched_and_their_pages_opened(qtbot: Any, tmp_path: Path) -> None:
    seen: list[str] = []

    def look() -> None:
        seen.append(words_of(QApplication.activeModalWidget()))
        press(Qt.Key.Key_Return)

    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        settings = workspace.edit(workspace.projects()[0].id).settings
        dialog = opened(qtbot, RuleList(None, settings))
        everything = dialog.rows.count
        type_text("满意度目标值")
        assert 0 < dialog.rows.count < everything
        assert "满意度目标值" in dialog.shown
        press(Qt.Key.Key_Down)
        answering(look)
        press(Qt.Key.Key_Return)
        assert dialog.isVisible()
    assert "满意度目标值" in seen[0]


def test_what_the_notice_lays_down_is_marked(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        plain = workspace.edit(workspace.projects()[0].id).settings
        own = replace(
            plain, rules_off=frozenset({"unit.percent_sign"}),
            rules_hint=frozenset({"goal.effect"}), reason_length=25,
        )  # fmt: skip
        dialog = opened(qtbot, RuleList(None, own))
        rows = rows_of(dialog)
        assert any(row.startswith(f"{OFF}，单位写") for row in rows)
        assert any("按通知不查" in row for row in rows)
        assert [row for row in rows if row.startswith(OWN)] == [f"{OWN}，原因说明的最少字数，25字"]
        assert not any(row.startswith(OWN) for row in rows_of(RuleList(None, plain)))


# -- from the window -----------------------------------------------------------------------------


def closing(kind: type, met: list[object]) -> Any:
    """An answer that notes which dialog it met and leaves it."""

    def leave() -> None:
        dialog = QApplication.activeModalWidget()
        met.append(isinstance(dialog, kind))
        while isinstance(dialog, CheckResults) and dialog.work.running:
            QApplication.processEvents()
        press(Qt.Key.Key_Escape)

    return leave


@pytest.mark.parametrize(
    ("key", "modifiers", "kind"),
    [
        (Qt.Key.Key_F9, SHIFT, CheckResults),
        (Qt.Key.Key_F1, SHIFT, RuleList),
        (Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier | SHIFT, HandedIn),
    ],
    ids=["results", "rules", "files"],
)
@pytest.mark.parametrize("place", ["home", "review"])
def test_every_list_is_a_key_away(
    tmp_path: Path, key: Qt.Key, modifiers: Any, kind: type, place: str
) -> None:
    met: list[object] = []
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        if place == "review":
            window.open_project(first_project(window), "review")
        settle()
        answering(closing(kind, met))
        press(key, modifiers)
        settle()
    assert met == [True]


def test_the_buttons_of_the_pages_lead_there_too(tmp_path: Path) -> None:
    met: list[object] = []
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        answering(closing(HandedIn, met))
        window.home.check_files.click()
        window.open_project(first_project(window), "review")
        page = window.wizard.page if window.wizard else None
        answering(closing(CheckResults, met))
        page.results.click()  # type: ignore[union-attr]
        answering(closing(RuleList, met))
        page.rules.click()  # type: ignore[union-attr]
    assert met == [True, True, True]


def help_shown(window: MainWindow) -> str:
    card = window.wizard.help_place.card if window.wizard else None
    return card.accessibleName() if card else ""


def test_one_key_mends_where_the_keyboard_is_and_another_takes_it_back(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        row = editing.dossier.row_ids()[0]
        unit, name = f"indicators.{row}.unit", f"indicators.{row}.name"
        editing.step("改", [SetText(name, "出勤率"), SetText(unit, "百分比")])
        window.open_project(editing.id, path=unit)
        settle()
        press(Qt.Key.Key_F7, SHIFT)
        settle()
        assert editing.dossier.text(unit) == "%"
        press(Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
        settle()
        assert editing.dossier.text(unit) == "百分比"
        window.wizard.jump("goal")  # type: ignore[union-attr]
        settle()
        press(Qt.Key.Key_F7, SHIFT)
        assert "没有能一键改正的" in window.bars.ui.saved.text()
        assert editing.dossier.text(unit) == "百分比"


def test_f1_on_a_card_opens_its_rule(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "goal")
        settle()
        press(Qt.Key.Key_F7)
        settle()
        press(Qt.Key.Key_F1)
        settle()
        title = next(rule.title for rule in RULES if rule.id == "goal.effect")
        assert help_shown(window) == title
