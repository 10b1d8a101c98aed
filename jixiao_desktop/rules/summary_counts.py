"""What a row of the review summary says was done, held against what its goal counts."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal

from jixiao_desktop.domain import funds
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import Fact, facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import SHIFTS, show_money
from jixiao_desktop.domain.numbers import plain
from jixiao_desktop.domain.progress import rate, show_rate
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.over import step_of
from jixiao_desktop.rules.overall import derived
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.stated import one_of
from jixiao_desktop.rules.summary_row import PROGRESS, SPENT, STAGE, STAGES
from jixiao_desktop.rules.things import Thing, core, like_units, likeness, pieces, things

READS = ("goal", "purpose", "name", PROGRESS, "review", SPENT)
GOAL = {"goal": "开展培训20期，培训1960人次。"}
HALF_DONE = "已开展培训12期，培训702人次，完成绩效目标的{}。"
SHORT = 80
FEW = 2
ALIKE = 0.3
NEAR = Decimal(2)
WHOLE = Decimal(100)
_ABOUT = re.compile("以上|左右|多|余")
_HEAD = re.compile("^(?:和|及|与|并|已|的|为|约)+|该项目|项目|按期|年?底前|完成")
_UNFINISHED = re.compile("[未暂]|调试|正在|待")
_STATES = re.compile(
    "主体|完工|竣工|投用|投入|使用|建成|安装|调试|到货|验收|合格|开工|启动|在建|施工|签订|合同|招标|交付|运行|其余|剩余|余下|均|全部|已|正在|中"
    "|在?[0-9一二三四五六七八九十]{1,3}月.{0,8}$"
)
"""How far something has come: that is no other work."""

_SHARE = re.compile(
    r"(?:完成率|完成度|完成进度|完成比例|完成了?(?:整体|年度|全年|总体)?(?:绩效)?目标"
    r"|(?:目标|任务|计划)(?:已|共|累计|实际|总体|整体|约)*(?:完成|达到|实现)了?)"
    r"(?:的|约|为|达到|达)*\Z"
)


def pairs(dossier: Dossier) -> list[tuple[Thing, Thing, Decimal]]:
    """Pair what the goal counts with what was done of it: (planned, done, share in percent)."""
    left = list(things(dossier.text(PROGRESS)))
    made = []
    for planned in things(dossier.text("goal")):
        if not planned.value:
            continue
        fitting = [d for d in left if like_units(planned.fact.unit, d.fact.unit)]
        scored = [(_alike(planned, d), -at, d) for at, d in enumerate(fitting)]
        score, _, best = max(scored, default=(0.0, 0, None))
        if best is None or score < ALIKE:
            continue
        left.remove(best)
        made.append((planned, best, best.value / planned.value * 100))
    return made


def _alike(one: Thing, two: Thing) -> float:
    """Give how far two counts speak of one thing, whichever way round they are worded."""
    first, second = _HEAD.sub("", one.about), _HEAD.sub("", two.about)
    return max(likeness(first, second), likeness(second, first))


def said(thing: Thing) -> str:
    """Write a count as the text has it, with the words that say what is counted."""
    before = _HEAD.sub("", thing.words.split(" ")[0].strip())
    return f"{before[-8:]}{thing.fact.text}"


def whole_share(text: str) -> Fact | None:
    """Find the share that a text states for the project as a whole: its last one, in percent."""
    found_here = None
    for fact in facts(text):
        if fact.kind == "rate" and _SHARE.search(text[max(0, fact.start - 20) : fact.start]):
            found_here = fact
    return found_here


@rule(
    "summary.far_beyond",
    title="完成数远超目标",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写“{done}”，是年度绩效目标“{planned}”的{share}，{step}{beside}。",
    fix="核对完成数；数字无误的，{asked}。",
    basis=WITHIN,
    failing=(
        Example(
            "目标500份，完成3096份，进度只写10%",
            {
                "goal": "购买试剂耗材500份、开展督导2次。",
                PROGRESS: "已完成购置试剂耗材3096份，项目实际完成进度为10%。",
            },
            PROGRESS,
            STAGES,
        ),
        Example(
            "督导1次，完成2次",
            {"goal": "下乡督导1次。", PROGRESS: "已完成下乡督导2次。"},
            PROGRESS,
            STAGES,
        ),
    ),
    passing=(
        Example(
            "完成数没有超过",
            GOAL | {PROGRESS: HALF_DONE.format("47.91%")},
            stages=STAGES,
        ),
        Example(
            "做的是另一件事",
            {"goal": "购置图书120册。", PROGRESS: "接待读者3.7万人次。"},
            stages=STAGES,
        ),
    ),
)
def nothing_far_beyond(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A count far above its goal needs a word, by the steps of the notice."""
    for planned, done, share in pairs(dossier):
        step = step_of(share / 100, settings)
        if step is None:
            continue
        whole = whole_share(dossier.text(PROGRESS))
        yield found(
            PROGRESS,
            also=("goal",),
            severity=step.severity,
            done=said(done),
            planned=said(planned),
            share=show_rate(share / 100),
            step=step.words,
            asked=step.asked,
            beside=f"，而总体完成写{whole.text}" if whole else "",
        )


@rule(
    "summary.share",
    title="总体完成比例与各项完成数",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写总体完成{written}，而按目标和完成数算：{sums}{mean}{like}。",
    fix="写明总体完成比例是怎么算出来的，或改成由各项完成数得出的比例。",
    basis=WITHIN,
    failing=(
        Example(
            "两项完成60%和35.82%，写总体完成44.89%",
            GOAL | {PROGRESS: HALF_DONE.format("44.89%")},
            PROGRESS,
            STAGES,
        ),
        Example(
            "购置50个完成10个，写总体完成58%",
            {"goal": "购置维修材料50个。", PROGRESS: "已购置10个维修材料，已完成绩效目标58%。"},
            PROGRESS,
            STAGES,
        ),
    ),
    passing=(
        Example("写的是平均数", GOAL | {PROGRESS: HALF_DONE.format("47.91%")}, stages=STAGES),
        Example("写的是其中一项", GOAL | {PROGRESS: HALF_DONE.format("60%")}, stages=STAGES),
        Example("没有写总体比例", GOAL | {PROGRESS: "已开展培训12期。"}, stages=STAGES),
    ),
)
def the_share_is_borne_out(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """An overall share follows from the counts: one of them, their mean, or how many are done."""
    text = dossier.text(PROGRESS)
    stated, known = whole_share(text), _with_the_last(dossier, pairs(dossier))
    if stated is None or not known:
        return
    value = Decimal(str(stated.value))
    shares = [share for *_, share in known]
    like = _money_like(dossier, value)
    if not (like or _contradicts(dossier, stated, shares)):
        return
    yield found(
        PROGRESS,
        also=("goal",),
        written=stated.text,
        sums="，".join(_sum(*each) for each in known[:3]),
        mean=_mean(shares),
        like=like,
    )


def _with_the_last(
    dossier: Dossier, known: list[tuple[Thing, Thing, Decimal]]
) -> list[tuple[Thing, Thing, Decimal]]:
    """Pair what is left by its unit, where one count of the goal and one that was done are left."""
    planned = [one for one in things(dossier.text("goal")) if one.value]
    left = [one for one in planned if all(one is not pair[0] for pair in known)]
    undone = [one for one in things(dossier.text(PROGRESS)) if all(one is not p[1] for p in known)]
    fitting = [one for one in undone if left and like_units(left[0].fact.unit, one.fact.unit)]
    if len(left) != 1 or len(fitting) != 1:
        return known
    return [*known, (left[0], fitting[0], fitting[0].value / left[0].value * 100)]


def _contradicts(dossier: Dossier, stated: Fact, shares: list[Decimal]) -> bool:
    """Tell whether an overall share cannot come from the counts, all of which must be told."""
    text, value = dossier.text(PROGRESS), Decimal(str(stated.value))
    planned = [one for one in things(dossier.text("goal")) if one.value]
    if value < WHOLE and _UNFINISHED.search(text):
        return False
    if len(shares) < len(planned):
        return _out_of_reach(value, shares, len(planned))
    may_be = derived(shares)
    if _ABOUT.match(text[stated.end : stated.end + 2]):
        return not any(value <= one for one in may_be)
    means = may_be[len(shares) :]
    return not one_of(stated, may_be) and all(abs(value - one) >= NEAR for one in means)


def _out_of_reach(value: Decimal, shares: list[Decimal], count: int) -> bool:
    """Tell whether a share fits no value that the few counts not told could have."""
    if len(shares) < FEW or count - len(shares) > 1:
        return False
    capped = [min(share, WHOLE) for share in shares]
    told = sum(capped, Decimal(0))
    least, most = told / count, (told + WHOLE) / count
    beside = min(shares) - NEAR <= value <= max(shares) + NEAR
    return not beside and not least - NEAR <= value <= most + NEAR


def _sum(planned: Thing, done: Thing, share: Decimal) -> str:
    return f"{plain(done.value)}÷{planned.fact.text}={show_rate(share / 100)}"


def _mean(shares: list[Decimal]) -> str:
    whole = sum(shares, Decimal(0)) / len(shares) / 100
    return f"，平均{show_rate(whole)}" if len(shares) > 1 else ""


def _money_like(dossier: Dossier, share: Decimal) -> str:
    """Say where a share is that of the money, be it of an amount that another column names."""
    spent = funds.amount(dossier, "total", "monitoring.spent")
    if not spent:
        return ""
    for path in ("review.advice", "review.problems", "review.remark"):
        for fact in facts(dossier.text(path)):
            if fact.kind != "money" or fact.each:
                continue
            whole = Decimal(str(fact.value)).scaleb(SHIFTS.get(fact.unit, 0))
            part = rate(spent, whole)
            if part is not None and show_rate(part) == show_rate(share / 100):
                return f"；这个数是支出{show_money(spent)}万元除以{fact.text}"
    return ""


@rule(
    "summary.other_work",
    title="做的事和目标不是一件",
    severity=Severity.EXPLAIN,
    reads=READS,
    stage=STAGE,
    message="{where}写{text}，而项目名称、用途和目标里没有说到这件事。",
    fix="写目标里各项任务的完成情况；确实改做别的事的，写明原因。",
    basis=WITHIN,
    failing=(
        Example(
            "目标是保障机构，做的是房屋维修",
            {
                "name": "创业担保贷款业务经费",
                "goal": "保障机构数1个，用于支付围绕创业担保贷款业务发生的各项费用。",
                PROGRESS: "房屋维修3次。",
            },
            PROGRESS,
            STAGES,
        ),
    ),
    passing=(
        Example(
            "做的就是目标里的事",
            {"name": "道路养护", "goal": "养护道路12公里。", PROGRESS: "养护道路7公里。"},
            stages=STAGES,
        ),
        Example(
            "还没有开展", {"name": "道路养护", PROGRESS: "截至7月31日尚未实施。"}, stages=STAGES
        ),
    ),
)
def the_work_is_that_of_the_goal(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A short account that counts something unheard of in name, purpose and goal."""
    text = dossier.text(PROGRESS).strip()
    done = things(text)
    if not done or len(text) > SHORT:
        return
    goals = things(dossier.text("goal"))
    known = pieces(core("，".join(dossier.text(p) for p in ("name", "purpose", "goal"))))
    about = [_words(one, goals) for one in done]
    if len(known) > FEW and all(words and not words & known for words in about):
        yield found(PROGRESS, also=("goal",), text=quoted(text))


def _words(done: Thing, goals: Sequence[Thing]) -> frozenset[str]:
    """Give what is counted; of what only says how far the goal's own things are, nothing."""
    words = done.about.replace(" ", "")
    if any(like_units(one.fact.unit, done.fact.unit) for one in goals):
        words = _STATES.sub("", words)
    return pieces(words) if words else frozenset()
