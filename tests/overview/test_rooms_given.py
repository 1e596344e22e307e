"""A room is one of the means that the municipality gives: its hours a week are counted."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Pause
from agreements.weekly_hours import rooms_given
from tests.conftest import Cast
from tests.factories import add_hours, make_agreement, make_place
from tests.world_makers import take_effect


def test_hours_of_a_week_are_counted_while_they_hold(cast: Cast, client: Client) -> None:
    today = timezone.localdate()
    cellar = make_place("De Kelder", by=cast.manager)
    draft = make_agreement(cast.club, by=cast.wouter)
    add_hours(draft, cellar, weekdays="35", starts="19:00", ends="22:00")
    add_hours(draft, cellar, weekdays="6", starts="20:00", ends="01:30")
    later = {"first_on": today + timedelta(days=9), "last_on": today + timedelta(days=30)}
    add_hours(draft, cellar, weekdays="1234567", starts="08:00", ends="12:00", **later)
    assert rooms_given(cast.club) == [], "a draft gives nothing"
    draft.propose(by=cast.wouter)
    version = take_effect(draft, cast.wouter)
    assert rooms_given(cast.club) == ["De Kelder: 11,5 uur per week"]
    page = cast.sit(client, cast.noor).get(reverse("partnership", args=[cast.club.pk]))
    assert "De Kelder: 11,5 uur per week" in page.content.decode()
    assert rooms_given(cast.garden) == []
    Pause.begin(
        version.agreement,
        by=cast.wouter,
        because="Verbouwing.",
        look_again_on=today + timedelta(days=20),
    )
    assert rooms_given(cast.club) == []


def test_an_hour_that_stands_there_twice_is_one_hour(cast: Cast) -> None:
    today = timezone.localdate()
    cellar, hall = make_place("De Kelder", by=cast.manager), make_place("Zaal", by=cast.manager)
    draft = make_agreement(cast.club, by=cast.wouter)
    add_hours(draft, cellar, weekdays="7", starts="20:00", ends="01:00")
    add_hours(draft, cellar, weekdays="1", starts="00:00", ends="02:00")
    weekday = str(today.isoweekday())
    add_hours(
        draft, hall, weekdays=weekday, starts="10:00", ends="12:00", first_on=today, last_on=today
    )
    draft.propose(by=cast.wouter)
    take_effect(draft, cast.wouter)
    assert rooms_given(cast.club) == ["De Kelder: 6 uur per week"]
