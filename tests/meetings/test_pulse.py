"""What it costs that ten phones follow a meeting: at most one query and 1 kB each time."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.core import signing
from django.db import connection
from django.http import HttpResponse
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from meetings import pulse
from meetings.models import Meeting
from tests.conftest import Cast
from tests.meetings.planned import read, signed_in
from tests.meetings.running import under_way

MOST_BYTES = 1024


def asked_by(client: Client, meeting: Meeting, revision: int) -> HttpResponse:
    response = client.get(f"{pulse.pulse_url(meeting)}?r={revision}")
    assert isinstance(response, HttpResponse)
    return response


def bytes_of(response: HttpResponse) -> int:
    """What goes over the line: the first line, the headers that Django gives, and the body."""
    return len(b"HTTP/1.1 204 No Content\r\n") + len(response.serialize())


def test_one_query_and_nothing_in_it_when_nothing_changed(cast: Cast) -> None:
    meeting, _item = under_way(cast)
    # Somebody who is signed in pays no session and no user either.
    for client in (Client(), signed_in(cast.wouter)):
        with CaptureQueriesContext(connection) as queries:
            response = asked_by(client, meeting, meeting.revision)
        assert len(queries) == 1
        assert (response.status_code, response.content) == (204, b"")
        assert bytes_of(response) < MOST_BYTES
        assert "Set-Cookie" not in response.headers
        assert not response.cookies


def test_every_change_that_others_should_see_is_another_number(cast: Cast) -> None:
    meeting, item = under_way(cast)
    seen = Meeting.objects.get(pk=meeting.pk).revision
    changes = (
        lambda: meeting.go_to(by=cast.wouter, item=None),
        lambda: meeting.note(item, by=cast.wouter, heard="Ja.", means="", seen=1),
        lambda: meeting.note_there(cast.wouter, by=cast.wouter, was_there=True),
        lambda: meeting.count_group(by=cast.wouter, count=4),
        lambda: meeting.add_newcomer(by=cast.noor, name="Bo"),
        lambda: meeting.close(by=cast.wouter),
    )
    for change in changes:
        change()
        response = asked_by(Client(), meeting, seen)
        assert response.status_code == 200
        assert int(response.content) > seen
        seen = int(response.content)
        assert asked_by(Client(), meeting, seen).status_code == 204


def test_the_page_holds_the_address_and_the_number(cast: Cast) -> None:
    meeting, _item = under_way(cast)
    page = read(signed_in(cast.wouter), "live_meeting", meeting.pk)
    revision = Meeting.objects.get(pk=meeting.pk).revision
    assert f'data-revision="{revision}"' in page
    assert f'data-pulse="/overleg/puls/{meeting.pk}:' in page


@pytest.mark.parametrize("stamp", ["", "1", "1:x:y", "x" * 300])
def test_a_stamp_that_is_not_ours_gives_nothing(db: None, stamp: str) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = Client().get(f"/overleg/puls/{stamp}/")
    assert response.status_code == 404
    assert not [query for query in queries if "meetings_meeting" in query["sql"]]


def test_a_stamp_is_for_one_meeting_one_evening_and_one_purpose(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting, _item = under_way(cast)
    stamp = pulse.pulse_url(meeting).strip("/").split("/")[-1]
    assert pulse.meeting_of(stamp) == meeting.pk
    # Of another meeting: the signature is of this one.
    assert pulse.meeting_of(f"{meeting.pk + 1}:{stamp.split(':', 1)[1]}") is None
    assert pulse.meeting_of(signing.TimestampSigner(salt="else").sign(str(meeting.pk))) is None
    later = timezone.now() + timedelta(seconds=pulse.LASTS + 5)
    monkeypatch.setattr("django.core.signing.time.time", later.timestamp)
    assert pulse.meeting_of(stamp) is None


def test_a_meeting_that_is_gone_is_not_found(db: None) -> None:
    address = pulse.pulse_url(Meeting(pk=10**6))
    assert Client().get(address).status_code == 404
