"""Knots that wait stand on every agenda, and an "ontknoping" is about them."""

from __future__ import annotations

from django.test import Client

from meetings.models import Meeting
from meetings.states import FixedPoint, KnotAnswer, MeetingKind, Status
from tests.conftest import Cast
from tests.meetings.knotting import QUESTION, browser, give, lay, page, pass_day
from tests.world_meetings import make_meeting


def test_it_stands_on_every_agenda_until_it_is_answered(cast: Cast) -> None:
    first = make_meeting(cast.club, cast.wouter)
    later = make_meeting(cast.club, cast.wouter, days=40)
    knot = pass_day(lay(cast))
    phone = cast.sit(Client(), cast.noor)
    for meeting in (first, later):
        shown = page(phone, "meeting", meeting.pk)
        assert QUESTION in shown and "2 dagen over tijd" in shown
    give(knot, cast.wouter, KnotAnswer.CAN)
    assert QUESTION not in page(phone, "meeting", first.pk)


def test_an_ontknoping_says_when_there_is_none(cast: Cast) -> None:
    meeting = make_meeting(cast.club, cast.wouter)
    official = browser(cast.wouter)
    assert "Knopen die wachten" not in page(official, "meeting", meeting.pk)
    Meeting.objects.filter(pk=meeting.pk).update(kind=MeetingKind.KNOT_TABLE)
    assert "nog geen knoop voor deze ontknoping" in page(official, "meeting", meeting.pk)


def test_during_the_talk_they_stand_with_the_risks_and_in_an_ontknoping_always(
    cast: Cast,
) -> None:
    meeting = make_meeting(cast.club, cast.wouter, status=Status.UNDER_WAY)
    lay(cast)
    official = browser(cast.wouter)
    assert QUESTION in page(official, "live_meeting", meeting.pk)
    actions = meeting.items.get(fixed=FixedPoint.ACTIONS)
    Meeting.objects.filter(pk=meeting.pk).update(current_item=actions)
    assert QUESTION not in page(official, "live_meeting", meeting.pk)
    Meeting.objects.filter(pk=meeting.pk).update(kind=MeetingKind.KNOT_TABLE)
    assert QUESTION in page(official, "live_meeting", meeting.pk)
