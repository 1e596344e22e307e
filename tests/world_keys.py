"""Keys, a round on leaving and a report, in the world of test_access.py; made when first named."""

from __future__ import annotations

from typing import TYPE_CHECKING

from agreements.models import AgreementVersion
from initiatives.models import Initiative, Participant
from places.models import ClosingCheck, Key, Place, PlaceReport
from places.models.closing_check import Ticked
from places.models.key import KeyEnd
from tests.factories import add_hours, make_agreement, make_place
from tests.world_makers import take_effect

if TYPE_CHECKING:
    from tests.access_world import Things

TITLE = "Elke zaterdag"
LABEL = "Sleutel van de zij-ingang"


def room_of(initiative: Initiative, official: Participant) -> Place:
    """The one room in which `initiative` has hours in effect; made when it is not there."""
    there = AgreementVersion.objects.in_effect().filter(
        agreement__initiative=initiative, agreement__title=TITLE
    )
    found = there.first()
    if found is not None:
        return found.slots.get().place
    building = make_place(caretaker="De beheerder, 0123")
    room = make_place(building=building)
    draft = make_agreement(initiative, by=official, title=TITLE)
    add_hours(draft, room, weekdays="6")
    draft.propose(by=official)
    take_effect(draft, official)
    return room


def key_of(things: Things) -> Key:
    """One that the official holds."""
    room = room_of(things.initiative, things.official)
    return Key.give(room, holder=things.official, label=LABEL, by=things.official)


def key_before_of(things: Things) -> Key:
    """One that came back; made when there is none."""
    mine = Key.objects.filter(initiative=things.initiative, holder=things.official, label=LABEL)
    found = mine.filter(ended_how=KeyEnd.RETURNED).first()
    if found is not None:
        return found
    key = key_of(things)
    key.end(KeyEnd.RETURNED, by=things.official)
    return key


def check_of(things: Things) -> ClosingCheck:
    """A round on which something was found."""
    room = room_of(things.initiative, things.official)
    found = ClosingCheck.objects.filter(initiative=things.initiative).first()
    return found or ClosingCheck.note(
        room,
        by=things.official,
        ticks=[Ticked(text="Ramen dicht", ok=True), Ticked(text="Licht uit", ok=False)],
        problem="De lamp bij de deur is stuk.",
    )


def report_of(things: Things) -> PlaceReport:
    """What somebody wrote in that room, without a name."""
    room = room_of(things.initiative, things.official)
    found = PlaceReport.objects.filter(place=room).first()
    return found or PlaceReport.objects.create(place=room, text="De kraan lekt.")
