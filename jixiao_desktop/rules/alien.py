"""Names of works and projects that nothing else in the dossier speaks of."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.copied import HOME
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.foreign import subjects
from jixiao_desktop.rules.marks import long_texts
from jixiao_desktop.rules.neighbours import pairs_of

READS = ("name", "implementer", "unit", "department", "goal", "overview", "purpose", "monitoring",
         "self_evaluation", "indicators[].name")  # fmt: skip
LONGEST = 5_000
FEWEST = 5
"""So many signs make a work's name."""

OVERVIEW, ADVICE = "overview", "monitoring.sections.improvements"
OWN = ("overview", "purpose", "goal")
REPORTS = ("monitoring.sections.", "self_evaluation.sections.")
_NAME = re.compile(
    "[㐀-鿿]{2,24}?(?:(?<![施完开竣动复停加手职民])工程|项目)"
    "(?!质量|检测|咨询|设计|监理|公司|技术|勘察|造价|机械|有限|处|队|局|院|所|师|款|部|中心|学院|大学)(?![资经支预绩概名单属负区法管目指类库组部施储分清建内安总年])"
)
_JOINT = re.compile(
    "本项目|该项目|此项目|按照|依照|[为与和及或对在由把将从按以是被受等给向至于就其了并的任]|结合|根据|通过|依托|依据|参照|借鉴|关于|包括|纳入"
    "|列入|属于|作为|配套|涉及|开展|实施|完成|推进|加强|做好|确保|负责|配合|衔接|整合|继续|申报|争取|安排|用于|包含|先后"
)
_GENERAL = re.compile(
    "本|该|此|各|子|分项|整个|所有|其他|有关|相关|上述|下述|配套|重点|新建|续建|在建|一般|专项|同类|类似|类|单位|部门|年度"
    "|个|期|批|若干|以上|多数|支出|预算|财政|目标|指标|情况|实施|执行|上级|中央|自治|民生|实事|隐蔽|单元|单项|单位|主体"
    "|土建|附属|收尾|分部|关键|系统$|基础设施|衔接|国家|省级|市级|转移支付|承接|采购|政府购买|招投?标|纳税|惠民|审计"
)
_WORK = re.compile(
    "改造|建设|维修|养护|加固|治理|提升|新建|整治|改扩建|修缮|更新|城区|农村|县城|乡镇|老旧|完善"
)
"""What is done everywhere tells no work from another."""

_RELATED = re.compile("纳入|列入|属于|系|是|区别|不含|不包括|统筹|衔接|整合|打捆|并入")


@lru_cache(2048)
def works_named(text: str) -> tuple[str, ...]:
    """Find the names of works and projects in a text, without the words that lead up to them."""
    shown = text[:LONGEST]
    if "工程" not in shown and "项目" not in shown:
        return ()
    made = []
    for match in _NAME.finditer(shown):
        name = _JOINT.split(match[0])[-1]
        before = shown[max(0, match.end() - len(name) - 4) : match.end() - len(name)]
        bare = name[:-2]
        related = _RELATED.search(before)
        if len(bare) >= FEWEST - 1 and not _GENERAL.search(bare) and not related:
            made.append(name)
    return tuple(dict.fromkeys(made))


def known_pairs(dossier: Dossier, path: str, named: str) -> frozenset[str]:
    """Give the pairs of signs by which a dossier is known, one name in one text left out."""
    told = [dossier.text(where) for where in HOME]
    told += [dossier.text(where)[:LONGEST] for where in ("goal", "purpose", "overview")
             if where != path]  # fmt: skip
    told += [dossier.text(where) for where in dossier.row_paths("indicators", "name")]
    told += [
        t[:LONGEST] for where, t in long_texts(dossier) if where != path and "sections" in where
    ]
    told.append(dossier.text(path)[:LONGEST].replace(named, " "))
    return pairs_of("\n".join(told))


@rule(
    "copied.work_named",
    title="文字里冒出来的项目",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写到“{named}”，而这份材料是“{own}”，别处都没有提到它。",
    fix="核对是不是从别的材料复制的；确实有关的，写明两个项目是什么关系。",
    basis=WITHIN,
    failing=(
        Example("殡葬补贴写到排水管网工程",
                {"name": "惠民殡葬补贴", "goal": "减免基本殡葬服务费1500例。",
                 ADVICE: "结合城区排水管网改造工程的经验，按月支付补贴。"}, ADVICE),
        Example("代理记账写成养护项目的配套",
                {"name": "村级财务委托代理服务", "goal": "为142个村代理记账。",
                 OVERVIEW: "代理会计24人。本项目为通村公路养护项目的配套措施。"}, OVERVIEW),
        Example("水质检测要负责通车验收",
                {"name": "农村饮用水水质检测", "goal": "检测水样360份。",
                 OVERVIEW: "道路硬化工程完工后由本项目负责通车验收。"}, OVERVIEW),
    ),
    passing=(
        Example("写的是本项目", {"name": "农村公路养护项目", "goal": "养护公路62公里。",
                                OVERVIEW: "农村公路养护项目分两批实施。"}),
        Example("说明与它的关系", {"name": "农村公路养护", "goal": "养护公路62公里。",
                                OVERVIEW: "本项目列入民生补短板强基础工程。"}),
        Example("说的是完工", {"name": "农村公路养护", "goal": "养护公路62公里。",
                           ADVICE: "按月结算上半年已完工程量，施工程序照旧。"}),
        Example("只是泛指", {"name": "农村公路养护", "goal": "养护公路62公里。",
                          ADVICE: "今后同类项目、重点工程按月计量，隐蔽工程留影像。"}),
    ),
)  # fmt: skip
def works_are_of_this_project(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A work whose name shares nothing with the rest of a dossier came with a copied sentence."""
    own = dossier.text("name").strip()
    for path, text in long_texts(dossier) if own else ():
        if path not in OWN and not path.startswith(REPORTS):
            continue
        for named in works_named(text):
            bare = _WORK.sub(" ", named[:-2])
            words = pairs_of(bare)
            strange = len(bare.replace(" ", "")) >= FEWEST - 1 and not words & known_pairs(
                dossier, path, named
            )
            if strange and not told_elsewhere(text, named):
                yield found(path, named=named, own=own[:30])
                break


def told_elsewhere(text: str, named: str) -> bool:
    """Tell whether the rule on whole sentences about another project speaks of the name already."""
    return any(named.startswith(one) or one in named for one in subjects(text))
