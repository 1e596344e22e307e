"""Hours in the world of test_access.py: in the draft of the municipality, made when first named."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.utils import timezone

from agreements.models import SlotException, UseSlot
from places.models import Place
from tests.factories import add_hours, make_place

if TYPE_CHECKING:
    from tests.access_world import Things

ROOM = "De Kelder"
GONE = "Een plek die weg is"
LABEL = "open avond"


def room() -> Place:
    return Place.objects.filter(name=ROOM, gone_at=None).first() or make_place(ROOM)


def gone_room() -> Place:
    """Nobody can choose it any more."""
    place = Place.objects.filter(name=GONE).first() or make_place(GONE)
    place.take_away(by=place.changed_by)
    return place


def slot_of(things: Things) -> UseSlot:
    """Every day, so that there is something on the day of `day_of`."""
    there = things.draft.slots.filter(label=LABEL).select_related("version__agreement__initiative")
    return there.first() or add_hours(things.draft, room(), "1234567", label=LABEL)


def day_of(things: Things) -> SlotException:
    slot = slot_of(things)
    there = slot.exceptions.first()
    return there or slot.add_exception(
        on=timezone.localdate() + timedelta(days=3), because="Feestdag."
    )
