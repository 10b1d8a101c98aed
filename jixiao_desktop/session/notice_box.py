"""Notices brought on a USB stick: checked, copied beside the data file, read from there on."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from jixiao_desktop.catalog.loading import Catalog, UnknownError, laid_over, load_catalog
from jixiao_desktop.catalog.notice_loading import load_notice
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.catalog.source import CatalogError, line_of
from jixiao_desktop.resources import resources_root
from jixiao_desktop.session.problem import Problem, sentence_for

if TYPE_CHECKING:
    from jixiao_desktop.session.workspace import Workspace

FOLDER = "通知"
FILE = "notice.toml"
DEEP = ("", "*/", "*/*/")
LARGEST = 20 * 1024 * 1024
UNUSABLE = "“{name}”这份通知不能用：{why}请发通知的人改好后再导入。"


def folder_of(data_file: Path) -> Path:
    """Return where imported notices lie: beside the data file, so that they move with it."""
    return data_file.parent / FOLDER


def catalog_beside(data_file: Path) -> Catalog:
    """Return the catalogue with every sound notice imported beside a data file."""
    sound = []
    for file in _files(folder_of(data_file)):
        try:
            load_notice(file)
        except (CatalogError, OSError):
            continue  # one spoilt file must not keep the program from opening
        sound.append(file.parent)
    return Catalog(resources_root(), tuple(sound)) if sound else load_catalog()


def bring_in(workspace: Workspace, source: Path) -> tuple[Notice, ...]:
    """Check the notices of a folder (or one notice.toml), copy them in, and use them.

    Problem says in one sentence what is wrong; then nothing was copied.
    """
    from jixiao_desktop.session.output import safe_name

    found = [source] if source.name == FILE else list(_files(source))
    if not found:
        name = source.name or str(source)
        raise Problem(f"“{name}”里没有通知（{FILE}）。选装着通知的那个文件夹再试。")
    notices = [_checked(file) for file in found]
    for file, notice in zip(found, notices, strict=True):
        _copy(file, notice, folder_of(workspace.path) / safe_name(notice.id))
    workspace.use_catalog(catalog_beside(workspace.path))
    return tuple(notices)


def _files(folder: Path) -> Iterator[Path]:
    try:
        for deep in DEEP:
            yield from sorted(folder.glob(f"{deep}{FILE}"))
    except OSError as error:
        raise Problem(sentence_for(error, folder)) from error


def _checked(file: Path) -> Notice:
    bundled = load_catalog()
    name = file.parent.name or FILE
    try:
        notice = load_notice(file)
        _check_rules(file, notice)
    except CatalogError as error:
        raise Problem(UNUSABLE.format(name=name, why=_ended(str(error)))) from error
    except (OSError, TypeError, ValueError, KeyError, AttributeError) as error:
        why = "写法不合规定，读不懂。"
        raise Problem(UNUSABLE.format(name=name, why=why)) from error
    if any(one.id == notice.id for one in bundled.notices()):
        raise Problem(f"编号为“{notice.id}”的通知程序里已经带有，不用导入，直接选用即可。")
    _check_forms(bundled, notice, name)
    return notice


def _check_rules(file: Path, notice: Notice) -> None:
    """Refuse a rule that this version does not know: switching it off would do nothing."""
    from jixiao_desktop.rules import RULES

    known = {rule.id for rule in RULES}
    for name in (*notice.rules_off, *notice.rules_hint):
        if name not in known:
            raise CatalogError(file, name, "不是这个版本里的检查规则。", line_of(file, name))


def _check_forms(catalog: Catalog, notice: Notice, name: str) -> None:
    """Open every blank the notice brings, as filling will; an unknown form is only passed over."""
    from jixiao_desktop.catalog.forms import Form
    from jixiao_desktop.grid.blank import load_blank

    known = 0
    for use in notice.forms:
        try:
            form = catalog.form(use.id, year=notice.year, edition=use.edition)
        except UnknownError:
            continue
        known += 1
        if not isinstance(form, Form) or use.blank is None:
            continue
        try:
            load_blank(laid_over(form, notice))
        except Exception as error:  # any fault of a foreign office file
            why = f"空表“{use.blank.name}”打不开。"
            raise Problem(UNUSABLE.format(name=name, why=why)) from error
    if not known:
        why = "要填的表这个版本的程序一张也没有。"
        raise Problem(f"“{name}”这份通知还不能用：{why}请安装新版程序再导入。")


def _ended(sentence: str) -> str:
    return sentence if sentence.endswith("。") else f"{sentence}。"


def _copy(file: Path, notice: Notice, target: Path) -> None:
    """Copy the notice and the blanks it names, each whole; the notice itself comes last."""
    from jixiao_desktop.session.output import put_file

    wanted = [use.blank for use in notice.forms if use.blank is not None]
    for one in (*dict.fromkeys(wanted), file):
        try:
            if one.stat().st_size > LARGEST:
                raise Problem(f"“{one.name}”超过20兆，不像是空表，没有导入。")
            data = one.read_bytes()
        except OSError as error:
            raise Problem(sentence_for(error, one)) from error
        put_file(target / one.relative_to(file.parent), data, lambda _path: None)
