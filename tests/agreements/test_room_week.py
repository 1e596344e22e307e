"""The week of a room: who has it when, as it held or holds, and what is free."""

from __future__ import annotations

import re
from datetime import date, time, timedelta
from html import unescape
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from agreements.models import Pause, UseSlot
from agreements.room_week import week_of
from places.models import Place
from tests.agreements.crowded_room import crowd
from tests.agreements.holding import held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.overview.world import signed_in

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")
MONDAY = date(2027, 3, 8)
WEDNESDAY, FRIDAY = date(2027, 3, 10), date(2027, 3, 12)


def path(place: Place, day: str = "") -> str:
    return reverse("room_week", args=[place.pk]) + (f"?vanaf={day}" if day else "")


def get(client: Client, place: Place, day: str = "", *, status: int = 200) -> str:
    response = client.get(path(place, day))
    assert response.status_code == status
    return " ".join(unescape(response.content.decode()).split())


def days_of(page: str) -> list[str]:
    """The words of each day in the list."""
    listed = page[page.index('id="per-dag"') :]
    parts = re.split(r"<h3[^>]*>", listed)[1:8]
    return [" ".join(re.sub(r"<[^>]+>", " ", part).split()) for part in parts]


def who_at(week: Any) -> list[tuple[date, str, str]]:
    return [(t.span.day, f"{t.span.starts:%H.%M}", t.whose.name) for t in week.taken]


def make_room(**written: Any) -> Place:
    return make_place("Zaal boven", building=make_place("De Brug"), **written)


def test_who_has_the_room_and_what_is_free(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "35", "19:00", "22:00")
    page = get(signed_in(cast.elsewhere), room)
    days = days_of(page)
    assert days[2].startswith("woensdag 10 maart vandaag van 19.00 tot 22.00 uur: Chillclub")
    assert days[2].endswith("Vrij tot 19.00 en vanaf 22.00 uur.")
    assert days[3].endswith("De hele dag vrij.")
    assert "maandag 8 maart" in page
    assert "zondag 14 maart" in page
    assert page.count('class="fill--today"') == 1


def test_of_a_day_that_is_over_nothing_is_called_free(cast: Cast):
    days = days_of(get(signed_in(cast.elsewhere), make_room()))
    assert [("vrij" in day) for day in days] == [False, False, True, True, True, True, True]


def test_free_is_within_opening_times_also_past_midnight(cast: Cast):
    room = make_room(opens_at=time(9), closes_at=time(1))
    held(cast.wouter, room, "5", "20:00", "01:00")
    days = days_of(get(signed_in(cast.elsewhere), room))
    assert "van 20.00 tot 01.00 uur (de volgende dag): Chillclub De Kelder" in days[4]
    assert days[4].endswith("Vrij van 09.00 tot 20.00 uur.")
    assert "nog tot 01.00 uur, van de avond ervoor: Chillclub De Kelder" in days[5]
    assert days[5].endswith("De hele dag vrij.")


def test_what_began_on_the_sunday_before_is_told_on_monday(cast: Cast):
    room = make_room()
    with time_machine.travel(date(2027, 2, 10), tick=False):
        held(official_of(name="Eerder"), room, "7", "22:00", "02:00")
    days = days_of(get(signed_in(cast.elsewhere), room))
    assert "nog tot 02.00 uur, van de avond ervoor" in days[0]


def test_another_week_and_back(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "5", first_on=date(2027, 6, 1), last_on=date(2027, 8, 31))
    client = signed_in(cast.elsewhere)
    assert "Chillclub" not in "".join(days_of(get(client, room)))
    page = get(client, room, "2027-06-03")
    assert "Wie is er die week?" in page
    assert "Chillclub De Kelder" in days_of(page)[4]
    assert f'href="{reverse("room_week", args=[room.pk])}"' in page
    assert "?vanaf=2027-05-24" in page
    assert "?vanaf=2027-06-07" in page


@pytest.mark.parametrize(
    "day", ["x", "2027-02-30", "9999-12-31", "0001-01-01", "2099-01-01", "", "2027-03-10' OR 1=1"]
)
def test_what_is_no_day_gets_one_clear_sentence_and_this_week(cast: Cast, day):
    client = signed_in(cast.elsewhere)
    room = make_room()
    response = client.get(reverse("room_week", args=[room.pk]), {"vanaf": day})
    assert response.status_code == 422
    page = unescape(response.content.decode())
    assert page.count('class="utrecht-form-field-error-message') + page.count("field--invalid") > 0
    assert "woensdag 10 maart" in page
    assert day in page


def test_a_season_and_days_that_are_different(cast: Cast):
    room = make_room()
    draft = written(cast.wouter, room, "5")
    slot = draft.slots.get()
    slot.add_exception(on=FRIDAY, because="Zwaluwnoor is jarig")
    slot.add_exception(on=date(2027, 3, 13), starts=time(14), ends=time(17), because="Feest")
    put_in_effect(draft, cast.wouter)
    page = get(signed_in(cast.elsewhere), room)
    days = days_of(page)
    assert "Chillclub" not in days[4]
    assert "van 14.00 tot 17.00 uur: Chillclub De Kelder" in days[5]
    for secret in ("Zwaluwnoor", "Feest", "jarig"):
        assert secret not in page


def test_what_hours_are_for_is_nobodys_business(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "5", label="Voor Zwaluwnoor")
    assert "Zwaluwnoor" not in get(signed_in(cast.elsewhere), room)


def test_drafts_and_proposals_are_not_there(cast: Cast):
    room = make_room()
    written(cast.wouter, room, "5").propose(by=cast.wouter)
    written(official_of(), room, "1")
    assert week_of(room, MONDAY, has_rooms=False).taken == []


def test_a_room_with_the_whole_building_and_a_building_with_its_rooms(cast: Cast):
    room = make_room()
    other = make_place("Keuken", building=room.building)
    held(cast.wouter, room.building, "1")
    held(official_of(), room, "2")
    held(official_of(), other, "3")
    client = signed_in(cast.elsewhere)
    page = get(client, room, "2027-03-15")
    days = days_of(page)
    assert "Chillclub De Kelder , het hele gebouw" in days[0]
    assert "19.00" in days[1]
    assert "De hele dag vrij" in days[2]
    page = get(client, room.building, "2027-03-15")
    days = days_of(page)
    assert "Zaal boven" in days[1]
    assert "Keuken" in days[2]
    assert "rij" not in "".join(days).replace("vrijdag", ""), "of a building nobody can say"
    assert "Niemand." in days[5]


def test_other_rooms_of_the_building_are_one_tap_away(cast: Cast):
    room = make_room()
    other = make_place("Keuken", building=room.building)
    gone = make_place("Schuur", building=room.building)
    gone.take_away(by=gone.changed_by)
    page = get(signed_in(cast.elsewhere), room)
    assert f'href="{path(other)}?vanaf=2027-03-08"' in page
    assert f'href="{path(room.building)}?vanaf=2027-03-08"' in page
    assert "Schuur" not in page


def test_who_is_sent_to_other_rooms_may_see_them(cast: Cast):
    room = make_room()
    make_place("Keuken", building=room.building)
    held(cast.wouter, room, "5")
    client = cast.read(Client())
    page = get(client, room)
    addresses = set(re.findall(r'href="(/plek/[^"?]*)', page))
    assert reverse("room_week", args=[room.building_id]) in addresses
    for address in addresses:
        assert client.get(address).status_code == 200


def test_a_pause_frees_the_room_and_says_so(cast: Cast):
    room = make_room()
    version = held(cast.wouter, room, "5")
    Pause.begin(
        version.agreement, by=cast.wouter, because="Verbouwing", look_again_on=date(2027, 4, 1)
    )
    page = get(signed_in(cast.elsewhere), room)
    assert "De hele dag vrij" in days_of(page)[4]
    assert "Op pauze, en dus nu niet hier:" in page
    assert "Verbouwing" not in page
    Pause.resume(version.agreement, by=cast.wouter)
    assert "Chillclub De Kelder" in days_of(get(signed_in(cast.elsewhere), room))[4]


def test_weeks_that_were_are_told_as_they_were(cast: Cast):
    room = make_room()
    with time_machine.travel("2027-02-01 12:00", tick=False):
        official = official_of()
        first = held(official, room, "5")
    with time_machine.travel("2027-02-16 12:00", tick=False):
        second = first.agreement.start_version(by=official)
        second.slots.get().remove()
        add_hours(second, room, "6")
        second.propose(by=official)
        put_in_effect(second, official)

    def held_in(monday: str) -> list[date]:
        day = date.fromisoformat(monday)
        return [t.span.day for t in week_of(room, day, has_rooms=False).taken]

    assert held_in("2027-01-25") == []
    assert held_in("2027-02-08") == [date(2027, 2, 12)]
    assert held_in("2027-02-15") == [date(2027, 2, 20)]
    assert held_in("2027-03-08") == [date(2027, 3, 13)]


def test_an_end_frees_the_room_from_that_day_on(cast: Cast):
    room = make_room()
    version = held(cast.wouter, room, "1234567")
    version.agreement.end(by=cast.wouter, because="Klaar.")
    assert week_of(room, MONDAY, has_rooms=False).taken == []


def test_a_room_that_is_gone_says_so(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "5")
    room.take_away(by=room.changed_by)
    page = get(signed_in(cast.elsewhere), room)
    assert "Deze plek is er niet meer." in page
    assert "Chillclub De Kelder" in page


def test_own_hours_lead_to_the_own_place_and_those_of_others_nowhere(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "5")
    other = official_of()
    held(other, room, "4")
    page = get(cast.sit(Client(), cast.noor), room)
    assert reverse("our_place", args=[cast.club.pk]) in page
    assert reverse("our_place", args=[other.initiative_id]) not in page
    assert other.initiative.name in page
    assert 'class="fill--accent"' in page
    assert 'class="fill--other"' in page


def test_whoever_has_nothing_to_do_with_the_room_gets_nothing(cast: Cast):
    room = make_room()
    held(official_of(), room)
    assert Client().get(path(room)).status_code in (302, 404)
    for client in (signed_in(cast.resident), cast.sit(Client(), cast.noor)):
        assert client.get(path(room)).status_code == 404


def test_a_name_stays_text(cast: Cast):
    room = make_room()
    official = official_of()
    name = "<script>alert(1)</script> & co"
    type(official.initiative).objects.filter(pk=official.initiative_id).update(name=name)
    held(official, room, "5")
    response = signed_in(cast.elsewhere).get(path(room))
    assert b"<script>alert" not in response.content


@pytest.mark.parametrize("slots", [3, 400])
def test_queries_do_not_grow(cast: Cast, slots, django_assert_max_num_queries):
    room = make_room()
    crowd(cast.wouter, room, slots)
    clients = (
        cast.read(Client()),
        cast.sit(Client(), cast.noor),
        signed_in(cast.samira.user),
        signed_in(cast.elsewhere),
        signed_in(cast.manager),
    )
    for client in clients:
        with django_assert_max_num_queries(10):
            page = get(client, room)
    if slots == 400:
        assert "En nog" in page
        assert len(page) < 200_000


def test_today_holds_what_is_held_now(cast: Cast):
    """What the week says of today is what nobody else can take."""
    room = make_room()
    versions = [held(official_of(), room, str(n)) for n in (1, 3, 5)]
    Pause.begin(
        versions[1].agreement,
        by=versions[1].proposed_by,
        because="x",
        look_again_on=date(2027, 4, 1),
    )
    now = set(UseSlot.objects.held_now().values_list("pk", flat=True))
    taken = week_of(room, MONDAY + timedelta(days=7), has_rooms=False).taken
    assert {t.slot.pk for t in taken} == now
