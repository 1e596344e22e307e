"""One room with very many hours in it, for counting queries."""

from __future__ import annotations

from datetime import date, time

from agreements.models import UseSlot
from initiatives.models import Participant
from places.models import Place
from tests.agreements.holding import held

FRIDAY = date(2027, 3, 12)


def crowd(person: Participant, room: Place, slots: int) -> None:
    """So many slots in effect, in one room and one agreement, half of them with a day off."""
    version = held(person, room, "1", "08:00", "08:05")
    made = UseSlot.objects.bulk_create(
        UseSlot(
            version=version,
            place=room,
            key=f"k{n}",
            position=n + 2,
            weekdays=str(1 + n % 7),
            starts=time(9 + n // 60 % 14, n % 60),
            ends=time(10 + n // 60 % 13, n % 60),
        )
        for n in range(slots - 1)
    )
    for slot in made[::2]:
        slot.exceptions.create(on=FRIDAY)
