"""The form's own prompts left in a text: what to write instead of what was written."""

from __future__ import annotations

from collections.abc import Iterator

from jixiao_desktop.domain.changes import set_text
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Mend, Severity
from jixiao_desktop.domain.settings import Settings
from jixiao_desktop.rules.engine import Found, found, rule
from jixiao_desktop.rules.examples import Example
from jixiao_desktop.rules.marks import long_texts
from jixiao_desktop.rules.readable import quoted
from jixiao_desktop.rules.sentences import SHORTEST, sentences
from jixiao_desktop.rules.surroundings import Surroundings

LONGEST = 20_000
PROBLEMS = "monitoring.sections.problems"
PROMPT = "写清预算资金执行较慢的具体原因；没有的写“无”。"


@rule(
    "text.prompt_left",
    title="表上的填写提示",
    severity=Severity.MUST_FIX,
    reads=("",),
    alone=True,
    least=3,
    message="{where}还留着表上的填写提示{words}。",
    fix="删去提示，写本单位、本项目的实际情况。",
    basis="填写要求",
    failing=(
        Example(
            "提示还留在后面",
            {PROBLEMS: "合同7月才签订。写清预算资金执行较慢的具体原因"},
            PROBLEMS,
            hints=(PROMPT,),
        ),
        Example("只有提示", {PROBLEMS: PROMPT}, PROBLEMS, hints=(PROMPT,)),
    ),
    passing=(
        Example("写的是实际情况", {PROBLEMS: "合同7月才签订，8月起付款。"}, hints=(PROMPT,)),
        Example("用了提示里的几个词", {PROBLEMS: "预算资金执行较慢，因合同7月才签订。"},
                hints=(PROMPT,)),
    ),
)  # fmt: skip
def prompts_are_gone(
    dossier: Dossier, settings: Settings, surroundings: Surroundings
) -> Iterator[Found]:
    """A sentence that the form itself prints to say what to write is no answer."""
    for path, text in long_texts(dossier) if surroundings.hints else ():
        if SHORTEST <= len(text) <= LONGEST:
            left = [written for written, bare in sentences(text) if bare in surroundings.hints]
            if left:
                yield found(path, mend=_without(path, text, left), words=quoted(left[0]))


def _without(path: str, text: str, left: list[str]) -> Mend | None:
    """Offer the text without the prompts, None where nothing else would be left."""
    for written in left:
        text = text.replace(written, "").replace("（）", "").replace("()", "")
    rest = text.strip().removesuffix("；").strip("。 \n")
    return Mend("删去提示", (set_text(path, f"{rest}。"),)) if rest else None
