"""A room in which an initiative has hours, with its code and a report, for test_access.py.

Made when a path first names it, so that the other tests of every url do not carry it along. Each
initiative has a room of its own: two agreements never hold one.
"""

from __future__ import annotations

from accounts.models import User
from agreements.models import AgreementVersion
from initiatives.models import Initiative, Participant
from places.models import Place, PlaceReport, RoomLink
from tests.factories import add_clause, add_hours, line, make_agreement, make_place
from tests.world_makers import take_effect

TITLE = "Tijden in de kelder"
REPORT = "De buitenlamp is kapot."


def hours_of(initiative: Initiative, official: Participant) -> AgreementVersion:
    """The one text in effect with hours in a room; made when it is not there."""
    there = AgreementVersion.objects.in_effect().filter(
        agreement__initiative=initiative, agreement__title=TITLE
    )
    found = there.select_related("agreement__initiative").first()
    if found is not None:
        return found
    building = make_place(f"Gebouw van {initiative.name}", address="Dorpsstraat 1")
    room = make_place(f"Kelder van {initiative.name}", building=building, capacity=30)
    draft = make_agreement(initiative, by=official, title=TITLE, clauses=0)
    add_clause(draft, "Welke plek?", line("Jullie mogen de kelder gebruiken."))
    add_hours(draft, room)
    draft.propose(by=official)
    return take_effect(draft, official)


def room_of(initiative: Initiative, official: Participant) -> Place:
    version = hours_of(initiative, official)
    return Place.objects.select_related("building").get(slots__version=version)


def building_of(initiative: Initiative, official: Participant) -> Place:
    building = room_of(initiative, official).building
    assert building is not None
    return building


def keeper(place: Place) -> User:
    assert place.changed_by is not None
    return place.changed_by


def room_link_of(initiative: Initiative, official: Participant) -> RoomLink:
    """The code on the wall of that room."""
    room = room_of(initiative, official)
    return RoomLink.make(room, by=keeper(room))


def report_of(initiative: Initiative, official: Participant) -> PlaceReport:
    """What somebody wrote there without a name; still open."""
    link = room_link_of(initiative, official)
    there = PlaceReport.objects.filter(place=link.place, settled_on=None).first()
    return there or PlaceReport.write(link, text=REPORT)
