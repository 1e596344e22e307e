"""When an initiative is in its room, in one line on its pages."""

from __future__ import annotations

from datetime import date, time

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agreements.models import Pause
from initiatives.models import Initiative
from overview.hours_now import hours_now, with_hours_now
from tests.agreements.crowded_room import crowd
from tests.agreements.holding import held, put_in_effect, written
from tests.conftest import Cast
from tests.factories import make_place
from tests.overview.world import signed_in

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")
TODAY = date(2027, 3, 10)


def sentence(initiative: Initiative) -> str:
    return hours_now(with_hours_now(Initiative.objects.all()).get(pk=initiative.pk)).sentence


@pytest.mark.parametrize(
    ("hours", "said"),
    [
        (("3", "19:00", "22:00"), "Vanavond van 19.00 tot 22.00 uur in De Kelder"),
        (("3", "14:00", "17:00"), "Vandaag van 14.00 tot 17.00 uur in De Kelder"),
        (("3", "10:00", "13:00"), "Nu, tot 13.00 uur, in De Kelder"),
        (
            ("3", "20:00", "01:00"),
            "Vanavond van 20.00 tot 01.00 uur (de volgende dag) in De Kelder",
        ),
        (("34", "09:00", "11:00"), "Morgen van 09.00 tot 11.00 uur in De Kelder"),
        (("5", "19:00", "22:00"), "Vrijdag 12 maart van 19.00 tot 22.00 uur in De Kelder"),
        (("2", "19:00", "22:00"), "Dinsdag 16 maart van 19.00 tot 22.00 uur in De Kelder"),
    ],
)
def test_the_first_time_that_comes(cast: Cast, hours, said):
    held(cast.wouter, make_place("De Kelder"), *hours)
    assert sentence(cast.club) == said


def test_past_midnight_it_still_goes_on(cast: Cast):
    held(cast.wouter, make_place("De Kelder"), "3", "20:00", "01:00")
    with time_machine.travel("2027-03-11 00:30+01:00", tick=False):
        assert sentence(cast.club) == "Nu, tot 01.00 uur, in De Kelder"
    with time_machine.travel("2027-03-11 01:00+01:00", tick=False):
        assert sentence(cast.club).startswith("Woensdag 17 maart")


def test_a_day_off_is_said_and_then_what_comes_next(cast: Cast):
    draft = written(cast.wouter, make_place("De Kelder"), "35")
    draft.slots.get().add_exception(on=TODAY, because="Zwaluwnoor is jarig")
    put_in_effect(draft, cast.wouter)
    page = cast.read(Client()).get(reverse("group_page", args=[cast.club.pk])).content.decode()
    assert "Vandaag niet in De Kelder" in page
    assert "Vrijdag 12 maart van 19.00 tot 22.00 uur in De Kelder" in page
    assert "jarig" not in page


def test_a_day_on_top_counts(cast: Cast):
    draft = written(cast.wouter, make_place("De Kelder"), "5")
    draft.slots.get().add_exception(on=TODAY, starts=time(15), ends=time(16))
    put_in_effect(draft, cast.wouter)
    assert sentence(cast.club) == "Vandaag van 15.00 tot 16.00 uur in De Kelder"


def test_out_of_season_there_is_only_the_way_to_the_place(cast: Cast):
    held(cast.wouter, make_place("De Kelder"), "5", first_on=date(2027, 6, 1))
    page = cast.read(Client()).get(reverse("group_page", args=[cast.club.pk])).content.decode()
    assert "Onze plek en onze tijden" in page


def test_without_hours_or_on_pause_there_is_no_line(cast: Cast):
    address = reverse("group_page", args=[cast.club.pk])
    own = reverse("our_place", args=[cast.club.pk])
    reader = cast.read(Client())
    assert own not in reader.get(address).content.decode()
    version = held(cast.wouter, make_place("De Kelder"))
    assert own in reader.get(address).content.decode()
    Pause.begin(version.agreement, by=cast.wouter, because="x", look_again_on=date(2027, 4, 1))
    assert own not in reader.get(address).content.decode()


def test_it_is_on_the_page_of_the_initiative_too(cast: Cast):
    held(cast.wouter, make_place("De Kelder"), "3")
    page = signed_in(cast.wouter).get(reverse("initiative", args=[cast.club.pk]))
    assert "Vanavond van 19.00 tot 22.00 uur in De Kelder" in page.content.decode()


def test_a_colleague_from_elsewhere_sees_the_card_as_before(cast: Cast):
    held(cast.wouter, make_place("De Kelder"), "3")
    page = signed_in(cast.elsewhere).get(reverse("initiative", args=[cast.club.pk]))
    assert "Vanavond" not in page.content.decode()


def test_it_costs_no_query(cast: Cast, django_assert_num_queries):
    crowd(cast.wouter, make_place("De Kelder"), 200)
    with django_assert_num_queries(1):
        assert sentence(cast.club)
