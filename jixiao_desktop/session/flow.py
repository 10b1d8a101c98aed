"""The way through one project: which steps there are, how far each is, where to go next."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Protocol

from jixiao_desktop.catalog.dictionary import Dictionary
from jixiao_desktop.catalog.forms import Form, Place, Section
from jixiao_desktop.catalog.loading import load_catalog, use_of
from jixiao_desktop.catalog.notices import Notice
from jixiao_desktop.catalog.reports import Chapter, Report
from jixiao_desktop.domain import paths
from jixiao_desktop.domain.dossier import Dossier
from jixiao_desktop.domain.finding import Finding, Severity
from jixiao_desktop.session.step_names import OUTPUT, REVIEW, UNIT


class InHand(Protocol):
    """What the flow needs to know of the thing that is being edited."""

    @property
    def dossier(self) -> Dossier: ...

    @property
    def notice(self) -> Notice: ...

    @property
    def forms(self) -> tuple[Form | Report, ...]: ...


class StepState(StrEnum):
    """How far a step is; each has its own icon and word, never colour alone."""

    UNTOUCHED = "untouched"
    FILLING = "filling"
    MUST_FIX = "must_fix"
    EXPLAIN = "explain"
    FINE = "fine"

    @property
    def word(self) -> str:
        """Return what the state is called on screen and read aloud."""
        return {
            "untouched": "未开始", "filling": "填写中", "must_fix": "必改",
            "explain": "需说明", "fine": "已填好",
        }[self.value]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Step:
    """One screen of the wizard; ``kind`` is unit, section, chapter, review or output."""

    id: str
    title: str
    group: str
    kind: str
    form_id: str = ""
    hint: str = ""
    form: Form | Report | None = None
    section: Section | None = None
    chapter: Chapter | None = None

    @property
    def singles(self) -> tuple[str, ...]:
        """Return the single paths asked for on this screen, in reading order."""
        if self.section:
            return tuple(p for place in self.section.places for p in paths_of(place))
        if self.chapter:
            return tuple(block.path for block in self.chapter.sections)
        return ()

    @property
    def required(self) -> tuple[str, ...]:
        """Return the single paths that must not stay blank."""
        places = self.section.places if self.section else ()
        return tuple(place.path for place in places if place.required and place.path)

    @property
    def only_figures(self) -> bool:
        """Tell whether a step asks for nothing: all it shows is worked out."""
        section = self.section
        return section is not None and not section.rows and not self.singles


@dataclass(frozen=True, slots=True)
class StepStatus:
    """A step's state with the number of findings behind it."""

    state: StepState
    count: int = 0

    @property
    def words(self) -> str:
        """Say the state in words: “2 处必改”."""
        return f"{self.count} 处{self.state.word}" if self.count else self.state.word


def paths_of(place: Place) -> Iterator[str]:
    """Walk the paths a person fills for one place; a computed figure has none."""
    if place.path:
        yield place.path


def unit_section(dictionary: Dictionary) -> Section:
    """Return the unit's own screen: every single fact of the unit the dictionary names."""
    places = tuple(
        Place(path=one.pattern, required=one.pattern == "unit.name")
        for one in dictionary
        if one.pattern.startswith("unit.") and "[]" not in one.pattern
    )
    hint = "只填一次，所有项目的表和报告都从这里取。"
    return Section(UNIT, "单位基本信息", hint, places=places)


def group_title(notice: Notice, form: Form | Report) -> str:
    """Name a form as the notice does: “附件2 项目支出绩效目标执行监控表”."""
    use = use_of(notice, form)
    title = use.title or form.title
    return title if use.name in ("", form.short) else f"{use.name} {title}"


def steps_of(
    editing: InHand, dictionary: Dictionary | None = None, *, of_unit: bool = False
) -> tuple[Step, ...]:
    """Lay out all steps of a notice's forms; a section shared by several forms stands once.

    The unit itself fills its own facts and the forms that speak of the unit, no project's.
    """
    unit = unit_section(dictionary or load_catalog().dictionary)
    made = [Step(UNIT, unit.title, "单位（只填一次）", UNIT, hint=unit.hint, section=unit)]
    seen: dict[str, Section] = {}
    forms = [form for form in editing.forms if not of_unit or form.scope == UNIT]
    for form in forms:
        group = group_title(editing.notice, form)
        if isinstance(form, Form):
            made += _sections(form, group, seen)
        else:
            made += [
                Step(c.id, c.title, group, "chapter", form.id, c.hint, form, chapter=c)
                for c in form.chapters()
            ]
    if forms:
        review = "和要交的表一模一样，逐块看一遍；要改的按“更改”，改完回到这里。"
        made.append(Step(REVIEW, "核对", "完成", REVIEW, hint=review))
        out = "导出不受检查限制；写出的文件会读回来逐项核对。"
        made.append(Step(OUTPUT, "导出与打印", "完成", OUTPUT, hint=out))
    return tuple(made)


def _sections(form: Form, group: str, seen: dict[str, Section]) -> Iterator[Step]:
    for section in form.sections:
        known = seen.get(section.id)
        if known is not None and _asks(known) == _asks(section):
            continue
        name = section.id if known is None else f"{form.id}/{section.id}"
        seen.setdefault(section.id, section)
        yield Step(name, section.title, group, "section", form.id, section.hint, form, section)


def _asks(section: Section) -> tuple[object, ...]:
    """Return what a section asks for, wherever its form prints it."""
    rows = section.rows
    columns = tuple((c.path, c.show) for c in rows.places) if rows else ()
    return (tuple(p.path for p in section.places), rows.each if rows else "", columns)


@dataclass
class Flow:
    """Where a person is in one project's steps, and what the findings make of each."""

    editing: InHand
    done: set[str] = field(default_factory=set)
    """Steps of which the person said “我已填完本节” (or that were exported)."""
    left: set[str] = field(default_factory=set)
    """Steps that were left once or checked with F9: from then on findings are shown loudly."""
    steps: tuple[Step, ...] = ()

    def __post_init__(self) -> None:
        self.steps = self.steps or steps_of(self.editing)
        self._index = {step.id: i for i, step in enumerate(self.steps)}
        self._owner: dict[str, str] = {}
        self._lists: dict[str, str] = {}
        for step in self.steps:
            self._own(step)

    def _own(self, step: Step) -> None:
        for path in step.singles:
            self._owner.setdefault(path, step.id)
        if step.section is None:
            return
        for place in step.section.places:
            for path in (*place.adds, *([place.join[0]] if place.join[0] else [])):
                self._owner.setdefault(path, step.id)
        rows = step.section.rows
        if rows:
            self._lists.setdefault(rows.each, step.id)
            for column in rows.places:
                self._owner.setdefault(f"{rows.each}[].{column.path}", step.id)

    # ---- moving ----

    def index(self, step_id: str) -> int:
        """Return the place of a step, 0 for one that is not there (any more)."""
        return self._index.get(step_id, 0)

    def step(self, step_id: str) -> Step:
        """Return a step by id, the first one for an unknown id."""
        return self.steps[self.index(step_id)]

    def next(self, step_id: str) -> Step | None:
        """Return the step after this one, None behind the last."""
        at = self.index(step_id) + 1
        return self.steps[at] if at < len(self.steps) else None

    def back(self, step_id: str) -> Step | None:
        """Return the step before this one, None before the first."""
        at = self.index(step_id) - 1
        return self.steps[at] if at >= 0 else None

    def leave(self, step_id: str) -> None:
        """Remember that a step was left once."""
        self.left.add(step_id)

    def check_all(self) -> None:
        """Show the findings of every step from now on (F9)."""
        self.left.update(self._index)

    def loud(self, step_id: str) -> bool:
        """Tell whether findings stand in red at the fields of this step."""
        return step_id in self.left

    def groups(self) -> list[tuple[str, list[Step]]]:
        """Return the steps under their group titles, in order."""
        made: list[tuple[str, list[Step]]] = []
        for step in self.steps:
            if not made or made[-1][0] != step.group:
                made.append((step.group, []))
            made[-1][1].append(step)
        return made

    # ---- where things are ----

    def asks(self, path: str) -> bool:
        """Tell whether a path has its own place on some step."""
        return path in self._owner or paths.pattern_of(path) in self._owner

    def step_of(self, path: str) -> Step | None:
        """Return the step on which a path is filled, None where no step asks for it."""
        owner = self._owner.get(path) or self._owner.get(paths.pattern_of(path))
        if owner is None:
            lists = (kind for kind in self._lists if path == kind or path.startswith(kind + "."))
            kind = max(lists, key=len, default="")
            owner = self._lists.get(kind) or self._nearest(path)
        return self.step(owner) if owner else None

    def _nearest(self, path: str) -> str:
        """Find the step with the longest common beginning, so that a jump lands close by."""
        parts = path.split(".")
        least = 2 if parts[0] in (*paths.STAGES, UNIT) else 1
        for length in range(len(parts) - 1, least - 1, -1):
            start = ".".join(parts[:length]) + "."
            for owned, step_id in self._owner.items():
                if owned.startswith(start):
                    return step_id
        return ""

    def findings_of(self, step: Step, findings: Iterable[Finding]) -> tuple[Finding, ...]:
        """Return the findings that belong to one step, in reading order."""
        mine = [f for f in findings if self.step_of(f.path) == step]
        return tuple(sorted(mine, key=self.place_of))

    def place_of(self, finding: Finding) -> tuple[int, int, int, int]:
        """Give a finding's place in reading order: step, row, field, weight."""
        step = self.step_of(finding.path)
        at = self.index(step.id) if step else len(self.steps)
        row = self.editing.dossier.position(finding.path)
        inside = 0
        if step and finding.path in step.singles:
            inside = step.singles.index(finding.path)
        elif step and step.section and step.section.rows:
            order = [f"{step.section.rows.each}[].{c.path}" for c in step.section.rows.places]
            pattern = paths.pattern_of(finding.path)
            inside = order.index(pattern) if pattern in order else 0
        return at, -1 if row is None else row, inside, finding.severity.rank

    def problem(
        self, findings: Iterable[Finding], at: tuple[str, str], direction: int = 1
    ) -> Finding | None:
        """Return the next open problem after (step, path), going round; None when all is well."""
        open_ones = sorted((f for f in findings if not f.passes), key=self.place_of)
        if not open_ones:
            return None
        step_id, path = at
        here = [i for i, f in enumerate(open_ones) if path and f.path == path]
        if here:
            edge = here[-1] if direction > 0 else here[0]
            return open_ones[(edge + direction) % len(open_ones)]
        now = self._cursor(step_id, path)
        ahead = [f for f in open_ones if (self.place_of(f)[:3] > now) == (direction > 0)]
        if direction > 0:
            return ahead[0] if ahead else open_ones[0]
        return ahead[-1] if ahead else open_ones[-1]

    def _cursor(self, step_id: str, path: str) -> tuple[int, int, int]:
        if not path:
            return self.index(step_id), -2, -1
        return self.place_of(Finding("", Severity.HINT, path, ""))[:3]

    # ---- how far ----

    def touched(self, step: Step) -> bool:
        """Tell whether anything is filled on a step."""
        dossier = self.editing.dossier
        if any(dossier.filled(path) for path in step.singles):
            return True
        rows = step.section.rows if step.section else None
        return bool(rows and dossier.row_ids(rows.each))

    def statuses(self, findings: Sequence[Finding]) -> dict[str, StepStatus]:
        """Return the status of every step, counting each open finding once."""
        must: Counter[str] = Counter()
        explain: Counter[str] = Counter()
        for finding in findings:
            step = self.step_of(finding.path)
            if step is None or finding.passes or finding.follows:
                continue
            (must if finding.severity is Severity.MUST_FIX else explain)[step.id] += 1
        open_count = sum(not f.passes for f in findings)
        return {
            step.id: self._status(step, must[step.id], explain[step.id], open_count)
            for step in self.steps
        }

    def _status(self, step: Step, must: int, explain: int, open_count: int) -> StepStatus:
        if step.kind == REVIEW:
            ready = open_count == 0 and self._all_touched()
            return StepStatus(StepState.FINE if ready else StepState.UNTOUCHED)
        if step.kind == OUTPUT:
            return StepStatus(StepState.FINE if step.id in self.done else StepState.UNTOUCHED)
        if step.only_figures and not must and not explain:
            known = self._figures_known(step)
            return StepStatus(StepState.FINE if known else StepState.UNTOUCHED)
        if not self.touched(step) and step.id not in self.left and step.id not in self.done:
            return StepStatus(StepState.UNTOUCHED)
        if must:
            return StepStatus(StepState.MUST_FIX, must)
        if explain:
            return StepStatus(StepState.EXPLAIN, explain)
        return StepStatus(StepState.FINE if self._complete(step) else StepState.FILLING)

    def _figures_known(self, step: Step) -> bool:
        """Tell whether the program could work out every figure of a step that asks nothing."""
        from jixiao_desktop.domain.computed import compute

        case = getattr(self.editing, "case", None)
        if case is None or step.section is None:
            return False
        settings = case.settings(step.form)
        places = [place for place in step.section.places if place.computed]
        found = (compute(p.computed, self.editing.dossier, settings, p.of) for p in places)
        return all(one.value is not None for one in found)

    def _complete(self, step: Step) -> bool:
        if step.kind == "chapter":
            return step.id in self.done
        dossier = self.editing.dossier
        return self.touched(step) and all(dossier.filled(path) for path in step.required)

    def _all_touched(self) -> bool:
        asked = (s for s in self.steps if s.kind in (UNIT, "section") and s.required)
        return all(self.touched(step) for step in asked)

    def mark_done(self, step_id: str, done: bool) -> None:
        """Keep or take back the person's “我已填完本节”."""
        (self.done.add if done else self.done.discard)(step_id)


def verdict_words(findings: Collection[Finding]) -> str:
    """Say the count in one line: “还差 2 处必改、1 处需说明”; nothing open: “可以上报”."""
    from jixiao_desktop.session.check import verdict

    return verdict(findings).sentence
