"""What the form's own boxes ask of a text: how long it may be."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.surroundings import Surroundings

PROGRESS = "self_evaluation.goal_progress"


def length(text: str) -> int:
    """Count the characters of a text as an office does: no blanks, no line breaks."""
    return len("".join(text.split()))


@rule(
    "text.too_long",
    title="超过字数",
    severity=Severity.MUST_FIX,
    reads=("",),
    least=20,
    message="{where}写了{count}个字，表上要求不超过{limit}个字，多{more}个字。",
    fix="压缩到{limit}个字以内，写不下的写进报告。",
    basis="表格填写要求",
    failing=(
        Example(
            "要求100字以内，写了120字",
            {PROGRESS: "全年举办培训班，提高能力。" * 10},
            PROGRESS,
            stages=("self_evaluation",),
            limits={PROGRESS: 100},
        ),
    ),
    passing=(
        Example(
            "正好100字",
            {PROGRESS: "全年举办培训班，" * 12 + "都完成。"},
            stages=("self_evaluation",),
            limits={PROGRESS: 100},
        ),
        Example("没有字数要求", {PROGRESS: "全年举办培训班，提高能力。" * 10}),
    ),
)
def texts_fit_their_box(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """A box for so many characters takes no more."""
    for path, known in surroundings.fields.items():
        count = length(dossier.text(path)) if known.limit else 0
        if count > known.limit > 0:
            yield found(path, count=count, limit=known.limit, more=count - known.limit)
