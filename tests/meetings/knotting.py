"""What the tests about knots share: an official who decides, a stand-in, and a knot."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import DutyKind, Participant, Side
from meetings.models import Knot, KnotReply
from meetings.states import KnotAnswer
from tests.conftest import Cast
from tests.factories import make_participant

QUESTION = "Mag het licht buiten tot middernacht aan?"
WHY = "Niemand weet wie dat mag zeggen."


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def make_decider(cast: Cast, name: str = "Beslist Graag") -> Participant:
    return make_participant(cast.club, Side.MUNICIPALITY, name, duty=DutyKind.DECIDER)


def lay(cast: Cast, **fields: Any) -> Knot:
    """By Noor, for Wouter; nobody stands in."""
    said: dict[str, Any] = {
        "by": cast.noor,
        "question": QUESTION,
        "why_stuck": WHY,
        "decider": cast.wouter,
        "stand_in": None,
        "before_on": in_days(14),
        **fields,
    }
    return Knot.lay(cast.club, **said)


def give(knot: Knot, by: Participant, answer: KnotAnswer, **fields: Any) -> KnotReply:
    said = {"because": "Het budget is er nog niet.", **fields}
    if answer == KnotAnswer.CANNOT:
        said.setdefault("instead", "Tot tien uur kan wel.")
    if answer == KnotAnswer.NOT_YET:
        said.setdefault("new_on", in_days(21))
    return KnotReply.give(knot, by=by, answer=answer, **said)


def pass_day(knot: Knot, days: int = 2) -> Knot:
    """The day is so many days ago."""
    Knot.objects.filter(pk=knot.pk).update(before_on=in_days(-days))
    return turn(knot)


def turn(knot: Knot) -> Knot:
    """As it stands now, with whose turn it is."""
    return Knot.objects.with_turn().with_home().get(pk=knot.pk)


def browser(person: Participant) -> Client:
    client = Client()
    assert person.user is not None
    client.force_login(person.user)
    return client


def page(client: Client, name: str, pk: int, query: str = "") -> str:
    response = client.get(reverse(name, args=[pk]) + query)
    assert response.status_code == 200, response.status_code
    return response.content.decode()


refused = pytest.raises
