"""The words of a text that speak of the time up to today, and those of another year."""

from __future__ import annotations

import re
from functools import lru_cache

LONGEST = 5_000
_SO_FAR = {3: "第?一季度|1季度", 6: "上半年", 9: "前三季度|一至三季度", 12: "全年"}
"""What each month calls the whole time up to it."""


@lru_cache(256)
def so_far(text: str, month: int) -> str:
    """Take out the words by which a text of this month speaks of all the time up to it."""
    if not month:
        return text
    since = rf"(?<![0-9])[1一]月?(?:份)?[-—~～至到]{month}月(?:份|底|末)?(?![0-9])"
    standing = rf"(?<![0-9]){month}月(?:份|底|末)?(?=享受|在册|在岗|在校|现有)"
    until = rf"(?:截[至止]到?|到|至)(?:[0-9]{{4}}年)?{month}月(?:[0-9]{{1,2}}[日号])?(?![0-9])"
    return re.sub("|".join((until, since, standing, _SO_FAR.get(month, since))), "", text[:LONGEST])


_YEAR = re.compile(r"(?<![0-9])(?<!截[至止])(20[0-9]{2})年[^，,。；;\n]{0,60}")


@lru_cache(256)
def of_this_year(text: str, year: int) -> str:
    """Leave out the clauses that begin with another year: 2023年综合利用率为91.2%."""
    return _YEAR.sub(lambda match: match[0] if int(match[1]) == year else "", text[:LONGEST])
