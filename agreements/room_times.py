"""Who is in a room when, for whoever stands in front of it: now, next, and in the coming days.

Only the name of an initiative: never a person, and never what somebody wrote about the hours.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import groupby

from django.utils import timezone

from agreements.hours import DAY
from agreements.models import UseSlot
from agreements.room_week import BY_NAME, Taken
from initiatives.models import Initiative
from places.models import Place

DAYS_AHEAD = 7
# More than this of one week is no list to read on a wall.
MOST_TIMES = 60


@dataclass(frozen=True)
class Day:
    """`times`: what begins on it; `off`: who is there every week, and not on this day."""

    on: date
    times: list[Taken]
    off: list[Initiative]


@dataclass(frozen=True)
class RoomTimes:
    """`now`: who is there; of a building it can be several. `more`: what did not fit in `days`."""

    now: list[Taken]
    next: Taken | None
    days: list[Day]
    more: int


def held_in(place: Place) -> list[UseSlot]:
    """The hours that are held now in `place`, in its building or in a room of it. Two queries."""
    near = Place.objects.sharing_space_with([place])
    held = UseSlot.objects.held_now().filter(place__in=near)
    return list(held.with_home().with_hours().order_by(*BY_NAME))


def times_of(place: Place, moment: datetime | None = None) -> RoomTimes:
    """At `moment`, now when nothing is said: who is there, and the days from then on."""
    moment = moment or timezone.now()
    today = timezone.localdate(moment)
    slots, last = held_in(place), today + timedelta(days=DAYS_AHEAD - 1)
    # What began yesterday can still go on.
    found = sorted(Taken(s, slot) for slot in slots for s in slot.held_from_to(today - DAY, last))
    ahead = [time for time in found if time.span.day >= today]
    there = {(time.span.day, time.whose) for time in ahead}
    off = sorted(_off(slots, today, last) - there, key=lambda pair: (pair[0], pair[1].name))
    return RoomTimes(
        now=[time for time in found if time.goes_on_at(moment)],
        next=next((time for time in found if time.span.began > moment), None),
        days=_days(ahead[:MOST_TIMES], off[:MOST_TIMES]),
        more=max(0, len(ahead) - MOST_TIMES),
    )


def _off(slots: Iterable[UseSlot], first: date, last: date) -> set[tuple[date, Initiative]]:
    """Days on which somebody is not there who is there every week."""
    found = set()
    for slot in slots:
        hours = slot.hours
        days = (day for day in hours.closed if first <= day <= last)
        found |= {(day, slot.initiative) for day in days if hours.is_off_on(day)}
    return found


def _days(times: list[Taken], off: list[tuple[date, Initiative]]) -> list[Day]:
    by_day = {day: list(some) for day, some in groupby(times, key=lambda time: time.span.day)}
    for day, _who in off:
        by_day.setdefault(day, [])
    return [
        Day(day, some, [who for on, who in off if on == day])
        for day, some in sorted(by_day.items())
    ]
