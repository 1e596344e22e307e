"""Whose evening it is: the wall, the week, the own place and the group's pages say the same."""

from __future__ import annotations

from datetime import date, datetime, time

import pytest
import time_machine
from django.utils import timezone

from agreements.hours import Span
from agreements.models import Pause
from agreements.our_place import our_place_of
from agreements.room_times import times_of
from agreements.room_week import monday_of, week_of
from initiatives.models import Initiative
from overview.hours_now import hours_now, with_hours_now
from places.models import Place
from tests.agreements.holding import carried, held, put_in_effect, written
from tests.conftest import Cast
from tests.factories import make_place

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")
WEDNESDAY, THURSDAY = date(2027, 3, 10), date(2027, 3, 11)
EVENING = Span(WEDNESDAY, time(20), time(1))
AFTERNOON = Span(THURSDAY, time(14), time(16))


def going_on(spans: list[Span]) -> list[Span]:
    now = timezone.now()
    return [span for span in spans if span.began <= now < span.ended]


def answers(place: Place, initiative: Initiative) -> dict[str, list[Span]]:
    """What goes on now, by who says it."""
    week = week_of(place, monday_of(WEDNESDAY), has_rooms=False)
    line = hours_now(with_hours_now(Initiative.objects.all()).get(pk=initiative.pk))
    rooms = our_place_of(initiative).rooms
    return {
        "wall": [taken.span for taken in times_of(place).now],
        "week": going_on([taken.span for taken in week.taken]),
        "place": going_on([taken.span for room in rooms for taken in room.ahead]),
        "line": going_on([line.next.span] if line.next else []),
    }


def every_answer(place: Place, cast: Cast, clock: str) -> list[Span]:
    with time_machine.travel(datetime.fromisoformat(f"2027-03-{clock}+01:00"), tick=False):
        said = answers(place, cast.club)
    assert all(spans == said["week"] for spans in said.values()), said
    return said["week"]


@pytest.mark.parametrize(
    ("clock", "goes_on"),
    [
        ("10 19:59", []),
        ("10 20:00", [EVENING]),
        ("11 00:30", [EVENING]),
        ("11 01:00", []),
        ("11 14:30", [AFTERNOON]),
        ("12 00:30", []),
    ],
)
def test_of_every_week_and_of_a_day_on_top(cast: Cast, clock: str, goes_on: list[Span]):
    room = make_place("De Kelder")
    draft = written(cast.wouter, room, "34", "20:00", "01:00")
    draft.slots.get().add_exception(on=THURSDAY)
    draft.slots.get().add_exception(on=THURSDAY, starts=time(14), ends=time(16))
    put_in_effect(draft, cast.wouter)
    assert every_answer(room, cast, clock) == goes_on


def test_after_the_last_evening_of_a_season(cast: Cast):
    room = make_place("De Kelder")
    held(cast.wouter, room, "34", "20:00", "01:00", last_on=WEDNESDAY)
    assert every_answer(room, cast, "11 00:30") == [EVENING]
    assert every_answer(room, cast, "11 20:30") == []


def test_while_it_is_on_pause(cast: Cast):
    room = make_place("De Kelder")
    version = held(cast.wouter, room, "34", "20:00", "01:00")
    Pause.begin(version.agreement, by=cast.wouter, because="x", look_again_on=THURSDAY)
    assert every_answer(room, cast, "10 20:30") == []
    assert every_answer(room, cast, "11 00:30") == []


def test_a_text_of_after_midnight_did_not_hold_the_evening_before(cast: Cast):
    room = make_place("De Kelder")
    draft = carried(written(cast.wouter, room, "34", "20:00", "01:00"), cast.wouter)
    with time_machine.travel(datetime.fromisoformat("2027-03-11 00:15+01:00"), tick=False):
        draft.take_effect(by=cast.wouter)
    assert every_answer(room, cast, "11 00:30") == []
    assert every_answer(room, cast, "11 20:30") == [Span(THURSDAY, time(20), time(1))]
