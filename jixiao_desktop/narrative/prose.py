"""A section's drafts → paragraphs: per project, per indicator, numbered, run on, joined."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby

from jixiao_desktop.domain.paths import ROW_KINDS
from jixiao_desktop.narrative.conditions import sources_in_use
from jixiao_desktop.narrative.document import Paragraph, Run, lines_of
from jixiao_desktop.narrative.figures import class_rows
from jixiao_desktop.narrative.numbering import below, numbered
from jixiao_desktop.narrative.outline import BlockLike, DraftLike
from jixiao_desktop.narrative.scope import Scope, Subject, project_scopes, unit_scope
from jixiao_desktop.narrative.sentence import closed, sentence
from jixiao_desktop.narrative.values import named_rows, value_of

PROJECT_NUMBER = "1."
UNIT_PREFIX = "unit_report."


def section_path(subject: Subject, path: str) -> str:
    """Return where a section's text is kept: with the project, or with the unit for several."""
    return UNIT_PREFIX + path if subject.several else path


def led(paragraphs: tuple[Paragraph, ...], block: BlockLike) -> tuple[Paragraph, ...]:
    """Put a section's leading words before its first paragraph; alone where there is none."""
    if not block.text:
        return paragraphs
    lead = Run(block.text)
    if not paragraphs:
        return (Paragraph((lead,), path=block.path),)
    first, *rest = paragraphs
    return (replace(first, runs=(lead, *first.runs)), *rest)


def drafted(block: BlockLike, subject: Subject) -> tuple[Paragraph, ...]:
    """Return what a section says as long as nobody rewrote it; never empty where words are given.

    Source of the order: 源财〔2023〕432号 附件1 by way of the outline.
    """
    path = section_path(subject, block.path)
    once = [d for d in block.drafts if d.once == "unit" or (d.once and subject.several)]
    repeated = [d for d in block.drafts if not d.once]
    made = [*_Prose(unit_scope(subject), path).paragraphs(once)]
    count = 0
    for scope in (unit_scope(subject),) if subject.whole else project_scopes(subject):
        said = _project(block, scope, repeated)
        if said and subject.several:
            count += 1
            made.append(_project_heading(scope, path, count))
        made += said
    if not made and block.otherwise:
        made.append(Paragraph((Run(block.otherwise),), path=path, drafted=True))
    return tuple(made)


def _project(block: BlockLike, scope: Scope, drafts: Sequence[DraftLike]) -> tuple[Paragraph, ...]:
    """Return a project's part: in the unit edition, its own rewritten text comes first."""
    if scope.subject.several:
        typed = written(scope.dossier.text(block.path), block.path, scope.project)
        if typed:
            return typed
    path = section_path(scope.subject, block.path)
    return _Prose(scope, path, deeper=scope.subject.several).paragraphs(drafts)


def written(text: str, path: str, project: int = -1) -> tuple[Paragraph, ...]:
    """Return a rewritten section as it was typed: every line a paragraph."""
    return tuple(
        Paragraph((Run(line, path),), path=path, project=project) for line in lines_of(text)
    )


def _project_heading(scope: Scope, path: str, count: int) -> Paragraph:
    name = value_of(scope, "name")
    said = Run(name.text, "name") if name else Run(f"第{count}个项目", "name")
    return Paragraph((Run(numbered(PROJECT_NUMBER, count)), said), "h3", path, scope.project, True)


@dataclass
class _Prose:
    """Collects the paragraphs of one scope; the last one may still be run on."""

    scope: Scope
    path: str
    deeper: bool = False
    made: list[list[Run]] = field(default_factory=list)
    counted: dict[str, int] = field(default_factory=dict)

    def paragraphs(self, drafts: Iterable[DraftLike]) -> tuple[Paragraph, ...]:
        """Tell all drafts in order; neighbours over the same list are told item by item."""
        for each, group in groupby(drafts, key=lambda draft: draft.each):
            together = list(group)
            if not each:
                self._tell(self.scope, together, fresh=False)
                continue
            for run in _told_together(together):
                self._repeat(run, list(_items(self.scope, each)))
        return tuple(
            Paragraph(tuple(runs), "body", self.path, self.scope.project, True)
            for runs in self.made
        )

    def _repeat(self, drafts: Sequence[DraftLike], items: Sequence[Scope]) -> None:
        if drafts[0].items:
            self._inline(drafts[0], items)
            return
        for item in items:
            self._tell(item, drafts, fresh=True)

    def _inline(self, draft: DraftLike, items: Sequence[Scope]) -> None:
        """Join all items in one paragraph."""
        told: list[Run] = []
        for item in items:
            said = sentence(item, draft)
            if said:
                told += [Run(draft.items), *said] if told else said
        if told:
            self.made.append(closed(told, draft.end))

    def _tell(self, scope: Scope, drafts: Iterable[DraftLike], *, fresh: bool) -> None:
        """Tell the drafts of one item; a running-on one continues this item's paragraph."""
        open_paragraph = bool(self.made) and not fresh
        for draft in drafts:
            runs_on = bool(draft.after) and open_paragraph
            said = sentence(scope, draft, alone=not runs_on)
            if not said:
                continue
            if runs_on:
                self.made[-1] = closed([*_joined(self.made[-1], draft.after), *said], draft.end)
            else:
                self.made.append([*self._number(draft), *closed(said, draft.end)])
            open_paragraph = True

    def _number(self, draft: DraftLike) -> list[Run]:
        if not draft.number:
            return []
        style = below(draft.number) if self.deeper else draft.number
        key = str(id(draft))
        self.counted[key] = self.counted.get(key, 0) + 1
        return [Run(numbered(style, self.counted[key]))]


def _joined(runs: Sequence[Run], mark: str) -> list[Run]:
    """Replace the end mark of a paragraph by the mark that leads on."""
    *head, last = runs
    if last.text in ("。", "；", "："):
        return [*head, Run(mark)]
    return [*runs, Run(mark)]


def _items(scope: Scope, each: str) -> Iterator[Scope]:
    """Return a scope for every item of a list that an outline names."""
    if each == "sources":
        return (scope.at_fund(source) for source in sources_in_use(scope))
    if each == "indicators":
        return (scope.at_row(row) for row in named_rows(scope))
    kind, _, name = each.partition(":")
    if kind not in ROW_KINDS:
        raise KeyError(each)
    rows = class_rows(scope, name) if name else scope.dossier.row_ids(kind)
    return (scope.at_row(row, kind) for row in rows)


def _told_together(drafts: Sequence[DraftLike]) -> Iterator[list[DraftLike]]:
    """Split neighbours over one list: a draft that does not run on starts a round of its own."""
    together: list[DraftLike] = []
    for draft in drafts:
        if together and not draft.after:
            yield together
            together = []
        together.append(draft)
    if together:
        yield together
