"""The page on which a meeting is closed, and the button that opens it again."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from meetings.models import Meeting, PassedOver, RiskItem, RiskReview
from meetings.states import RiskWord, Status
from tests.conftest import Cast
from tests.meetings.talked import begun, closed, make_risk, put
from tests.world_meetings import make_meeting


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def close(client: Client, meeting: Meeting, **data: Any) -> Any:
    return client.post(reverse("close_meeting", args=[meeting.pk]), data)


def in_days(days: int) -> str:
    return (timezone.localdate() + timedelta(days=days)).isoformat()


def test_what_has_no_word_stands_in_one_list_with_one_button(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    risk = make_risk(cast, "Donker bij de deur")
    put(cast, meeting, "De barbecue")
    page = official.get(reverse("close_meeting", args=[meeting.pk])).content.decode()
    assert "Donker bij de deur" in page and 'name="rest"' in page and "De barbecue" in page
    refused = close(official, meeting)
    assert refused.status_code == 409
    assert "eerst een woord nodig" in refused.content.decode()
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY
    assert close(official, meeting, rest="yes").status_code == 303
    meeting.refresh_from_db()
    assert meeting.status == Status.CLOSED
    assert RiskReview.objects.get(risk=risk).word == RiskWord.NOT_REACHED
    assert PassedOver.objects.get().item.text == "De barbecue"


def test_the_next_one_is_planned_in_the_same_step(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    answer = close(official, meeting, day=in_days(42), time="19:30", place="De schuur")
    assert answer.headers["Location"] == reverse("minutes", args=[meeting.pk])
    after = Meeting.objects.get(status=Status.PLANNED)
    local = timezone.localtime(after.starts_at)
    assert (local.date().isoformat(), local.hour, local.minute) == (in_days(42), 19, 30)
    assert (after.previous, after.place, after.planned_by) == (meeting, "De schuur", cast.wouter)
    assert after.items.exclude(fixed="").count() == 4


def test_the_rhythm_proposes_it_at_the_same_time_of_day(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    at = timezone.make_aware(datetime.combine(timezone.localdate(), datetime.min.time()))
    Meeting.objects.filter(pk=meeting.pk).update(every="6w", starts_at=at.replace(hour=19))
    page = official.get(reverse("close_meeting", args=[meeting.pk])).content.decode()
    assert f'value="{in_days(42)}"' in page and 'value="19:00"' in page
    close(official, meeting, day=in_days(42), time="19:00", place="")
    after = Meeting.objects.get(status=Status.PLANNED)
    assert (after.every, after.place) == ("6w", meeting.place)


def test_without_a_day_nothing_is_planned(cast: Cast, official: Client) -> None:
    assert close(official, begun(cast), day="", time="19:30", place="De kelder").status_code == 303
    assert not Meeting.objects.filter(status=Status.PLANNED).exists()


@pytest.mark.parametrize(
    ("data", "sentence", "status"),
    [
        ({"day": "1900-01-01", "time": "19:30"}, "Dat jaar kan niet kloppen.", 422),
        ({"day": "2026-02-31", "time": "19:30"}, "Dit is geen dag.", 422),
        ({"day": "2001-01-01", "time": "19:30"}, "al voorbij", 409),
        ({"day": "2099-01-01", "time": "19:30"}, "binnen twee jaar", 409),
        ({"day": "2099-01-01", "time": "25:30"}, "Dit is geen tijd.", 422),
        ({"day": "2099-01-01", "time": ""}, "Hoe laat beginnen jullie dan?", 422),
    ],
)
def test_a_day_that_cannot_be_closes_nothing(
    data: dict[str, str], sentence: str, status: int, cast: Cast, official: Client
) -> None:
    meeting = begun(cast)
    answer = close(official, meeting, place="De grote schuur", **data)
    assert answer.status_code == status
    page = answer.content.decode()
    assert sentence in page and "De grote schuur" in page
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY
    assert not Meeting.objects.exclude(pk=meeting.pk).exists()


def test_at_the_same_time_as_another_one_nothing_is_planned(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    other = make_meeting(cast.club, cast.wouter, days=7)
    at = timezone.localtime(other.starts_at)
    answer = close(official, meeting, day=at.date().isoformat(), time=at.strftime("%H:%M"))
    assert answer.status_code == 409
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY


def test_when_the_next_one_is_there_it_is_not_asked_again(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    make_meeting(cast.club, cast.wouter, days=7)
    page = official.get(reverse("close_meeting", args=[meeting.pk])).content.decode()
    assert 'name="day"' not in page and "Dat staat al:" in page


def test_closing_twice_plans_once(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    data = {"day": in_days(42), "time": "19:30", "place": "De schuur"}
    for _twice in range(2):
        assert close(official, meeting, **data).status_code == 303
    assert Meeting.objects.filter(status=Status.PLANNED).count() == 1


def test_reopening_and_closing_again_plans_once(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    data = {"day": in_days(42), "time": "19:30", "place": "De schuur"}
    close(official, meeting, **data)
    official.post(reverse("reopen_meeting", args=[meeting.pk]))
    close(official, meeting, **data)
    assert Meeting.objects.filter(status=Status.PLANNED).count() == 1


def test_a_second_one_who_closes_reads_that_it_is_done(cast: Cast, official: Client) -> None:
    meeting = begun(cast)
    meeting.close(by=cast.noor)
    answer = close(official, meeting)
    assert answer.status_code == 409
    assert reverse("minutes", args=[meeting.pk]) in answer.content.decode()


def test_what_is_not_under_way_leads_elsewhere(cast: Cast, official: Client) -> None:
    planned = make_meeting(cast.club, cast.wouter)
    address = reverse("close_meeting", args=[planned.pk])
    assert official.get(address).headers["Location"] == reverse("meeting", args=[planned.pk])
    assert close(official, planned).status_code == 409
    planned.refresh_from_db()
    assert planned.status == Status.PLANNED
    done = closed(cast)
    address = reverse("close_meeting", args=[done.pk])
    assert official.get(address).headers["Location"] == reverse("minutes", args=[done.pk])


def test_opening_it_again_leads_back_to_the_meeting(cast: Cast, official: Client) -> None:
    meeting = closed(cast)
    answer = official.post(reverse("reopen_meeting", args=[meeting.pk]))
    assert answer.headers["Location"] == reverse("live_meeting", args=[meeting.pk])
    meeting.refresh_from_db()
    assert meeting.status == Status.UNDER_WAY
    assert RiskItem.objects.open().filter(text="Het lek is dicht").exists()


def test_a_newer_one_that_closed_keeps_it_closed(cast: Cast, official: Client) -> None:
    meeting = closed(cast, days=-14)
    begun(cast).close(by=cast.wouter, rest_not_reached=True)
    answer = official.post(reverse("reopen_meeting", args=[meeting.pk]))
    assert answer.status_code == 409
    assert "nieuwer overleg" in answer.content.decode()


def test_the_page_takes_few_queries(
    cast: Cast, official: Client, django_assert_max_num_queries: Any
) -> None:
    meeting = begun(cast)
    for n in range(200):
        make_risk(cast, f"Iets {n}")
    with django_assert_max_num_queries(10):
        page = official.get(reverse("close_meeting", args=[meeting.pk])).content.decode()
    assert "en nog 175" in page
