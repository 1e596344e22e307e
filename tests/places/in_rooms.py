"""Browsers of who keeps, uses and passes by a room; what the tests of its pages share."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from accounts.models import User
from initiatives.models import Participant
from places.models import Place, RoomLink
from tests.conftest import Cast

FORM = {
    "name": "De Brug",
    "neighbourhood": "Vogelbuurt",
    "address": "Dorpsstraat 1",
    "capacity": "40",
    "opens_at": "09:00",
    "closes_at": "23:00",
    "caretaker": "de beheerder, 14 070",
    "deputy": "",
    "neighbours_contact": "het wijkteam",
    "house_rules": "- Iedereen is welkom.\n- We roken buiten.",
    "opening_list": "",
    "closing_list": "Licht uit\nDeur op slot",
}


def signed_in(user: User | None) -> Client:
    assert user is not None
    client = Client()
    client.force_login(user)
    return client


def of(cast: Cast, person: Participant) -> Client:
    """The browser of a participant: signed in, or on a seat."""
    return signed_in(person.user) if person.user else cast.sit(Client(), person)


def at_the_wall(link: RoomLink) -> Client:
    """A phone of nobody that scanned the code."""
    client = Client()
    client.get(reverse("open_room", args=[link.token]))
    return client


def page(name: str, *args: object) -> str:
    return reverse(name, args=args)


def code_of(room: Place) -> RoomLink:
    return RoomLink.make(room, by=room.changed_by)
