"""What a value earns, how it is worked out, what it adds up to: the rules as figures."""

from __future__ import annotations

import json
from dataclasses import replace
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain import scoring
from jixiao_desktop.domain.computed import compute
from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.numbers import round_half_up
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.domain.target import read_actual, read_target

D = Decimal
EXAMPLES = Path(__file__).resolve().parents[1] / "data" / "examples"
PLAIN = Settings(2024, stage="self_evaluation")
RATIO = replace(PLAIN, reverse_formula="ratio")


def proposed(
    target: str, actual: str, weight: str | None = "5", settings: Settings = PLAIN, level2: str = ""
) -> scoring.Proposal:
    """Propose for a target written as “≥ 100 个” (operator, value, unit apart)."""
    operator, value, unit = (*target.split(" "), "", "")[:3]
    goal = read_target(operator.strip("_"), value, unit, 2024)
    done = read_actual(actual, goal, 2024)
    return scoring.propose(goal, done, None if weight is None else D(weight), settings, level2)


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≥ 100 个", "100", "5"), ("≥ 100 个", "130", "5"), ("≥ 100 个", "20", "1"),
        ("≥ 3 次", "2", "3.33"), ("≥ 3 次", "1", "1.67"), ("≥ 100 个", "0", "0"),
        ("≥ 100 个", "-7", "0"), ("> 100 个", "100", "5.00"), ("> 100 个", "101", "5"),
        ("= 100 个", "100", "5"), ("= 100 个", "120", "5"), ("= 100 个", "50", "2.5"),
        ("= 0 起", "0", "5"), ("= 0 起", "1", "0"), ("= 0 起", "-1", "5"), ("_ 0 起", "2", "0"),
        ("≥ 0 起", "3", "5"), ("> 0 起", "0", "0"), ("> 0 起", "1", "5"),
        ("≤ 0 起", "0", "5"), ("≤ 0 起", "1", "0"),
        ("_ 100 个", "50", "2.5"), ("≥ 95 %", "95%", "5"), ("≥ 95 %", "94.9", "4.99"),
        ("≥ 1 万人次", "5000", "2.5"), ("≤ 400 元/人", "400", "5"), ("≤ 400 元/人", "0", "5"),
    ],
)  # fmt: skip
def test_a_number_earns_its_share(target: str, actual: str, score: str) -> None:
    assert proposed(target, actual).score == D(score)


@pytest.mark.parametrize(
    ("actual", "deviation", "ratio"),
    [
        ("400", "5", "5"), ("450", "4.38", "4.44"), ("500", "3.75", "4"), ("600", "2.5", "3.33"),
        ("799", "0.01", "2.50"), ("800", "0", "2.5"), ("4000", "0", "0.5"),
    ],
)  # fmt: skip
def test_both_formulas_of_a_limit(actual: str, deviation: str, ratio: str) -> None:
    assert proposed("≤ 400 元/人", actual).score == D(deviation)
    assert proposed("≤ 400 元/人", actual, settings=RATIO).score == D(ratio)


def test_a_cost_without_a_sign_is_a_limit() -> None:
    assert proposed("_ 400 元/人", "300", level2="成本指标").score == 5
    assert proposed("_ 400 元/人", "300", level2="经济效益指标").score == D("3.75")
    assert proposed("< 400 元", "400").score == 5, "(1-0/400)×5"


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("≤ 12月31日", "12月20日", "5"), ("定性 12月31日前", "12月31日", "5"),
        ("≤ 12月31日", "2025年1月5日", "0"), ("= 12 月", "12", "5"), ("≤ 9 月", "10", "0"),
        ("≤ 12月31日", "按时完成", None),
    ],
)  # fmt: skip
def test_a_date_scores_by_the_date(target: str, actual: str, score: str | None) -> None:
    assert proposed(target, actual).score == (None if score is None else D(score))


@pytest.mark.parametrize(
    ("target", "actual", "score"),
    [
        ("定性 显著提高", "达成", "5"), ("定性 显著提高", "达成年度指标", "5"),
        ("定性 显著提高", "显著提高", "5"), ("定性 显著提高", "部分达成", None),
        ("定性 显著提高", "未达成", None), ("定性 显著提高", "有所提高", None),
        ("≥ 20 次", "达成", "5"), ("定性 显著提高", "", None), ("定性", "达成", None),
        ("≥ 20 次", "很多次", None), ("≥ -5 %", "3", None),
    ],
)  # fmt: skip
def test_words_earn_by_tier(target: str, actual: str, score: str | None) -> None:
    made = proposed(target, actual)
    assert made.score == (None if score is None else D(score))
    assert made.working


def test_the_working_is_the_sum_in_words() -> None:
    assert proposed("≥ 100 个", "20").working == "20/100×5=1.00"
    assert proposed("≤ 400 元", "450").working == "(1-(450-400)/400)×5=4.38"
    assert proposed("≤ 400 元", "450", settings=RATIO).working == "400/450×5=4.44"
    assert proposed("≥ 8 人", "10").working == "10≥8，得满分5分"
    assert proposed("定性 提高", "部分达成").working == (
        "完成情况为“部分达成”，在分值的60%（含）至80%之间自行打分"
    )
    assert proposed("≥ 100 个", "20", None) == scoring.Proposal(None, "分值没有填")


@pytest.mark.parametrize(
    ("tier", "share", "fits"),
    [
        (scoring.Tier.MET, "1", True), (scoring.Tier.MET, "0.8", True),
        (scoring.Tier.MET, "0.79", False), (scoring.Tier.PARTLY, "0.8", False),
        (scoring.Tier.PARTLY, "0.6", True), (scoring.Tier.NOT_MET, "0.6", False),
        (scoring.Tier.NOT_MET, "0", True),
    ],
)  # fmt: skip
def test_bands_of_the_tiers(tier: scoring.Tier, share: str, fits: bool) -> None:
    assert scoring.in_band(tier, D(share), PLAIN) is fits


AMOUNTS = st.decimals(0, 10**7, places=2)


@given(target=AMOUNTS, actual=AMOUNTS, weight=st.decimals(0, 100, places=1),
       sign=st.sampled_from("≥≤=><"), settings=st.sampled_from([PLAIN, RATIO]))  # fmt: skip
def test_no_number_earns_less_than_nothing_or_more_than_its_weight(
    target: Decimal, actual: Decimal, weight: Decimal, sign: str, settings: Settings
) -> None:
    made = proposed(f"{sign} {target} 个", str(actual), str(weight), settings)
    assert made.score is not None
    assert 0 <= made.score <= weight
    assert made.score == round_half_up(made.score, 2)


@given(AMOUNTS, AMOUNTS, st.decimals(0, 1000, places=2))
def test_more_done_never_earns_less(target: Decimal, actual: Decimal, more: Decimal) -> None:
    higher = [proposed(f"≥ {target} 个", str(a)).score for a in (actual, actual + more)]
    lower = [proposed(f"≤ {target} 个", str(a)).score for a in (actual, actual + more)]
    assert None not in higher + lower
    assert higher[0] <= higher[1]  # type: ignore[operator]
    assert lower[0] >= lower[1]  # type: ignore[operator]


# ---- the whole -----------------------------------------------------------------------------


def example(name: str) -> Dossier:
    data = json.loads((EXAMPLES / name).read_text("utf-8"))["projects"][0]
    texts: dict[str, str] = {}
    for source, columns in data["budget"].items():
        texts |= {f"budget.{source}.{c}": v for c, v in columns.items() if v}
    for source, columns in data["self_evaluation"]["budget"].items():
        texts[f"self_evaluation.budget.{source}.spent"] = columns["spent"]
    for number, one in enumerate(data["indicators"]):
        own = one.pop("self_evaluation")
        texts |= {f"indicators.r{number}.{k}": v for k, v in one.items()}
        texts |= {f"indicators.r{number}.self_evaluation.{k}": v for k, v in own.items()}
    return of_texts(2024, texts, {"indicators": tuple(f"r{n}" for n in range(number + 1))})


def shown(name: str, dossier: Dossier, settings: Settings = PLAIN, of: str = "") -> str:
    return compute(name, dossier, settings, of).shown


@pytest.mark.parametrize(
    ("name", "execution", "total"),
    [
        ("self-evaluation-training.json", "8.68", "98.68"),
        ("self-evaluation-equipment.json", "9.89", "99.89"),
    ],
)
def test_the_examples_come_to_their_totals(name: str, execution: str, total: str) -> None:
    dossier = example(name)
    assert shown("execution_score", dossier) == execution
    assert shown("total_score", dossier) == total
    assert shown("grade", dossier) == "优"
    assert shown("weight_total", dossier) == "100"
    assert shown("indicator_weights", dossier) == "90"
    assert [shown("weight_total", dossier, of=c) for c in ("产出", "效益指标", "满意度指标")] == [
        "50", "30", "10",
    ]  # fmt: skip


def small(**texts: str) -> Dossier:
    base = {
        "budget.total.initial": "25", "self_evaluation.budget.total.spent": "21.69",
        "indicators.a.name": "家具", "indicators.a.operator": "≥", "indicators.a.target": "100",
        "indicators.a.weight": "90", "indicators.a.self_evaluation.actual": "20",
    }  # fmt: skip
    return of_texts(2024, base | texts, {"indicators": ("a", "empty")})


def test_a_typed_score_counts_and_a_blank_one_is_proposed() -> None:
    assert shown("total_score", small()) == "26.68", "8.68 + 20/100×90"
    typed = small(**{"indicators.a.self_evaluation.score": "85"})
    assert shown("total_score", typed) == "93.68"
    assert shown("row_score", typed, of="indicators.a") == "85"
    assert shown("row_score", small(), of="indicators.a") == "18"
    assert shown("row_working", typed, of="indicators.a") == "20/100×90=18.00"


def test_without_score_and_proposal_there_is_no_total() -> None:
    for broken in (
        small(**{"indicators.a.self_evaluation.actual": ""}),
        small(**{"indicators.a.self_evaluation.score": "约八十"}),
        small(**{"self_evaluation.budget.total.spent": ""}),
        small(**{"budget.total.initial": "0"}),
        of_texts(2024, {"budget.total.initial": "25", "self_evaluation.budget.total.spent": "25"}),
    ):
        assert shown("total_score", broken) == "—"
        assert shown("grade", broken) == "—"


@pytest.mark.parametrize(
    ("texts", "settings", "score"),
    [
        ({}, PLAIN, "8.68"),
        ({"budget.total.revised": "24.1"}, PLAIN, "9.00"),
        ({"budget.total.adjustment": "-0.9"}, PLAIN, "9.00"),
        ({"budget.total.revised": "20"}, PLAIN, "10.00"),
        ({"budget.total.revised": "20"}, replace(PLAIN, execution_cap=D(0)), "10.85"),
        ({"budget.total.revised": "20"}, replace(PLAIN, execution_cap=D("1.05")), "10.50"),
        ({}, replace(PLAIN, execution_weight=D(20)), "17.35"),
        ({}, replace(PLAIN, rate_denominator="received"), "8.68"),
        ({"self_evaluation.budget.total.spent": "-3"}, PLAIN, "0.00"),
    ],
)
def test_execution_scores_on_the_yearly_budget(
    texts: dict[str, str], settings: Settings, score: str
) -> None:
    assert shown("execution_score", small(**texts), settings) == score


def test_the_working_of_the_execution_score() -> None:
    assert scoring.propose_execution(small(), PLAIN).working == "21.69/25×10=8.68"
    over = small(**{"self_evaluation.budget.total.spent": "26"})
    assert scoring.propose_execution(over, PLAIN).working == "26/25×10=10.40，最多得10分"


def test_without_a_weight_execution_is_no_part_of_the_total() -> None:
    none = replace(PLAIN, execution_weight=D(0))
    assert shown("total_score", small(), none) == "18.00"


def test_grades_and_cuts_are_the_notice_s() -> None:
    cuts = {"100": "优", "90": "优", "89.99": "良", "80": "良", "79.99": "中", "60": "中",
            "59.99": "差", "0": "差"}  # fmt: skip
    assert {k: scoring.grade_of(D(k), PLAIN) for k in cuts} == cuts
    other = replace(PLAIN, grades="合格=60；优：90、良 75，不合格=0")
    assert [scoring.grade_of(D(n), other) for n in (95, 80, 61, 3)] == [
        "优", "良", "合格", "不合格",
    ]  # fmt: skip
    assert scoring.grade_of(None, PLAIN) == ""


def test_class_weights_follow_the_tree_or_the_notice() -> None:
    assert scoring.class_weights(replace(PLAIN, tree="four"))["成本"] == 20
    own = replace(PLAIN, class_weights="决策=10、过程=25、产出=30、效益=35")
    assert sum(scoring.class_weights(own).values()) == 100
    assert scoring.class_of("效益指标", own) == "效益"
    assert scoring.class_of("", own) == ""
