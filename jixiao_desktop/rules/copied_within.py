"""Columns of one report that hold the same words, and words that only another house would write."""

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
from jixiao_desktop.rules.foreign import of_the_house
from jixiao_desktop.rules.other_units import READS, known, texts
from jixiao_desktop.rules.reasons import says_nothing
from jixiao_desktop.rules.sentences import sentences
from jixiao_desktop.rules.things import pieces

SECTIONS = (
    "monitoring.sections.",
    "self_evaluation.sections.",
    "evaluation.sections.",
    "unit_report.monitoring.sections.",
    "unit_report.self_evaluation.sections.",
)
PROJECT = "self_evaluation.sections.project_problems"
FUNDS = "self_evaluation.sections.fund_problems"
MEASURES = "self_evaluation.sections.measures"
PLANS = "self_evaluation.sections.follow_up_plan"
MANAGEMENT = "self_evaluation.sections.fund_management"
YEAR_END = ("self_evaluation",)
SHORTEST = 16
"""Fewer signs may well be said of two things."""

MOST = 0.8
SLOW = "民国档案纸张脆化，拆装速度慢，加工人员流动大，新手著录的返工较多。"


@lru_cache(512)
def _said(text: str) -> dict[str, int]:
    """Give the sentences of a text with their lengths."""
    return {bare: len(bare) for _, bare in sentences(text[:5_000])}


def same_words(one: str, two: str) -> bool:
    """Tell whether nearly all that a column says stands word for word in another."""
    shorter, other = sorted((_said(one), _said(two)), key=lambda said: sum(said.values()))
    whole = sum(shorter.values())
    shared = sum(length for bare, length in shorter.items() if bare in other)
    return whole >= SHORTEST and shared >= whole * MOST


@rule(
    "copied.within",
    title="两栏写了同样的话",
    severity=Severity.EXPLAIN,
    reads=tuple(part.rstrip(".") for part in SECTIONS),
    message="{where}与“{first}”写的是同样的话：“{text}”。",
    fix="每一栏回答自己的问题：这一栏写它该写的，没有的写“无”并说明。",
    basis=WITHIN,
    failing=(
        Example("资金问题与项目问题一字不差", {PROJECT: SLOW, FUNDS: SLOW}, FUNDS, YEAR_END),
        Example("改进措施照抄下一步计划",
                {PLANS: "一是推进接口升级，4月底前完成；二是共建实训基地，补充采编力量。",
                 MEASURES: "一是推进接口升级，4月底前完成；二是共建实训基地，补充采编力量。"},
                MEASURES, YEAR_END),
    ),
    passing=(
        Example("各写各的",
                {PROJECT: SLOW, FUNDS: "尾款集中在四季度支付，前三季度支出偏少，占用指标。"},
                stages=YEAR_END),
        Example("只有一句相同",
                {PROJECT: SLOW + "查档大厅没有无障碍通道，老年人办理不便，群众有意见。",
                 FUNDS: "尾款集中在四季度支付，前三季度支出偏少，占用指标。新手著录的返工较多。"},
                stages=YEAR_END),
        Example("都写了“无”", {PROJECT: "无", FUNDS: "无"}, stages=YEAR_END),
    ),
)  # fmt: skip
def columns_have_their_own_words(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Two columns of a report ask two questions; one answer does not fit both (D2)."""
    for part in SECTIONS:
        seen: list[tuple[str, str]] = []
        stage = part.removeprefix("unit_report.").split(".")[0]
        for path, entry in dossier.under(part) if stage in dossier.stages else ():
            text = entry.text
            if len(text) < SHORTEST or says_nothing(text):
                continue
            first = next((p for p, former in seen if same_words(former, text)), "")
            if first:
                title = _TITLES.get(first.rpartition(".")[2], "另一栏")
                yield found(path, also=(first,), first=title, text=text.strip()[:24])
            else:
                seen.append((path, text))


_TITLES = {
    "deviation_and_remedy": "偏差分析",
    "evaluation_purpose": "自评目的",
    "follow_up_plan": "后续工作计划",
    "fund_management": "资金管理情况",
    "fund_output": "资金产出情况",
    "fund_problems": "资金使用的问题",
    "measures": "措施及办法",
    "project_problems": "项目的问题",
    "organization": "组织实施",
    "fund_execution": "资金执行情况",
    "goal_completion": "目标完成情况",
    "problems": "存在问题",
    "corrective_actions": "纠偏措施",
    "improvements": "改进意见",
    "other": "其他",
}

_OFFICE = (
    "(?:局|馆|委员会|医院|卫生院|学校|中学|小学|幼儿园|大队|支队|服务中心|监督所|卫生所|研究所|保护中心"
    "|中心|监测站|服务站|推广站|管理站|联合会|总工会|团委|街道办事处|办事处)"
)
_LEADING = re.compile(
    f"(?:项目|工程|工作|资金|经费|款|费|^|[。；，,])由([㐀-鿿]{{2,16}}?{_OFFICE})"
    "(?=(?:具体|统一|牵头|负责)*(?:组织)?(?:实施(?!细则)|承办(?=[，。；])|管理(?=[，。；])|据实报[账销]|统一清算|统筹使用|承办并|负责(?:组织|具体)?实施|管理使用))"
)
_NOT_ONE = re.compile(
    "财政|审计|各|有关|相关|本|我|该|双方|监理|代理|第三方|公司|与|和|同|及|、|主管|业务"
)


@rule(
    "copied.unit_in_charge",
    title="由别的单位实施",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写“由{name}{deed}”，而这份材料的单位是“{own}”，别处都没有提到它。",
    fix="核对是不是从别的材料复制的；确实由它来做的，写明它与本单位的关系。",
    basis=WITHIN,
    failing=(
        Example("档案馆的项目写由图书馆的中心实施",
                {"implementer": "宁川县档案馆", "name": "馆藏档案数字化",
                 MANAGEMENT: "本项目由县图书馆古籍保护中心组织实施，按合同节点支付。"},
                MANAGEMENT, YEAR_END),
        Example("融媒体中心的经费由气象局报账",
                {"implementer": "榆川县融媒体中心", "name": "平台运维",
                 MANAGEMENT: "人工影响天气作业弹药款由榆川县气象局据实报账，年终清算。"},
                MANAGEMENT, YEAR_END),
    ),
    passing=(
        Example("由本单位实施",
                {"implementer": "宁川县档案馆", "name": "馆藏档案数字化",
                 MANAGEMENT: "本项目由县档案馆组织实施，按合同节点支付。"}, stages=YEAR_END),
        Example("概况里写到它",
                {"implementer": "宁川县卫生健康局", "name": "两癌筛查",
                 "overview": "由县妇幼保健中心承担筛查。",
                 MANAGEMENT: "项目由县妇幼保健中心组织实施，按人次结算。"}, stages=YEAR_END),
        Example("本单位的下属机构",
                {"implementer": "宁川县农业农村局", "name": "渔业增殖",
                 MANAGEMENT: "项目由县农业技术推广站组织实施，按批次结算。"}, stages=YEAR_END),
        Example("由财政部门拨付",
                {"implementer": "宁川县档案馆", "name": "馆藏档案数字化",
                 MANAGEMENT: "资金由县财政局统一清算。"}, stages=YEAR_END),
    ),
)  # fmt: skip
def the_one_in_charge_is_known(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Who carries a project out is its unit, or somebody that the file names elsewhere (D1)."""
    own = next((dossier.text(path) for path in HOME[1:] if dossier.filled(path)), "").strip()
    for path, text in texts(dossier) if own else ():
        for match in _LEADING.finditer(text):
            name = match[1]
            if _NOT_ONE.search(name) or _of_ours(name, dossier):
                continue
            deed = text[match.end() : match.end() + 4]
            yield found(path, name=name, deed=deed, own=own[:30])
            break


_PLACE = re.compile("^[㐀-鿿]{0,6}?(?:省|州|盟|市|县|区|旗|镇|乡)")
_PLAIN_OFFICE = re.compile(
    "(?:服务)?(?:中心|局|馆|站|所|院|会|校)$|技术|保护|监督|发展|管理|推广|工作|服务|委员"
)


def _of_ours(name: str, dossier: Dossier) -> bool:
    """Tell whether a unit is one of the file's own, below it, or named elsewhere in it."""
    bare = _PLACE.sub("", name) or name
    if of_the_house(name, dossier) or of_the_house(bare, dossier) or bare in known(dossier):
        return True
    field = pieces(_PLAIN_OFFICE.sub(" ", bare))
    return not field or bool(field & pieces(known(dossier)))


_HOUSES = {
    "院务会": "院",
    "校务会": "校学园",
    "园务会": "园",
    "馆务会": "馆",
    "站务会": "站",
    "队务会": "队",
    "镇党委会": "镇",
    "乡党委会": "乡",
    "村民代表大会": "",
}
"""Meetings that only a house of that kind holds, and what its name must then have."""


@rule(
    "copied.house_meeting",
    title="别的单位才有的会议",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写到“{said}”，而这份材料的单位是“{own}”，不会开这样的会。",
    fix="改成本单位的决策程序；整段是从别的单位的材料复制的，再看一遍其中的事和数。",
    basis=WITHIN,
    failing=(
        Example("信访局的资金由院务会研究",
                {"implementer": "清溪县信访局", "name": "信访工作经费",
                 MANAGEMENT: "药品采购款单独核算，支付前由院务会研究。"}, MANAGEMENT, YEAR_END),
        Example("档案馆写校务会",
                {"implementer": "宁川县档案馆", "name": "馆藏档案数字化",
                 MANAGEMENT: "大额支出经校务会审议后支付。"}, MANAGEMENT, YEAR_END),
    ),
    passing=(
        Example("卫生院写院务会",
                {"implementer": "白石乡卫生院", "name": "运转补助",
                 MANAGEMENT: "支付前由院务会研究。"}, stages=YEAR_END),
        Example("拨给学校的资金",
                {"implementer": "清溪县教育局", "name": "校舍维修",
                 "purpose": "补助12所中小学维修校舍。",
                 MANAGEMENT: "各学校经校务会研究后支付。"}, stages=YEAR_END),
        Example("局写局务会",
                {"implementer": "清溪县信访局", "name": "信访工作经费",
                 MANAGEMENT: "支付前由局务会研究。"}, stages=YEAR_END),
    ),
)  # fmt: skip
def meetings_are_of_the_house(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A bureau holds no 院务会; with the meeting another house's paragraph came in (D1)."""
    names = [dossier.text(path).strip() for path in HOME[1:] if dossier.filled(path)]
    held = known(dossier)
    for path, text in texts(dossier) if names else ():
        for said, signs in _HOUSES.items():
            fits = not signs or any(sign in held for sign in signs)
            if said in text and not fits:
                yield found(path, said=said, own=names[0][:30])
                break
