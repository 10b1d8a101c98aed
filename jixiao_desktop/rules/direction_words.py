"""Words of a name that tell whether more of a thing is better, or less."""

from __future__ import annotations

import re

FEWER_IS_BETTER = re.compile(
    "事故|投诉|死亡|伤亡|违规|违法|违纪|差错|错误|故障|逾期|缺陷|不超过|控制|减少|降低|流失|下降|超标|案件|"
    "信访|上访|火灾|失误|损失|排放|能耗|消耗|空缺|缺岗|退回|返工|发病|污染|欠|编制|规模|限额"
)
SAVES = re.compile("节约|降低|减少|结余|压减|节省|下降|增收|收入|产值|效益")
LASTS = re.compile(
    "保存|使用|运行|年限|时长|天数|持续|寿命|质保|服务|在岗|开放|提前|保持|维护期|有效"
)
_TAIL = r"(?:发生|发案)?率(?:[（(].*)?$"
BAD_THING = re.compile(
    "(?:事故|火灾|死亡|伤亡|投诉|焚烧|上访|信访|舆情|违规|违纪|差错|失误|故障)[\u4e00-\u9fff]{0,2}?(?:发现|发生)?"
    r"(?:起数|次数|人数|件数|数量|数|起|例数)?(?:[（(].*)?$"
)
BAD_RATE = re.compile(
    "(?:故障|事故|差错|错误|投诉|死亡|病死|发病|患病|流失|违规|违法|逾期|超标|返工|退货|空置|失业|辍学|"
    "复发|返贫|损耗|不合格|不满意|缺勤|缺陷|拥堵|误报|漏报|失败|感染|"
    "犯罪|丢失|泄露|浪费|闲置|外流|误诊|漏诊|延误|停机|报废|返修|拖欠)" + _TAIL
)
_MENDED = re.compile(
    "减少|下降|降低|压减|避免|防止|消除|整改|处理|办理|化解|排查|查处|调解|受理|处置"
)


def is_bad(name: str) -> bool:
    """Tell whether a count is of something nobody wants, not of how it was dealt with."""
    return bool(BAD_THING.search(name)) and not _MENDED.search(name)


GOOD_RATE = re.compile(
    "(?<!不)(?:合格|达标|覆盖|及时|准确|到位|通过|出勤|知晓|完成|优良|优秀|就业|入学|成活|办结|普及|巩固|"
    "签约|完好|可用|利用|使用|参与|整改|满意|达成|入学|治愈|好转|处理|处置|首诊|回收|清运|收集|转化|落实|配备|供应|参保|成功|可办|上线|"
    "治理|修复|发放|兑付|拨付|公开|响应|在用|在岗|检测|抽检|监测|巡查|普惠|供水|保存|录用|对接|无害化处理)"
    + _TAIL
)
