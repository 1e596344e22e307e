"""Browsers of the cast, and texts that people should not be able to break a page with."""

from collections.abc import Callable

import pytest
from django.test import Client

from initiatives.models import Participant, Seat, ShareLink
from initiatives.who import Claim
from tests.conftest import Cast, with_claims

Open = Callable[..., Client]

NAUGHTY = [
    "a\x00b",
    "a\x07b",
    "x" * 10_000,
    "🦊" * 300,
    "\u202egnol",
    "\u0635\u0628\u0627\u062d",
    '"><script>alert(1)</script>',
    "{{ 7|add:7 }}{% now 'Y' %}",
    "=SUM(A1)",
    "\r\n\u2028\t",
    "-1",
    "99999999999999999999",
]


@pytest.fixture
def as_(cast: Cast) -> Open:
    """A browser of a participant: on a seat for the group, signed in for the others."""

    def make(person: Participant | None = None) -> Client:
        client = Client()
        if person is None:
            return cast.read(client)
        if person.user is not None:
            client.force_login(person.user)
            return client
        link = ShareLink.make(person.initiative, by=None)
        seat, _new = Seat.objects.get_or_create(link=link, participant=person, ended_at=None)
        return with_claims(client, [Claim(link.pk, link.generation, seat.pk)])

    return make


def text_of(response: object) -> str:
    return response.content.decode()  # type: ignore[attr-defined, no-any-return]
