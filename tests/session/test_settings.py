"""Settings of a notice and of an edition reach the checks, from the file to the finding."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import fields, replace
from pathlib import Path

import pytest

from jixiao_desktop.catalog.loading import Catalog, load_catalog
from jixiao_desktop.catalog.notice_loading import OWN_SETTINGS, load_notice
from jixiao_desktop.catalog.source import CatalogError
from jixiao_desktop.domain.changes import SetText
from jixiao_desktop.domain.dossier import Entry
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import CHOICES, Settings
from jixiao_desktop.resources import resources_root
from jixiao_desktop.rules import RULES
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.check import check_case
from jixiao_desktop.session.exchange import dossiers_of, parse
from jixiao_desktop.session.notice_box import bring_in
from jixiao_desktop.session.rule_book import OFF, limits_in_force, rules_in_force
from jixiao_desktop.session.workspace import Problem, Workspace

DATA = Path(__file__).resolve().parents[1] / "data"
SCHOOL = DATA / "examples" / "monitoring-party-school.json"
TRAINING = DATA / "examples" / "self-evaluation-training.json"
HEAD = 'id = "county-rules"\ntitle = "某县监控通知"\nyear = 2024\nbasis = "某县通知"\n'
TAIL = '[as_of]\nmonitoring = 2024-07-31\n[[form]]\nid = "monitoring-table"\n'


def stick(folder: Path, body: str = "", settings: str = "") -> Path:
    """A notice on a USB stick."""
    folder.mkdir(parents=True, exist_ok=True)
    text = f"{HEAD}{body}{TAIL}" + (f"[settings]\n{settings}" if settings else "")
    (folder / "notice.toml").write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as made:
        made.import_exchange(json.loads(SCHOOL.read_text("utf-8")))
        yield made


def under(workspace: Workspace, folder: Path, **text: str) -> tuple[Finding, ...]:
    """The findings of the one project under an imported notice."""
    bring_in(workspace, stick(folder, **text))
    project = workspace.projects()[0]
    workspace.choose_notice(project.unit_id, "county-rules")
    return workspace.edit(project.id).findings()


def test_rules_off_and_rules_hint_work_from_the_stick_to_the_finding(
    workspace: Workspace, tmp_path: Path
) -> None:
    project = workspace.projects()[0].id
    before = workspace.edit(project).findings()
    grave = [f.rule for f in before if f.severity is not Severity.HINT]
    off, mild = grave[0], next(rule for rule in grave if rule != grave[0])
    body = f'rules_off = ["{off}"]\nrules_hint = ["{mild}"]\n'
    after = under(workspace, tmp_path / "u盘", body=body)
    assert off not in {f.rule for f in after}
    assert {f.severity for f in after if f.rule == mild} == {Severity.HINT}
    assert len(after) == len([f for f in before if f.rule != off])


def test_a_threshold_of_the_notice_moves_the_lights(workspace: Workspace, tmp_path: Path) -> None:
    project = workspace.projects()[0].id
    before = {f.rule for f in workspace.edit(project).findings()}
    assert "spending.reason_missing" in before
    lenient = under(workspace, tmp_path / "u盘", settings='red_below = "0"\nyellow_below = "0"\n')
    assert "spending.reason_missing" not in {f.rule for f in lenient}


def test_the_editions_own_settings_reach_the_checks() -> None:
    sample = resources_root() / "forms" / "self-evaluation-table" / "2024-ningxia" / "sample.json"
    exchange = parse(sample.read_bytes(), load_catalog().dictionary)
    found = next(iter(dossiers_of(exchange))).dossier
    # 决策 gives five of its points to 产出: the sum is right, the shares are not.
    moved = {"决策": "0", "产出": "15"}
    rows = {found.text(f"indicators.{row}.level1"): row for row in reversed(found.row_ids())}
    entries = {f"indicators.{rows[name]}.weight": Entry(new) for name, new in moved.items()}
    dossiers = (found.with_entries(entries),)

    def rules_of(notice: str) -> set[str]:
        catalog = load_catalog()
        case = Case(catalog, catalog.notice(notice, exchange.year), exchange.year, dossiers)
        return {f.rule for f in check_case(case)[0]}

    weights = "score.class_weights"
    assert weights in {rule.id for rule in RULES}
    assert weights in rules_of("ningxia-self-evaluation")
    assert weights not in rules_of("national-self-evaluation")


def test_an_open_project_is_checked_with_its_editions_settings(tmp_path: Path) -> None:
    with Workspace.open(tmp_path / "数据.jixiao", create=True) as workspace:
        workspace.import_exchange(json.loads(TRAINING.read_text("utf-8")))
        project = workspace.projects()[0]
        workspace.choose_notice(project.unit_id, "ningxia-self-evaluation")
        settings = workspace.edit(project.id).settings
        form = next(f for f in workspace.edit(project.id).forms if f.settings)
        assert settings.rate_denominator == "revised"
        assert settings.class_weights == dict(form.settings)["class_weights"]


WRITTEN = {"spending_floors": "4=25、6=40"}
THRESHOLDS = [f for f in fields(Settings) if f.name not in OWN_SETTINGS]


@pytest.mark.parametrize("field", THRESHOLDS, ids=lambda f: f.name)
def test_every_threshold_may_stand_in_a_notice(tmp_path: Path, field: object) -> None:
    name = field.name  # type: ignore[attr-defined]
    value = CHOICES[name][-1] if name in CHOICES else WRITTEN.get(name, "7")
    notice = load_notice(stick(tmp_path, settings=f'{name} = "{value}"\n') / "notice.toml")
    settings = Catalog(resources_root()).settings_for(notice, None, 2024)
    assert str(getattr(settings, name)) == value


@pytest.mark.parametrize(
    ("settings", "line"),
    [
        ('red_under = "0.5"', "red_under"),
        ('red_below = "many"', "red_below"),
        ('red_below = "NaN"', "red_below"),
        ('spending_floors = "四月25"', "spending_floors"),
        ('spending_floors = "13=25"', "spending_floors"),
        ('tree = "five"', "tree"),
        ('rate_denominator = "spent"', "rate_denominator"),
    ],
)
def test_a_setting_that_cannot_be_is_refused_with_file_line_and_key(
    tmp_path: Path, settings: str, line: str
) -> None:
    file = stick(tmp_path, settings=f"{settings}\n") / "notice.toml"
    with pytest.raises(CatalogError) as caught:
        load_notice(file)
    at = next(n for n, t in enumerate(file.read_text("utf-8").splitlines(), 1) if line in t)
    assert (caught.value.file, caught.value.line, caught.value.key) == (file, at, line)


@pytest.mark.parametrize("body", ['rules_off = "a.b"\n', "rules_hint = [1]\n"])
def test_a_list_of_rules_is_a_list_of_names(tmp_path: Path, body: str) -> None:
    with pytest.raises(CatalogError, match="应写成名称的列表"):
        load_notice(stick(tmp_path, body=body) / "notice.toml")


@pytest.mark.parametrize("key", ["rules_off", "rules_hint"])
def test_a_rule_that_does_not_exist_is_refused_with_its_line(
    workspace: Workspace, tmp_path: Path, key: str
) -> None:
    folder = stick(tmp_path / "u盘", body=f'{key} = ["budget.no_such"]\n')
    with pytest.raises(Problem, match=r"第5行：“budget\.no_such”不是这个版本里的检查规则"):
        bring_in(workspace, folder)


def test_the_rules_named_by_bundled_notices_exist() -> None:
    known = {rule.id for rule in RULES}
    for notice in load_catalog().notices():
        assert {*notice.rules_off, *notice.rules_hint} <= known, notice.id


def test_satisfaction_limits_are_the_notices(workspace: Workspace, tmp_path: Path) -> None:
    editing = workspace.edit(workspace.projects()[0].id)
    row = f"indicators.{editing.dossier.row_ids()[0]}"
    texts = {"name": "学员满意度", "operator": "≥", "target": "90", "unit": "%"}
    editing.step("目标", [SetText(f"{row}.{key}", text) for key, text in texts.items()])
    asked = "unit.satisfaction_level"
    assert asked not in {f.rule for f in editing.findings()}
    found = under(workspace, tmp_path / "u盘", settings='satisfaction_low = "95"\n')
    assert asked in {f.rule for f in found}


def test_every_threshold_is_told_in_words_with_its_value_in_force() -> None:
    plain = Settings(2024)
    told = limits_in_force(plain)
    assert len(told) == len(THRESHOLDS)
    assert not any(one.own for one in told)
    strict = limits_in_force(replace(plain, reason_length=30))
    assert [one.words for one in strict if one.own] == ["原因说明的最少字数：30字"]


def test_the_list_of_rules_says_which_are_off_or_hints() -> None:
    off, mild = "unit.percent_sign", "goal.effect"
    settings = replace(Settings(2024), rules_off=frozenset({off}), rules_hint=frozenset({mild}))
    weights = {line.id: line.weight for line in rules_in_force(settings)}
    assert set(weights) == {rule.id for rule in RULES}
    assert (weights[off], weights[mild]) == (OFF, "提示")
    usual = {line.id: line.weight for line in rules_in_force(Settings(2024))}
    assert usual == {rule.id: rule.severity.word for rule in RULES}


def test_a_rule_is_found_by_words_and_by_initials() -> None:
    line = next(one for one in rules_in_force(Settings(2024)) if one.id == "unit.percent_sign")
    assert line.fits("")
    assert line.fits(f"{line.title[:2]} {line.weight}")
    assert line.fits("dwx")
    assert not line.fits("没有这样的规则")
