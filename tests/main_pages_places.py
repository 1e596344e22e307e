"""The pages of rooms, hours and keys that people look at most; see main_pages.py."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import TYPE_CHECKING, Any

from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, UseSlot
from agreements.models.use_slot import MOST_SLOTS
from agreements.states import Status
from initiatives.models import Initiative, Participant, Side
from overview.seeding.rooms import OF_WIDEST
from places.models import ClosingCheck, Key, PlaceReport, RoomLink
from places.models import Place as Room

if TYPE_CHECKING:
    from tests.main_pages import Place

GUIDE, OFFICIAL, COORDINATOR = "guide", "official", "coordinator"
PHONE, READER, WALL = "phone of the group", "reader", "phone at the wall"
# Of the busiest room, of everybody together.
MOST_IN_ROOM = 400
# In the seed a day ends at ten in the evening.
NIGHT, LATE = 24, (time(22, 30), time(23, 45))

Row = tuple[str, list[Any], tuple[str, ...]]


class RoomOfPlace:
    """The room of a seeded initiative, and what is in it."""

    def __init__(self, version: AgreementVersion, draft: AgreementVersion) -> None:
        self.room: Room = version.slots.select_related("place__building")[0].place
        self.slot: UseSlot = draft.slots.all()[0]
        self.link: RoomLink = RoomLink.objects.get(place=self.room)
        initiative = version.agreement.initiative
        self.key: Key = Key.objects.filter(initiative=initiative).order_by("pk")[0]
        self.check = ClosingCheck.objects.filter(initiative=initiative)[0]
        self.report: PlaceReport = PlaceReport.objects.filter(place=self.room)[0]
        if version.slots.count() == OF_WIDEST:
            fill_up(self.room)


def fill_up(room: Room) -> None:
    """Hours of others, until there are 400: half of them in every week, the rest in one week each.

    None at the moment of another.
    """
    here = UseSlot.objects.filter(place=room, version__status=Status.IN_EFFECT).count()
    others = [_slot(room, n) for n in range(MOST_IN_ROOM - here)]
    for start in range(0, len(others), MOST_SLOTS):
        version = _somebody_else(start)
        slots = others[start : start + MOST_SLOTS]
        for position, slot in enumerate(slots, 1):
            slot.version, slot.position = version, position
        UseSlot.objects.bulk_create(slots)


def _slot(room: Room, n: int) -> UseSlot:
    key = f"busy-{n}"
    if n < 7 * NIGHT:
        at = n // 7 * 20
        starts, ends = (time(minutes // 60, minutes % 60) for minutes in (at, at + 20))
        return UseSlot(place=room, key=key, weekdays=str(1 + n % 7), starts=starts, ends=ends)
    monday = _monday() + timedelta(days=7 * (n - 7 * NIGHT - 3))
    return UseSlot(
        place=room,
        key=key,
        weekdays="135",
        starts=LATE[0],
        ends=LATE[1],
        first_on=monday,
        last_on=monday + timedelta(days=6),
    )


def _monday() -> date:
    today = timezone.localdate()
    return today - timedelta(days=today.weekday())


def _somebody_else(n: int) -> AgreementVersion:
    """A text in effect of an initiative that is nowhere else looked at."""
    initiative = Initiative.objects.create(name=f"Ook in deze zaal {n}")
    by = Participant.begin(
        initiative, side=Side.GUIDE, name="Iemand", user=None, started_on=timezone.localdate()
    )
    agreement = Agreement.objects.create(initiative=initiative, title="Ook hier")
    now = timezone.now()
    return AgreementVersion.objects.create(
        agreement=agreement,
        number=1,
        status=Status.IN_EFFECT,
        began_by=by,
        began_side=Side.GROUP,
        purpose="Wij willen samen een zaal.",
        proposed_at=now,
        proposed_by=by,
        seal="of a text made for measuring",
        in_effect_at=now,
        in_effect_by=by,
    )


def rows_of(place: Place) -> list[Row]:
    """Url name, its arguments, and who look at it."""
    initiative, room = [place.initiative.pk], [place.at.room.pk]
    slot = [place.at.slot.pk]
    return [
        ("places", [], (GUIDE, OFFICIAL, COORDINATOR)),
        ("add_place", [], (COORDINATOR,)),
        ("place", room, (PHONE, OFFICIAL, COORDINATOR)),
        ("place", [place.at.room.building_id], (OFFICIAL, COORDINATOR)),
        ("change_place", room, (COORDINATOR,)),
        ("take_away_place", room, (COORDINATOR,)),
        ("room_link", room, (PHONE, OFFICIAL, COORDINATOR)),
        ("wall", [place.at.link.pk], (WALL,)),
        ("room_week", room, (PHONE, OFFICIAL, COORDINATOR)),
        ("our_place", initiative, (PHONE, GUIDE, OFFICIAL, READER)),
        ("keys", initiative, (PHONE, GUIDE, OFFICIAL)),
        ("give_key", initiative, (PHONE, OFFICIAL)),
        ("close_up", [*initiative, *room], (PHONE, GUIDE)),
        ("closing_check", [place.at.check.pk], (PHONE, OFFICIAL)),
        ("hours", [place.draft.pk], (GUIDE, OFFICIAL)),
        ("edit_slot", slot, (OFFICIAL,)),
        ("add_exception", slot, (OFFICIAL,)),
        ("remove_slot", slot, (OFFICIAL,)),
    ]
