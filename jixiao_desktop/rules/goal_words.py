"""Whether a goal names work, number and effect."""

from __future__ import annotations

import re
from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.facts import facts
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.numbers import normalise
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import MINISTRY, Found, found, rule
from jixiao_desktop.rules.examples import Example, row
from jixiao_desktop.rules.indicator import indicators
from jixiao_desktop.rules.things import core, pieces

LONGEST = 5000
EFFECT = re.compile(
    "达成|实现|推进|提升|提高|保障|促进|推动|改善|确保|保证|增强|优化|维护|满足|助力|发挥|巩固|减少|降低|"
    "解决|带动|完善|强化|缓解|丰富|普及|夯实|扩大|营造|防范|消除|加强|支撑|培养|增加|受益|健全|加快|"
    "减轻|消灭|根治|遏止|增收|助推|补齐|改良|恢复|"
    "延长|保护|提速|畅通|拓宽|盘活|增收|脱贫|致富|美化|净化|绿化|涵养|抑制|控制|压减|受惠|运转|"
    "惠及|便利|方便|安全|稳定|弘扬|传承|激发|改进|提质|增效|落实|规范|引导|支持|筑牢|化解|遏制|预防|"
    "使[^，。；、0-9]{2,12}(?:能|得|获|享|不再|免)"
)
_MERE_WORDS = re.compile(
    "保障|安全|受益|受惠|惠及|保护|维护|运转|规范|稳定|控制|支撑|支持|引导|绿化|美化|净化|培养|落实|预防|防范|加强|普及|增加|满足|"
    "延长|健全|完善|推进|保证|便利|方便"
)
"""Words of an effect that stand as often in the name of a thing: 安全巡检, 受益学校."""

_TENDED = re.compile("(?:维护|管护|养护|绿化)[^，。；、0-9]{2,12}[0-9]")
"""Work on things that are counted behind it: 维护监测点12处."""

_SATISFIED = re.compile("[^，。；,;、]{0,16}(?:满意度|满意率)[^，。；,;、]{0,16}")
_PHASE = re.compile(
    "[（(][一二三四五六七八九十][期批][）)]|[一二三四五六七八九十]期(?=工程|项目|建设)|第[一二三四五六七八九十0-9]{1,3}[届期批轮次]"
)
"""What counts nothing: the second stage, the third festival."""

_WORK = re.compile(
    "购置|采购|购买|购入|添置|配备|配置|更新|更换|新建|改建|扩建|建设|修建|建成|建造|搭建|改造|维修|维护|修缮|养护|管护|修复|"
    "硬化|亮化|绿化|种植|栽植|补植|造林|铺设|安装|架设|疏浚|清淤|清运|清扫|清理|保洁|拆除|整治|治理|防治|防控|消杀|处置|"
    "举办|承办|召开|组织|开展|培训|研修|学习|演练|演出|展演|宣传|印发|印制|印刷|编印|编制|编写|拍摄|制作|出版|发放|发布|"
    "补助|补贴|资助|救助|慰问|走访|奖励|奖补|贴息|支付|偿还|拨付|兑付|缴纳|用于|委托|聘请|聘用|招聘|选派|派驻|租用|租赁|"
    "运维|运行|运营|运转|检测|检验|监测|检查|巡查|巡检|排查|抽检|普查|调查|勘查|勘察|测绘|测量|测算|评估|评审|审计|审核|核查|"
    "办理|受理|审理|调解|援助|接种|筛查|体检|诊疗|救治|随访|供应|供餐|供水|供暖|供电|提供|接待|服务|管理|研究|研发|设计|"
    "招商|引进|推介|推广|申报|创建|验收|征收|征地|搬迁|安置|收购|储备|运输|配送|投放|放流|饲养|养殖|扶持|实施|通过|完成|做好|"
    "保障[^，。；]{0,12}(?:经费|工资|生活|用电|用水|供应|运行|运转|工作|开展)"
)
_DATES = re.compile(r"(?:19|20)[0-9]{2} ?年?(?:[0-9]{1,2} ?月)?(?:[0-9]{1,2} ?[日号])?|1?[0-9]月")
_COUNTED = re.compile(
    r"[0-9]|[一二两三四五六七八九十百千万]+(?:余)?(?:次|场|期|个|项|人|名|家|件|套|台|批|班|处|条|份|辆"
    r"|所|座|公里|米|亩|户|成|倍|部|本|篇)|百分之"
)
_LABELS = re.compile(r"目标 ?[0-9一二三四五六七八九十]+ ?[：:、.]|(?m:^)\s*[0-9]{1,2} ?[、.．)）]")


@rule(
    "goal.effect",
    title="总体目标写明效果",
    severity=Severity.EXPLAIN,
    reads=("goal", "indicators[].level1", "indicators[].level2", "indicators[].name"),
    message="{where}只写了要做的事，没有写要达到的效果。",
    fix="按“通过做什么，达成什么效果”补写半句，如“提高干部履职能力”；已批复不能改的，写一句说明。",
    basis=MINISTRY,
    failing=(
        Example(
            "目标只写工作量",
            {"goal": "2024年底前按期完成培训班次20次、参与培训人次达到1960人。"},
            "goal",
        ),
        Example("维护的是设备", {"goal": "检测水样360份，维护在线监测点12处。"}, "goal"),
        Example(
            "名称里有“安全”“保护”，说的还是工作量",
            {"goal": "2024年底前完成：网络安全巡检次数12次，编制保护规划数量1套。"}
            | row("a", {"level1": "产出指标", "level2": "数量指标", "name": "网络安全巡检次数"})
            | row("b", {"level1": "产出指标", "level2": "数量指标", "name": "编制保护规划数量"}),
            "goal",
        ),
    ),
    passing=(
        Example("维护的是秩序", {"goal": "开展巡查20次，维护市场秩序。"}),
        Example("目标写明效果", {"goal": "通过举办培训20次，提升干部履职能力。"}),
        Example("目标还没有填", {}),
    ),
)
def goal_names_an_effect(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal says what the work is to bring about."""
    goal = dossier.text("goal")
    if goal.strip() and not EFFECT.search(_beside_outputs(goal[:LONGEST], dossier, settings)):
        yield found("goal")


def _beside_outputs(goal: str, dossier: Dossier, settings: Settings) -> str:
    """Leave out of a goal the names of outputs that only sound like an effect: 安全巡检次数."""
    for one in indicators(dossier, settings):
        name = one.name if "产出" in one.level1 else ""
        if len(name) > 3 and not EFFECT.search(_MERE_WORDS.sub("", name)):
            goal = goal.replace(name, "")
    return _TENDED.sub("", goal)


@rule(
    "goal.work",
    title="总体目标写明工作",
    severity=Severity.HINT,
    reads=("goal", "indicators[].level2", "indicators[].name"),
    message="{where}只写了效果，没有写做什么事、做多少。",
    fix="按“通过做什么，达成什么效果”补写前半句，如“通过举办培训20次”。",
    basis=MINISTRY,
    failing=(
        Example("目标只写满意度", {"goal": "持续提升群众获得感，群众满意度达到90%以上。"}, "goal"),
    ),
    passing=(
        Example("目标写明工作和效果", {"goal": "通过举办培训20次，提升干部履职能力。"}),
        Example("写了数量", {"goal": "新增停车位200个，缓解停车难，群众满意度达到90%以上。"}),
        Example("目标还没有填", {}),
    ),
)
def goal_names_the_work(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal says what is to be done, not only what is to come of it (A9)."""
    goal = dossier.text("goal")[:LONGEST]
    if not EFFECT.search(goal) or _WORK.search(_SATISFIED.sub("", goal)):
        return
    if any(fact.kind in ("count", "money") for fact in facts(goal)):
        return
    told = pieces(goal)
    rows = (o for o in indicators(dossier, settings) if "数量" in o.level2)
    own = [pieces(core(one.name)) for one in rows]
    if not any(len(one & told) * 2 > len(one) for one in own if one):
        yield found("goal")


@rule(
    "goal.number",
    title="总体目标有数量",
    severity=Severity.EXPLAIN,
    reads=("goal", "name"),
    message="{where}没有写一个数字，无法衡量。",
    fix="写明数量和单位，如“举办培训20次、培训1960人次”；已批复不能改的，写一句说明。",
    basis=MINISTRY,
    failing=(
        Example("目标没有数字", {"goal": "2024年保障单位正常运转。"}, "goal"),
        Example("只有项目名称里的“二期”",
                {"name": "宿舍建设项目（二期）", "goal": "做好宿舍建设项目（二期），改善条件。"},
                "goal"),
    ),
    passing=(
        Example("目标有数字", {"goal": "2024年举办培训20次，提升能力。"}),
        Example("数字像年份", {"goal": "服务居民2000人次，提高健康水平。"}),
        Example("数字用汉字写", {"goal": "举办五期培训班，提升能力。"}),
    ),
)  # fmt: skip
def goal_has_a_number(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal holds at least one figure beside years, dates and the project's own name."""
    goal, name = dossier.text("goal"), dossier.text("name").strip()
    told = _PHASE.sub("", goal[:LONGEST].replace(name, "") if len(name) > 1 else goal[:LONGEST])
    if any(fact.kind in ("count", "money", "rate") for fact in facts(told)):
        return
    rest = _DATES.sub("", _LABELS.sub("", normalise(told)))
    if goal.strip() and not _COUNTED.search(rest):
        yield found("goal")
