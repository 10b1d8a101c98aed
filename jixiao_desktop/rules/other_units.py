"""Units that act in a text though nothing else in the file names them; a “we” of another house."""

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
from jixiao_desktop.rules.foreign import LOOKED_AT, of_the_house, unit_told
from jixiao_desktop.rules.marks import long_texts

READS = ("monitoring", "self_evaluation", "evaluation", "unit_report", "unit", "implementer",
         "department", "name", "purpose", "overview", "goal", "indicators[].name")  # fmt: skip
NAMING = ("name", "purpose", "overview", "goal", "unit_report.goal")
"""Texts in which a project names those who take part in it."""

ORGANIZATION = "monitoring.sections.organization"
MANAGEMENT = "self_evaluation.sections.fund_management"
_TOLD_IN = re.compile(r"\.sections\.|\.goal_progress$|_reason$|\.overview$")
_TOWN = re.compile(
    "([㐀-鿿]{2,3})(镇|乡|苏木)((?:人民)?政府|镇长|乡长|党委|党政|财政所|苏木达|书记)([㐀-鿿]{0,14})"
)
_BUREAU = re.compile(
    "(?:^|[。；\n，,由])([㐀-鿿]{2,6}(?:省|州|盟|市|县|区|旗))([㐀-鿿]{1,10}?(?:局|委员会|中心|医院|学校|中学|小学"
    "|幼儿园|馆|站))((?:局长|主任|院长|校长|园长|馆长|站长|负责人|党组|班子)?[㐀-鿿]{0,14})"
)
_LEADS = re.compile(
    "任(?:绩效|自评|监控|评价|领导|工作)*(?:小组)?组长|(?:为|担任)组长|具体负责(?!施工|征地)"
    "|按(?:批复|年初|设定|下达)[㐀-鿿]{0,4}目标|绩效目标[㐀-鿿]{0,4}(?:对账|核对|填报|监控)"
    "|成立[㐀-鿿]{0,6}(?:绩效|自评|监控|评价|领导小组)|(?:绩效|自评|监控)(?:工作|评价)?(?:小组|由)"
    "|开展(?:了)?绩效"
)
_ACTS = re.compile(
    "制定了|严格(?:执行|按照?|落实)|建立了?(?:健全)?[㐀-鿿]{0,6}(?:台账|制度|机制)|按月(?:核对|通报|调度)"
    "|(?:全面)?负责(?:项目|组织|资金)|组织实施|(?:项目)?资金(?:使用|管理)(?:规范|合规|严格)|专款专用"
)
_TAKEN_UP = re.compile(
    "(?:^|[。；\n])(?:[（(]?[一二三1-3][)）、.])?([省州盟市县区旗]?)([㐀-鿿]{2,10}?(?:局|委员会|中心|医院|学校|中学"
    "|小学|幼儿园|馆|站|大队|支队|联合会))(?=(?:把|将)[㐀-鿿]{2,16}(?:纳入|列入|作为|摆上)|高度重视)"
)
"""Who opens a report by saying that he takes the work up as his own."""

_JOINED = "由经和与同向对请至从在于及为让将到并合助托动派"
_BESIDE = "同与和合向"
_FOR = re.compile("[在经报按向受与和同对为请聘找托]|围绕|根据|依据|项目|邀请|委托|联合|协调")
"""Before a bureau's name these say that it is not the one who does something."""

_NO_NAME = re.compile("[本该我全各个县级市区村乡镇城集两每名在地关属他边点]")
"""With such a sign it is any town that is meant: 各乡镇, 所在镇, 3个镇."""

_ABOVE = re.compile("财政|审计|人大|纪委|监委|发展和?改革|发改|统计")
_OWN_WORDS = {"局": "局", "镇": "镇", "乡": "乡", "校": "校学", "院": "院", "馆": "馆", "站": "站",
              "中心": "中心", "委": "委", "街道": "街道", "园": "园"}  # fmt: skip
"""What a unit calls itself, and what one of its names must then hold."""

_OURS = re.compile("我(局|镇|乡|校|院|馆|站|中心|委|街道|园)(?![㐀-鿿]?[内外]部)")

BUREAU = {"unit.name": "红旗县文化旅游局", "implementer": "红旗县文化馆", "name": "文化旅游节"}


def texts(dossier: Dossier) -> Iterator[tuple[str, str]]:
    """Walk the texts that tell who did what."""
    for path, text in long_texts(dossier):
        if _TOLD_IN.search(path) and path != "overview":
            yield path, text[:LOOKED_AT]


_LED_UP = re.compile("^.*[是由因为系经](?=.)")
"""Words before a name: 原因是县林业局 is the bureau of one's own county."""

Actor = tuple[str, str, bool, bool]
"""A unit told of: (name, the sign other texts know it by, whether it leads, whether it acts)."""


@lru_cache(2048)
def actors(text: str) -> tuple[Actor, ...]:
    """Find the towns and bureaus that a text has doing something."""
    made: list[Actor] = []
    for match in _TOWN.finditer(text) if "镇" in text or "乡" in text or "苏木" in text else ():
        place = match[1][1:] if match[1][0] in _JOINED and len(match[1]) > 2 else match[1]
        if _NO_NAME.search(place):
            continue
        seat = "人民政府" if match[3] in ("政府", "人民政府") else ""
        leads = bool(_LEADS.search(match[3] + match[4]))
        if match[1][0] in _BESIDE and not leads:
            continue
        made.append((place + match[2] + seat, place[-2:] + match[2], leads, leads))
    for match in _BUREAU.finditer(text):
        place = _LED_UP.sub("", match[1])
        if len(place) > 1 and not _ABOVE.search(match[2]) and not _FOR.search(match[1]):
            leads = bool(_LEADS.search(match[3]))
            acts = leads or bool(_ACTS.search(match[3]))
            made.append((place + match[2], match[2], leads, acts))
    for match in _TAKEN_UP.finditer(text):
        if not _ABOVE.search(match[2]) and not _FOR.search(match[2]):
            made.append((match[1] + match[2], match[2], True, True))
    return tuple(made)


def known(dossier: Dossier) -> str:
    """Give what a dossier says of itself and of those who take part."""
    held = dossier.worked_out.get("known units")
    if held is None:
        parts = [dossier.text(path) for path in (*HOME, *NAMING)]
        parts += [dossier.text(path) for path in dossier.row_paths("indicators", "name")]
        held = "\n".join(parts)
        dossier.worked_out["known units"] = held
    return str(held)


@rule(
    "copied.unit_acting",
    title="文字里冒出来的单位",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写到“{name}”，而这份材料的单位是“{own}”，别处都没有提到它。",
    fix="核对是不是从别的单位的材料复制的；确实由它来做的，写一句说明。",
    basis=WITHIN,
    failing=(
        Example("组织实施写由另一个镇的镇长任组长",
                BUREAU | {ORGANIZATION: "成立由青山镇镇长任组长的监控小组，按月核对。"},
                ORGANIZATION),
        Example("资金管理写另一个镇政府具体负责",
                BUREAU | {MANAGEMENT: "青山镇人民政府财政所具体负责资金拨付，专款专用。"},
                MANAGEMENT, ("self_evaluation",)),
        Example("另一个县的医院管着项目资金",
                BUREAU | {ORGANIZATION: "泽库县人民医院资金使用规范，专款专用。"}, ORGANIZATION),
        Example("另一个大队把工作纳入重点",
                BUREAU | {ORGANIZATION: "县消防救援大队把禁毒宣传纳入年度重点工作，按月核对。"},
                ORGANIZATION),
        Example("另一个县的局长任组长",
                BUREAU | {ORGANIZATION: "由泽库县教育局局长任组长，按月核对进度。"}, ORGANIZATION),
    ),
    passing=(
        Example("说的是本单位",
                BUREAU | {"unit.name": "青山镇人民政府",
                          ORGANIZATION: "成立由青山镇镇长任组长的监控小组，按月核对。"}),
        Example("资金用途里写到它",
                BUREAU | {"purpose": "补助青山镇办节。",
                          ORGANIZATION: "青山镇人民政府具体负责，按月核对。"}),
        Example("本单位把工作纳入重点",
                BUREAU | {ORGANIZATION: "县文化旅游局把办节纳入年度重点工作，按月核对。"}),
        Example("本县的局参加", BUREAU | {ORGANIZATION: "由局长任组长，红旗县公安局负责安保。"}),
        Example("会同别的镇", BUREAU | {ORGANIZATION: "会同青山镇人民政府协调场地2处。"}),
        Example("在上级局指导下", BUREAU | {ORGANIZATION: "在泽库县教育局指导下办节，按月核对。"}),
        Example("没有写县名，就是本县的",
                BUREAU | {ORGANIZATION: "原因是县林业局负责的苗木未到，9月补栽。"}),
        Example("财政部门", BUREAU | {MANAGEMENT: "泽库县财政局具体负责拨付。"},
                stages=("self_evaluation",)),
        Example("说的是城乡", BUREAU | {ORGANIZATION: "各乡镇政府具体负责，城乡党委配合。"}),
    ),
)  # fmt: skip
def actors_are_of_the_house(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A unit that leads the work of a file, and stands nowhere else in it, was copied with it."""
    own = next((dossier.text(path) for path in HOME[1:] if dossier.filled(path)), "").strip()
    for path, text in texts(dossier) if own else ():
        for name, sign, leads, acts in actors(text):
            at = name.find(own[:2])  # words may stand before the name of one's own county
            beside = at >= 0 and not leads
            if beside or of_the_house(name[max(0, at) :], dossier):
                continue
            strange = _elsewhere(name, sign, dossier)
            if sign in known(dossier) and not strange:
                continue
            if name == unit_told(text):
                continue  # told of by its own rule
            weight = None if leads or (strange and acts) else Severity.HINT
            yield found(path, severity=weight, name=name, own=own[:30])
            break


_COUNTY = re.compile(
    "[㐀-鿿]{1,14}?(?:自治县|自治旗|管理区|开发区|县|旗)(?!级|域|委|政府|乡|内|外)"
)
_ABOVE_IT = re.compile("^[㐀-鿿]{1,8}(?:省|自治区|市|州|盟|地区)(?=[㐀-鿿]{2})")
_TOWN_NAME = re.compile(
    "(?:自治县|自治旗|县|旗|市|区|^)([㐀-鿿]{2,5}?(?:镇|乡|苏木))(?=人民政府|党委|$)"
)


@lru_cache(2048)
def county_of(name: str) -> str:
    """Give the county that a unit's name begins with, "" where it names none."""
    match = _COUNTY.match(name)
    return _ABOVE_IT.sub("", match[0]) if match else ""


def _elsewhere(name: str, sign: str, dossier: Dossier) -> bool:
    """Tell whether a bureau is that of another county than the dossier's own."""
    other = county_of(name) if name.endswith(sign) else ""
    own = next((c for p in HOME[1:] if (c := county_of(dossier.text(p).strip()))), "")
    return bool(other and own) and other[:2] != own[:2] and other[:2] not in known(dossier)


@rule(
    "copied.implementer",
    title="实施单位是别处的",
    severity=Severity.EXPLAIN,
    reads=("implementer", "unit", "department", "purpose", "goal", "name"),
    message="{where}写的是“{said}”，而这份材料的单位是“{own}”，不在一个地方。",
    fix="核对实施单位；确实由它实施的（如对口援建），写一句说明。",
    basis=WITHIN,
    failing=(
        Example("红旗县的材料，实施单位是泽库县的局",
                {"unit.name": "红旗县教育局", "implementer": "泽库县教育局"}, "implementer"),
        Example("青山镇的材料，实施单位是和平镇",
                {"unit.name": "红旗县青山镇人民政府", "implementer": "和平镇人民政府"},
                "implementer"),
    ),
    passing=(
        Example("同一个县的", {"unit.name": "红旗县教育局", "implementer": "红旗县第一中学"}),
        Example("县里的项目由镇实施",
                {"unit.name": "红旗县水利局", "implementer": "青山镇人民政府"}),
        Example("写的是简称", {"unit.name": "门源回族自治县教育局", "implementer": "门源县教育局"}),
        Example("写了市名", {"unit.name": "红旗县文化馆", "implementer": "海东市红旗县文化馆"}),
        Example("州里的项目由县实施", {"unit.name": "海南州农牧局", "implementer": "共和县农牧局"}),
        Example("用途里写明了", {"unit.name": "红旗县教育局", "implementer": "泽库县教育局",
                                 "purpose": "对口支援泽库县教育局。"}),
    ),
)  # fmt: skip
def implementer_is_near(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """Who carries out a project belongs to the unit's own county, or to its own town."""
    said, own = dossier.text("implementer").strip(), dossier.text("unit.name").strip()
    if not said or not own:
        return
    told = "".join(dossier.text(path) for path in NAMING)
    for find in (county_of, _town_of):
        one, other = find(own), find(said)
        if one and other and one[:2] != other[:2] and other[:2] not in told:
            yield found("implementer", also=("unit.name",), said=said[:30], own=own[:30])
            return


@lru_cache(2048)
def _town_of(name: str) -> str:
    match = _TOWN_NAME.search(name)
    return match[1] if match else ""


@rule(
    "copied.we",
    title="“我镇”“我局”与本单位",
    severity=Severity.EXPLAIN,
    reads=READS,
    message="{where}写“{said}”，而这份材料的单位是“{own}”。",
    fix="改成本单位的称呼；整段是从别的单位的材料复制的，再看一遍人名、数字和日期。",
    basis=WITHIN,
    failing=(
        Example("文化旅游局的材料写“我镇”",
                BUREAU | {ORGANIZATION: "我镇高度重视，按月核对进度。"}, ORGANIZATION),
        Example("镇政府的自评写“我局”",
                {"unit.name": "和平镇人民政府", MANAGEMENT: "我局严格执行财务制度，专款专用。"},
                MANAGEMENT, ("self_evaluation",)),
        Example("中学的材料写“我院”",
                {"unit.name": "红旗县第一中学", ORGANIZATION: "我院成立监控小组，按月核对。"},
                ORGANIZATION),
    ),
    passing=(
        Example("局写“我局”", BUREAU | {ORGANIZATION: "我局成立监控小组，按月核对进度。"}),
        Example("文化馆是实施单位，写“我馆”", BUREAU | {ORGANIZATION: "我馆按月核对进度和票据。"}),
        Example("中学写“我校”",
                {"unit.name": "红旗县第一中学", ORGANIZATION: "我校成立监控小组，按月核对。"}),
        Example("写“我县”“我单位”", BUREAU | {ORGANIZATION: "我单位按月核对，我县共12个乡镇。"}),
    ),
)  # fmt: skip
def we_are_who_we_are(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What a unit calls itself is part of one of its names."""
    names = [dossier.text(path).strip() for path in HOME[1:] if dossier.filled(path)]
    for path, text in texts(dossier) if names else ():
        match = _OURS.search(text)
        if match and not any(sign in name for sign in _signs(match[1]) for name in names):
            yield found(path, said=match[0], own=names[0][:30])


def _signs(word: str) -> tuple[str, ...]:
    signs = _OWN_WORDS[word]
    return (signs,) if signs == word else tuple(signs)
