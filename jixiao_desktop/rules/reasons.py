"""Reasons: what counts as one, and what only says again that something is late."""

from __future__ import annotations

import re
from functools import lru_cache

from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.numbers import is_blank, is_dash, normalise

NOTHING = frozenset(
    {
        "无",
        "没有",
        "暂无",
        "无原因",
        "无偏差",
        "不适用",
        "无说明",
        "同上",
        "正常",
        "无此项",
        "无此指标",
        "无该指标",
        "本项目无该指标",
        "无该项",
        "空",
        "暂缺",
    }
)

_AGAIN = (
    "支出进度滞后 支出进度偏慢 支出进度缓慢 支出进度较慢 支出进度慢 执行进度滞后 执行进度缓慢 "
    "执行进度较慢 执行进度慢 预算执行率低 预算执行率较低 预算执行率偏低 执行率低 执行率较低 "
    "执行率偏低 支付进度慢 支付较慢 支付缓慢 资金未支付 资金未支出 未支付 未支出 未完成 尚未完成 "
    "未达标 未达到目标 未达到进度 未达进度 进度滞后 进度缓慢 进度较慢 进度慢 完成率低 完成情况较差 "
    "指标设置不合理 存在偏差 偏离目标 有偏差 暂未完成 部分未完成 项目专项资金 专项资金 预算 资金 "
    "项目 指标 支出 执行 进度 目标 年度 序时 滞后 缓慢 较慢 偏慢 较低 偏低 原因 正在推进 推进中 "
    "未及时支付 支出较少 支出率低 支付率低 进展缓慢 进展较慢 推进缓慢 推进较慢 未开展 尚未开展 "
    "暂未开展 未实施 尚未实施 正在实施 正在进行 正在办理 进行中 实施中 办理中 差距 低于 时间进度 "
    "未按计划 未按时 未按期 没有完成 没有达到 没有开展 拨付较慢 拨付滞后 支付滞后 工作需要 "
    "工作安排 工作原因 客观原因 任务未完成 该项 本项 此项 相关 部分 完成率 只有 仅 "
    "较大 一定 达到 要求 "
    "未达目标 未达到 没有达到目标 未完成目标 目标值 计划数 实际 计划 预计 少于 小于 多于 大于 高于 "
    "不足 不快 未能 所以 因此 主要是 主要 支出数 预算数 执行数 完成数 完成值 资金支付 资金支出 "
    "全部支出 支付 落后于 落后 序时进度 下半年 将加快 加快 将 万元 全年 本年 批次 人次 人数 次数 "
    "数量 场次 台数 户数 件数 个数 份数 金额 面积 长度 比 少 数 额 是 没 "
    "没有赶上 未赶上 赶不上 没有跟上 跟不上 没有达到序时 不理想 推进不快 "
    "做得不多 做得 不多 偏少 面积 应有水平 应有 水平 不高 完成比例 不够 跟进不够 "
    "进展不快 落在后面 这项 那项 有些 比较 略有 略 "
    "目前 截至 已经 已 只 完成数量 完成 下一步 今后 抓紧 进度要求 按计划 "
    "按计划推进 还 的 了 由于 因 为 造成 导致 所致 情况 工作"
)
_RESTATED = re.compile("|".join(sorted(map(re.escape, _AGAIN.split()), key=len, reverse=True)))
_SIGNS = re.compile(r"[\s，。；、：！？,.;:!?（）()“”\"'0-9%-]+")
LONGEST = 2000
"""A longer text says something."""

_NONE = re.compile(
    "(?:目前|暂时?|本项目|该项目|本年度|经自查|均|各项指标|项目)?(?:不存在|没有|未发现|未出现|未发生|无)"
    "(?:明显|较大|重大|任何|其他)?(?:的|存在的?)?(?:问题|偏差|偏离|异常|情况|原因)?(?:情况|现象)?"
)
_CAUSES = re.compile(
    "(?:因|由于|受|经费|资金|制度|人员|硬件|条件|环境|其他|保障|机制|管理|客观|主观|不可抗力|和|及|等|方面|因素|的"
    "|原因|影响|所致|造成)+(?:原因|因素|方面|影响|所致)"
)
_INTENDS = re.compile("建议|加快|加强|加大|尽快|督促|进一步|下一步|今后|力争|争取|确保")
_CAUSE = re.compile(
    "[0-9]|[一二三四五六七八九十]月|因|由于|受|未|不|没|尚|待|晚|才|较|延|停|推迟|下半年|季度|到货|验收"
    "|学期|雨|冬|夏|汛|合同|流程|招标|审批"
)
LEFT_OVER = 3
"""So many characters beyond the restatement make a text a reason of its own."""


@lru_cache(4096)
def says_nothing(text: str) -> bool:
    """Tell whether a reason is blank, a dash, or a word such as 无 or 不存在问题."""
    if is_blank(text) or is_dash(text):
        return True
    shown = _SIGNS.sub("", normalise(text)) if len(text) <= LONGEST else text
    return not shown or shown in NOTHING or bool(_NONE.fullmatch(shown))


@lru_cache(1024)
def restates(text: str) -> bool:
    """Tell whether a reason only repeats that there is a deviation, or names the form's causes."""
    if len(text) <= LONGEST and _CAUSES.fullmatch(_SIGNS.sub("", normalise(text))):
        return True
    shown = in_digits(normalise(text)) if len(text) <= LONGEST else text
    return len(_RESTATED.sub("", _SIGNS.sub("", shown))) < LEFT_OVER


@lru_cache(1024)
def only_intends(text: str) -> bool:
    """Tell whether a text names what shall be done, without a cause and without a date."""
    shown = normalise(text).strip()
    return bool(_INTENDS.match(shown)) and not _CAUSE.search(shown)


def without_name(text: str, name: str) -> str:
    """Take the words of an indicator's name out of a reason, the longest pieces first."""
    known = name[:40]
    for length in range(len(known), 1, -1):
        for at in range(len(known) - length + 1):
            text = text.replace(known[at : at + length], "")
    return text


def complaint(text: str, least: int) -> str:
    """Say what is wrong with a reason of less than ``least`` characters, "" where it is one."""
    if restates(text):
        return "只重复了偏差，没有说出原因"
    if only_intends(text):
        return "写的是今后的打算，没有说出原因"
    length = len(_SIGNS.sub("", normalise(text)))
    return f"只有{length}个字，还看不出原因" if length < least else ""
