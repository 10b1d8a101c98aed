"""Words of a summary row: another unit's doings, and a goal that asks for too little."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.summary_cells import SPENDING
from jixiao_desktop.rules.summary_row import PROGRESS, STAGE, STAGES

LOW = Decimal(60)
_HOUSE = re.compile(
    "(?:^|(?<=[，,。；;：:、\\s]))([\u4e00-\u9fff]{2,4}[市县州盟旗区省])([\u4e00-\u9fff]{2,14}?"
    "(?:局|中心|委员会|委|院|校|站|所|办公室|馆|队|社|协会|联合会|公司|学校|医院|集团|处))"
    "(?=(?:已|共|累计|今年|本年|全年|实际)*(?:安装|完成|开展|组织|举办|采购|购置|检测|监测|发放|建成|新建|改造|维修|培训|"
    "演出|实施|支出|支付|巡查|救助|补助|养护))"
)
_SATISFIED = re.compile(
    "满意(?:度|率)(?:目标值?|指标值?)?(?:在|为|达到?|不低于|不少于|保持|均|须|要|应)*[≥>＞]?"
    r"([0-9]{1,3}(?:\.[0-9]{1,2})?) ?[%％]"
)


@rule(
    "summary.other_house",
    title="写的是别的单位做的事",
    severity=Severity.EXPLAIN,
    reads=(PROGRESS, SPENDING, "unit.name"),
    stage=STAGE,
    message="{where}写的是“{other}”做的事，而这一行的单位是“{own}”。",
    fix="核对是不是抄了别的单位的情况；确由它实施的，写明两家的关系。",
    basis=WITHIN,
    failing=(
        Example("公路养护中心的一行，写港航事务中心安装护栏",
                {"unit.name": "云梯市公路养护中心",
                 PROGRESS: "截至9月30日，云梯市港航事务中心安装护栏27.5公里。"}, PROGRESS, STAGES),
    ),
    passing=(
        Example("别的单位批复",
                {"unit.name": "云梯市公路养护中心",
                 PROGRESS: "安装护栏27.5公里，云梯市交通运输局于9月验收。"}, stages=STAGES),
    ),
)  # fmt: skip
def the_row_tells_of_its_own_house(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """What a row says was done, its own unit did."""
    own = dossier.text("unit.name").strip()
    for path in (PROGRESS, SPENDING) if own else ():
        text = dossier.text(path)[:5_000]
        match = _HOUSE.search(text)
        if match is None or own in text:
            continue
        name = match[1] + match[2]
        if name not in own and own not in name and match[2] not in own:
            yield found(path, also=("unit.name",), other=name, own=own[:30])


@rule(
    "goal.satisfaction",
    title="目标里的满意度太低",
    severity=Severity.EXPLAIN,
    reads=("goal", "indicators"),
    message="{where}写满意度{written}%，不到六成的人满意也算达到目标。",
    fix="核对是不是写错了数；参照上年实际和同类项目，定在能说明问题的水平。",
    basis=WITHIN,
    failing=(Example("满意度15%以上", {"goal": "建设健康小屋10个，居民满意度15%以上。"}, "goal"),),
    passing=(
        Example("满意度85%以上", {"goal": "建设健康小屋10个，居民满意度85%以上。"}),
        Example("说的是提高多少", {"goal": "居民满意度提高5个百分点。"}),
        Example("指标里另有满意度，由它来说",
                {"goal": "建设健康小屋10个，居民满意度15%以上。",
                 "indicators.a.name": "居民满意度", "indicators.a.target": "15"}),
    ),
)  # fmt: skip
def satisfaction_asks_for_something(dossier: Dossier, settings: Settings) -> Iterator[Found]:
    """A goal without indicators of its own asks for a satisfaction that says something (%)."""
    if any("满意" in dossier.text(path) for path in dossier.row_paths("indicators", "name")):
        return
    for match in _SATISFIED.finditer(dossier.text("goal")[:5_000]):
        if Decimal(match[1]) < LOW:
            yield found("goal", written=match[1])
            return
