"""Who took part on any day, for any sequence of joins, leaves, returns, steps and corrections,
held against a model that only knows sets of days."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pytest
import time_machine
from django.utils import timezone
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from initiatives.models import Initiative, LadderStep, Participant, Side, stays_of
from initiatives.states import Refused
from tests import factories as make

pytestmark = pytest.mark.django_db

FIRST = date(2026, 1, 5)
DAYS = 40
FAR = FIRST + timedelta(days=3 * DAYS)


@dataclass
class Model:
    """A person as a set of days with a step on each. Knows nothing of periods."""

    steps: dict[date, str] = field(default_factory=dict)

    def days(self) -> set[date]:
        return set(self.steps)

    def fill(self, first: date, after: date, step: str) -> None:
        for n in range((after - first).days):
            self.steps[first + timedelta(days=n)] = step

    def cut(self, day: date) -> None:
        self.steps = {d: s for d, s in self.steps.items() if d < day}

    def join(self, day: date) -> None:
        if day not in self.steps:
            self.fill(day, FAR, LadderStep.JOINER)

    def leave(self, day: date) -> None:
        if day in self.steps:
            self.cut(day)

    def step(self, day: date, step: str) -> None:
        for d in self.steps:
            if d >= day and day in self.steps:
                self.steps[d] = step

    def correct(self, first: date, after: date | None, new_first: date, new_after: date) -> None:
        """Other edges of one run of days; the steps at its edges go on."""
        old_after = after or FAR
        begin, last = self.steps[first], self.steps[old_after - timedelta(days=1)]
        kept = {d: s for d, s in self.steps.items() if not first <= d < old_after}
        inner = {
            d: s
            for d, s in self.steps.items()
            if first <= d < old_after and new_first <= d < new_after
        }
        self.steps = kept
        self.fill(new_first, min(first, new_after), begin)
        self.fill(max(old_after, new_first), new_after, last)
        self.steps.update(inner)


ACTS = st.lists(
    st.tuples(
        st.integers(0, 4),  # days that pass
        st.sampled_from(("join", "leave", "back", "step", "correct", "correct")),
        st.integers(0, 20),
        st.integers(-15, 15),
        st.one_of(st.none(), st.integers(-15, 15)),
    ),
    min_size=1,
    max_size=14,
)


def noon(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 12, tzinfo=timezone.get_default_timezone())


def steps_of(person: Participant) -> dict[date, str]:
    """What the periods say, day by day; fails where two of them hold one day."""
    found: dict[date, str] = {}
    for period in person.periods.all():
        day, after = period.started_on, period.ended_on or FAR
        while day < after:
            assert day not in found, f"two periods hold {day}"
            found[day] = period.step
            day += timedelta(days=1)
    return found


def check(initiative: Initiative, person: Participant, model: Model, today: date) -> None:
    assert steps_of(person) == model.steps
    for day in (today, *(FIRST + timedelta(days=n) for n in range(-16, DAYS + 20, 3))):
        took_part = initiative.participants_on(day).filter(pk=person.pk).exists()
        assert took_part == (day in model.days()), day
    now = Participant.objects.with_today().get(pk=person.pk)
    assert (now.since is not None) == (today in model.days())
    if now.since is not None:
        first = today
        while first - timedelta(days=1) in model.days():
            first -= timedelta(days=1)
        assert now.since == first
        assert now.step == model.steps[today]


def correct(person: Participant, model: Model, which: int, move: int, end: int | None) -> None:
    stays = stays_of(person.periods.all())
    if not stays:
        return
    stay = stays[which % len(stays)]
    started_on = stay.started_on + timedelta(days=move)
    ended_on = (
        None if end is None else (stay.ended_on or timezone.localdate()) + timedelta(days=end)
    )
    first, after = stay.started_on, stay.ended_on
    others = model.days() - {
        first + timedelta(days=n) for n in range(((after or FAR) - first).days)
    }
    try:
        person.correct_stay(stay.key, by=person, started_on=started_on, ended_on=ended_on)
    except Refused:
        return
    new_after = ended_on or FAR
    wanted = {started_on + timedelta(days=n) for n in range((new_after - started_on).days)}
    assert not wanted & others, "a correction went over another stay"
    assert started_on <= timezone.localdate()
    model.correct(first, after, started_on, new_after)


@given(acts=ACTS)
@settings(
    max_examples=25,
    deadline=None,
    # Each example is a history of weeks in the database: making a failure smaller takes minutes.
    phases=[Phase.explicit, Phase.reuse, Phase.generate],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
def test_participants_on_a_day_are_those_of_a_simple_model(acts):
    initiative = make.make_initiative()
    model, day = Model(), FIRST
    with time_machine.travel(noon(day), tick=False):
        person = Participant.begin(initiative, side=Side.GROUP, name="Noor")
    model.join(day)
    for days, act, choice, move, end in acts:
        day += timedelta(days=days)
        with time_machine.travel(noon(day), tick=False):
            if act in ("join", "back"):
                person.come_back(by=None)
                model.join(day)
            elif act == "leave":
                person.leave(by=None)
                model.leave(day)
            elif act == "step":
                step = list(LadderStep)[choice % 6]
                try:
                    person.change_step(step, by=person)
                except Refused:
                    assert day not in model.days()
                else:
                    model.step(day, step)
            else:
                correct(person, model, choice, move, end)
            check(initiative, person, model, day)


def test_the_check_can_fail():
    """The control: one day too many in the table is seen."""
    initiative = make.make_initiative()
    with time_machine.travel(noon(FIRST), tick=False):
        person = Participant.begin(initiative, side=Side.GROUP, name="Noor")
        model = Model()
        model.join(FIRST)
        check(initiative, person, model, FIRST)
        person.periods.update(started_on=FIRST - timedelta(days=1))
        with pytest.raises(AssertionError):
            check(initiative, person, model, FIRST)
