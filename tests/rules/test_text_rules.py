"""The text itself: marks, numbering, citations, neighbours; no text makes looking at it slow."""

from __future__ import annotations

import time
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from jixiao_desktop.domain.dossier import Dossier, of_texts
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules import RULES, run
from jixiao_desktop.rules.cited import by_number, citations, documents, misquoted
from jixiao_desktop.rules.engine import Work, run_rules
from jixiao_desktop.rules.marks import marks, mended
from jixiao_desktop.rules.neighbours import COMPARED, Neighbours, core_name, print_of
from jixiao_desktop.rules.numbering import slips
from jixiao_desktop.rules.reasons import complaint, restates, says_nothing
from jixiao_desktop.rules.surroundings import Surroundings

SETTINGS = Settings(2024, as_of=date(2024, 7, 31))
PROGRESS = "monitoring.goal_progress"
OF_TEXT = ("text.", "cited.", "copied.", "last_year.", "duplicate.", "report.", "evaluation.empty")
LOOKING = tuple(rule for rule in RULES if rule.id.startswith(OF_TEXT))
PIECES = (
    *("1", "（", "(《", "，。", "[1,", "财预〔2020", "〔2020〕1号", "%", "1）", "提高", "０1"),
    *("<br", "错误！", "\n1、", "。一是", "“", "？", "*", "请填写", "【 ", "年 月", "附表1"),
    *("甲县乙局", "对项目", "成员如下：", "指标1：", "阿不来提？托合提任", "《项目》", "因（", "_"),
)
LONG = ("goal", "overview", PROGRESS, *(f"monitoring.sections.{one}" for one in
        ("problems", "improvements")))  # fmt: skip


def texts_of(piece: str, size: int) -> Dossier:
    long = (piece * (size // len(piece) + 1))[:size]
    texts = dict.fromkeys(LONG, long)
    texts |= {"name": "测试项目", "unit.name": "某县测试局", "indicators.r0.name": long[:200]}
    return of_texts(2024, texts, {"indicators": ("r0",)}, ["monitoring"])


def cost(piece: str, size: int) -> float:
    """Take the least of three looks, each at texts nobody has looked at before."""
    least = float("inf")
    for turn in range(3):
        dossier = texts_of(piece, size + turn)
        others = Neighbours([print_of("a", dossier), print_of("b", dossier)])
        around = Surroundings(last_year=dossier, neighbours=others, own="a")
        began = time.process_time()
        run_rules(LOOKING, Work(dossier, SETTINGS, around))
        least = min(least, time.process_time() - began)
    return least


@pytest.mark.parametrize("piece", PIECES)
def test_cost_grows_with_the_text_and_no_faster(piece: str) -> None:
    small, large = cost(piece, 10_000), cost(piece, 100_000)
    assert large <= 15 * small + 0.02, f"{large / small:.0f} times for a text ten times as long"


@given(st.text(max_size=60))
def test_marks_lie_in_their_text_and_mending_takes_them_away(text: str) -> None:
    found = marks(text)
    assert all(0 <= one.start < one.end <= len(text) for one in found)
    right = mended(text, found)
    if right is not None:
        kinds = {one.kind for one in found if one.right is not None}
        left = [one for one in marks(right) if one.right is not None and one.kind in kinds]
        assert len(left) < len([one for one in found if one.right is not None]) or not left


@pytest.mark.parametrize(
    "text",
    [
        "优[90,100]、良[80,90)、中（60～80）",
        "1）办公费；2）差旅费",
        "满意度（%）",
        "《关于印发〈办法〉的通知》（财预〔2020〕10号）",
        "书香……校园，一年又一年……",
        "3月1日、3月2日；5、6月各1次",
        "天天开放，人人受益",
        "一、目标。（一）数量。1.甲；2.乙。（二）质量。1.丙。二、措施。",
    ],
)
def test_usual_writing_is_left_in_peace(text: str) -> None:
    assert marks(text) == ()
    assert list(slips(text)) == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("一、甲方面的事\n三、乙方面的事", "skipped"),
        ("指标1：甲事；指标2：乙事；指标2：丙事", "doubled"),
        ("1)监控重点：项目。\n(2)监控内容：目标。", "mixed"),
        ("一是资金到位晚。三是验收资料不齐。", "skipped"),
        ("①核对台账。②核对凭证。④现场查看。", "skipped"),
        ("1、8月底前培训。\n1、按月通报。", "again"),
    ],
)
def test_numbering_slips(text: str, kind: str) -> None:
    assert [one[0] for one in slips(text)] == [kind]


def test_every_known_document_is_cited_rightly_by_its_own_title_and_number() -> None:
    assert len(by_number()) == len(documents()) >= 15
    for one in documents():
        inner = one.title.replace("《", "〈").replace("》", "〉")
        for text in (f"依据《{inner}》（{one.number}）", f"按{one.number}《{inner}》办理"):
            found = citations(text)
            assert [c.number for c in found] == [one.number], text
            assert misquoted(text, found[0]) is None, text


def test_every_pair_of_documents_is_told_apart() -> None:
    for one in documents():
        for other in documents():
            if one.title != other.title and one.number != other.number:
                text = (
                    f"依据《{one.title.replace('《', '〈').replace('》', '〉')}》（{other.number}）"
                )
                right = misquoted(text, citations(text)[0])
                assert right is not None or other.number.startswith("源财"), text


TEXT = "硬件设备服务器已采购完成，智慧司法项目已完工，尚未验收，尾款80万元未支付。"
JUSTICE = {"name": "智慧司法项目", "goal": "完成智慧司法云平台建设，支付平台建设尾款80万元。"}
YOUTH = {"name": "青少年事业发展经费", "goal": "开展团干部、青年培训10次，支持青年创业100人次。"}


def beside(mine: dict[str, str], *others: dict[str, str]) -> list[Finding]:
    dossiers = [of_texts(2024, one, stages=["monitoring"]) for one in (mine, *others)]
    prints = Neighbours(print_of(str(key), one) for key, one in enumerate(dossiers))
    around = Surroundings(neighbours=prints, own="0")
    return [f for f in run(dossiers[0], SETTINGS, around) if f.rule.startswith("copied.")]


def test_a_text_of_the_neighbour_must_be_mended_where_it_was_copied_to_only() -> None:
    copied = beside(YOUTH | {PROGRESS: TEXT}, JUSTICE | {PROGRESS: TEXT})
    assert (PROGRESS, Severity.MUST_FIX) in {(f.path, f.severity) for f in copied}
    assert "智慧司法" in copied[0].message
    assert beside(JUSTICE | {PROGRESS: TEXT}, YOUTH | {PROGRESS: TEXT}) == []


def test_two_years_of_one_project_are_no_copies_of_each_other() -> None:
    assert beside(JUSTICE | {PROGRESS: TEXT}, JUSTICE | {PROGRESS: TEXT}) == []


def test_who_is_named_as_a_neighbour_does_not_depend_on_chance() -> None:
    others = [YOUTH | {"name": f"项目{n}", PROGRESS: TEXT} for n in range(30)]
    said = {tuple(f.message for f in beside(YOUTH | {PROGRESS: TEXT}, *others)) for _ in range(3)}
    assert len(said) == 1


def test_a_thousand_neighbours_cost_no_more_than_their_number() -> None:
    def seconds(count: int) -> float:
        texts = dict.fromkeys(COMPARED, TEXT * 5)
        dossiers = [
            of_texts(
                2024, texts | {"name": f"第{n}项目", "goal": f"建设{n}座桥梁，方便群众出行。" * 3}
            )
            for n in range(count)
        ]
        began = time.process_time()
        prints = Neighbours([print_of(str(n), one) for n, one in enumerate(dossiers)])
        for n, one in enumerate(dossiers):
            for path in COMPARED:
                prints.twin(path, one.text(path), prints.prints[n])
        return time.process_time() - began

    seconds(20)
    assert seconds(1000) <= 20 * seconds(100) + 0.1


@pytest.mark.parametrize(
    ("name", "core"),
    [("2024年智慧司法项目", "智慧司法"), ("培训经费", "培训"), ("农村公路养护", "农村公路养护")],
)
def test_what_tells_a_project_from_others(name: str, core: str) -> None:
    assert core_name(name) == core


@pytest.mark.parametrize(
    "text", ["无", "—", "不存在问题。", "无偏差", "没有", "未发现明显问题", "暂无", "无此项"]
)
def test_words_that_say_nothing(text: str) -> None:
    assert says_nothing(text)


@pytest.mark.parametrize(
    "text", ["无法采购，供应商停产", "没有场地，9月搬迁后开展", "不存在问题的原因是已提前完成验收"]
)
def test_words_that_say_something(text: str) -> None:
    assert not says_nothing(text)


@pytest.mark.parametrize("text", ["未完成", "支出进度滞后", "完成率低", "该项工作尚未开展"])
def test_reasons_that_only_say_it_again(text: str) -> None:
    assert restates(text)
    assert complaint(text, 10)


@pytest.mark.parametrize(
    "text",
    [
        "雨季路基积水，6月停工20天，9月补做",
        "加强疫情防控，培训班推迟到9月举办",
        "供应商停产，改型号后10月到货",
    ],
)
def test_reasons_that_tell_something(text: str) -> None:
    assert not complaint(text, 10)
