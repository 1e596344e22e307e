"""The list of meetings, and the page of one before it begins."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from meetings.models import Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.planned import at, path, plan, read, signed_in
from tests.world_meetings import make_meeting


def test_the_next_one_stands_first_then_later_ones_then_what_was(cast: Cast, client):
    late, soon = plan(cast, starts_at=at(40)), plan(cast, starts_at=at(5))
    over = make_meeting(cast.club, cast.wouter, days=-20, status=Status.CLOSED)
    older = make_meeting(cast.club, cast.wouter, days=-60, status=Status.CANCELLED)
    page = read(cast.read(client), "meetings", cast.club.pk)
    places = [page.index(path("meeting", m.pk)) for m in (soon, late, over, older)]
    assert places == sorted(places)
    assert "ging niet door" in page
    for name in ("risks", "who_does_what", "knots"):
        assert path(name, cast.club.pk) in page


def test_one_that_is_under_way_is_the_next_one(cast: Cast, client):
    plan(cast, starts_at=at(1))
    running = make_meeting(cast.club, cast.wouter, days=2, status=Status.UNDER_WAY)
    page = read(cast.sit(client, cast.noor), "meetings", cast.club.pk)
    assert "Nu bezig" in page
    assert page.index(path("meeting", running.pk)) < page.index("Daarna")


def test_without_any_it_says_what_to_do(cast: Cast, client):
    assert path("plan_meeting", cast.club.pk) in read(cast.read(client), "meetings", cast.club.pk)
    other = read(signed_in(cast.police), "meetings", cast.club.pk)
    assert "Er staat nog geen overleg gepland." in other
    assert path("plan_meeting", cast.club.pk) not in other


def test_pages_of_earlier_ones(cast: Cast, client, django_assert_max_num_queries):
    moment = timezone.localtime() - timedelta(days=400)
    Meeting.objects.bulk_create(
        Meeting(
            initiative=cast.club,
            starts_at=moment + timedelta(days=n),
            place=f"Plek {n:02}.",
            status=Status.CLOSED,
            planned_by=cast.wouter,
        )
        for n in range(60)
    )
    reader = cast.read(client)
    with django_assert_max_num_queries(10):
        first = read(reader, "meetings", cast.club.pk)
    assert "Plek 59." in first and "Plek 35." in first and "Plek 34." not in first
    last = reader.get(path("meetings", cast.club.pk) + "?page=3").content.decode()
    assert "Plek 00." in last and 'rel="next"' not in last
    assert reader.get(path("meetings", cast.club.pk) + "?page=9999").status_code == 200


def test_another_initiative_has_its_own(cast: Cast, client):
    elsewhere = Meeting.plan(cast.garden, by=cast.gardener, starts_at=at(), place="De tuin")
    reader = cast.sit(client, cast.noor)
    assert "De tuin" not in read(reader, "meetings", cast.club.pk)
    for name in ("meeting", "meeting_calendar", "answer_coming", "change_meeting"):
        assert reader.get(path(name, elsewhere.pk)).status_code == 404
