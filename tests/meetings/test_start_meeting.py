"""Beginning a meeting, and taking that back."""

from __future__ import annotations

import pytest
from django.test import Client

from initiatives.models import Side
from initiatives.states import Refused
from meetings.models import AgendaItem, RiskItem
from meetings.states import FixedPoint, RiskKind, Status
from tests.conftest import Cast
from tests.meetings.planned import at, path, plan, signed_in
from tests.meetings.running import under_way, with_point


def test_it_begins_at_the_first_point_with_the_clock_running(cast: Cast) -> None:
    meeting, _point = with_point(cast)
    response = signed_in(cast.wouter).post(path("start_meeting", meeting.pk))
    assert (response.status_code, response.headers["Location"]) == (
        303,
        path("live_meeting", meeting.pk),
    )
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY
    assert meeting.current_item is not None
    assert meeting.current_item.fixed == FixedPoint.CHECK_IN
    assert meeting.current_since is not None
    assert cast.club.events.filter(verb="meeting_started").count() == 1


def test_somebody_of_the_group_may_begin_it(client: Client, cast: Cast) -> None:
    meeting = plan(cast)
    cast.sit(client, cast.noor).post(path("start_meeting", meeting.pk))
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY


def test_twice_is_once(cast: Cast) -> None:
    meeting = plan(cast)
    begun = meeting.start(by=cast.wouter)
    again = meeting.start(by=cast.samira)
    assert again.started_at == begun.started_at
    assert cast.club.events.filter(verb="meeting_started").count() == 1


def test_only_one_at_a_time(cast: Cast) -> None:
    plan(cast).start(by=cast.wouter)
    other = plan(cast, starts_at=at(30))
    response = signed_in(cast.wouter).post(path("start_meeting", other.pk))
    assert response.status_code == 409
    other.refresh_from_db()
    assert other.status == Status.PLANNED


def test_nobody_adds_a_point_once_it_began(cast: Cast) -> None:
    meeting, _point = under_way(cast)
    with pytest.raises(Refused):
        AgendaItem.add(meeting, by=cast.noor, side=Side.GROUP, text="Nog iets")


def test_a_meeting_that_is_over_does_not_begin(cast: Cast) -> None:
    meeting = plan(cast)
    meeting.start(by=cast.wouter).close(by=cast.wouter)
    with pytest.raises(Refused):
        meeting.start(by=cast.wouter)


def test_begun_by_mistake_is_planned_again_as_it_was(cast: Cast) -> None:
    meeting, item = with_point(cast)
    meeting.start(by=cast.wouter)
    meeting.go_to(by=cast.wouter, item=item)
    response = signed_in(cast.wouter).post(path("put_back_meeting", meeting.pk))
    assert response.headers["Location"] == path("meeting", meeting.pk)
    meeting.refresh_from_db()
    item.refresh_from_db()
    assert (meeting.status, meeting.current_item, meeting.started_at) == (
        Status.PLANNED,
        None,
        None,
    )
    assert item.reached_in is None
    AgendaItem.add(meeting, by=cast.noor, side=Side.GROUP, text="Nog iets")


def test_what_was_written_is_never_put_away_with_it(cast: Cast) -> None:
    meeting, _point = under_way(cast)
    RiskItem.objects.create(
        initiative=cast.club,
        side=Side.GROUP,
        kind=RiskKind.RISK,
        text="De verwarming",
        named_in=meeting,
    )
    response = signed_in(cast.wouter).post(path("put_back_meeting", meeting.pk))
    assert response.status_code == 409
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY


def test_a_note_holds_it_too(cast: Cast) -> None:
    meeting, item = under_way(cast)
    meeting.note(item, by=cast.wouter, heard="Mooi.", means="", seen=item.revision)
    with pytest.raises(Refused):
        meeting.put_back(by=cast.wouter)
