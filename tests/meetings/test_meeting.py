"""The page of one meeting before it begins, and where it leads to later on."""

from __future__ import annotations

import pytest
import time_machine

from agreements.every import Every
from initiatives.models import Side
from meetings.models import Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import at, path, plan, read, signed_in


def test_when_where_and_who_leads(cast: Cast, client):
    meeting = plan(
        cast,
        led_by_side=Side.GROUP,
        also_led_by=cast.samira,
        noted_by_side=Side.MUNICIPALITY,
        every=Every.SIX_WEEKS,
    )
    page = read(cast.read(client), "meeting", meeting.pk)
    assert "19.30" in page and "20.30" in page and "De kelder" in page
    assert "Het gesprek leidt: de groep en Samira Bakali" in page
    assert "Meeschrijven doet: de gemeente" in page
    assert "elke zes weken" in page


@pytest.mark.parametrize(
    ("status", "name"), [(Status.UNDER_WAY, "live_meeting"), (Status.CLOSED, "minutes")]
)
def test_it_leads_to_where_the_meeting_is_now(cast: Cast, client, status, name):
    meeting = plan(cast)
    Meeting.objects.update(status=status)
    response = cast.read(client).get(path("meeting", meeting.pk))
    assert response.headers["Location"] == path(name, meeting.pk)


def test_another_party_reads_and_changes_nothing(cast: Cast):
    meeting = plan(cast)
    page = read(signed_in(cast.police), "meeting", meeting.pk)
    assert path("change_meeting", meeting.pk) not in page
    assert path("answer_coming", meeting.pk) in page


def test_the_same_queries_with_forty_people(cast: Cast, client, django_assert_max_num_queries):
    meeting = plan(cast)
    for _n in range(40):
        make_participant(cast.club)
    cast.sit(client, cast.noor)
    with django_assert_max_num_queries(10):
        read(client, "meeting", meeting.pk)


def test_a_cancelled_one_asks_nobody_whether_they_come(cast: Cast, client):
    meeting = plan(cast)
    meeting.cancel(by=cast.noor, because="Ziek.")
    page = read(cast.sit(client, cast.noor), "meeting", meeting.pk)
    assert "Wie komt er?" not in page and "Haal het uit je agenda" in page
    assert path("change_meeting", meeting.pk) not in page


def test_it_begins_on_the_day_and_earlier_only_when_asked(cast: Cast, client):
    meeting = plan(cast)
    group = cast.sit(client, cast.noor)
    start = path("start_meeting", meeting.pk)
    page = read(group, "meeting", meeting.pk)
    assert page.index("Zitten jullie nu al bij elkaar?") < page.index(start)
    with time_machine.travel(at(14, 19, 0), tick=False):
        page = read(group, "meeting", meeting.pk)
        assert "Zitten jullie nu al bij elkaar?" not in page
        assert page.count(start) == 1
        assert start not in read(signed_in(cast.police), "meeting", meeting.pk)


def test_a_moment_that_went_by_can_still_begin_be_moved_or_cancelled(cast: Cast, client):
    meeting = plan(cast)
    group = cast.sit(client, cast.noor)
    with time_machine.travel(at(16), tick=False):
        page = read(group, "meeting", meeting.pk)
        assert "Dit moment is voorbij." in page
        for name in ("start_meeting", "change_meeting", "cancel_meeting"):
            assert path(name, meeting.pk) in page
        assert path("answer_coming", meeting.pk) not in page
        assert "note--neutral" in page and "Nog niemand van de groep" not in page
        listed = read(group, "meetings", cast.club.pk)
        assert "Dit moment is voorbij." in listed
        assert path("answer_coming", meeting.pk) not in listed
