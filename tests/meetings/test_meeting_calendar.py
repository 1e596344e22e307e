"""The calendar file, read by a parser that knows only RFC 5545."""

from __future__ import annotations

from datetime import UTC, date, datetime, time

import pytest
import time_machine
from django.test import Client

from meetings.calendar_file import calendar_file
from tests.conftest import Cast
from tests.meetings.ics import Component, parse
from tests.meetings.planned import at, on, path, plan, read, signed_in


def event_of(client: Client, pk: int) -> Component:
    response = client.get(path("meeting_calendar", pk))
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    (event,) = parse(response.content).parts
    assert event.name == "VEVENT"
    return event


def test_a_calendar_gets_when_and_where(cast: Cast, client):
    meeting = plan(cast, minutes=90)
    event = event_of(cast.read(client), meeting.pk)
    assert event.moment("DTSTART") == meeting.starts_at
    assert (event.moment("DTEND") - event.moment("DTSTART")).total_seconds() == 90 * 60
    assert event.one("LOCATION") == "De kelder"
    assert event.one("SUMMARY") == "Overleg Chillclub De Kelder"
    assert event.one("UID") == str(meeting.uid)
    assert event.one("URL") == f"http://testserver{path('meeting', meeting.pk)}"
    assert path("meeting_calendar", meeting.pk) in read(client, "meeting", meeting.pk)


def test_half_past_seven_in_winter_and_in_summer(cast: Cast, client):
    with time_machine.travel(datetime(2026, 10, 1, 12, tzinfo=UTC), tick=False):
        summer = plan(cast, starts_at=on(date(2026, 10, 13), time(19, 30)))
        winter = plan(cast, starts_at=on(date(2026, 11, 24), time(19, 30)))
        cast.read(client)
        assert event_of(client, summer.pk).one("DTSTART") == "20261013T173000Z"
        assert event_of(client, winter.pk).one("DTSTART") == "20261124T183000Z"


def test_a_move_and_a_cancellation_have_the_same_number_and_are_newer(cast: Cast, client):
    meeting = plan(cast)
    cast.read(client)
    first = event_of(client, meeting.pk)
    meeting.move(by=cast.noor, starts_at=at(21), place="De schuur")
    second = event_of(client, meeting.pk)
    meeting.cancel(by=cast.noor, because="De zaal is dicht.")
    third = event_of(client, meeting.pk)
    events = (first, second, third)
    assert {event.one("UID") for event in events} == {str(meeting.uid)}
    assert [event.one("SEQUENCE") for event in events] == ["0", "1", "2"]
    assert [event.one("STATUS") for event in events] == ["CONFIRMED", "CONFIRMED", "CANCELLED"]
    assert second.moment("DTSTART") == at(21)


@pytest.mark.parametrize(
    "place",
    [
        "Kerkstraat 1; achterom, via het hek",
        "C:\\kelder\\n of zo",
        "Überhaus ñ " * 10,
        "é" * 120,
        "🏠" * 60,
        "a" * 75,
        "BEGIN:VEVENT",
    ],
)
def test_whatever_stands_at_the_place_comes_through(cast: Cast, place):
    meeting = plan(cast, place=place)
    raw = calendar_file(meeting, address="https://voorbeeld.nl/overleg/1/")
    (event,) = parse(raw).parts
    assert event.one("LOCATION") == place


def test_nobody_of_the_group_is_named(cast: Cast):
    meeting = plan(cast, by=cast.noor, led_by=cast.dex, noted_by=cast.noor)
    for client in (signed_in(cast.wouter), signed_in(cast.samira)):
        raw = client.get(path("meeting_calendar", meeting.pk)).content.decode()
        assert "Zwaluw" not in raw.replace("\r\n ", "")
