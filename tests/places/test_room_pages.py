"""The page of one place: for whoever works here, and for whoever has hours in it."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.test import Client

from agreements.models import Pause
from agreements.templatetags.rooms import to_call
from initiatives.models.link import in_a_year
from places.models import PlaceReport
from tests.agreements.holding import held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place
from tests.places.in_rooms import code_of, of, page, signed_in


@pytest.fixture
def room(cast: Cast):
    brug = make_place(
        "De Brug",
        by=cast.manager,
        address="Dorpsstraat 1",
        caretaker="de beheerder, 14 070",
        house_rules="- Iedereen is welkom.\n- We roken buiten.",
    )
    return make_place("De Kelder", building=brug, by=cast.manager, capacity=30, closing_list="")


def text_for(client: Client, place) -> str:
    response = client.get(page("place", place.pk))
    assert response.status_code == 200
    return response.content.decode()


def test_what_a_room_leaves_empty_its_building_says(cast, room):
    text = text_for(signed_in(cast.elsewhere), room)
    for words in ("Dorpsstraat 1", "14\u00a0070", "We roken buiten.", "Er mogen 30 mensen in."):
        assert words in text
    assert "<li>We roken buiten.</li>" in text, "without the mark before it"
    assert "Verwarming laag" in text, "the closing list of the building"


def test_opening_times_are_said_also_past_midnight(cast):
    place = make_place(opens_at="18:00", closes_at="01:00")
    assert "Open van 18.00 tot 01.00 uur (de volgende dag)." in text_for(
        signed_in(cast.elsewhere), place
    )


def test_hours_of_building_and_room_stand_on_both(cast, room):
    held(cast.wouter, room, label="Geheim van Zwaluwdex")
    for place in (room, room.building):
        text = text_for(signed_in(cast.elsewhere), place)
        assert "Elke vrijdag van 19.00 tot 22.00 uur" in text
        assert "Zwaluwdex" not in text


def test_on_pause_is_said(cast, room):
    version = held(cast.wouter, room)
    Pause.begin(version.agreement, by=cast.wouter, because="Zomer.", look_again_on=in_a_year())
    assert "op pauze" in text_for(signed_in(cast.elsewhere), room)


def test_the_group_sees_its_own_building_and_no_other(cast, room):
    client = of(cast, cast.noor)
    assert client.get(page("place", room.pk)).status_code == 404
    held(cast.wouter, room)
    assert "De Kelder" in text_for(client, room)
    beside = make_place("De Zolder", building=room.building)
    assert page("place", beside.pk) in text_for(client, room.building)
    assert client.get(page("place", beside.pk)).status_code == 200
    assert client.get(page("place", make_place().pk)).status_code == 404


def test_a_draft_of_the_other_side_shows_no_room(cast, room):
    written(cast.wouter, room)
    assert of(cast, cast.noor).get(page("place", room.pk)).status_code == 404
    assert of(cast, cast.wouter).get(page("place", room.pk)).status_code == 200


def test_the_whole_building_gives_its_rooms(cast, room):
    held(cast.wouter, room.building)
    assert "De Kelder" in text_for(of(cast, cast.noor), room)


def test_reports_are_for_both_sides_of_who_has_hours_and_for_coordinators(cast, room):
    held(cast.wouter, room)
    PlaceReport.write(code_of(room), text="De kraan lekt.")
    for client in (of(cast, cast.noor), of(cast, cast.samira), of(cast, cast.wouter)):
        assert "De kraan lekt." in text_for(client, room)
    assert "De kraan lekt." in text_for(signed_in(cast.manager), room)
    assert "De kraan lekt." not in text_for(signed_in(cast.elsewhere), room)
    assert "De kraan lekt." not in text_for(of(cast, cast.police), room)
    assert "De kraan lekt." not in text_for(cast.read(Client()), room)


def test_a_report_in_the_next_room_is_not_ours(cast, room):
    other = make_place("De Zolder", building=room.building, by=cast.manager)
    held(cast.wouter, room)
    theirs = official_of(cast.garden)
    held(theirs, other)
    PlaceReport.write(code_of(other), text="De kraan lekt.")
    assert "De kraan lekt." not in text_for(of(cast, cast.wouter), room)
    assert "De kraan lekt." in text_for(signed_in(theirs.user), other)
    assert "De kraan lekt." in text_for(signed_in(cast.manager), room.building)


def test_a_place_that_is_gone_stays_readable(cast, room):
    held(cast.wouter, room)
    room.take_away(by=cast.manager)
    text = text_for(of(cast, cast.noor), room)
    assert "weggehaald op" in text
    assert page("bring_back_place", room.pk) not in text
    assert page("bring_back_place", room.pk) in text_for(signed_in(cast.manager), room)


def test_a_room_of_a_building_that_is_gone_is_brought_back_with_it(cast, room):
    room.building.take_away(by=cast.manager)
    text = text_for(signed_in(cast.manager), room)
    assert "Het gebouw is weggehaald." in text
    assert page("bring_back_place", room.pk) not in text


def test_only_a_coordinator_is_offered_to_change_it(cast, room):
    held(cast.wouter, room)
    for client in (of(cast, cast.wouter), signed_in(cast.elsewhere), of(cast, cast.noor)):
        text = text_for(client, room)
        assert page("change_place", room.pk) not in text
        assert page("take_away_place", room.pk) not in text
    text = text_for(signed_in(cast.manager), room.building)
    assert page("add_room", room.building_id) in text


@pytest.mark.parametrize("slots", [3, 60])
def test_queries_do_not_grow(cast, room, slots, django_assert_max_num_queries):
    draft = written(cast.wouter, room, "1", "00:00", "00:05")
    for number in range(1, slots):
        add_hours(
            draft, room, "1", f"{number // 6:02}:{number % 6}0", f"{number // 6:02}:{number % 6}5"
        )
    put_in_effect(draft, cast.wouter)
    for number in range(5):
        PlaceReport.write(code_of(room), text=f"Kapot: {number}.")
    for client in (of(cast, cast.noor), of(cast, cast.wouter), signed_in(cast.manager)):
        with django_assert_max_num_queries(10):
            client.get(page("place", room.pk))


def test_reports_stand_newest_first(cast, room):
    held(cast.wouter, room)
    for text, days in (("Eerder.", 3), ("Later.", 1), ("Aan het begin.", 9)):
        report = PlaceReport.write(code_of(room), text=text)
        PlaceReport.objects.filter(pk=report.pk).update(on=report.on - timedelta(days=days))
    text = text_for(of(cast, cast.noor), room)
    assert text.index("Later.") < text.index("Eerder.") < text.index("Aan het begin.")


@pytest.mark.parametrize(
    ("said", "called"),
    [
        ("de beheerder, 14 070", ["14070"]),
        ("012 345 67 89 of 06-12345678", ["0123456789", "0612345678"]),
        ("+31 (0)12 345 67 89", ["+31123456789"]),
        ("0800 1234", ["08001234"]),
        ("Bel 112.", ["112"]),
        ("kamer 1123, open 09.00-17.00", []),
        ("de balie", []),
    ],
)
def test_a_number_can_be_tapped(said, called):
    assert re.findall(r'href="tel:([^"]*)"', to_call(said)) == called


def test_a_number_leaves_the_rest_as_plain_text():
    assert to_call("<b>Jan</b> 112 & zo") == (
        '&lt;b&gt;Jan&lt;/b&gt; <a href="tel:112">112</a> &amp; zo'
    )
