"""Every figure of a text with the unit behind it, for sums that a text works out itself.

Wider than facts: any counting word is a unit, and figures spelled out are put into digits first.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.han_text import in_digits
from jixiao_desktop.domain.numbers import WIDE

_UNITS = (
    "平方公里 平方米 立方米 平米 千瓦时 公里 千米 公斤 千克 公顷 毫米 厘米 人次 户次 批次 "
    "场次 班次 车次 件次 次数 个月 小时 分钟 个百分点 百分点 万元 亿元 千元 百元 元 % ‰ 人 "
    "名 户 家 位 处 个 项 座 栋 眼 口 条 台 套 件 份 辆 期 场 次 吨 亩 米 起 天 分 根 块 株 "
    "盏 册 张 支 只 头 匹 所 间 组 篇 部 门 岁 倍 艘 架 具 把 片 幢 樘 盘 副 幅 种 类 棵 枚 "
    "袋 箱 桶 瓶 本 节 课 轮 批 班 队 斤 克 升 度 千伏 兆 页 卷 宗 例 案 针 剂 床 桌 排 段 "
    "孔 井 站 村 点 路"
)
_ALTERNATIVES = "|".join(sorted((re.escape(u) for u in _UNITS.split()), key=len, reverse=True))
_FIGURE = re.compile(
    r"(?P<lead>(?:约|近|超|逾|第|[0-9A-Za-z][-~—–～至]|[-~—–～])?)"
    r"(?<![0-9.,A-Za-z])(?P<number>[0-9]{1,3}(?:,[0-9]{3}){1,5}|[0-9]{1,14})(?P<rest>\.[0-9]{1,6})?"
    r" ?(?P<large>万亿|[万亿](?!元))?(?P<more>[余多](?!元)|)"
    rf" ?(?P<unit>{_ALTERNATIVES})?(?P<range>[-~—–～至]?)(?P<after>[余多]?)"
)
_NO_MARK = re.compile(
    "分(?:[钟之类别为批期阶段组步头次项档布析管工解包发公局院校会支店区镇]|[0-9])"
)
SCALES = {"元": 0, "百元": 2, "千元": 3, "万元": 4, "亿元": 8}
LARGE = {"": 0, "万": 4, "亿": 8, "万亿": 12}


@dataclass(frozen=True, slots=True)
class Quantity:
    """A figure and its unit; money in 元, 万吨 in 吨; ``step`` is half a unit of its last place."""

    value: Decimal
    unit: str
    text: str
    start: int
    end: int
    step: Decimal
    rough: bool
    """About so many, more than so many, or one end of a range."""


@lru_cache(512)
def quantities(text: str) -> tuple[str, tuple[Quantity, ...]]:
    """Give a text in digits and every figure in it, in order."""
    shown = in_digits(text)
    return shown, tuple(_quantity(match) for match in _FIGURE.finditer(shown))


def _quantity(match: re.Match[str]) -> Quantity:
    unit, places = match["unit"] or "", len(match["rest"] or ".") - 1
    end = match.end("unit") if unit else match.end("large")
    if unit == "分" and _NO_MARK.match(match.string, match.start("unit")):
        unit, end = "", match.end("large")
    end = max(end, match.end("rest"), match.end("number"))
    shift = LARGE[match["large"] or ""] + SCALES.get(unit, 0)
    number = Decimal(match["number"].replace(",", "") + (match["rest"] or ""))
    return Quantity(
        value=number.scaleb(shift, context=WIDE),
        unit="元" if unit in SCALES else unit,
        text=match.string[match.start("number") : end],
        start=match.start("number"),
        end=end,
        step=Decimal(5).scaleb(shift - places - 1, context=WIDE),
        rough=bool(match["lead"] or match["more"] or match["range"]) or match["after"] != "",
    )
