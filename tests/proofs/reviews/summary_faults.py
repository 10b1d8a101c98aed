"""The re-evaluation's summary table (R): columns against each other."""

from __future__ import annotations

import re
from decimal import Decimal

from tests.proofs.reviews.hand import EXPLAIN, HINT, MUST, Hand, Place, UnfitError, fault, number

SPENT = re.compile(r"实际支出(\d+(?:\.\d+)?)万元")


def rows(hand: Hand) -> list[Place]:
    """Return the rows of the summary."""
    found = hand.data.get("reviews") or []
    return [Place(f"reviews[{n}]", one) for n, one in enumerate(found)]


def row(hand: Hand, want: str = "", key: str = "review.spending") -> Place:
    """Choose a row whose text fits."""
    return hand.one([r for r in rows(hand) if re.search(want, r.get(key))])


def money(place: Place) -> Decimal:
    """Return what was allocated, in 万元."""
    parts = [number(place.get(f"review.allocated.{k}")) for k in ("central", "local")]
    return sum((one for one in parts if one), Decimal(0))


def spends(place: Place, part: str) -> None:
    """Let a row spend a share of its money, without more words."""
    spent = (money(place) * Decimal(part)).quantize(Decimal("0.01"))
    rate = (spent * 100 / money(place)).quantize(Decimal("0.01"))
    words = f"截至2024年7月31日，实际支出{spent}万元，执行率{rate}%。"
    place.set("review.spending", words)


@fault("R", EXPLAIN)
def progress_of_the_row_above(hand: Hand) -> tuple[str, str]:
    if len(rows(hand)) < 2:
        raise UnfitError
    first, second = hand.rng.sample(rows(hand), 2)
    return second.set("review.progress", first.get("review.progress")), first.at("review.progress")


@fault("R", EXPLAIN)
def progress_is_the_rate_of_spending(hand: Hand) -> str:
    place = row(hand, r"执行率\d")
    rate = re.search(r"执行率(\d+(?:\.\d+)?)%", place.get("review.spending"))
    if not rate or rate[1] == "0":
        raise UnfitError
    return place.set("review.progress", f"截至评价基准日完成了整体绩效目标的{rate[1]}%。")


@fault("R", EXPLAIN)
def progress_is_the_calendar(hand: Hand) -> str:
    place = row(hand)
    return place.set("review.progress", "截至2024年7月31日，本项目绩效目标完成度约58.33%。")


@fault("R", EXPLAIN)
def progress_not_borne_out(hand: Hand) -> str:
    place = row(hand, r"完成.*\d+(\.\d+)?%。$", "review.progress")
    text = place.get("review.progress")
    wrong = hand.rng.choice(["10%。", "23.5%。", "96%。"])
    return place.set("review.progress", re.sub(r"\d+(\.\d+)?%。$", wrong, text))


@fault("R", EXPLAIN)
def far_more_than_planned(hand: Hand) -> tuple[str, str]:
    place = row(hand, r"(购置图书7400册|筛查12100人|抽检905批次)", "review.progress")
    swaps = {"7400册": "74000册", "12100人": "62100人", "905批次": "4905批次"}
    text = place.get("review.progress")
    old = next(one for one in swaps if one in text)
    return place.set("review.progress", text.replace(old, swaps[old])), place.at("project.goal")


@fault("R", MUST)
def nothing_spent_and_no_deviation(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    place.set("review.spending", hand.rng.choice(["0.00", "实际支出0万元，执行率0%。"]))
    place.set("review.deviation_reason", "无")
    return place.set("review.deviates", "否"), place.at("review.deviation_reason")


@fault("R", MUST)
def little_spent_and_no_deviation(hand: Hand) -> str:
    place = row(hand)
    spends(place, hand.rng.choice(["0.05", "0.12", "0.2"]))
    place.set("review.deviation_reason", "无")
    return place.set("review.deviates", "否")


@fault("R", MUST)
def reason_only_says_it_again(hand: Hand) -> str:
    place = row(hand)
    spends(place, "0.15")
    place.set("review.deviates", "是")
    words = ["资金支出进度滞后", "指标设置不合理", "执行率较低", "项目进度缓慢", "未完成"]
    return place.set("review.deviation_reason", hand.rng.choice(words))


@fault("R", MUST)
def deviates_without_reason(hand: Hand) -> str:
    place = row(hand, "是", "review.deviates")
    return place.set("review.deviation_reason", hand.rng.choice(["", "无", "无。"]))


@fault("R", EXPLAIN)
def reason_for_no_deviation(hand: Hand) -> tuple[str, str]:
    place = row(hand, "是", "review.deviates")
    return place.set("review.deviates", "否"), place.at("review.deviation_reason")


@fault("R", EXPLAIN)
def advice_in_the_column_of_problems(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    place.set("review.problems", place.get("review.advice"))
    return place.at("review.problems"), place.set("review.advice", "")


@fault("R", EXPLAIN)
def columns_slid(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    place.set("review.remark", place.get("review.advice"))
    advice = place.get("review.problems")
    place.set(
        "review.problems", hand.rng.choice(["加强过程管理，加快支出进度。", "完善监控机制。"])
    )
    return place.at("review.problems"), place.set("review.advice", advice)


@fault("R", MUST)
def no_problems_and_nothing_done(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    place.set("review.spending", "0.00")
    place.set("review.progress", "截至2024年7月31日，项目尚未实施，完成度0.00%。")
    return place.set("review.problems", "无"), place.set("review.advice", "无")


@fault("R", MUST)
def purpose_beside_the_money(hand: Hand) -> tuple[str, str]:
    place = row(hand, "图书购置60万元", "project.purpose")
    wrong = hand.rng.choice(
        ["图书购置160万元、阅读活动24万元。", "图书购置60万元、阅读活动84万元。"]
    )
    return place.set("project.purpose", f"用于{wrong}"), place.at("review.allocated.local")


@fault("R", MUST)
def rate_beside_the_money(hand: Hand) -> str:
    place = row(hand, r"执行率\d\d\.\d\d%")
    text = place.get("review.spending")
    wrong = hand.rng.choice(["执行率62.41%", "执行率47.03%", "执行率95.80%"])
    return place.set("review.spending", re.sub(r"执行率\d+\.\d+%", wrong, text))


@fault("R", EXPLAIN)
def items_beside_the_sum(hand: Hand) -> str:
    place = row(hand, "其中")
    text = place.get("review.spending")
    spot = list(re.finditer(r"(\d+\.\d+)万元", text))[-1]
    wrong = hand.slip(spot[1])
    return place.set("review.spending", text[: spot.start(1)] + wrong + text[spot.end(1) :])


@fault("R", EXPLAIN)
def more_spent_than_given(hand: Hand) -> tuple[str, str]:
    place = row(hand, "实际支出")
    more = (money(place) * Decimal("1.3")).quantize(Decimal("0.01"))
    text = re.sub(r"实际支出[\d.]+万元，执行率[\d.]+%", f"实际支出{more}万元，执行率130%",
                  place.get("review.spending"))  # fmt: skip
    return place.set("review.spending", text), place.at("review.allocated.local")


@fault("R", MUST)
def year_of_the_row_mistyped(hand: Hand) -> str:
    key = hand.rng.choice(["review.progress", "review.spending"])
    place = row(hand, "2024年7月31日", key)
    wrong = hand.rng.choice(["2014", "2042"])
    return place.set(key, place.get(key).replace("2024", wrong, 1))


@fault("R", EXPLAIN)
def all_done_and_nothing_paid(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    place.set("review.progress", "截至2024年7月31日，已完成绩效目标的95%，正在组织验收。")
    return place.set("review.spending", "0.00"), place.at("review.progress")


@fault("R", EXPLAIN)
def goal_and_work_are_two_things(hand: Hand) -> tuple[str, str]:
    place = row(hand)
    words = hand.rng.choice(["房屋维修3次。", "采购公务用车2辆。", "完成食堂改造1处。"])
    return place.set("review.progress", words), place.at("project.goal")


@fault("R", HINT)
def goal_that_says_nothing(hand: Hand) -> str:
    place = row(hand)
    return place.set(
        "project.goal", hand.rng.choice(["工作经费", "保障工作正常开展。", "按计划执行。"])
    )


@fault("R", EXPLAIN)
def another_project_in_the_row(hand: Hand) -> str:
    place = row(hand)
    words = "智慧司法项目已完工，项目尚未验收，项目尾款80万元未支付。"
    return place.set("review.progress", words)


@fault("R", HINT)
def unit_of_the_row_lost(hand: Hand) -> str:
    return row(hand).set("unit", "")
