"""The page behind the code on the wall: who is there, what holds there, and "er is iets"."""

from __future__ import annotations

from datetime import date

import pytest
import time_machine

from agreements.models import Pause, UseSlot
from places.models import Place, PlaceReport, RoomLink
from places.models.room_link import REPORTS
from tests.agreements.holding import held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.places.in_rooms import at_the_wall, code_of, of, page, signed_in

# A Wednesday; hours are on Friday when nothing else is said.
pytestmark = pytest.mark.at("2027-03-10 12:00")
FRIDAY = date(2027, 3, 12)


@pytest.fixture
def room(cast: Cast) -> Place:
    brug = make_place(
        "De Brug",
        by=cast.manager,
        caretaker="de beheerder, 14 070",
        house_rules="Iedereen is welkom.",
    )
    return make_place("De Kelder", building=brug, by=cast.manager, closing_list="")


@pytest.fixture
def link(room: Place) -> RoomLink:
    return code_of(room)


def wall(link: RoomLink) -> str:
    response = at_the_wall(link).get(page("wall", link.pk))
    assert response.status_code == 200
    return response.content.decode()


def report(link: RoomLink, text: str):
    return at_the_wall(link).post(page("report_room", link.pk), {"text": text})


def test_what_holds_in_the_room_and_no_person(cast, room, link):
    held(cast.wouter, room, label="Voor Zwaluwnoor")
    text = wall(link)
    for words in (
        "De Kelder",
        "De Brug",
        "14\u00a0070",
        "Iedereen is welkom.",
        "Verwarming laag",
        "tel:112",
    ):
        assert words in text
    assert "Chillclub De Kelder" in text
    for name in ("Zwaluw", "Wouter", "Samira", "Visser", "Karin"):
        assert name not in text


def test_later_this_week(cast, room, link):
    held(cast.wouter, room)
    text = wall(link)
    assert "Er is nu niemand." in text
    assert "Hierna: Chillclub De Kelder, vrijdag 12 maart vanaf 19.00 uur." in text
    assert "Van 19.00 tot 22.00 uur" in text


@pytest.mark.at("2027-03-12 20:00")
def test_now(cast, room, link):
    held(cast.wouter, room)
    text = wall(link)
    assert "Tot 22.00 uur." in text
    assert "Er is nu niemand." not in text
    assert "Vandaag" in text


def test_past_midnight_it_is_still_the_evening_before(cast, room, link):
    held(cast.wouter, room, "5", "20:00", "01:00")
    with time_machine.travel("2027-03-13 00:30+01:00", tick=False):
        assert "Tot 01.00 uur." in wall(link)


@pytest.mark.at("2027-03-12 22:00")
def test_at_the_end_nobody_is_there(cast, room, link):
    held(cast.wouter, room)
    assert "Er is nu niemand." in wall(link)


def test_a_day_off_is_said_without_why(cast, room, link):
    draft = written(cast.wouter, room)
    slot = draft.slots.get()
    slot.add_exception(on=FRIDAY, because="Zwaluwnoor is jarig")
    put_in_effect(draft, cast.wouter)
    text = wall(link)
    assert "Chillclub De Kelder is er dan niet." in text
    assert "jarig" not in text
    assert "19.00" not in text


def test_what_does_not_hold_is_not_there(cast, room, link):
    written(cast.wouter, room, "4")
    assert "Chillclub" not in wall(link)
    version = held(cast.wouter, room)
    Pause.begin(version.agreement, by=cast.wouter, because="Zomer.", look_again_on=FRIDAY)
    assert "Chillclub" not in wall(link)


def test_hours_in_the_building_and_in_its_rooms(cast, room, link):
    other = make_place("De Zolder", building=room.building, by=cast.manager)
    held(official_of(cast.garden), other, "5")
    held(cast.wouter, room.building, "4")
    text = wall(link)
    assert "Chillclub" in text, "the whole building"
    assert "Groene Hoek" not in text, "the room above"
    text = wall(code_of(room.building))
    assert "Groene Hoek, De Zolder" in text


def test_everybody_reads_the_same(cast, room, link):
    held(cast.wouter, room)
    phone = wall(link)
    client = of(cast, cast.wouter)
    client.get(page("open_room", link.token))
    text = client.get(page("wall", link.pk)).content.decode()
    inside = text.split("<main")[1].split("<form")[0]
    assert inside == phone.split("<main")[1].split("<form")[0]


def test_er_is_iets(cast, room, link):
    answer = report(link, "De kraan\nlekt.")
    assert answer.status_code == 303
    made = PlaceReport.objects.get()
    assert (made.place, made.text, made.on) == (room, "De kraan\nlekt.", date(2027, 3, 10))


def test_what_is_wrong_is_said_and_kept(cast, link):
    for typed, says in (("", "Vul dit in."), ("x" * 301, "Er passen er 300.")):
        answer = report(link, typed)
        assert answer.status_code == 422
        assert says in answer.content.decode()
        assert typed in answer.content.decode()
    assert not PlaceReport.objects.exists()


def test_a_number_is_asked_about(cast, link):
    answer = report(link, "Bel 06 12345678.")
    assert answer.status_code == 422
    assert "Wil je dit echt delen?" in answer.content.decode()


def test_the_same_words_twice_are_one(cast, link):
    for _time in range(2):
        assert report(link, "De kraan lekt.").status_code == 303
    assert PlaceReport.objects.count() == 1


def test_after_many_somebody_waits_and_the_text_stays(cast, link):
    for number in range(REPORTS):
        assert report(link, f"Kapot: {number}.").status_code == 303
    answer = report(link, "De kraan lekt.")
    assert answer.status_code == 409
    assert "Wacht tien minuten" in answer.content.decode()
    assert "De kraan lekt." in answer.content.decode()
    assert PlaceReport.objects.count() == REPORTS


def test_without_the_code_nothing_is_reported(cast, client, link):
    answer = client.post(page("report_room", link.pk), {"text": "De kraan lekt."})
    assert answer.status_code == 404
    assert not PlaceReport.objects.exists()


def test_settling_takes_it_off_the_list(cast, room, link):
    held(cast.wouter, room)
    made = PlaceReport.write(link, text="De kraan lekt.")
    client = of(cast, cast.noor)
    for _time in range(2):
        assert client.post(page("settle_report", made.pk)).status_code == 303
    made.refresh_from_db()
    assert made.settled_by == cast.noor
    assert "De kraan lekt." not in client.get(page("place", room.pk)).content.decode()


def test_a_coordinator_settles_it_too(cast, room, link):
    made = PlaceReport.write(link, text="De kraan lekt.")
    signed_in(cast.manager).post(page("settle_report", made.pk))
    made.refresh_from_db()
    assert made.settled_on == date(2027, 3, 10)
    assert made.settled_by is None


def test_who_has_no_hours_there_finds_no_report(cast, room, link):
    made = PlaceReport.write(link, text="De kraan lekt.")
    for client in (of(cast, cast.noor), of(cast, cast.wouter), signed_in(cast.elsewhere)):
        assert client.post(page("settle_report", made.pk)).status_code == 404


@pytest.mark.parametrize("slots", [3, 400])
def test_queries_do_not_grow(cast, room, link, slots, django_assert_max_num_queries):
    version = held(cast.wouter, room, "1", "00:00", "00:01")
    UseSlot.objects.bulk_create(
        UseSlot(
            version=version,
            place=room,
            key=f"k{number}",
            position=number,
            weekdays="34567",
            starts=f"{number // 20:02}:{number % 20:02}",
            ends=f"{number // 20:02}:{number % 20 + 30}",
        )
        for number in range(1, slots)
    )
    client = at_the_wall(link)
    with django_assert_max_num_queries(3):
        text = client.get(page("wall", link.pk)).content.decode()
    assert len(text) < 40_000
    if slots > 3:
        assert "En nog" in text


def test_hours_of_two_initiatives_in_order(cast, room, link):
    held(official_of(cast.garden), room, "5", "09:00", "12:00")
    draft = written(cast.wouter, room)
    add_hours(draft, room, "4")
    put_in_effect(draft, cast.wouter)
    text = wall(link)
    thursday, friday = text.index("Morgen"), text.index("Vrijdag 12 maart")
    assert thursday < friday < text.index("Groene Hoek", friday) < text.index("Chillclub", friday)
