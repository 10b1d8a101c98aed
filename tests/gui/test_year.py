"""The year of a project, and July carried into December, by keys alone."""

from __future__ import annotations

from pathlib import Path
from typing import cast

from PySide6.QtCore import Qt

from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.dialogs.year_end import TakeFromJuly
from jixiao_desktop.gui.page import SectionPage
from jixiao_desktop.gui.year_page import YearPage
from jixiao_desktop.session.year_end import take
from tests.gui.desk import answer
from tests.gui.windows import (
    CTRL,
    PARTY_SCHOOL,
    first_project,
    focused,
    press,
    settle,
    window_of,
)

YEAR_END = "national-self-evaluation"


def test_f5_shows_the_year_from_the_list_and_esc_leads_back(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F5)
        page = window.sheet
        assert isinstance(page, YearPage)
        assert page.bars.bars[0][2].endswith("41.88%")
        assert focused() is page.table
        press(Qt.Key.Key_Escape)
        assert window.sheet is None
        assert window.ui.stack.currentWidget() is window.home


def test_enter_on_an_indicator_opens_it_where_it_is_filled(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        press(Qt.Key.Key_F5)
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
        assert window.sheet is None
        wizard = window.wizard
        assert wizard is not None
        row = wizard.editing.dossier.row_ids()[1]
        assert wizard.path == f"indicators.{row}.monitoring.actual"


def test_ctrl_m_takes_july_over_as_one_step(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        window.open_project(editing.id, "self-evaluation-budget")
        settle()

        assert window.wizard is not None
        offer = window.wizard.page.offer
        assert offer is not None
        assert "监控时填过" in offer.words.text()
        press(Qt.Key.Key_M, CTRL)
        path = f"indicators.{editing.dossier.row_ids()[1]}.self_evaluation.actual"
        assert editing.dossier.text(path) == "702"
        assert editing.dossier.origin(path) is Origin.CARRIED
        assert window.wizard.page.offer is None
        press(Qt.Key.Key_Z, CTRL)
        assert not editing.dossier.filled(path)
        assert window.wizard.page.offer is not None


def test_a_declined_offer_stays_away_and_ctrl_m_then_asks_which(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        window.open_project(editing.id, "self-evaluation-budget")
        window.do("july_decline")
        window.open_project(editing.id, "self-evaluation-goal")
        settle()
        assert window.wizard is not None
        assert window.wizard.page.offer is None

        def agree(dialog: TakeFromJuly) -> None:
            assert isinstance(dialog, TakeFromJuly)
            press(Qt.Key.Key_Return)

        answer(agree)
        press(Qt.Key.Key_M, CTRL)
        path = f"indicators.{editing.dossier.row_ids()[1]}.self_evaluation.actual"
        assert editing.dossier.origin(path) is Origin.CARRIED


def test_under_the_july_notice_it_is_said_what_to_do_first(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        window.open_project(first_project(window), "budget")
        settle()
        press(Qt.Key.Key_M, CTRL)
        assert "不要求自评" in window.ui.saved.toolTip()


def test_a_blank_score_shows_its_proposal_and_one_key_takes_it(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        base = f"indicators.{editing.dossier.row_ids()[1]}"
        score = f"{base}.self_evaluation.score"
        editing.step("分值", [SetText(f"{base}.weight", "10")])
        window.open_project(editing.id, "self-evaluation-indicators", score)
        settle()
        assert window.wizard is not None
        fields = cast(SectionPage, window.wizard.page).fields
        line, column = fields.model.table.find(score)
        assert fields.model.look(line, column).ghost == ""
        editing.step("实际完成值", [SetText(f"{base}.self_evaluation.actual", "980")])
        settle()
        assert fields.model.look(line, column).ghost == "5.00"
        assert "980/1960×10=5.00" in fields.card.working.text()
        assert not editing.dossier.filled(score)
        press(Qt.Key.Key_G, CTRL)
        assert editing.dossier.text(score) == "5.00"
        assert editing.undo_name == "用建议得分"
        press(Qt.Key.Key_Z, CTRL)
        assert not editing.dossier.filled(score)
        editing.step("得分", [SetText(score, "7")])
        press(Qt.Key.Key_G, CTRL)
        assert editing.dossier.text(score) == "7"


def test_enter_on_a_carried_cell_makes_it_the_persons_own(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        first, second, *_ = (
            f"indicators.{row}.self_evaluation.actual" for row in editing.dossier.row_ids()
        )
        take(editing, [first, second])
        window.open_project(editing.id, "self-evaluation-indicators", first)
        settle()
        press(Qt.Key.Key_Return)
        assert editing.dossier.origin(first) is Origin.TYPED
        assert editing.dossier.origin(second) is Origin.CARRIED


def test_enter_on_a_proposed_score_takes_it(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        base = f"indicators.{editing.dossier.row_ids()[1]}"
        score = f"{base}.self_evaluation.score"
        editing.step("完成", [SetText(f"{base}.weight", "10"),
                            SetText(f"{base}.self_evaluation.actual", "980")])  # fmt: skip
        window.open_project(editing.id, "self-evaluation-indicators", score)
        settle()
        press(Qt.Key.Key_Return)
        assert editing.dossier.text(score) == "5.00"
        assert editing.dossier.origin(score) is Origin.TYPED
        assert editing.undo_name == "用建议得分"


def test_a_blank_score_that_can_be_worked_out_is_nothing_to_mend(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        base = f"indicators.{editing.dossier.row_ids()[1]}"
        score = f"{base}.self_evaluation.score"
        assert score in {finding.path for finding in editing.findings()}
        editing.step("完成", [SetText(f"{base}.weight", "10"),
                            SetText(f"{base}.self_evaluation.actual", "1960")])  # fmt: skip
        assert score not in {finding.path for finding in editing.findings()}


def test_a_blank_time_point_shows_the_notices(tmp_path: Path) -> None:
    with window_of(tmp_path, PARTY_SCHOOL) as window:
        editing = window.workspace.edit(first_project(window))
        window.workspace.choose_notice(editing.unit_id, YEAR_END)
        window.open_project(editing.id, path="self_evaluation.as_of")
        settle()
        assert window.wizard is not None
        editor = cast(SectionPage, window.wizard.page).fields.editor("self_evaluation.as_of")
        assert editor.line.placeholderText() == "2024-12-31"
        assert editor.note.text() == "未填，按通知：2024年12月31日"
