"""Buildings with their rooms, hours in them, and who holds a key.

Each initiative has hours of its own in its room, so that no two agreements hold one moment. The
first one has a room to itself, with more hours than anybody ever wrote in a text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, time, timedelta
from typing import Any

from django.utils import timezone

from accounts.models import User
from agreements.models import AgreementVersion, SlotException, UseSlot
from initiatives.models import Neighbourhood
from initiatives.models.link import hash_of
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink
from places.models.closing_check import Ticked
from places.models.key import KeyEnd
from places.models.place import as_list

from . import words
from .dice import Dice
from .people import Circle
from .rows import Rows, moment, yesterday

ROOMS = ("De grote zaal", "De keuken", "Het lokaal")
# One evening, afternoon or morning of a week is a cell: no two initiatives share one.
BLOCKS = (
    (time(9), time(11, 30)),
    (time(12), time(15)),
    (time(15, 30), time(18)),
    (time(19), time(22)),
)
CELLS = 7 * len(BLOCKS)
OF_ONE = 3
# Slots of a text, keys, rounds before leaving, and reports from the wall.
OF_WIDEST = 10
FIRST_COUNTS = {0: (OF_WIDEST, 12, 60, 30), 1: (OF_ONE, 1, 1, 1), 2: (OF_ONE, 3, 4, 2)}
ROOM_KINDS = (Key, ClosingCheck, PlaceReport)


@dataclass(frozen=True)
class HoursToCome:
    """One slot before it is a row: it goes from version to version."""

    key: str
    place: Place
    weekdays: str
    starts: time
    ends: time
    first_on: date | None = None
    last_on: date | None = None
    label: str = ""
    closed: tuple[tuple[date, str], ...] = ()

    def as_sealed(self) -> list[Any]:
        """As `UseSlot.as_sealed` of the row that comes of it."""
        written = [self.weekdays, self.starts, self.ends, self.first_on, self.last_on, self.label]
        days = [[day, None, None, because] for day, because in self.closed]
        return [self.key, self.place.pk, *written, days]


def make_rooms() -> list[Place]:
    """A building with three rooms in every neighbourhood, and a code in each room."""
    by = User.objects.filter(is_manager=True).order_by("pk")[0]
    buildings = Place.objects.bulk_create(
        Place(
            name=f"Buurthuis {area.name}",
            neighbourhood=area,
            address=f"Dorpsplein {n}",
            opens_at=time(8),
            closes_at=time(23),
            house_rules="Iedereen is welkom.\nWe ruimen op voor we gaan.",
            caretaker="De beheerder van het gebouw",
            neighbours_contact="De beheerder van het gebouw",
            changed_by=by,
        )
        for n, area in enumerate(Neighbourhood.objects.order_by("pk"), 1)
    )
    rooms = Place.objects.bulk_create(
        Place(building=building, name=name, capacity=30, changed_by=by)
        for building in buildings
        for name in ROOMS
    )
    links = RoomLink.objects.bulk_create(
        RoomLink(place=room, made_by=by, token_hash=f"seed-{room.pk}") for room in rooms
    )
    for link in links:
        link.token_hash = hash_of(link.token)
    RoomLink.objects.bulk_update(links, ["token_hash"])
    return rooms


def first_hours(circle: Circle, rooms: list[Place], seed: str) -> list[HoursToCome]:
    """The hours that its first text begins with. Throws its own dice, so that nothing else
    changes; none when every room is full."""
    dice = Dice(seed, "rooms", circle.number)
    if circle.number == 0:
        return [_cell(rooms[0], n, dice) for n in range(OF_WIDEST)]
    turn, at = divmod(circle.number - 1, len(rooms) - 1)
    if (turn + 1) * OF_ONE > CELLS:
        return []
    count = OF_ONE if circle.number in FIRST_COUNTS else dice.between(0, OF_ONE)
    return [_cell(rooms[1 + at], turn * OF_ONE + n, dice) for n in range(count)]


def _cell(room: Place, n: int, dice: Dice) -> HoursToCome:
    """The hours of every week in that cell, at times in a season."""
    starts, ends = BLOCKS[n % len(BLOCKS)]
    first_on = last_on = None
    if dice.chance(25):
        first_on = timezone.localdate() + timedelta(days=dice.between(-60, 60))
        last_on = first_on + timedelta(days=dice.between(30, 180))
    found = HoursToCome(
        key=f"slot-{n}",
        place=room,
        weekdays=str(1 + n // len(BLOCKS)),
        starts=starts,
        ends=ends,
        first_on=first_on,
        last_on=last_on,
        label=dice.pick(words.SLOT_LABELS),
    )
    return replace(found, closed=_days_off(found, dice)) if dice.chance(30) else found


def _days_off(hours: HoursToCome, dice: Dice) -> tuple[tuple[date, str], ...]:
    """One day on which it would have been open."""
    day = (hours.first_on or timezone.localdate()) + timedelta(days=7 * dice.between(1, 3))
    day += timedelta(days=(int(hours.weekdays) - day.isoweekday()) % 7)
    return ((day, dice.pick(words.DAYS_OFF)),)


def later(hours: list[HoursToCome]) -> list[HoursToCome]:
    """The next text: the first of them lasts a bit longer."""
    first, *rest = hours
    ends = first.ends.replace(minute=first.ends.minute + 15)
    return [replace(first, ends=ends), *rest]


def add_hours(version: AgreementVersion, hours: list[HoursToCome], rows: Rows) -> None:
    for position, planned in enumerate(hours, 1):
        fields = {name: value for name, value in vars(planned).items() if name != "closed"}
        slot = UseSlot(version=version, position=position, **fields)
        rows.add(slot)
        rows.add(
            *(SlotException(slot=slot, on=day, because=because) for day, because in planned.closed)
        )


def add_life_in_room(circle: Circle, room: Place, seed: str, rows: Rows) -> None:
    """Keys, rounds before leaving and reports of one initiative, unsaved."""
    dice = Dice(seed, "keys", circle.number)
    few = (0, dice.between(0, 3), dice.between(0, 5), dice.between(0, 1))
    _slots, keys, checks, reports = FIRST_COUNTS.get(circle.number, few)
    here = circle.group_on(timezone.localdate())
    by = circle.officials[0] if circle.officials else circle.guide
    for n in range(keys):
        holder = here[n % len(here)] if here else circle.guide
        key = Key(
            place=room,
            initiative=circle.initiative,
            holder=holder,
            label=f"Sleutel {circle.number}-{n + 1}",
            is_deputy=n > 0,
            agreed_to_be_named=True,
            since=yesterday() - timedelta(days=dice.between(0, 60)),
            given_by=by,
        )
        if n % 4 == 3:
            key.ended_on, key.ended_how, key.ended_by = yesterday(), KeyEnd.RETURNED, by
        rows.add(key)
    lines = as_list(room.closing_list)
    for n in range(checks):
        wrong = dice.pick(lines) if dice.chance(20) else ""
        check = ClosingCheck(
            place=room,
            initiative=circle.initiative,
            by=dice.pick(here[:12] or [circle.guide]),
            at=moment(yesterday() - timedelta(days=3 * n), dice),
            ticks=[Ticked(text=line, ok=line != wrong) for line in lines],
            problem=dice.pick(words.PROBLEMS) if wrong else "",
        )
        rows.add(check)
    for n in range(reports):
        on = yesterday() - timedelta(days=2 * n)
        rows.add(PlaceReport(place=room, text=dice.pick(words.PROBLEMS), on=on))
