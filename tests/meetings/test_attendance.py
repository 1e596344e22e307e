"""Who is there: taps, a number, newcomers; and whose name is for whom."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from initiatives.models import Participant, Side
from initiatives.states import Refused
from meetings.models import Attendance, Meeting
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.planned import path, read, signed_in
from tests.meetings.running import under_way, with_point


@pytest.fixture
def meeting(cast: Cast) -> Meeting:
    return under_way(cast)[0]


def tap(client: Client, meeting: Meeting, person: Participant | None = None, there: str = "yes"):
    data = {"there": there} | ({"person": str(person.pk)} if person else {})
    return client.post(path("note_attendance", meeting.pk), data)


def there(meeting: Meeting) -> set[str]:
    rows = Attendance.objects.filter(meeting=meeting, was_there=True)
    return {row.participant.name for row in rows.select_related("participant")}


def test_everybody_taps_oneself(client: Client, cast: Cast, meeting: Meeting) -> None:
    seat = cast.sit(client, cast.noor)
    tap(seat, meeting)
    tap(signed_in(cast.police), meeting)
    assert there(meeting) == {"Zwaluwnoor", "Agent Visser"}
    tap(seat, meeting, there="no")
    assert there(meeting) == {"Agent Visser"}


def test_twice_is_once(cast: Cast, meeting: Meeting) -> None:
    for _time in range(2):
        assert tap(signed_in(cast.wouter), meeting).status_code == 303
    assert meeting.attendances.count() == 1


def test_the_guide_taps_the_group(cast: Cast, meeting: Meeting) -> None:
    assert tap(signed_in(cast.samira), meeting, cast.dex).status_code == 303
    assert there(meeting) == {"Zwaluwdex"}


def test_the_municipality_taps_its_own_and_not_the_group(cast: Cast, meeting: Meeting) -> None:
    colleague = make_participant(cast.club, Side.MUNICIPALITY, "Els")
    client = signed_in(cast.wouter)
    assert tap(client, meeting, colleague).status_code == 303
    assert tap(client, meeting, cast.dex).status_code == 404
    assert there(meeting) == {"Els"}
    with pytest.raises(Refused):
        meeting.note_there(cast.dex, by=cast.wouter, was_there=True)


def test_another_party_taps_only_itself(cast: Cast, meeting: Meeting) -> None:
    assert tap(signed_in(cast.police), meeting, cast.wouter).status_code == 404


def test_somebody_of_another_initiative_is_not_found(cast: Cast, meeting: Meeting) -> None:
    assert tap(signed_in(cast.samira), meeting, cast.gardener).status_code == 404
    with pytest.raises(Refused):
        meeting.note_there(cast.gardener, by=cast.samira, was_there=True)


def test_a_reader_says_first_who_it_is(client: Client, cast: Cast, meeting: Meeting) -> None:
    response = tap(cast.read(client), meeting)
    assert response.status_code == 302
    assert path("take_seat", cast.club.pk) in response.headers["Location"]


def test_what_somebody_answered_before_stays(cast: Cast) -> None:
    meeting, _item = with_point(cast)
    Attendance.objects.create(meeting=meeting, participant=cast.wouter, coming="maybe")
    meeting.start(by=cast.wouter)
    meeting.note_there(cast.wouter, by=cast.wouter, was_there=True)
    row = Attendance.objects.get(meeting=meeting, participant=cast.wouter)
    assert (row.coming, row.was_there) == ("maybe", True)


def test_the_municipality_reads_a_number_and_no_name(cast: Cast, meeting: Meeting) -> None:
    for person in (cast.noor, cast.dex):
        meeting.note_there(person, by=cast.samira, was_there=True)
    for name in ("attendance", "live_meeting"):
        page = read(signed_in(cast.wouter), name, meeting.pk)
        assert "Zwaluw" not in page
    assert "2 van de groep" in read(signed_in(cast.wouter), "attendance", meeting.pk)
    assert "Zwaluwdex" in read(signed_in(cast.samira), "attendance", meeting.pk)


def test_a_number_counts_more_than_taps(cast: Cast, meeting: Meeting) -> None:
    meeting.note_there(cast.noor, by=cast.samira, was_there=True)
    client = signed_in(cast.wouter)
    client.post(path("count_group", meeting.pk), {"group_count": "9"})
    assert "9 van de groep" in read(client, "attendance", meeting.pk)
    client.post(path("count_group", meeting.pk), {"group_count": ""})
    assert "1 van de groep" in read(client, "attendance", meeting.pk)


@pytest.mark.parametrize("typed", ["-1", "501", "veel", "1" * 30])
def test_a_number_that_cannot_be(cast: Cast, meeting: Meeting, typed: str) -> None:
    response = signed_in(cast.wouter).post(path("count_group", meeting.pk), {"group_count": typed})
    assert response.status_code == 422
    assert typed in response.content.decode()


def test_only_oneself_says_whether_the_minutes_may_name_one(
    client: Client, cast: Cast, meeting: Meeting
) -> None:
    seat = cast.sit(client, cast.noor)
    address = path("name_in_minutes", meeting.pk)
    assert seat.post(address, {"named": "yes"}).status_code == 409
    tap(seat, meeting)
    assert "Mijn naam mag erin" in read(seat, "attendance", meeting.pk)
    seat.post(address, {"named": "yes", "person": str(cast.dex.pk)})
    assert Attendance.objects.get(is_named=True).participant == cast.noor
    seat.post(address, {"named": "no"})
    assert not Attendance.objects.filter(is_named=True).exists()


def test_consent_can_be_taken_back_after_the_meeting(cast: Cast, meeting: Meeting) -> None:
    meeting.note_there(cast.noor, by=cast.noor, was_there=True)
    meeting.show_name(by=cast.noor, is_named=True)
    meeting.close(by=cast.wouter)
    meeting.show_name(by=cast.noor, is_named=False)
    assert not Attendance.objects.filter(is_named=True).exists()


def test_who_was_not_there_after_all_is_not_named(cast: Cast, meeting: Meeting) -> None:
    meeting.note_there(cast.noor, by=cast.noor, was_there=True)
    meeting.show_name(by=cast.noor, is_named=True)
    meeting.note_there(cast.noor, by=cast.samira, was_there=False)
    assert not Attendance.objects.filter(is_named=True).exists()


def test_a_newcomer_takes_part_and_is_there(client: Client, cast: Cast, meeting: Meeting) -> None:
    seat = cast.sit(client, cast.noor)
    for _time in range(2):
        assert seat.post(path("add_newcomer", meeting.pk), {"name": "Bo"}).status_code == 303
    assert there(meeting) == {"Bo"}
    assert cast.club.participants.filter(name="Bo", side=Side.GROUP).count() == 1
    assert cast.club.events.filter(verb="participant_added").count() == 1


def test_a_name_that_pretends_to_be_a_side_is_refused(cast: Cast, meeting: Meeting) -> None:
    client = signed_in(cast.samira)
    response = client.post(path("add_newcomer", meeting.pk), {"name": "De gemeente"})
    assert response.status_code == 422
    assert "De gemeente" in response.content.decode()
    taken = client.post(path("add_newcomer", meeting.pk), {"name": "Wouter de Graaf"})
    assert taken.status_code == 409
    assert there(meeting) == set()


def test_the_municipality_adds_nobody_to_the_group(cast: Cast, meeting: Meeting) -> None:
    response = signed_in(cast.wouter).post(path("add_newcomer", meeting.pk), {"name": "Bo"})
    assert response.status_code == 403


def test_before_and_after_the_meeting_nobody_taps(cast: Cast, meeting: Meeting) -> None:
    meeting.close(by=cast.wouter)
    assert tap(signed_in(cast.wouter), meeting).status_code == 409
    assert signed_in(cast.wouter).get(path("attendance", meeting.pk)).status_code == 302


def test_few_queries_and_pages(client: Client, cast: Cast, meeting: Meeting) -> None:
    seat = cast.sit(client, cast.noor)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(seat, "attendance", meeting.pk)
        return len(queries)

    few = count()
    for _n in range(60):
        meeting.note_there(make_participant(cast.club), by=cast.samira, was_there=True)
    assert count() == few <= 10
    assert "?page=2" in read(seat, "attendance", meeting.pk)
    assert seat.get(path("attendance", meeting.pk) + "?page=2").status_code == 200
