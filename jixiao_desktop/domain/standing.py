"""Where a task stands, told in words instead of a figure: not begun, not due yet, or done."""

from __future__ import annotations

import re
from enum import StrEnum

from jixiao_desktop.domain.numbers import normalise

LONGEST = 40
_YET = "(?:尚|还|暂|仍|目前|均)*(?:未|没有|没)"
_BEGIN = (
    "开展|开始|开工|启动|实施|进行|动工|举办|组织|采购|购置|购买|发放|建设|招标|执行|安排|签订|施工|"
    "发生|产生|投入|印制|购入|拨付|支付"
)
_JUDGED = "调查|测评|评价|评估|评审|验收|检查|考核|统计|监测|检测|测定|核查|审计|测算"
_NOT_BEGUN = re.compile(rf"{_YET}(?:{_BEGIN})(?!.*(?:{_JUDGED}))[^0-9]{{0,8}}")
_NOT_DUE = re.compile(
    "未到|未至|没到|到期|年底|年末|年终|下半年|下季度|四季度|次年|待|在建|正在|推进|进行中|施工中|"
    "[春夏秋冬]季|学期末|季末|届时|"
    r"[0-9]{1,2}月(?:份|底|末|[上中下]旬)?[前后]?(?:统一|集中|组织|再)?"
    "(?:开展|实施|举办|验收|完成|采购|发放|支付|调查|测评|考核|开工|交货|监测|评审)$|"
    "实施中|办理中|招标中|采购中|审批中|准备|筹备|"
    "(?:尚|还|暂|仍)未[^0-9]{2,6}$|"
    "(?:未|没有?)(?:完工|竣工|验收|评价|评估|评审|测定|检验|测评|调查|开展|统计|考核|核查|结题|检测|体现|显现|测算|出|结束|"
    "完成|达到|审计|结算|决算|监测|检查)"
)
_DONE = re.compile(
    "(?:预计|预期|年底|全年|能够|能|可以|可|将|已经|已|全部|全面|均|都|按期|按时|按计划|如期|顺利|基本|前|"
    "圆满|可望|有望)*(?:完成|达标|达到|实现)(?:目标|任务|年度目标|目标值|指标|预期目标|要求|年度指标)?"
)


class Standing(StrEnum):
    """What words in place of a figure say of a task."""

    NOT_BEGUN = "not begun"
    NOT_DUE = "not due"
    DONE = "done"
    OTHER = "other"


def standing(words: str) -> Standing:
    """Read a short remark such as 未开展, 尚未到期, 施工中 or 已完成; OTHER where it is none.

    >>> standing("尚未开展")
    <Standing.NOT_BEGUN: 'not begun'>
    """
    shown = re.sub(r"[\s。，,；;、（）()]", "", normalise(words))
    if not shown or len(shown) > LONGEST:
        return Standing.OTHER
    if _NOT_BEGUN.fullmatch(shown):
        return Standing.NOT_BEGUN
    if _DONE.fullmatch(shown):
        return Standing.DONE
    return Standing.NOT_DUE if _NOT_DUE.search(shown) else Standing.OTHER
