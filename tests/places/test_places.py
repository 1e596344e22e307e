"""The list of buildings and rooms, for whoever works here."""

from __future__ import annotations

import pytest

from initiatives.models import Neighbourhood
from tests.agreements.holding import held, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.places.in_rooms import page, signed_in


def body(cast: Cast, question: str = "", user=None) -> str:
    response = signed_in(user or cast.elsewhere).get(page("places") + question)
    assert response.status_code == 200
    return response.content.decode()


def test_rooms_stand_under_their_building(cast):
    brug = make_place("De Brug", address="Dorpsstraat 1")
    make_place("Akker")
    make_place("Zaal boven", building=brug, capacity=30)
    text = body(cast)
    assert text.index("Akker") < text.index("De Brug") < text.index("Zaal boven")
    assert "Dorpsstraat 1" in text
    assert "30 mensen" in text


def test_who_is_there_stands_with_a_room_and_not_what_for(cast):
    room = make_place("De Kelder")
    held(cast.wouter, room, label="Voor Zwaluwnoor en vrienden")
    written(cast.wouter, room, "1")
    text = body(cast)
    assert "Chillclub De Kelder" in text
    assert "elke vrijdag van 19.00 tot 22.00 uur" in text
    assert "Zwaluwnoor" not in text
    assert "maandag" not in text, "a draft is nobody's business"


def test_of_many_hours_the_first_few_are_shown(cast):
    room = make_place("De Kelder")
    draft = written(cast.wouter, room, "1", "08:00", "09:00")
    for hour in range(9, 19):
        add_hours(draft, room, "1", f"{hour:02}:00", f"{hour + 1:02}:00")
    from tests.agreements.holding import put_in_effect

    put_in_effect(draft, cast.wouter)
    text = body(cast)
    assert text.count("elke maandag") == 3
    assert "Bekijk alle tijden" in text


@pytest.mark.parametrize("words", ["brug", "Dorps", "BOVEN"])
def test_search_by_name_building_and_address(cast, words):
    brug = make_place("De Brug", address="Dorpsstraat 1")
    make_place("Zaal boven", building=brug)
    make_place("Akker")
    text = body(cast, f"?q={words}")
    assert "De Brug" in text
    assert "Akker" not in text


def test_search_by_neighbourhood_finds_rooms_of_a_building_there(cast):
    birds = Neighbourhood.called("Vogelbuurt")
    brug = make_place("De Brug", neighbourhood=birds)
    make_place("Zaal boven", building=brug)
    make_place("Akker")
    text = body(cast, f"?neighbourhood={birds.pk}")
    assert "Zaal boven" in text
    assert "Akker" not in text


@pytest.mark.parametrize("question", ["?neighbourhood=x", "?page=x", "?q=%00", "?gone=maybe"])
def test_a_question_that_makes_no_sense_asks_for_nothing(cast, question):
    make_place("De Brug")
    assert "De Brug" in body(cast, question)


def test_what_was_taken_away_is_only_there_when_asked_for(cast):
    brug = make_place("De Brug", by=cast.manager)
    make_place("Zaal boven", building=brug)
    make_place("Akker")
    brug.take_away(by=cast.manager)
    assert "Zaal boven" not in body(cast)
    text = body(cast, "?gone=on")
    assert "Zaal boven" in text
    assert "Akker" not in text


def test_pages_keep_the_question(cast):
    for number in range(60):
        make_place(f"Zaal {number:02}")
    make_place("Akker")
    text = body(cast, "?q=zaal")
    assert "Zaal 24" in text
    assert "Zaal 25" not in text
    assert "?page=2&amp;q=zaal" in text
    assert "Zaal 25" in body(cast, "?page=2&q=zaal")


def test_nothing_yet_says_what_to_do(cast):
    assert "Begin met het gebouw" in body(cast, user=cast.manager)
    assert "Vraag een coördinator" in body(cast)
    assert "Geen plek gevonden" in body(cast, "?q=niets")


def test_only_a_coordinator_is_offered_a_new_one(cast):
    assert page("add_place") not in body(cast)
    assert page("add_place") in body(cast, user=cast.manager)


@pytest.mark.parametrize("rooms", [2, 24])
def test_queries_do_not_grow(cast, rooms, django_assert_max_num_queries):
    brug = make_place("De Brug")
    for number in range(rooms):
        room = make_place(f"Zaal {number}", building=brug)
        if number < 5:
            held(cast.wouter, room, str(number + 1))
    client = signed_in(cast.elsewhere)
    with django_assert_max_num_queries(7):
        client.get(page("places"))
