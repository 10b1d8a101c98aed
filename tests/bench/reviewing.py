"""The reviewer inside: how many faults of the corpus it names, and how often it cries wolf."""

from __future__ import annotations

from pathlib import Path

from figures import tell

from tests.proofs.reviews.hand import sound_dossiers
from tests.proofs.reviews.marked import looked_at
from tests.proofs.reviews.measure import Tally, measured, undetectable
from tests.proofs.reviews.neutral import heard

SEEDS = 2
RECALL, MOST_EXPLAIN = 95.0, 2


def share(pair: tuple[int, int]) -> str:
    """Write a share with what it is taken from."""
    part, whole = pair
    return f"{100 * part / whole:.1f}%（{part}/{whole}）" if whole else "—"


def met(reached: bool) -> str:
    """Say whether an aim is met."""
    return "达到" if reached else "没有达到"


def main(folder: Path) -> None:
    """Measure."""
    tally = measured(SEEDS)
    _tell_sound(tally)
    part, whole = tally.recall()
    tell(f"查全：{share((part, whole))}，目标 ≥ {RECALL:.0f}%：{met(100 * part >= RECALL * whole)}")
    tell(f"查准（改动后新出的必改、需说明中，由改动引起的）：{share(tally.precision())}")
    for kind, pair in tally.by_class().items():
        tell(f"{kind}：查全 {share(pair)}")
    for title, (named, made) in sorted(tally.by_fault().items()):
        tell(f"  {title}：{named}/{made}")
    noise = [bool(one.news) for one in heard(sound_dossiers())]
    tell(f"换了写法、内容不变的卷宗：{len(noise)} 份里 {sum(noise)} 份多出必改或需说明")
    known = [found for _, found in looked_at()]
    tell(f"给出的文件中已知的问题：指出 {share((sum(known), len(known)))}")
    for kind, one in undetectable().items():
        tell(f"看不出的 {kind}：{one['what']}。{one['why']}")


def _tell_sound(tally: Tally) -> None:
    alarms = tally.false_alarms()
    worst = max(
        sum(finding["severity"] == "explain" for finding in found) for found in tally.sound.values()
    )
    tell(
        f"{len(tally.sound)} 份没有问题的卷宗：必改 {alarms['must_fix']} 处，"
        f"需说明最多一份 {worst} 处，"
        f"目标 0 处、≤ {MOST_EXPLAIN} 处：{met(not alarms['must_fix'] and worst <= MOST_EXPLAIN)}"
    )
