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
_BAD_RATE = re.compile(
    "(?:故障|事故|差错|错误|投诉|死亡|病死|发病|患病|流失|违规|违法|违纪|逾期|超标|超期|超时|返工|退货|空置|失业|辍学|"
    "复发|返贫|损耗|不合格|不达标|不满意|缺勤|缺陷|拥堵|误报|漏报|失败|感染|信访|上访|火灾|舆情|溺水|再犯|"
    "犯罪|丢失|泄露|浪费|闲置|外流|误诊|漏诊|延误|停机|报废|返修|损失|拖欠|积压|破损|断电|停水|停电|退件|重复|遗漏|"
    "未(?!成年|来|婚|病|保|发生|出现)[\u4e00-\u9fff]{1,4})" + _TAIL
)
_BAD_EVENT = re.compile("(?:发生|发案)率(?:[（(].*)?$")
_NONE_OF = re.compile("[无零未不]|挽回|追回|弥补|避免|防止|防范|杜绝|预防|减少|降低|下降")
_MENDED = re.compile(
    "减少|下降|降低|压减|避免|防止|消除|整改|处理|办理|化解|排查|查处|调解|受理|处置"
)


def is_bad(name: str) -> bool:
    """Tell whether a count is of something nobody wants, not of how it was dealt with."""
    return bool(BAD_THING.search(name)) and not _MENDED.search(name)


def is_bad_rate(name: str) -> bool:
    """Tell whether a rate is of something nobody wants: 故障率, 逾期未办率, not 无事故率."""
    match = _BAD_RATE.search(name) or _BAD_EVENT.search(name)
    return match is not None and not _NONE_OF.search(name[: match.start()])


_DEALT_WITH = re.compile(
    "办理|受理|处理|处置|审理|审查|援助|调解|化解|查办|查处|办结|整改|治理|防治|修复|排查|检查|检测|监测|巡查|"
    "救助|宣传|培训|改造|消除|申报|核查|评查|接待|回复|编制"
)
_LIMITED = re.compile("不超过|控制|减少|降低|流失|下降|规模|限额|编制(?:人|数|内|总|外|控)")


def fewer_is_better(name: str) -> bool:
    """Tell whether a count may well have a limit: 案件数, not 办理案件数."""
    if _DEALT_WITH.search(name) and not _LIMITED.search(name):
        return False
    return bool(FEWER_IS_BETTER.search(name))


_GOOD_RATE = re.compile(
    "(?<![不未误漏错拒])(?:合格|达标|覆盖|及时|准确|到位|通过|出勤|知晓|完成|优良|优秀|就业|入学|成活|办结|普及|巩固|"
    "签约|完好|可用|利用|使用|参与|整改|满意|达成|入学|治愈|好转|处理|处置|首诊|回收|清运|收集|转化|落实|配备|供应|参保|成功|可办|上线|"
    "治理|修复|发放|兑付|拨付|公开|响应|在用|在岗|检测|抽检|监测|巡查|普惠|供水|保存|录用|对接|无害化处理|"
    "标准化|规范化|信息化|机械化|数字化|专业化|硬化|亮化|绿化|公示|在线|开机|开放|上岗|好评|认可|支持|安装|归档|登记|建档|"
    "备案|送达|接通|接种|筛查|体检|随访|复核|畅通|通畅|完整|一致|合规|到课|到会|参训|参会|毕业|升学|获证|取证|持证|"
    "投产|履约|审核|核查|巡检|养护|管护|保洁|建成|竣工|验收|交付|回访|应答|受理|破案|结案|审结|执结|调解|化解|调处|"
    "解决|入户|通水|通电|通车|入网|回用|自给|免疫|稳岗|留存|续约|命中|识别|保障|服务|学习|保护|抽查|采纳|出苗|尽补|尽保|尽享|尽救|阅读|借阅|报到|送检)"
    + _TAIL
)


def is_good_rate(name: str) -> bool:
    """Tell whether more of a rate is better: 合格率, 公示率, not 未按时完成率."""
    return bool(_GOOD_RATE.search(name)) and not is_bad_rate(name)
