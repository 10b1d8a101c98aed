"""Units of measure: what kind of quantity one names, so that like is compared with like."""

from __future__ import annotations

from functools import lru_cache

from jixiao_desktop.domain.numbers import normalise

RATES = frozenset({"%", "‰", "百分比", "百分点", "个百分点", "比例", "比率"})
_TIMES = (
    "天 日 月 月份 月底 月末 个月 年 年度 小时 个小时 分钟 秒 周 星期 季度 个季度 工作日 个工作日 "
    "日历天 个日历天 自然日 学期 个学期"
)
TIMES = frozenset(_TIMES.split())
_COUNTS = (
    "次 人 人次 个 台 期 件 份 套 名 户 场 项 条 处 部 家 辆 批 班 班次 班期 例 只 头 张 本 册 篇 "
    "种 类 座 间 所 栋 幢 块 根 支 组 队 艘 架 株 棵 盏 幅 枚 把 卷 宗 起 单 笔 趟 轮 节 课时 学时 "
    "人天 人日 人月 户次 台次 台套 套次 场次 车次 架次 件次 批次 例次 个次 村 乡镇 社区 学校 "
    "平方米 平米 ㎡ m² 平方公里 公顷 亩 米 m 公里 千米 km 立方米 m³ 方 吨 t 公斤 千克 kg 斤 "
    "克 升 度 千瓦时 kw 千瓦 个/年 次/年 人/年 人次/年 场/年 期/年 次/月 个点 点 样 样次 剂 "
    "剂次 瓶 箱 桶 袋 盒 双 对 字 字节 页 版 集 首 期次 项次 公斤/亩 床 张床 席 位"
)
COUNTS = frozenset(_COUNTS.split())


@lru_cache(2048)
def bare_unit(unit: str) -> str:
    """Write a unit in one way for comparing: half-width, without blanks and brackets."""
    shown = normalise(unit).replace(" ", "").strip("()（）")
    return {"百分比": "%", "百分点": "%", "个百分点": "%"}.get(shown, shown)


@lru_cache(2048)
def _either(unit: str) -> str:
    """Give the first of two units told as one: 台(套) → 台."""
    first, _, second = unit.rstrip(")）").replace("（", "(").partition("(")
    return first if first in COUNTS and second in COUNTS else unit


def unit_family(unit: str) -> str:
    """Tell what a unit measures: money, rate, count, time or other."""
    shown = bare_unit(unit)
    base = shown.split("/")[0]
    if base.endswith("元") or base in ("万", "亿"):
        return "money"
    if shown in RATES:
        return "rate"
    if shown in TIMES or base in TIMES:
        return "time"
    plain = scale_unit(_either(shown))[1].lower()
    return "count" if plain in COUNTS or plain.split("/")[0] in COUNTS else "other"


def scale_unit(unit: str) -> tuple[int, str]:
    """Split 万人次 into (4, 人次); money and plain units stay as they are: (0, unit)."""
    for prefix, shift in (("万", 4), ("亿", 8), ("千", 3)):
        rest = unit.removeprefix(prefix)
        if rest != unit and rest in COUNTS and unit not in COUNTS:
            return shift, rest
    return 0, unit


_TIME_NAMES = {"日": "天", "日历天": "天", "月份": "月", "月底": "月", "月末": "月", "年度": "年"}


def time_name(unit: str) -> str:
    """Give one name to units of time that count the same: 日 and 天, 个月 and 月."""
    shown = bare_unit(unit).removeprefix("个")
    return _TIME_NAMES.get(shown, shown)
