"""The time of the standing item."""

from __future__ import annotations

from meetings.models import Meeting
from tests.conftest import Cast
from tests.meetings.planned import path, plan, read, signed_in


def test_its_minutes_are_added_up_with_the_rest(cast: Cast) -> None:
    meeting = plan(cast)
    client = signed_in(cast.wouter)
    assert "Samen 40 minuten. Jullie hebben er 60." in read(client, "meeting", meeting.pk)
    assert client.post(path("time_risks", meeting.pk), {"minutes": "40"}).status_code == 303
    page = read(client, "meeting", meeting.pk)
    assert "Samen 65 minuten." in page and "Dat is 5 minuten te veel." in page


def test_it_is_never_without_time(cast: Cast) -> None:
    meeting = plan(cast)
    client = signed_in(cast.wouter)
    for minutes in ("0", "-1", "", "999", "nul"):
        response = client.post(path("time_risks", meeting.pk), {"minutes": minutes})
        assert response.status_code == 422
        assert "Kies tussen 1 en 480 minuten." in response.content.decode()
    assert Meeting.objects.get(pk=meeting.pk).risks_minutes == 15


def test_the_page_says_that_it_stays(cast: Cast) -> None:
    page = read(signed_in(cast.wouter), "time_risks", plan(cast).pk)
    assert "Je kunt het verplaatsen, maar niet weghalen." in page
