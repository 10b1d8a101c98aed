"""Notices, exchange files, last year, many exports and copies: what comes in and goes out."""

from __future__ import annotations

import json
import shutil
import zipfile
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt

from jixiao_desktop.domain.dossier import Origin
from jixiao_desktop.gui.dialogs.copies import Backups
from jixiao_desktop.gui.dialogs.incoming import ReadFiles
from jixiao_desktop.gui.dialogs.last_year import CarryFromLastYear
from jixiao_desktop.gui.dialogs.notice_choice import ChooseNotice
from jixiao_desktop.gui.dialogs.outgoing import ExportAll
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.notice_box import catalog_beside
from jixiao_desktop.session.workspace import Workspace
from tests.gui.dialogs_open import answering, opened
from tests.gui.windows import ALT, CTRL, DATA, PARTY_SCHOOL, press, type_text, workspace_with

RIVER = "monitoring-river-chiefs.json"
NOTICE = """
id = "town-2024"
title = "某镇关于开展绩效监控的通知"
year = 2024
area = "某镇"
basis = "某镇通知"
due = 2024-11-15
[as_of]
monitoring = 2024-10-31
[[form]]
id = "{form}"
"""


def done(qtbot: Any, dialog: ReadFiles | ExportAll) -> None:
    """Wait until the work in hand has ended."""
    qtbot.waitUntil(lambda: dialog.work is not None and not dialog.work.running, timeout=20000)


def rows_of(dialog: Any) -> list[str]:
    return [dialog.rows.text_of(at) for at in range(dialog.rows.count)]


# -- notices -------------------------------------------------------------------------------------


def test_a_notice_is_chosen_by_arrows(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.units()[0].id
        dialog = opened(qtbot, ChooseNotice(None, workspace, unit))
        before = dialog.rows.thing
        press(Qt.Key.Key_Down)
        chosen = dialog.rows.thing
        assert chosen != before
        press(Qt.Key.Key_Return)
        assert workspace.edit_unit(unit).notice.id == chosen


def test_a_notice_from_a_stick_is_checked_copied_and_found_again(
    qtbot: Any, tmp_path: Path
) -> None:
    stick = tmp_path / "stick" / "town"
    stick.mkdir(parents=True)
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.units()[0].id
        form = workspace.edit_unit(unit).forms[0].id
        (stick / "notice.toml").write_text(NOTICE.format(form=form), "utf-8")
        dialog = opened(qtbot, ChooseNotice(None, workspace, unit))
        dialog.bring_in(stick.parent)
        assert "已导入1份通知" in dialog.said.text()
        press(Qt.Key.Key_Return)
        assert workspace.edit_unit(unit).notice.title == "某镇关于开展绩效监控的通知"
        shutil.rmtree(stick)
        assert catalog_beside(workspace.path).notice("town-2024").area == "某镇"
        place = workspace.path
    with Workspace.open(place) as later:
        assert later.edit_unit(unit).notice.title == "某镇关于开展绩效监控的通知"


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ('id = "x"\nyear = "no"', "缺少这个键"),
        ("id = [", "读不懂"),
        (NOTICE.format(form="unheard-of"), "一张也没有"),
        (NOTICE.format(form="unheard-of") + 'blank = "gone.xlsx"\n', "空表文件不在通知旁边"),
    ],
)
def test_a_faulty_notice_is_explained_and_not_copied(
    qtbot: Any, tmp_path: Path, text: str, said: str
) -> None:
    stick = tmp_path / "stick"
    stick.mkdir()
    (stick / "notice.toml").write_text(text, "utf-8")
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.units()[0].id
        known = len(workspace.catalog.notices())
        dialog = opened(qtbot, ChooseNotice(None, workspace, unit))
        dialog.bring_in(stick)
        assert said in dialog.said.text()
        assert len(workspace.catalog.notices()) == known
        assert not (tmp_path / "通知").exists()


def test_bundled_notices_and_empty_folders_are_told(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = opened(qtbot, ChooseNotice(None, workspace, workspace.units()[0].id))
        dialog.bring_in(next((resources_root() / "notices").iterdir()))
        assert "已经带有" in dialog.said.text()
        dialog.bring_in(tmp_path)
        assert "里没有通知" in dialog.said.text()


def test_a_spoilt_imported_notice_keeps_nothing_from_opening(tmp_path: Path) -> None:
    folder = tmp_path / "通知" / "x"
    folder.mkdir(parents=True)
    (folder / "notice.toml").write_text("id = [", "utf-8")
    assert catalog_beside(tmp_path / "数据.jixiao").notice("").forms


# -- reading -------------------------------------------------------------------------------------


def test_a_folder_is_read_by_typing_its_name(qtbot: Any, tmp_path: Path) -> None:
    files = tmp_path / "in"
    files.mkdir()
    for name in (PARTY_SCHOOL, RIVER):
        shutil.copy(DATA / name, files)
    (files / "broken.json").write_text("{", "utf-8")
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, ReadFiles(None, workspace))
        type_text(str(files))
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        said = rows_of(dialog)
        assert [one.partition("，")[0] for one in said] == ["没读懂", "读懂", "读懂"]
        assert "干部教育培训项目" in said[1]
        assert not workspace.projects(), "nothing is taken in before the button"
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        names = {p.name for p in workspace.projects()}
        assert names == {"干部教育培训项目", "河长制湖长制工作经费"}
        assert dialog.taken == 2
        press(Qt.Key.Key_Return)
        assert not dialog.isVisible()


def test_a_filled_official_form_is_read_back(qtbot: Any, tmp_path: Path) -> None:
    from jixiao_desktop.session.output import export_form

    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        editing = workspace.edit(workspace.projects()[0].id)
        target = tmp_path / "附件2.xlsx"
        export_form(editing.case, editing.forms[0].id, target)
    with Workspace.open(tmp_path / "new.jixiao", create=True) as fresh:
        dialog = opened(qtbot, ReadFiles(None, fresh))
        dialog.add_place(target)
        done(qtbot, dialog)
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        made = fresh.edit(fresh.projects()[0].id).dossier
        assert made.text("name") == "干部教育培训项目"
        assert made.text("monitoring.budget.total.spent") == "41.88"


def test_a_place_that_is_not_there_is_told(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path) as workspace:
        dialog = opened(qtbot, ReadFiles(None, workspace))
        type_text(str(tmp_path / "gone"))
        press(Qt.Key.Key_Return)
        assert "找不到" in dialog.said.text()
        press(Qt.Key.Key_Escape)
        assert not dialog.isVisible()


# -- last year -----------------------------------------------------------------------------------


def test_last_year_is_taken_over_with_ticks(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.add_unit(workspace.units()[0].name, 2025)
        dialog = opened(qtbot, CarryFromLastYear(None, workspace, unit))
        assert len(dialog.sources.checked()) == 1
        offered = dialog.fields.taken()
        press(Qt.Key.Key_Tab)
        assert dialog.fields.hasFocus()
        for _ in range(3):
            press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Space)
        dropped = offered - dialog.fields.taken()
        assert len(dropped) == 1
        press(Qt.Key.Key_Return)
        made = workspace.edit(dialog.made[0]).dossier
        assert made.year == 2025
        assert made.text("name") == "干部教育培训项目"
        assert made.origin("name") is Origin.CARRIED
        assert not made.filled(next(iter(dropped)))
        assert not made.filled("monitoring.budget.total.spent")


def test_nothing_ticked_and_nothing_to_take_are_told(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.add_unit(workspace.units()[0].name, 2025)
        dialog = opened(qtbot, CarryFromLastYear(None, workspace, unit))
        press(Qt.Key.Key_Space)
        press(Qt.Key.Key_Return)
        assert "还没有在项目前打勾" in dialog.said.text()
        assert not dialog.made
        alone = opened(qtbot, CarryFromLastYear(None, workspace, workspace.add_unit("新", 2025)))
        assert "没有更早年度的项目" in alone.said.text()
        assert not alone.primary.isEnabled()


# -- exports -------------------------------------------------------------------------------------


def export(qtbot: Any, workspace: Workspace, folder: Path) -> ExportAll:
    dialog = opened(qtbot, ExportAll(None, workspace, workspace.units()[0].id))
    press(Qt.Key.Key_A, CTRL)
    type_text(str(folder))
    press(Qt.Key.Key_2, ALT)  # Word off
    qtbot.waitUntil(lambda: not dialog.formats["docx"].isChecked())
    return dialog


def test_every_form_is_exported_and_nothing_is_replaced_unasked(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        forms = workspace.edit(workspace.projects()[0].id).forms
        count = sum(fmt != "docx" for form in forms for fmt in form.formats)
        for turn in (1, 2):
            dialog = export(qtbot, workspace, out) if turn == 1 else again(qtbot, workspace)
            press(Qt.Key.Key_Return)
            done(qtbot, dialog)
            assert len(dialog.written) == count
            assert all("导出核对" in said for said in rows_of(dialog))
            assert len(list(out.iterdir())) == turn * count
            press(Qt.Key.Key_Return)
            assert not dialog.isVisible()
        assert not list(out.glob("*.docx"))


def again(qtbot: Any, workspace: Workspace) -> ExportAll:
    """Open it anew: folder and formats are remembered."""
    return opened(qtbot, ExportAll(None, workspace, workspace.units()[0].id))


def test_replacing_is_said(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        first = export(qtbot, workspace, out)
        press(Qt.Key.Key_Return)
        done(qtbot, first)
        count = len(list(out.iterdir()))
        dialog = again(qtbot, workspace)
        press(Qt.Key.Key_R, ALT)
        qtbot.waitUntil(dialog.replace.isChecked)
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        assert len(list(out.iterdir())) == count
        assert all("换下了同名的旧文件" in said for said in rows_of(dialog))


def test_a_folder_that_cannot_be_written_spoils_no_other_file(qtbot: Any, tmp_path: Path) -> None:
    blocked = tmp_path / "out"
    blocked.write_text("a file, not a folder", "utf-8")
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = export(qtbot, workspace, blocked)
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        assert not dialog.written
        assert all(said.startswith("没有导出，") for said in rows_of(dialog))
        assert "原因写在各行" in dialog.said.text()


def test_exporting_stops_on_escape(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = export(qtbot, workspace, tmp_path / "out")
        started: list[int] = []
        dialog.primary.click()
        assert dialog.work is not None
        dialog.work.began.connect(lambda at, _words: started.append(at))
        press(Qt.Key.Key_Escape)
        done(qtbot, dialog)
        assert dialog.isVisible(), "what was written is still to be read"
        assert len(dialog.written) < dialog.rows.count
        assert "其余的没有导出" in dialog.said.text()


def test_what_was_written_before_stopping_is_whole(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        unit = workspace.units()[0].id
        for number in range(4):
            workspace.add_project(unit, f"第{number}个项目")
        dialog = export(qtbot, workspace, out)
        press(Qt.Key.Key_Return)
        assert dialog.work is not None
        qtbot.waitUntil(lambda: len(dialog.written) >= 2)
        press(Qt.Key.Key_Escape)
        done(qtbot, dialog)
        assert sorted(dialog.written) == sorted(out.iterdir())
        assert len(dialog.written) < dialog.rows.count
        for path in dialog.written:
            assert path.suffix == ".pdf" or zipfile.ZipFile(path).testzip() is None
            assert path.suffix != ".pdf" or path.read_bytes().rstrip().endswith(b"%%EOF")


def test_charts_and_all_units_of_the_year_are_ticked_by_key(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        other = workspace.add_unit("样例县教育局", workspace.units()[0].year)
        workspace.add_project(other, "校车")
        dialog = export(qtbot, workspace, out)
        press(Qt.Key.Key_2, ALT)  # Word on again
        press(Qt.Key.Key_T, ALT)
        press(Qt.Key.Key_U, ALT)
        qtbot.waitUntil(lambda: dialog.every_unit.isChecked() and dialog.charts.isChecked())
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        assert "没有导出" not in dialog.said.text()
        names = sorted(path.name for path in out.iterdir())
        assert any("校车" in name for name in names)
        report = next(path for path in out.iterdir() if path.suffix == ".docx"
                      and "word/charts/chart1.xml" in zipfile.ZipFile(path).namelist())  # fmt: skip
        assert report.name[:3] in ("01_", "02_")
        assert workspace.charts


def test_the_first_reason_is_in_sight(qtbot: Any, tmp_path: Path) -> None:
    out = tmp_path / "out"
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        first = export(qtbot, workspace, out)
        press(Qt.Key.Key_Return)
        done(qtbot, first)
        blocked = first.written[1]
        blocked.unlink()
        blocked.mkdir()
        dialog = again(qtbot, workspace)
        press(Qt.Key.Key_R, ALT)
        qtbot.waitUntil(dialog.replace.isChecked)
        press(Qt.Key.Key_Return)
        done(qtbot, dialog)
        assert "1个没有导出" in dialog.said.text()
        row = dialog.rows.currentIndex().row()
        assert dialog.rows.text_of(row).startswith(f"没有导出，{blocked.name}")


# -- copies --------------------------------------------------------------------------------------


def test_a_copy_goes_to_a_stick_and_back(qtbot: Any, tmp_path: Path) -> None:
    stick = tmp_path / "usb"
    stick.mkdir()
    (tmp_path / "data").mkdir()
    with workspace_with(tmp_path / "data", PARTY_SCHOOL) as workspace:
        dialog = opened(qtbot, Backups(None, workspace))
        dialog.copy_to(stick)
        copy = next(stick.iterdir())
        assert "已备份并核对" in dialog.said.text()
        workspace.add_project(workspace.units()[0].id, "后来的项目")
        answering(lambda: press(Qt.Key.Key_Return))  # Enter means no
        dialog.restore(copy)
        assert len(workspace.projects()) == 2
        answering(lambda: press(Qt.Key.Key_R, ALT))
        dialog.restore(copy)
        assert dialog.restored
        assert [p.name for p in workspace.projects()] == ["干部教育培训项目"]
        assert "换下的数据留作" in dialog.said.text()


def test_a_copy_beside_the_data_or_nowhere_is_refused_in_words(qtbot: Any, tmp_path: Path) -> None:
    with workspace_with(tmp_path, PARTY_SCHOOL) as workspace:
        dialog = opened(qtbot, Backups(None, workspace))
        dialog.copy_to(workspace.path.parent)
        assert "换到U盘" in dialog.said.text()
        dialog.copy_to(tmp_path / "gone")
        assert "U盘是否插好" in dialog.said.text()
        damaged = tmp_path / "damaged.jixiao"
        damaged.write_bytes(b"SQLite format 3\x00 but no more")
        answering(lambda: press(Qt.Key.Key_R, ALT))
        dialog.restore(damaged)
        assert not dialog.restored
        assert dialog.said.text()
        assert json.loads((DATA / PARTY_SCHOOL).read_text("utf-8"))["year"] == 2024
