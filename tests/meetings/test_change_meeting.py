"""Moving a meeting, and changing who leads it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Side
from meetings.models import Attendance, Meeting, MeetingMove
from meetings.states import Coming, Status
from tests.conftest import Cast
from tests.meetings.planned import at, filled_in, path, plan, read, signed_in


def as_read(page: str) -> dict[str, Any]:
    """Everything that the form on the page would send, unchanged."""
    form = page[page.index('<form class="card"') :]
    form = form[: form.index("</form>")]
    found = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and 'type="checkbox"' not in tag:
            found[name[1]] = value[1] if value else ""
    for name, options in re.findall(r'<select name="([^"]*)"(.*?)</select>', form, re.DOTALL):
        chosen = re.search(r'<option value="([^"]*)" selected', options)
        found[name] = chosen[1] if chosen else ""
    return found


def send(client: Client, meeting: Meeting, sent: dict[str, Any], **fields: Any) -> Any:
    return client.post(path("change_meeting", meeting.pk), {**sent, **fields})


@pytest.fixture
def group(cast: Cast, client: Client) -> Client:
    return cast.sit(client, cast.noor)


def test_a_moved_meeting_tells_when_it_first_was(cast: Cast, group):
    meeting = plan(cast)
    Attendance.answer(meeting, by=cast.dex, coming=Coming.YES)
    sent = as_read(read(group, "change_meeting", meeting.pk))
    day = timezone.localdate(at(21)).isoformat()
    response = send(group, meeting, sent, day=day, place="De schuur")
    assert response.headers["Location"] == path("meeting", meeting.pk)
    assert Meeting.objects.get().starts_at == at(21)
    page = read(group, "meeting", meeting.pk)
    assert "1 keer verzet" in page and "De kelder" in page and "De schuur" in page
    # Who said yes to another evening is asked again.
    assert "Nog niemand heeft iets laten weten." in page


def test_saving_without_a_change_moves_nothing(cast: Cast, group):
    meeting = plan(cast, led_by=cast.dex, also_led_by_side=Side.MUNICIPALITY)
    send(group, meeting, as_read(read(group, "change_meeting", meeting.pk)))
    now = Meeting.objects.get()
    assert not MeetingMove.objects.exists()
    assert (now.led_by, now.also_led_by_side, now.calendar_sequence) == (
        cast.dex,
        "municipality",
        0,
    )


def test_who_cannot_read_the_name_of_the_leader_keeps_that_leader(cast: Cast):
    meeting = plan(cast, led_by=cast.dex, noted_by=cast.noor)
    official = signed_in(cast.wouter)
    page = read(official, "change_meeting", meeting.pk)
    assert "Zwaluw" not in page and "iemand van de groep" in page
    sent = as_read(page)
    assert sent["leader"] == "same"
    assert str(cast.dex.pk) not in (sent["leader"], sent["initial-leader"])
    send(official, meeting, sent, place="De schuur", notes="municipality")
    now = Meeting.objects.get()
    assert (now.led_by, now.place) == (cast.dex, "De schuur")
    assert (now.noted_by, now.noted_by_side) == (None, "municipality")


def test_somebody_who_left_still_leads_until_another_is_chosen(cast: Cast, group):
    meeting = plan(cast, led_by=cast.police)
    cast.police.leave(by=None)
    sent = as_read(read(group, "change_meeting", meeting.pk))
    send(group, meeting, sent, place="De schuur")
    assert Meeting.objects.get().led_by == cast.police
    send(group, meeting, as_read(read(group, "change_meeting", meeting.pk)), leader="group")
    assert Meeting.objects.get().led_by_side == "group"


def test_two_who_change_two_things_lose_neither(cast: Cast, group):
    meeting = plan(cast)
    official = signed_in(cast.wouter)
    mine = as_read(read(group, "change_meeting", meeting.pk))
    theirs = as_read(read(official, "change_meeting", meeting.pk))
    send(group, meeting, mine, place="De schuur")
    assert send(official, meeting, theirs, minutes="90").status_code == 303
    now = Meeting.objects.get()
    assert (now.place, now.minutes) == ("De schuur", 90)


def test_two_who_change_the_same_read_both_and_choose(cast: Cast, group):
    meeting = plan(cast)
    official = signed_in(cast.wouter)
    theirs = as_read(read(official, "change_meeting", meeting.pk))
    mine = as_read(read(group, "change_meeting", meeting.pk))
    send(group, meeting, mine, place="De schuur", leader=str(cast.dex.pk), time="20:00")
    fields = {"place": "Gemeentehuis", "leader": "municipality", "time": "09:00"}
    response = send(official, meeting, theirs, **fields)
    assert response.status_code == 409
    page = response.content.decode()
    assert "De schuur" in page and "20.00" in page and "iemand van de groep" in page
    assert "Zwaluw" not in page
    again = as_read(page)
    assert {name: again[name] for name in fields} == fields
    assert Meeting.objects.get().place == "De schuur"
    assert send(official, meeting, again).status_code == 303
    now = Meeting.objects.get()
    assert (now.place, now.led_by_side, now.starts_at) == (
        "Gemeentehuis",
        "municipality",
        at(14, 9, 0),
    )
    assert MeetingMove.objects.count() == 2


def test_a_day_in_1900_is_refused_with_a_sentence(cast: Cast, group):
    meeting = plan(cast)
    sent = as_read(read(group, "change_meeting", meeting.pk))
    response = send(group, meeting, sent, day="1900-01-01")
    assert response.status_code == 422
    assert "Dat jaar kan niet kloppen." in response.content.decode()


def test_another_meeting_at_that_time_is_asked_about(cast: Cast, group):
    meeting, other = plan(cast), plan(cast, starts_at=at(20))
    sent = as_read(read(group, "change_meeting", meeting.pk))
    day = timezone.localdate(other.starts_at).isoformat()
    response = send(group, meeting, sent, day=day)
    assert response.status_code == 409
    assert "al een ander overleg" in response.content.decode()
    again = as_read(response.content.decode())
    assert send(group, meeting, again, may_overlap="on").status_code == 303


@pytest.mark.parametrize("status", [Status.CANCELLED, Status.CLOSED])
def test_what_is_over_says_so(cast: Cast, group, status):
    meeting = plan(cast)
    sent = as_read(read(group, "change_meeting", meeting.pk))
    Meeting.objects.update(status=status)
    assert "niet meer te verzetten" in read(group, "change_meeting", meeting.pk)
    assert send(group, meeting, sent, place="De schuur").status_code == 409
    assert Meeting.objects.get().place == "De kelder"


def test_what_was_not_read_on_the_page_is_taken_as_changed(cast: Cast, group):
    """Without the hidden inputs nobody writes unseen over what stands there."""
    meeting = plan(cast)
    response = group.post(path("change_meeting", meeting.pk), filled_in(place="De schuur"))
    assert response.status_code == 409
    assert Meeting.objects.get().place == "De kelder"
