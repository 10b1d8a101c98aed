"""Proof of the installed program: opens every form, fills its sample, exports, reads back."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from pathlib import Path

from jixiao_desktop.catalog.forms import Form
from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.catalog.reports import Report
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.problem import Problem


def run() -> int:
    """Run every proof and print one line each; 0 when all hold, 1 otherwise."""
    failed = 0
    with tempfile.TemporaryDirectory(prefix="jixiao-") as folder:
        for name, proof in _proofs(Path(folder)):
            try:
                print(f"通过  {name}：{proof()}")
            except Exception as error:  # every proof gets its line
                failed += 1
                print(f"没通过 {name}：{error}")
    print("自检全部通过。" if not failed else f"自检有{failed}项没有通过，重新安装后再试。")
    return 1 if failed else 0


def _proofs(folder: Path) -> Iterator[tuple[str, Callable[[], str]]]:
    catalog = load_catalog()
    yield "资料", lambda: f"{len(list(catalog.dictionary))}个字段，{len(catalog.notices())}个通知"
    yield "界面", _qt
    yield "字体", _fonts
    yield "存储", lambda: _store(folder)
    everything: list[Form | Report] = [*catalog.forms(), *catalog.reports()]
    for form in everything:
        yield form.title, partial(_form, form, folder)


def sample_case(form: Form | Report) -> Case:
    """Return the case of a form's own sample file."""
    from jixiao_desktop.session.exchange import dossiers_of, parse, unit_dossier
    from jixiao_desktop.session.intake import read_exchange

    catalog = load_catalog()
    exchange = parse(read_exchange(form.folder / "sample.json"), catalog.dictionary)
    notice = catalog.notice(exchange.notice, exchange.year)
    dossiers = tuple(one.dossier for one in dossiers_of(exchange))
    return Case(catalog, notice, exchange.year, dossiers, unit_dossier(exchange))


def _form(form: Form | Report, folder: Path) -> str:
    from jixiao_desktop.session.check import check_case
    from jixiao_desktop.session.output import blank_form, export_form

    case = sample_case(form)
    found = sum(len(one) for one in check_case(case))
    edition = f"{form.edition}-{form.year}"
    items = []
    for fmt in form.formats:
        target = folder / f"{form.id}-{edition}.{fmt}"
        report = export_form(case, form.id, target, edition)
        items.append(f"{fmt} {report.compared}/{report.compared}")
        blank_form(case, form.id, target.with_stem(target.stem + "-blank"), edition)
    if isinstance(form, Report) and form.drawn:
        target = folder / f"{form.id}-{edition}-charts.docx"
        report = export_form(replace(case, charts=True), form.id, target, edition)
        items.append(f"带图表的 docx {report.compared}/{report.compared}")
    if isinstance(form, Form):
        from jixiao_desktop.session.intake import official_as_exchange

        data, _notes = official_as_exchange(folder / f"{form.id}-{edition}.xlsx", case.catalog)
        whole = form.for_unit
        said = data["unit"]["name"] if whole else data["projects"][0]["name"]
        if said != case.of(form).text("unit.name" if whole else "name"):
            raise Problem("导出的表读回来，名称不一样。")
    return f"{'、'.join(items)} 项一致，检查意见{found}条"


def _store(folder: Path) -> str:
    from jixiao_desktop.domain.changes import set_text
    from jixiao_desktop.session.workspace import Workspace

    file = folder / "自检.jixiao"
    space = Workspace.open(file, create=True)
    unit = space.add_unit("自检单位", 2024)
    editing = space.edit(space.add_project(unit, "自检项目"))
    editing.step("年初预算数", [set_text("budget.total.initial", "1,200")])
    space.close()
    space = Workspace.open(file)
    project = space.projects()[0]
    kept = space.edit(project.id).dossier.text("budget.total.initial")
    space.close()
    if kept != "1,200":
        raise Problem("写进去的内容读出来不一样。")
    return "写入、关闭、重开后内容一致"


def _qt() -> str:
    from PySide6.QtCore import qVersion

    from jixiao_desktop.paper.ready import make_ready

    make_ready()
    return f"Qt {qVersion()}"


def _fonts() -> str:
    from jixiao_desktop.paper.fonts import register

    families = register()
    if not families:
        raise Problem("程序自带的字体没有装上。")
    return "、".join(families)


def demo(folder: Path) -> int:
    """Do the sample's whole work without a display and say where the files lie."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from jixiao_desktop.gui.application import application
    from jixiao_desktop.gui.showing import grab_screens
    from jixiao_desktop.session.demo import run_demo

    application()  # with widgets, before drawing starts a plain one without
    folder.mkdir(parents=True, exist_ok=True)
    for line in run_demo(folder):
        print(line)
    for picture in grab_screens(folder / "样例数据.jixiao", folder / "界面"):
        print(f"界面图：{picture}")
    print(f"文件都在：{folder.resolve()}")
    return 0
