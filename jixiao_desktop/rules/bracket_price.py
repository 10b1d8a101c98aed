"""An amount with its quantity and price in brackets behind it: 20.4万元（34人，每人0.6万元）."""

from __future__ import annotations

import re
from collections.abc import Iterator
from decimal import Decimal
from functools import lru_cache

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.money import SHIFTS
from jixiao_desktop.domain.numbers import ONE_TO_ONE, WIDE, plain
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import TEXTS, WITHIN, Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.stated import places

LONGEST = 20_000
SPENDING = "monitoring.sections.fund_execution"
_NUMBER = r"([0-9][0-9,]{0,12}(?:\.[0-9]{1,6})?)"
_PRICED = re.compile(
    rf"{_NUMBER} ?(万元|元|亿元)[（(](?:共|按|其中|合计|已|补助|购置|采购|改造|完成|新建)?"
    rf"{_NUMBER} ?(万?)([㐀-鿿]{{1,3}}?)[，,、×*]? ?(?:每(?:一)?\5|\5均|单价|均价|每)"
    rf"(?:补助|补贴|奖补|标准|约|为)?{_NUMBER} ?(万元|元)[)）]"
)
Priced = tuple[str, Decimal, str, Decimal, str, Decimal]
"""(amount as written, 万元, quantity as written, number, price as written, 万元)."""


@lru_cache(256)
def priced(text: str) -> tuple[Priced, ...]:
    """Find amounts told with quantity and price; one that goes by the month or day is none."""
    shown = text[:LONGEST].translate(ONE_TO_ONE)
    made = []
    for match in _PRICED.finditer(shown) if "（" in shown or "(" in shown else ():
        count = _plain(match[3]) * (10_000 if match[4] else 1)
        quantity, price = match[3] + match[4] + match[5], match[6] + match[7]
        whole, each = _money(match[1], match[2]), _money(match[6], match[7])
        made.append((match[1] + match[2], whole, quantity, count, price, each))
    return tuple(made)


def _plain(written: str) -> Decimal:
    return Decimal(written.replace(",", ""))


def _money(written: str, unit: str) -> Decimal:
    return _plain(written).scaleb(SHIFTS[unit], context=WIDE)


@rule(
    "text.price_beside",
    title="金额后面括号里的数量和单价",
    severity=Severity.MUST_FIX,
    reads=("",),
    each=TEXTS,
    least=12,
    message="{where}写{total}（{count}、每{unit}{price}），而相乘是{made}万元，相差{gap}万元。",
    fix="核对数量、单价和金额，改其中有误的一个。",
    basis=WITHIN,
    failing=(
        Example("43人、每人0.6万元，写20.4万元",
                {SPENDING: "支出20.4万元（43人，每人0.6万元），执行率75.56%。"}, SPENDING),
        Example("80人、每人3000元，写42万元",
                {"purpose": "托养补助42万元（80人，每人3000元）。"}, "purpose"),
    ),
    passing=(
        Example("相乘正好", {SPENDING: "支出20.4万元（34人，每人0.6万元）。"}),
        Example("单价取整", {SPENDING: "支出20.01万元（12件，每件1.667万元）。"}),
        Example("按月发的", {"purpose": "网格员补助21.60万元（36人，每月500元）。"}),
        Example("每人每月", {"purpose": "网格员补助21.60万元（36人，每人每月500元）。"}),
    ),
)  # fmt: skip
def quantities_at_their_price_make_the_amount(
    dossier: Dossier, settings: Settings, path: str
) -> Iterator[Found]:
    """A quantity times the price told beside it is the amount in front (万元)."""
    for total, whole, count, number, price, each in priced(dossier.text(path)):
        made = number * each
        off = number * Decimal(1).scaleb(SHIFTS[price.lstrip("0123456789.,")] - places(price)) / 2
        off += Decimal(1).scaleb(SHIFTS[total.lstrip("0123456789.,")] - places(total))
        if abs(made - whole) > max(off, whole * Decimal("0.005")):
            gap = plain(abs(made - whole))
            unit = count.lstrip("0123456789.,").removeprefix("万")
            yield found(path, total=total, count=count, unit=unit, price=price, made=plain(made),
                        gap=gap)  # fmt: skip
            return
