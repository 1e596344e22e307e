"""A decision in one sentence, and which sides agreed."""

from __future__ import annotations

import pytest
from django.test import Client

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.models import AgendaItem, Decision, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.acting import page, send, under_way
from tests.world_meetings import make_meeting

OPEN = "We gaan tot tien uur open."


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def test_both_sides_is_what_is_offered(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    assert page(official, "add_decision", meeting.pk).count(" checked") == 2
    response = send(
        official, "add_decision", meeting.pk, text=OPEN, sides=["group", "municipality"]
    )
    decision = Decision.objects.get()
    assert response.url == f"/overleg/{meeting.pk}/nu/#besluit-{decision.pk}"
    assert (decision.text, decision.by, decision.party) == (OPEN, cast.wouter, "both")
    assert Event.objects.get(verb="decision_noted").data == {}, "its words stand in the minutes"
    before, meeting.revision = meeting.revision, Meeting.objects.get().revision
    assert meeting.revision > before


def test_it_belongs_to_the_point_that_is_talked_about(cast: Cast, official: Client) -> None:
    old = make_meeting(cast.club, cast.wouter, days=-20, status=Status.CLOSED)
    meeting = under_way(cast)
    carried = AgendaItem.objects.create(
        meeting=old, by=cast.noor, side=Side.GROUP, text="Licht", position=9
    )
    assert "Licht" in page(official, "add_decision", meeting.pk, punt=str(carried.pk))
    send(official, "add_decision", meeting.pk, text=OPEN, sides="group", item=carried.pk)
    assert Decision.objects.get().item == carried, "also one that was carried over"
    later = make_meeting(cast.club, cast.wouter)
    other = send(
        official, "add_decision", meeting.pk, text="X.", sides="group", item=later.items.all()[0].pk
    )
    assert other.status_code == 409 and "Dat punt staat niet op deze agenda." in other.text
    foreign = make_meeting(cast.garden, cast.gardener).items.all()[0]
    sent = {"text": "X.", "sides": "group", "item": foreign.pk}
    assert send(official, "add_decision", meeting.pk, **sent).status_code == 404


def test_somebody_decided(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    response = send(official, "add_decision", meeting.pk, text=OPEN)
    assert response.status_code == 422 and "Kies wie dit afsprak." in response.text
    assert OPEN in response.text and not Decision.objects.exists()
    with pytest.raises(Refused):
        Decision.note(meeting, by=cast.wouter, text=OPEN, by_group=False, by_municipality=False)


def test_twice_the_same_is_one(cast: Cast, official: Client) -> None:
    meeting = under_way(cast)
    for _tap in range(2):
        sent = {"text": OPEN, "sides": "group"}
        assert send(official, "add_decision", meeting.pk, **sent).status_code == 302
    assert Decision.objects.count() == Event.objects.filter(verb="decision_noted").count() == 1


@pytest.mark.parametrize("status", [Status.PLANNED, Status.CLOSED, Status.CANCELLED])
def test_only_while_people_talk(cast: Cast, official: Client, status: Status) -> None:
    meeting = make_meeting(cast.club, cast.wouter, status=status)
    response = send(official, "add_decision", meeting.pk, text=OPEN, sides="group")
    assert response.status_code == 409 and not Decision.objects.exists()
    assert OPEN in response.text, "what was typed is kept"
