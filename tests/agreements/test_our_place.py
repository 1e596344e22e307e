"""The place of an initiative: when it is ours, what is different, and everything about the room."""

from __future__ import annotations

import re
from datetime import date, time
from html import unescape

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Pause
from initiatives.models import Initiative
from places.models import Place, PlaceReport, RoomLink
from tests.agreements.crowded_room import crowd
from tests.agreements.holding import held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.overview.world import signed_in

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")


def get(client: Client, initiative: Initiative) -> str:
    response = client.get(reverse("our_place", args=[initiative.pk]))
    assert response.status_code == 200
    return " ".join(unescape(response.content.decode()).split())


def words(page: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", page).split())


def seat(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor)


def make_room() -> Place:
    building = make_place(
        "De Brug",
        address="Dorpsstraat 1",
        caretaker="Beheerder, 012 345 67 89",
        house_rules="We roken buiten.",
        opens_at=time(9),
        closes_at=time(23),
    )
    return make_place("De Kelder", building=building, capacity=30)


def test_our_hours_of_the_coming_week(cast: Cast):
    held(cast.wouter, make_room(), "35", "19:00", "22:00", label="open avond")
    page = words(get(seat(cast), cast.club))
    assert "De Kelder, De Brug" in page
    assert "woensdag 10 maart van 19.00 tot 22.00 uur · open avond vandaag" in page
    assert "vrijdag 12 maart van 19.00 tot 22.00 uur" in page
    assert "17 maart" not in page, "that is the next week"
    assert "Elke woensdag en vrijdag van 19.00 tot 22.00 uur" in page


def test_what_is_different_soon(cast: Cast):
    draft = written(cast.wouter, make_room(), "5")
    slot = draft.slots.get()
    slot.add_exception(on=date(2027, 3, 26), because="Goede Vrijdag")
    slot.add_exception(on=date(2027, 3, 27), starts=time(14), ends=time(17))
    slot.add_exception(on=date(2027, 4, 6), because="een dinsdag: dan zijn we er nooit")
    slot.add_exception(on=date(2027, 9, 3), because="nog lang niet")
    put_in_effect(draft, cast.wouter)
    page = words(get(seat(cast), cast.club))
    assert "vrijdag 26 maart niet · Goede Vrijdag dicht" in page
    assert "zaterdag 27 maart ook: van 14.00 tot 17.00 uur extra" in page
    assert "dan zijn we er nooit" not in page
    assert "nog lang niet" not in page


def test_everything_about_the_room(cast: Cast):
    room = make_room()
    held(cast.wouter, room)
    page = get(seat(cast), cast.club)
    for said in (
        "Dorpsstraat 1",
        "Er mogen 30 mensen tegelijk binnen zijn.",
        "Het gebouw is open van 09.00 tot 23.00 uur.",
        "012 345 67 89",
        "We roken buiten.",
        reverse("room_week", args=[room.pk]),
        reverse("place", args=[room.pk]),
        reverse("room_link", args=[room.pk]),
        reverse("keys", args=[cast.club.pk]),
        reverse("close_up", args=[cast.club.pk, room.pk]),
    ):
        assert said in page


def test_reports_are_for_both_sides(cast: Cast):
    room = make_room()
    held(cast.wouter, room)
    link = RoomLink.make(room, by=room.changed_by)
    PlaceReport.write(link, text="De wc loopt door.")
    elsewhere = make_place("Ver weg")
    PlaceReport.write(RoomLink.make(elsewhere, by=room.changed_by), text="Iets van een ander.")
    sitting = seat(cast)
    for client in (sitting, signed_in(cast.wouter)):
        page = get(client, cast.club)
        assert "De wc loopt door." in page
        assert "Iets van een ander." not in page
    for client in (cast.read(Client()), signed_in(cast.police)):
        page = get(client, cast.club)
        assert "De wc loopt door." not in page
        assert reverse("keys", args=[cast.club.pk]) not in page
        assert reverse("close_up", args=[cast.club.pk, room.pk]) not in page
    cast.link.set_read_only(is_read_only=True, by=cast.samira)
    assert "De wc loopt door." not in get(sitting, cast.club)


def test_two_rooms_of_two_agreements(cast: Cast):
    first, second = make_room(), make_place("De Schuur")
    held(cast.wouter, first)
    held(cast.wouter, second, "6")
    page = words(get(seat(cast), cast.club))
    assert page.index("De Kelder, De Brug") < page.index("De Schuur")
    assert page.count("Zet in mijn agenda:") == 2


def test_hours_of_others_in_the_room_are_not_ours(cast: Cast):
    room = make_room()
    held(cast.wouter, room, "5")
    held(official_of(), room, "4")
    assert "donderdag" not in words(get(seat(cast), cast.club))


def test_without_hours_the_page_says_what_to_do(cast: Cast):
    page = get(seat(cast), cast.club)
    assert "Jullie hebben nog geen tijden in een ruimte." in page
    assert reverse("start_agreement", args=[cast.club.pk]) in page
    page = get(cast.read(Client()), cast.club)
    assert "Er zijn nog geen tijden in een ruimte afgesproken." in page
    assert reverse("start_agreement", args=[cast.club.pk]) not in page


def test_a_proposal_does_not_hold_yet(cast: Cast):
    written(cast.wouter, make_room()).propose(by=cast.wouter)
    assert "nog geen tijden" in get(seat(cast), cast.club)


def test_on_pause_it_is_not_ours_and_the_page_says_so(cast: Cast):
    version = held(cast.wouter, make_room(), "5")
    Pause.begin(version.agreement, by=cast.wouter, because="x", look_again_on=date(2027, 4, 1))
    page = words(get(seat(cast), cast.club))
    assert "staat op pauze. Zolang hebben jullie de ruimte niet." in page
    assert "Dan is de ruimte niet van jullie." in page
    assert "Elke vrijdag van 19.00 tot 22.00 uur (op pauze)" in page


def test_a_room_that_is_gone_says_so(cast: Cast):
    room = make_room()
    held(cast.wouter, room)
    room.take_away(by=room.changed_by)
    assert "Deze plek is er niet meer." in get(seat(cast), cast.club)


def test_an_evening_that_goes_on_past_midnight_is_still_there(cast: Cast):
    held(cast.wouter, make_room(), "2", "20:00", "01:00")
    # It began to hold on Wednesday, so of this Tuesday it says nothing.
    assert "9 maart" not in words(get(seat(cast), cast.club))


def test_whoever_takes_no_part_gets_nothing(cast: Cast):
    held(cast.wouter, make_room())
    address = reverse("our_place", args=[cast.club.pk])
    for person in (cast.elsewhere, cast.resident):
        assert signed_in(person).get(address).status_code == 404


def test_what_people_write_stays_text(cast: Cast):
    room = make_place("<b>Kelder</b>", house_rules="<script>x</script>")
    held(cast.wouter, room, label="<i>avond</i>")
    response = seat(cast).get(reverse("our_place", args=[cast.club.pk]))
    for sign in (b"<b>Kelder", b"<script>x", b"<i>avond"):
        assert sign not in response.content


@pytest.mark.parametrize("slots", [3, 400])
def test_queries_do_not_grow(cast: Cast, slots, django_assert_max_num_queries):
    room = make_room()
    crowd(cast.wouter, room, slots)
    if slots == 400:
        draft = written(cast.wouter, make_place("Schuur"), "6")
        add_hours(draft, make_place("Keuken"), "7")
        put_in_effect(draft, cast.wouter)
    for client in (
        cast.read(Client()),
        seat(cast),
        *(signed_in(person) for person in (cast.samira, cast.wouter)),
    ):
        with django_assert_max_num_queries(10):
            get(client, cast.club)
