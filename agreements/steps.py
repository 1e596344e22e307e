""" "Als …, dan …": which sides say that the "als" is so, and what then becomes of the line."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone

from agreements.models import AgreementVersion, Commitment, StepReached
from agreements.models.progress import side_of
from agreements.states import Status
from initiatives.access import Action, may
from initiatives.models import Side
from initiatives.who import Who

BOTH = (Side.GROUP, Side.MUNICIPALITY)


@dataclass
class Step:
    """The "als …" of one line. `marks`: side -> what it said, also in an earlier version."""

    line: Commitment
    marks: dict[str, StepReached] = field(default_factory=dict)

    @property
    def is_reached(self) -> bool:
        return all(side in self.marks for side in BOTH)

    @property
    def reached_on(self) -> date | None:
        """The day from which the line counts: both sides had said so."""
        if not self.is_reached:
            return None
        return timezone.localdate(max(mark.said_at for mark in self.marks.values()))

    @property
    def waits_for(self) -> str:
        """The side that did not say it yet, when the other one did; else "" """
        missing = [side for side in BOTH if side not in self.marks]
        return missing[0].value if len(missing) == 1 else ""


def load_steps(
    lines: Iterable[Commitment], marks: Iterable[StepReached] | None = None
) -> dict[int, Step]:
    """Commitment pk -> its step, of the lines that have one. At most one query, and none when the
    `marks` of the agreement are known.

    `lines` with `clause` and `clause.version` loaded. A mark holds in a later version while the
    line keeps the same "als …".
    """
    waiting = [line for line in lines if line.condition]
    steps = {line.pk: Step(line) for line in waiting}
    if not waiting:
        return steps
    if marks is None:
        marks = _load_marks(waiting)
    said: dict[tuple[int, str, str], dict[str, StepReached]] = {}
    for mark in marks:
        said.setdefault(_place(mark.commitment), {}).setdefault(mark.side, mark)
    for line in waiting:
        found = said.get(_place(line), {})
        number = line.clause.version.number
        steps[line.pk].marks = {
            side: mark
            for side, mark in found.items()
            if mark.commitment.clause.version.number <= number
        }
    return steps


def _load_marks(waiting: list[Commitment]) -> Iterable[StepReached]:
    return (
        StepReached.objects.filter(
            commitment__clause__version__agreement__in={
                line.clause.version.agreement_id for line in waiting
            },
            commitment__key__in={line.key for line in waiting},
        )
        .that_count()
        .select_related("commitment__clause__version", "by__merged_into")
    )


def _place(line: Commitment) -> tuple[int, str, str]:
    return line.clause.version.agreement_id, line.key, line.condition


def reached_days(lines: Iterable[Commitment]) -> dict[int, date]:
    """Commitment pk -> since when it counts, of the lines whose step both sides marked."""
    days = ((pk, step.reached_on) for pk, step in load_steps(lines).items())
    return {pk: day for pk, day in days if day is not None}


def reached_keys(version: AgreementVersion) -> set[str]:
    """The keys of the lines of `version` whose step both sides marked. At most two queries."""
    return {
        step.line.key for step in load_steps(_waiting_lines(version)).values() if step.is_reached
    }


def _waiting_lines(version: AgreementVersion) -> list[Commitment]:
    lines = Commitment.objects.filter(clause__version=version, clause__removed_at=None)
    return list(lines.exclude(condition="").select_related("clause__version"))


@dataclass
class StepView:
    """A step as one reader sees it. `counts`: the "als …" is gone from this text already."""

    step: Step
    my_side: str = ""
    may_mark: bool = False
    counts: bool = False

    @property
    def mine(self) -> StepReached | None:
        return self.step.marks.get(self.my_side)

    @property
    def waits(self) -> bool:
        """Whether the line does not count yet: there is nothing to keep."""
        return not self.counts and not self.step.is_reached

    @property
    def said(self) -> list[StepReached]:
        return [self.step.marks[side] for side in BOTH if side in self.step.marks]


class Steps:
    """The steps of one text, for `who`. At most one query, and none before somebody asks.

    `marks`: all of the agreement, when they are known; without any there is nothing to ask.
    """

    def __init__(
        self, version: AgreementVersion, who: Who, marks: list[StepReached] | None = None
    ) -> None:
        self.version = version
        self.who = who
        self.marks = marks
        self._found: dict[str, Step] | None = None

    def at(self, line: Commitment, lines: Iterable[Commitment]) -> StepView | None:
        """What is to be said at `line`; `lines`: those of the whole text, asked for once."""
        status = self.version.status
        if status not in (Status.IN_EFFECT, Status.DRAFT, Status.PROPOSED):
            return None
        if status == Status.IN_EFFECT and not line.condition:
            return None
        if self._found is None:
            self._found = self._load(lines)
        step = self._found.get(line.key)
        if step is None:
            return None
        if status == Status.IN_EFFECT:
            me = self.who.participant_in(self.version.initiative)
            may_mark = may(self.who, Action.MARK_STEP, self.version)
            my_side = side_of(me) if me and may_mark else ""
            return StepView(step, my_side, may_mark)
        # Of a text that does not count yet only what came of a step that was reached.
        if not step.is_reached or line.condition not in ("", step.line.condition):
            return None
        return StepView(step, counts=not line.condition)

    def reached_days(self, lines: Iterable[Commitment]) -> dict[int, date]:
        """Commitment pk -> since when it counts, of the lines of a text in effect."""
        lines = list(lines)
        views = ((line.pk, self.at(line, lines)) for line in lines if line.condition)
        return {pk: view.step.reached_on for pk, view in views if view and view.step.reached_on}

    def _load(self, lines: Iterable[Commitment]) -> dict[str, Step]:
        if self.version.status != Status.IN_EFFECT:
            return self._of_running_text()
        lines = list(lines)
        for line in lines:
            line.clause.version = self.version
        return {step.line.key: step for step in load_steps(lines, self.marks).values()}

    def _of_running_text(self) -> dict[str, Step]:
        """Key -> the step that sides marked. A mark that counts is of a line that still stands in
        the text in effect, so that text need not be loaded."""
        if self.version.copied_from_id is None:
            return {}
        marks: Iterable[StepReached] = self.marks if self.marks is not None else self._every_mark()
        steps: dict[str, Step] = {}
        for mark in marks:
            step = steps.setdefault(mark.commitment.key, Step(mark.commitment))
            step.marks.setdefault(mark.side, mark)
        return steps

    def _every_mark(self) -> Iterable[StepReached]:
        of_agreement = StepReached.objects.filter(
            commitment__clause__version__agreement=self.version.agreement_id
        )
        return of_agreement.that_count().select_related("commitment")
