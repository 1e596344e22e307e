"""Naming a risk or bottleneck: from any phone, at any time, with or without a name."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.carrying_over import needing_a_word
from meetings.models import RiskItem
from meetings.models.risk import MOST_OPEN
from meetings.states import RiskKind, Status
from tests.conftest import Cast
from tests.meetings.risk_talking import name, under_way
from tests.world_meetings import make_meeting

TEXT = "Het is donker bij de deur."


def post(client: Client, cast: Cast, **fields: Any) -> Any:
    data = {"kind": "bottleneck", "text": TEXT, "named": "zonder", **fields}
    return client.post(reverse("name_risk", args=[cast.club.pk]), data)


def test_a_phone_of_the_group_names_one_without_a_name(cast: Cast, client: Client) -> None:
    response = post(cast.sit(client, cast.noor), cast)
    assert response.status_code == 303
    risk = RiskItem.objects.get()
    assert (risk.by, risk.side, risk.kind, risk.named_in) == (None, Side.GROUP, "bottleneck", None)
    event = Event.objects.get(verb="bottleneck_named")
    assert event.by is None
    assert timezone.localtime(event.at).hour == 0, "the clock tells nobody who it was"


def test_who_has_no_place_yet_names_one_too(cast: Cast, client: Client) -> None:
    browser = cast.read(client)
    page = browser.get(reverse("name_risk", args=[cast.club.pk])).content.decode()
    assert "Je naam komt er niet bij" in page and 'name="named"' not in page
    assert post(browser, cast).status_code == 303
    assert RiskItem.objects.get().by is None


@pytest.mark.parametrize(("choice", "is_signed"), [("groep", False), ("iedereen", True)])
def test_a_name_is_for_whom_the_writer_says(
    cast: Cast, client: Client, choice: str, is_signed: bool
) -> None:
    post(cast.sit(client, cast.noor), cast, named=choice)
    risk = RiskItem.objects.get()
    assert (risk.by, risk.is_signed) == (cast.noor, is_signed)
    for person in (cast.wouter, cast.samira):
        browser = Client()
        browser.force_login(person.user)
        pages = [
            browser.get(reverse(name, args=[pk])).content.decode()
            for name, pk in (("risk", risk.pk), ("timeline", cast.club.pk))
        ]
        sees = person == cast.samira or is_signed
        assert all(("Zwaluwnoor" in page) is sees for page in pages)


def test_an_official_is_not_asked_for_a_name(cast: Cast, client: Client) -> None:
    client.force_login(cast.wouter.user)
    page = client.get(reverse("name_risk", args=[cast.club.pk])).content.decode()
    assert 'name="named"' not in page
    post(client, cast)
    risk = RiskItem.objects.get()
    assert (risk.by, risk.side) == (cast.wouter, Side.MUNICIPALITY)


def test_only_the_group_can_do_without_a_name(cast: Cast) -> None:
    with pytest.raises(Refused):
        RiskItem.name_one(cast.club, by=None, side=Side.MUNICIPALITY, kind=RiskKind.RISK, text=TEXT)


def test_what_is_named_during_a_meeting_is_new_there(cast: Cast, client: Client) -> None:
    meeting = under_way(cast)
    before = meeting.revision
    response = post(cast.sit(client, cast.noor), cast)
    assert response["Location"] == reverse("live_meeting", args=[meeting.pk])
    assert RiskItem.objects.get().named_in == meeting
    assert not needing_a_word(meeting).exists()
    meeting.refresh_from_db()
    assert meeting.revision > before, "the other phones see it"


def test_a_meeting_that_closed_meanwhile_loses_nothing(cast: Cast) -> None:
    """It stands on the next agenda, as what was named before that one."""
    meeting = make_meeting(cast.club, cast.wouter, status=Status.CLOSED, days=-1)
    following = make_meeting(cast.club, cast.wouter)
    risk = name(cast, meeting=meeting)
    assert risk.named_in is None
    assert list(needing_a_word(following)) == [risk]


@pytest.mark.parametrize("named", ["zonder", "groep"])
def test_twice_is_once(cast: Cast, client: Client, named: str) -> None:
    browser = cast.sit(client, cast.noor)
    post(browser, cast, named=named)
    assert post(browser, cast, named=named).status_code == 303
    assert RiskItem.objects.count() == 1
    assert Event.objects.filter(verb="bottleneck_named").count() == 1


def test_what_is_gone_can_be_named_anew(cast: Cast) -> None:
    first = name(cast)
    RiskItem.objects.update(gone_at=timezone.now())
    assert name(cast) != first


def test_the_list_stops_with_a_sentence(cast: Cast, client: Client) -> None:
    RiskItem.objects.bulk_create(
        RiskItem(initiative=cast.club, side=Side.GROUP, kind="risk", text=f"Nummer {n}")
        for n in range(MOST_OPEN)
    )
    response = post(cast.sit(client, cast.noor), cast)
    assert response.status_code == 409
    page = response.content.decode()
    assert "Kijk eerst welke weg kunnen." in page and TEXT in page


@pytest.mark.parametrize(
    ("wrong", "says"),
    [
        ({"text": ""}, "Schrijf in één zin wat het is."),
        ({"text": "x" * 201}, "Dit is te lang"),
        ({"kind": ""}, "Kies een van de twee."),
        ({"named": ""}, "Kies of je naam erbij komt."),
    ],
)
def test_what_is_missing_is_said_at_the_field(
    cast: Cast, client: Client, wrong: dict[str, str], says: str
) -> None:
    response = post(cast.sit(client, cast.noor), cast, **wrong)
    assert response.status_code == 422
    page = response.content.decode()
    assert says in page
    assert wrong.get("text", TEXT) in page


def test_a_helper_who_leaves_is_worth_a_thought(cast: Cast, client: Client) -> None:
    """Of guides and officials whose last day is near; a sentence to begin with, no name in it."""
    page_of = reverse("name_risk", args=[cast.club.pk])
    browser = cast.sit(client, cast.noor)
    assert "Helpt er iemand die straks stopt?" not in browser.get(page_of).content.decode()
    leaves = timezone.localdate() + timedelta(days=30)
    cast.samira.periods.update(ended_on=leaves)
    cast.dex.periods.update(ended_on=leaves)
    page = browser.get(page_of).content.decode()
    assert f"?hulp={cast.samira.pk}" in page and f"?hulp={cast.dex.pk}" not in page
    offered = browser.get(page_of, {"hulp": cast.samira.pk}).content.decode()
    assert "helpt iemand ons niet meer" in offered and "Samira" not in offered
    assert "helpt iemand ons" not in browser.get(page_of, {"hulp": cast.dex.pk}).content.decode()
    cast.samira.periods.update(ended_on=timezone.localdate() + timedelta(days=300))
    assert "Helpt er iemand" not in browser.get(page_of).content.decode()
