"""What a coordinator does with buildings and rooms: add, change, take away, bring back."""

from __future__ import annotations

from datetime import time

import pytest

from initiatives.models import Neighbourhood
from places.models import Place
from tests.agreements.holding import held, written
from tests.conftest import Cast
from tests.factories import make_manager, make_place
from tests.places.in_rooms import FORM, page, signed_in


@pytest.fixture
def brug(cast: Cast) -> Place:
    return make_place("De Brug", by=cast.manager, address="Dorpsstraat 1")


def changed(place: Place, **typed: str) -> dict[str, str]:
    """The form of `place` as its page gives it, with something else typed."""
    place.refresh_from_db()
    return {
        "name": place.name,
        "address": place.address,
        "closing_list": place.closing_list,
        "revision": str(place.revision),
        **typed,
    }


def test_a_building_with_everything_in_it(cast):
    response = signed_in(cast.manager).post(page("add_place"), FORM)
    place = Place.objects.get()
    assert response.headers["Location"] == page("place", place.pk)
    assert place.building is None
    assert place.changed_by == cast.manager
    assert (place.opens_at, place.closes_at) == (time(9), time(23))
    assert place.neighbourhood == Neighbourhood.objects.get(name="Vogelbuurt")
    assert place.capacity == 40


def test_a_name_is_enough(cast):
    signed_in(cast.manager).post(page("add_place"), {"name": "De Brug"})
    assert Place.objects.get().name == "De Brug"


def test_the_form_begins_with_a_usual_closing_list_and_that_of_a_room_is_empty(cast, brug):
    client = signed_in(cast.manager)
    assert "Verwarming laag" in client.get(page("add_place")).content.decode()
    assert "Verwarming laag" not in client.get(page("add_room", brug.pk)).content.decode()


def test_a_room_in_a_building(cast, brug):
    signed_in(cast.manager).post(page("add_room", brug.pk), {"name": "Zaal boven"})
    assert Place.objects.get(name="Zaal boven").building == brug


def test_no_room_in_a_room_and_none_in_what_is_gone(cast, brug):
    client = signed_in(cast.manager)
    room = make_place(building=brug, by=cast.manager)
    assert client.post(page("add_room", room.pk), {"name": "Kast"}).status_code == 404
    brug.take_away(by=cast.manager)
    answer = client.post(page("add_room", brug.pk), {"name": "Zaal boven"})
    assert answer.status_code == 409
    assert "Zaal boven" in answer.content.decode()
    assert not Place.objects.filter(name__in=("Kast", "Zaal boven")).exists()


def test_the_same_form_sent_twice_is_one_place(cast, brug):
    client = signed_in(cast.manager)
    for _time in range(2):
        client.post(page("add_place"), FORM)
        client.post(page("add_room", brug.pk), {"name": "Zaal boven"})
    assert Place.objects.filter(address="Dorpsstraat 1", capacity=40).count() == 1
    assert Place.objects.filter(name="Zaal boven").count() == 1
    client.post(page("add_place"), {**FORM, "capacity": "41"})
    assert Place.objects.filter(capacity=41).exists(), "another one is another one"


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ({"name": " "}, "Vul dit in."),
        ({"name": "x" * 81}, "Er passen er 80."),
        ({"opens_at": "30:00"}, "Dit is geen tijd."),
        ({"opens_at": ""}, "Vul beide tijden in, of geen van beide."),
        ({"closes_at": ""}, "Vul beide tijden in, of geen van beide."),
        ({"closes_at": "09:00"}, "Open en dicht zijn nu even laat."),
        ({"capacity": "0"}, "Vul een getal in van 1 of meer."),
        ({"capacity": "veel"}, "Vul een heel getal in"),
        ({"house_rules": "x" * 1501}, "Er passen er 1500."),
    ],
)
def test_bad_input_gets_a_sentence_and_keeps_what_was_typed(cast, typed, says):
    answer = signed_in(cast.manager).post(page("add_place"), {**FORM, **typed})
    text = answer.content.decode()
    assert answer.status_code == 422
    assert says in text
    assert "We roken buiten." in text or "house_rules" in typed
    assert not Place.objects.exists()
    assert not Neighbourhood.objects.exists(), "nothing of a form that was refused"


def test_closing_after_midnight_is_fine(cast):
    signed_in(cast.manager).post(page("add_place"), {**FORM, "closes_at": "01:00"})
    assert Place.objects.get().is_open_for(time(20), time(0, 30))


@pytest.mark.parametrize(("opens", "closes"), [("9", "24:00"), ("09.00", "24"), ("09:00", "00:00")])
def test_times_are_written_as_in_an_agreement(cast, opens, closes):
    typed = {**FORM, "opens_at": opens, "closes_at": closes}
    signed_in(cast.manager).post(page("add_place"), typed)
    assert Place.objects.get().opening == (time(9), time(0))


def test_change(cast, brug):
    data = changed(brug, address="Dorpsstraat 2", house_rules="Iedereen is welkom.")
    answer = signed_in(cast.manager).post(page("change_place", brug.pk), data)
    assert answer.status_code == 303
    brug.refresh_from_db()
    assert (brug.address, brug.revision) == ("Dorpsstraat 2", 2)


def test_two_at_once_the_second_sees_both_texts(cast, brug):
    other = make_manager()
    first, second = changed(brug, address="Eerst 1"), changed(brug, address="Tweede 2")
    signed_in(other).post(page("change_place", brug.pk), first)
    client = signed_in(cast.manager)
    answer = client.post(page("change_place", brug.pk), second)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert "Eerst 1" in text
    assert "Tweede 2" in text
    assert text.count("<dt><strong>") == 1, "only what differs"
    brug.refresh_from_db()
    assert brug.address == "Eerst 1"
    # The page that was shown knows what stands there now: saving again goes through.
    assert f'name="revision" value="{brug.revision}"' in text
    client.post(page("change_place", brug.pk), {**second, "revision": str(brug.revision)})
    brug.refresh_from_db()
    assert brug.address == "Tweede 2"


def test_the_same_change_twice_is_one(cast, brug):
    data = changed(brug, address="Dorpsstraat 2")
    client = signed_in(cast.manager)
    for _time in range(2):
        assert client.post(page("change_place", brug.pk), data).status_code == 303
    brug.refresh_from_db()
    assert brug.revision == 2


def test_taking_away_asks_and_says_who_has_hours_there(cast, brug):
    room = make_place("Zaal boven", building=brug, by=cast.manager)
    held(cast.wouter, room)
    written(cast.wouter, room, "1")
    client = signed_in(cast.manager)
    text = client.get(page("take_away_place", brug.pk)).content.decode()
    for words in ("Zaal boven", "Chillclub De Kelder", "Elke vrijdag", "In 1 tekst"):
        assert words in text
    assert "maandag" not in text
    brug.refresh_from_db()
    assert not brug.is_gone
    client.post(page("take_away_place", brug.pk))
    brug.refresh_from_db()
    assert brug.is_gone


def test_taking_away_twice_is_once_and_bringing_back_too(cast, brug):
    client = signed_in(cast.manager)
    for name, is_gone in (("take_away_place", True), ("bring_back_place", False)):
        for _time in range(2):
            assert client.post(page(name, brug.pk)).status_code == 303
            brug.refresh_from_db()
            assert brug.is_gone == is_gone
    assert brug.revision == 3


def test_a_room_waits_for_its_building_to_come_back(cast, brug):
    room = make_place(building=brug, by=cast.manager)
    room.take_away(by=cast.manager)
    brug.take_away(by=cast.manager)
    answer = signed_in(cast.manager).post(page("bring_back_place", room.pk))
    assert answer.status_code == 409
    assert "Zet eerst het gebouw terug." in answer.content.decode()


def test_who_is_no_coordinator_reads_why_not(cast, brug):
    client = signed_in(cast.elsewhere)
    for name in ("change_place", "take_away_place", "add_room"):
        answer = client.get(page(name, brug.pk))
        assert answer.status_code == 403
        assert "alleen voor coördinatoren" in answer.content.decode()
