"""Steps over any history of marks and versions, against a plainer account of the same rule.

A mark of a side holds while the line keeps its "als …" in every text that takes effect. When both
hold, the next draft has the line without it, and an older text that comes back asks anew.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import AgreementVersion, Commitment, StepReached
from agreements.states import Status
from agreements.steps import load_steps
from initiatives.models import Event, Participant
from initiatives.states import Refused
from tests.conftest import Cast
from tests.world_makers import take_effect
from tests.world_steps import CONDITION, STEP, with_a_step

MARKS = ("group", "guide", "municipality", "group back", "municipality back")
VERSIONS = ("draft", "change", "in effect", "throw away", "back to first")
MOVES = st.sampled_from([*MARKS, *VERSIONS])


@dataclass
class Plain:
    """What should be so. `condition`: of the text in effect, and of the draft (None: no draft)."""

    condition: str = CONDITION
    draft: str | None = None
    marks: set[str] = field(default_factory=set)

    @property
    def is_reached(self) -> bool:
        return self.marks == {"group", "municipality"}

    def mark(self, side: str) -> None:
        if not self.condition or side in self.marks:
            return
        self.marks.add(side)
        if self.is_reached and self.draft == self.condition:
            self.draft = ""

    def take_back(self, side: str) -> None:
        if not self.is_reached:
            self.marks.discard(side)

    def begin(self) -> None:
        if self.draft is None:
            self.draft = "" if self.is_reached else self.condition

    def take_effect(self) -> None:
        if self.draft is None:
            return
        if self.draft != self.condition:
            self.marks = set()
        self.condition, self.draft = self.draft, None


@dataclass
class Real:
    cast: Cast
    first: AgreementVersion

    def draft(self) -> AgreementVersion | None:
        drafts = AgreementVersion.objects.filter(
            agreement=self.first.agreement, status=Status.DRAFT
        )
        return drafts.select_related("agreement__initiative").first()

    def line(self, status: str) -> Commitment | None:
        found = Commitment.objects.filter(
            clause__version__agreement=self.first.agreement,
            clause__version__status=status,
            text=STEP,
        )
        return found.select_related("clause__version__agreement__initiative").first()

    def do(self, move: str) -> None:
        line = self.line(Status.IN_EFFECT)
        assert line is not None
        people: dict[str, Participant] = {
            "group": self.cast.noor,
            "guide": self.cast.samira,
            "municipality": self.cast.wouter,
        }
        who, _space, back = move.partition(" ")
        draft = self.draft()
        agreement = line.clause.version.agreement
        if who in people and not back:
            StepReached.mark(line, by=people[who])
        elif who in people:
            StepReached.take_back(line, by=people[who])
        elif move == "draft":
            agreement.start_version(by=self.cast.wouter)
        elif move == "back to first":
            if self.first.pk != line.clause.version_id:
                self.first.refresh_from_db()
                agreement.restore(self.first, by=self.cast.wouter, reason="Terug.")
        elif draft is not None and move == "change":
            lines = Commitment.objects.filter(clause__version=draft, text=STEP)
            lines.update(condition="het een heel jaar goed gaat")
        elif draft is not None and move == "in effect":
            draft.propose(by=self.cast.wouter)
            take_effect(draft, self.cast.wouter)
        elif draft is not None and move == "throw away":
            draft.withdraw(by=self.cast.wouter)


def expect(plain: Plain, real: Real, move: str) -> None:
    if move in ("group", "guide"):
        plain.mark("group")
    elif move == "municipality":
        plain.mark("municipality")
    elif move.endswith("back"):
        plain.take_back(move.removesuffix(" back"))
    elif move == "draft":
        plain.begin()
    elif move == "back to first":
        first = real.first.status == Status.IN_EFFECT
        if plain.draft is None and not first:
            plain.draft = CONDITION
    elif plain.draft is not None and move == "change":
        plain.draft = "het een heel jaar goed gaat"
    elif move == "in effect":
        plain.take_effect()
    elif move == "throw away":
        plain.draft = None


@pytest.mark.django_db
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(moves=st.lists(MOVES, max_size=14))
def test_steps_over_any_history(cast: Cast, moves: list[str]) -> None:
    with transaction.atomic():
        plain, real = Plain(), Real(cast, with_a_step(cast.club, cast.wouter))
        reached = 0
        for move in moves:
            was = plain.is_reached
            real.first.refresh_from_db()
            expect(plain, real, move)
            reached += plain.is_reached and not was
            try:
                with transaction.atomic():
                    real.do(move)
            except Refused:
                pass
            there, draft = real.line(Status.IN_EFFECT), real.line(Status.DRAFT)
            assert there is not None and there.condition == plain.condition, move
            assert (draft and draft.condition) == plain.draft, move
            marks = load_steps([there])[there.pk].marks if there.condition else {}
            assert set(marks) == plain.marks, move
        assert Event.objects.filter(verb="step_reached").count() == reached, "told once each time"
        transaction.set_rollback(True)
