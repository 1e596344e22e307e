"""Whatever people do in whatever order: never do two agreements hold one room at one moment.

Against a plainer account of the same rule: every evening of some months is written out, as moments
and not as a clock, and every two are laid beside each other. What is refused must clash there, and
what is let through must not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from itertools import combinations
from typing import Any

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from agreements.clashes import RoomTaken
from agreements.hours import AMSTERDAM
from agreements.models import AgreementVersion, Pause, UseSlot
from agreements.states import Status
from initiatives.models import Participant
from places.models import Place
from tests.agreements.holding import carried, official_of
from tests.factories import make_agreement, make_place

DAY = timedelta(days=1)
TODAY = date(2027, 3, 10)  # a Wednesday; the clock changes on the 28th
# Long enough for everything that is drawn below to meet.
LAST = TODAY + timedelta(days=70)
SOON = [TODAY + timedelta(days=n) for n in (0, 2, 3, 17, 18, 19, 24)]

Moment = tuple[datetime, datetime]


@dataclass(frozen=True)
class Drawn:
    """Hours as a group would ask for them."""

    place: int
    weekdays: str
    starts: time
    ends: time
    first_on: date | None
    last_on: date | None
    closed: frozenset[date]
    extra: frozenset[tuple[date, time, time]]

    def fields(self, places: list[Place]) -> dict[str, Any]:
        names = ("weekdays", "starts", "ends", "first_on", "last_on")
        return {"place": places[self.place], "label": ""} | {n: getattr(self, n) for n in names}

    def moments(self) -> Iterator[Moment]:
        """Written out, day by day."""
        on_the_clock = [(day, starts, ends) for day, starts, ends in self.extra]
        day = TODAY - DAY
        while day <= LAST:
            is_in_season = (self.first_on or day) <= day <= (self.last_on or day)
            if str(day.isoweekday()) in self.weekdays and is_in_season and day not in self.closed:
                on_the_clock.append((day, self.starts, self.ends))
            day += DAY
        for day, starts, ends in on_the_clock:
            until = day if ends > starts else day + DAY
            # What is over by today is nobody's any more.
            if until >= TODAY:
                yield _moment(day, starts), _moment(until, ends)


def _moment(day: date, clock: time) -> datetime:
    return datetime.combine(day, clock, tzinfo=AMSTERDAM).astimezone(UTC)


# None of them in the hour that is skipped: tests/agreements/test_hours.py is about that one.
CLOCK = st.sampled_from([time(h) for h in (0, 1, 12, 18, 20, 22)])
DAYS = st.sampled_from(SOON)


@st.composite
def drawn(draw: st.DrawFn) -> Drawn:
    starts = draw(CLOCK)
    season = sorted(draw(st.sets(DAYS, min_size=2, max_size=2)))
    has_season = draw(st.sampled_from(["no", "from", "until", "both", "no"]))
    first_on = season[0] if has_season in ("from", "both") else None
    last_on = season[1] if has_season in ("until", "both") else None
    inside = [d for d in SOON if (first_on or d) <= d <= (last_on or d)]
    days = st.sampled_from(inside)
    times = st.tuples(days, st.just(time(9)), st.sampled_from([time(12), time(1)]))
    return Drawn(
        place=draw(st.integers(0, 2)),
        weekdays="".join(sorted(draw(st.sets(st.sampled_from("356"), min_size=1, max_size=2)))),
        starts=starts,
        ends=draw(CLOCK.filter(lambda clock: clock != starts)),
        first_on=first_on,
        last_on=last_on,
        closed=draw(st.frozensets(days, max_size=1)),
        extra=draw(st.frozensets(times, max_size=1)),
    )


def meet(a: Drawn, b: Drawn) -> bool:
    """0 is the building, in which 1 and 2 are."""
    if a.place != b.place and 0 not in (a.place, b.place):
        return False
    theirs = list(b.moments())
    return any(x[0] < y[1] and y[0] < x[1] for x in a.moments() for y in theirs)


@dataclass
class Plain:
    """What should be so of one agreement. `waiting`: carried by both sides, not in effect yet."""

    official: Participant
    first: AgreementVersion
    waiting: list[Drawn] | None
    running: list[Drawn] = field(default_factory=list)
    is_running: bool = False
    is_paused: bool = False
    is_ended: bool = False

    @property
    def held(self) -> list[Drawn]:
        return [] if self.is_paused or self.is_ended else self.running


def waits(one: Plain) -> bool:
    return one.waiting is not None and not one.is_ended


def goes(one: Plain) -> bool:
    return one.is_running and not one.is_paused and not one.is_ended


def stands_still(one: Plain) -> bool:
    return one.is_paused and not one.is_ended


WHICH = st.integers(0, 2)


class Rooms(RuleBasedStateMachine):
    """Three agreements, a building and its two rooms."""

    def __init__(self) -> None:
        super().__init__()
        self.undo = transaction.atomic()
        self.undo.__enter__()
        building = make_place("De Brug")
        self.places = [building, *(make_place(n, building=building) for n in ("Hal", "Zaal"))]
        self.all: list[Plain] = []

    def teardown(self) -> None:
        transaction.set_rollback(True)
        self.undo.__exit__(None, None, None)

    @initialize(slots=st.lists(st.lists(drawn(), min_size=1, max_size=2), min_size=3, max_size=3))
    def three_are_on_the_table(self, slots: list[list[Drawn]]) -> None:
        for mine in slots:
            official = official_of()
            version = make_agreement(official.initiative, by=official, clauses=1)
            self.write(version, mine)
            self.all.append(Plain(official, carried(version, official), mine))

    def write(self, version: AgreementVersion, slots: list[Drawn]) -> None:
        version.slots.all().delete()
        for one in slots:
            slot = UseSlot.add(version, **one.fields(self.places))
            for day in sorted(one.closed):
                slot.add_exception(on=day)
            for day, starts, ends in sorted(one.extra):
                slot.add_exception(on=day, starts=starts, ends=ends)

    def is_free(self, mine: Plain, slots: list[Drawn]) -> bool:
        others = [one for other in self.all if other is not mine for one in other.held]
        return not any(meet(a, b) for a in slots for b in others)

    def fresh(self, one: Plain, status: Status) -> AgreementVersion:
        versions = one.first.agreement.versions.filter(status=status)
        return versions.select_related("agreement__initiative").get()

    def some(self, n: int, able: Callable[[Plain], bool]) -> Plain:
        found = [one for one in self.all if able(one)]
        return found[n % len(found)]

    # What people do ----------------------------------------------------------------------------

    @precondition(lambda self: any(map(waits, self.all)))
    @rule(n=WHICH)
    def take_effect(self, n: int) -> None:
        one = self.some(n, waits)
        version = self.fresh(one, Status.PROPOSED)
        if not self.is_free(one, one.waiting or []):
            with pytest.raises(RoomTaken):
                version.take_effect(by=one.official)
            return
        version.take_effect(by=one.official)
        one.running, one.waiting = one.waiting or [], None
        one.is_running, one.is_paused = True, False

    @precondition(lambda self: any(map(goes, self.all)))
    @rule(n=WHICH)
    def pause(self, n: int) -> None:
        one = self.some(n, goes)
        Pause.begin(one.first.agreement, by=one.official, because="Zomer.", look_again_on=LAST)
        one.is_paused = True

    @precondition(lambda self: any(map(stands_still, self.all)))
    @rule(n=WHICH)
    def go_on(self, n: int) -> None:
        one = self.some(n, stands_still)
        if not self.is_free(one, one.running):
            with pytest.raises(RoomTaken):
                Pause.resume(one.first.agreement, by=one.official)
            return
        Pause.resume(one.first.agreement, by=one.official)
        one.is_paused = False

    @precondition(lambda self: any(map(goes, self.all)))
    @rule(n=WHICH, slots=st.lists(drawn(), max_size=2))
    def propose_other_hours(self, n: int, slots: list[Drawn]) -> None:
        one = self.some(n, goes)
        version = one.first.agreement.start_version(by=one.official)
        kept = one.running if one.waiting is None else one.waiting
        assert version.slots.count() == len(set(kept))
        self.write(version, slots)
        carried(version, one.official)
        one.waiting = slots

    @precondition(lambda self: sum(not one.is_ended for one in self.all) > 2)
    @precondition(lambda self: any(map(goes, self.all)))
    @rule(n=WHICH)
    def end(self, n: int) -> None:
        one = self.some(n, goes)
        one.first.agreement.end(by=one.official, because="Klaar.")
        one.is_ended = True

    # What holds --------------------------------------------------------------------------------

    @invariant()
    def nobody_holds_what_another_has(self) -> None:
        held = UseSlot.objects.held_now().with_home().with_hours()
        spans: list[tuple[int, UseSlot, Moment]] = []
        for slot in held:
            agreement = slot.version.agreement_id
            found = slot.hours.between(TODAY - DAY, LAST)
            spans += [(agreement, slot, (s.began, s.ended)) for s in found if s.last_day >= TODAY]
        for (whose, mine, a), (of, theirs, b) in combinations(spans, 2):
            if whose != of and mine.place.shares_space_with(theirs.place):
                assert a[0] >= b[1] or b[0] >= a[1], (mine, theirs, a, b)

    @invariant()
    def what_holds_is_what_should(self) -> None:
        held = UseSlot.objects.held_now()
        for one in self.all:
            mine = held.filter(version__agreement=one.first.agreement_id)
            assert mine.count() == len(set(one.held))


@pytest.mark.django_db
@pytest.mark.at("2027-03-10 12:00")
def test_never_two_in_one_room() -> None:
    run_state_machine_as_test(
        Rooms,
        settings=settings(
            max_examples=12,
            stateful_step_count=20,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


@pytest.mark.django_db
@pytest.mark.at("2027-03-10 12:00")
def test_control_without_the_guard_two_are_found_in_one_room(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("agreements.clashes.hold_rooms", lambda _version: None)

    class Unguarded(Rooms):
        def is_free(self, mine: Plain, slots: list[Drawn]) -> bool:
            return True

    with pytest.raises(AssertionError):
        run_state_machine_as_test(
            Unguarded,
            settings=settings(
                max_examples=60,
                stateful_step_count=20,
                deadline=None,
                database=None,
                report_multiple_bugs=False,
                phases=(Phase.generate,),
                suppress_health_check=list(HealthCheck),
            ),
        )
