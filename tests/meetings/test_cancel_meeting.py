"""A meeting that does not take place."""

from __future__ import annotations

import re

import pytest
from django.test import Client

from meetings.carrying_over import points_of
from meetings.models import AgendaItem, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.planned import at, path, plan, read


@pytest.fixture
def group(cast: Cast, client: Client) -> Client:
    return cast.sit(client, cast.noor)


def send(client: Client, meeting: Meeting, because: str):
    return client.post(path("cancel_meeting", meeting.pk), {"because": because})


def test_it_says_why_and_offers_another_moment(cast: Cast, group):
    meeting = plan(cast)
    assert send(group, meeting, "De zaal is dicht.").status_code == 303
    page = read(group, "meeting", meeting.pk)
    assert "Dit overleg gaat niet door." in page and "De zaal is dicht." in page
    assert f"{path('plan_meeting', cast.club.pk)}?na={meeting.pk}" in page
    assert path("answer_coming", meeting.pk) not in page
    after = plan(cast, previous=meeting, starts_at=at(20))
    page = read(group, "meeting", meeting.pk)
    assert path("meeting", after.pk) in page and "?na=" not in page


def test_what_stood_on_its_agenda_goes_on_to_the_next(cast: Cast, group):
    meeting, following = plan(cast), plan(cast, starts_at=at(30))
    point = AgendaItem.objects.create(
        meeting=meeting, by=cast.noor, side="group", text="De verlichting", position=9
    )
    assert point not in points_of(following)
    send(group, meeting, "Ziek.")
    assert point in points_of(following)
    assert points_of(following).filter(fixed="").count() == 1


def test_a_reason_is_needed_and_what_was_typed_stays(cast: Cast, group):
    meeting = plan(cast)
    assert send(group, meeting, "").status_code == 422
    response = send(group, meeting, "a" * 201)
    assert response.status_code == 422 and "a" * 201 in response.content.decode()
    assert Meeting.objects.get().status == Status.PLANNED


def test_what_began_is_not_cancelled_and_the_reason_is_not_lost(cast: Cast, group):
    meeting = plan(cast)
    Meeting.objects.update(status=Status.CLOSED)
    response = send(group, meeting, "Te laat getypt.")
    assert response.status_code == 409 and "Te laat getypt." in response.content.decode()
    assert Meeting.objects.get().status == Status.CLOSED


def test_no_space_stands_before_the_comma(cast: Cast, group):
    meeting = plan(cast)
    for name in ("cancel_meeting", "answer_coming"):
        assert f', <span lang="nl">{meeting.place}</span>' in read(group, name, meeting.pk)
        assert not re.search(r"\s,", read(group, name, meeting.pk).split("<main")[1]), name
