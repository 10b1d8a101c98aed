"""The evaluation report: counts, class scores and drafts come from the table of scores."""

from __future__ import annotations

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

from jixiao_desktop.catalog.loading import load_catalog
from jixiao_desktop.session.case import Case
from jixiao_desktop.session.exchange import dossiers_of, parse
from jixiao_desktop.session.output import composed

SEEDS = Path(__file__).resolve().parents[1] / "data" / "seeds"
FORM = "evaluation-report"
Change = Callable[[dict[str, Any]], object]


def texts(change: Change | None = None) -> list[str]:
    catalog = load_catalog()
    data = deepcopy(json.loads((SEEDS / f"{FORM}.json").read_text("utf-8")))
    if change:
        change(data["projects"][0])
    exchange = parse(json.dumps(data), catalog.dictionary)
    found = tuple(one.dossier for one in dossiers_of(exchange))
    of = Case(catalog, catalog.notice(exchange.notice, 2022), 2022, found)
    return composed(of, of.form(FORM)).texts  # type: ignore[arg-type]


def rows(project: dict[str, Any]) -> list[dict[str, str]]:
    found: list[dict[str, str]] = project["evaluation"]["indicators"]
    return found


def test_scores_counts_and_the_rate_of_a_class_follow_its_rows() -> None:
    made = texts(lambda p: rows(p)[0].update(score="1.5"))
    line = next(t for t in made if t.startswith("项目决策类指标"))
    assert line == (
        "项目决策类指标包括项目立项、绩效目标和资金投入三方面的内容，"
        "由6个三级指标构成，权重分为20分，实际得分18.5分，得分率为92.5%。"
    )
    assert any("决策类指标得分18.5分，过程类指标得分20分" in t for t in made)


def test_a_missing_score_leaves_a_dash_not_a_smaller_total() -> None:
    made = texts(lambda p: rows(p)[0].pop("score"))
    assert any("总得分为—分，绩效评级属于“—”" in t for t in made)


def test_lost_points_are_told_with_their_reason_where_nobody_wrote() -> None:
    def lost(project: dict[str, Any]) -> None:
        project["evaluation"]["sections"].pop("decision")
        rows(project)[1].update(score="1", reason="缺可行性研究")

    made = texts(lost)
    assert "（2）立项程序规范性：缺可行性研究，根据评分标准，该指标扣1分，得1分。" in made
    assert "（1）立项依据充分性：根据评分标准，该指标不扣分，得3分。" in made


def test_the_lists_of_indicators_are_those_that_are_scored() -> None:
    def other(project: dict[str, Any]) -> None:
        rows(project)[-1].update(level3="生态效益")

    line = next(t for t in texts(other) if t.startswith("三级指标为："))
    assert line.endswith("、可持续影响、经济效益、生态效益。")


def test_the_team_follows_the_words_that_announce_it() -> None:
    made = texts()
    at = next(i for i, t in enumerate(made) if t.endswith("成员构成如下："))
    assert made[at + 2] == (
        "阿不来提？托合提任评价组副组长，绩效评价工作职责为对项目实施情况进行实地调查。"
    )


def test_the_year_s_rate_is_the_year_s_spending() -> None:
    made = texts(lambda p: p["self_evaluation"]["budget"]["total"].update(spent="3.5"))
    assert "截至2022年12月31日，实际支出3.5万元，预算执行率87.5%。" in made


def test_chapters_are_the_eight_of_the_outline() -> None:
    heads = [t for t in texts() if t[:2] in {f"{n}、" for n in "一二三四五六七八九"}]
    assert len(heads) == 8
    assert heads[4] == "五、预算执行进度与绩效指标偏差"


def test_nothing_scored_and_nobody_named_is_not_told() -> None:
    def emptied(project: dict[str, Any]) -> None:
        project["evaluation"] = {"as_of": "2022-12-31"}
        project["budget"] = {}
        project["self_evaluation"] = {}

    made = "\n".join(texts(emptied))
    for words in ("总得分", "成员构成如下", "执行率", "附表1", "三级指标为"):
        assert words not in made


def test_a_typed_reason_s_stop_does_not_end_the_sentence() -> None:
    def lost(project: dict[str, Any]) -> None:
        project["evaluation"]["sections"]["decision"] = ""
        rows(project)[0].update(score="2", reason="缺少批复文件。")

    line = next(t for t in texts(lost) if t.startswith("（1）立项依据充分性"))
    assert line == "（1）立项依据充分性：缺少批复文件，根据评分标准，该指标扣1分，得2分。"
