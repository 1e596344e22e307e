"""Going round before leaving: ticks, one sentence, and on to the next agenda in one tap."""

from __future__ import annotations

import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from meetings.models import RiskItem
from places.forms.closing import CloseUpForm, lines_of
from places.models import ClosingCheck, Place, PlaceReport
from tests.conftest import Cast
from tests.factories import make_manager_once, make_place
from tests.world_keys import room_of

ALL = ["Ramen dicht", "Licht uit", "Verwarming laag", "Deur op slot"]


@pytest.fixture
def room(cast: Cast) -> Place:
    return room_of(cast.club, cast.wouter)


def path_of(cast: Cast, room: Place) -> str:
    return reverse("close_up", args=[cast.club.pk, room.pk])


def send(client: Client, cast: Cast, room: Place, *, htmx: bool = False, **data: Any) -> Any:
    mark = CloseUpForm(None, lines=lines_of(room)).mark
    headers = {"HX-Request": "true"} if htmx else {}
    return client.post(path_of(cast, room), {"shown": mark, **data}, headers=headers)


def test_everything_in_order(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    form = browser.get(path_of(cast, room)).content.decode()
    assert all(line in form for line in ALL) and "Haast? Bel De beheerder, 0123." in form
    response = send(browser, cast, room, ticks=ALL)
    check = ClosingCheck.objects.get()
    assert response.headers["Location"] == reverse("closing_check", args=[check.pk])
    assert not check.has_problem and check.by == cast.noor
    page = browser.get(response.headers["Location"]).content.decode()
    assert "Alles is in orde." in page and "Zet op de agenda" not in page


def test_what_is_wrong_goes_to_the_agenda_once(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    send(browser, cast, room, ticks=ALL[:2], text="De verwarming doet het niet.")
    check = ClosingCheck.objects.get()
    assert check.not_in_order == ALL[2:]
    page = browser.get(reverse("closing_check", args=[check.pk])).content.decode()
    assert "De verwarming doet het niet." in page and "niet in orde" in page
    other = cast.sit(Client(), cast.dex)
    for tapper in (browser, browser, other):
        response = tapper.post(reverse("check_to_agenda", args=[check.pk]))
        risk = RiskItem.objects.get()
        assert response.headers["Location"] == reverse("risk", args=[risk.pk])
    assert (risk.kind, risk.text, risk.closing_check) == (
        "bottleneck",
        "De verwarming doet het niet.",
        check,
    )
    page = browser.get(reverse("risk", args=[risk.pk])).content.decode()
    assert reverse("closing_check", args=[check.pk]) in page
    page = browser.get(reverse("closing_check", args=[check.pk])).content.decode()
    assert "Dit staat op de agenda" in page and "Zet op de agenda" not in page


def test_without_a_sentence_the_lines_are_named(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    send(browser, cast, room, ticks=ALL[1:])
    check = ClosingCheck.objects.get()
    browser.post(reverse("check_to_agenda", args=[check.pk]))
    text = RiskItem.objects.get().text
    assert text == f"{room.name}, niet in orde bij het weggaan: “Ramen dicht”"


def test_what_stands_open_already_is_not_named_twice(cast: Cast, room: Place) -> None:
    browser = cast.sit(Client(), cast.noor)
    for ticks in (ALL[:1], ALL[:2]):
        send(browser, cast, room, ticks=ticks, text="De lamp is stuk.")
        check = ClosingCheck.objects.first()
        assert check is not None
        browser.post(reverse("check_to_agenda", args=[check.pk]))
    assert ClosingCheck.objects.count() == 2 and RiskItem.objects.count() == 1
    page = browser.get(reverse("closing_check", args=[check.pk])).content.decode()
    assert "Dit staat op de agenda" in page


def test_in_order_has_nothing_for_the_agenda(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    send(browser, cast, room, ticks=ALL)
    check = ClosingCheck.objects.get()
    browser.post(reverse("check_to_agenda", args=[check.pk]))
    assert not RiskItem.objects.exists()


def test_nothing_ticked_and_nothing_said_asks_again(
    cast: Cast, client: Client, room: Place
) -> None:
    response = send(cast.sit(client, cast.noor), cast, room)
    assert response.status_code == 422 and not ClosingCheck.objects.exists()
    assert "Tik aan wat in orde is, of schrijf op wat er is." in response.content.decode()


def test_too_long_keeps_what_was_typed_and_ticked(cast: Cast, client: Client, room: Place) -> None:
    response = send(cast.sit(client, cast.noor), cast, room, ticks=ALL[:1], text="é" * 201)
    page = response.content.decode()
    assert response.status_code == 422 and "é" * 201 in page
    assert "Er passen er 200." in page and page.count("checked") == 1


def test_a_list_that_changed_is_shown_again(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    old = CloseUpForm(None, lines=lines_of(room)).mark
    room.change(by=make_manager_once(), revision=1, closing_list="Ramen dicht\n- Gas uit")
    data = {"shown": old, "ticks": ["Ramen dicht", "Licht uit"], "text": "Er is iets."}
    response = browser.post(path_of(cast, room), data)
    page = response.content.decode()
    assert response.status_code == 409 and "De lijst is net veranderd." in page
    assert "Gas uit" in page and "Licht uit" not in page and 'value="Er is iets."' in page
    assert page.count("checked") == 1 and not ClosingCheck.objects.exists()
    assert send(browser, cast, room, ticks=["Ramen dicht", "Gas uit"]).status_code == 303


def test_the_same_form_later_is_one_round(cast: Cast, client: Client, room: Place) -> None:
    """What waited for a connection may be sent again, long after."""
    browser, once = cast.sit(client, cast.noor), str(uuid.uuid4())
    for _n in range(2):
        response = send(browser, cast, room, ticks=ALL, once=once, htmx=True)
        assert response.status_code == 303
        ClosingCheck.objects.update(at="2026-01-01T20:00Z")
    assert ClosingCheck.objects.count() == 1
    fragment = browser.get(response.headers["Location"], headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content and b'id="close-up"' in fragment.content


def test_a_room_without_a_list_has_the_sentence(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    for place in (room, room.building):
        assert place is not None
        Place.objects.filter(pk=place.pk).update(closing_list="")
    room.refresh_from_db()
    assert "Voor deze plek is nog geen lijst." in browser.get(path_of(cast, room)).content.decode()
    assert send(browser, cast, room, text="De kraan lekt.").status_code == 303


def test_a_room_of_others_is_not_there(cast: Cast, client: Client, room: Place) -> None:
    browser = cast.sit(client, cast.noor)
    for place in (make_place(), Place(pk=0)):
        assert browser.get(path_of(cast, place)).status_code == 404
    room.take_away(by=make_manager_once())
    assert browser.get(path_of(cast, room)).status_code == 404


def test_names_of_the_group_stay_in_the_group(cast: Cast, client: Client, room: Place) -> None:
    send(cast.sit(client, cast.noor), cast, room, ticks=ALL)
    check = ClosingCheck.objects.get()
    client = Client()
    client.force_login(cast.wouter.user)
    page = client.get(reverse("closing_check", args=[check.pk])).content.decode()
    assert "Zwaluwnoor" not in page and "iemand van de groep" in page


def test_a_report_goes_to_the_agenda_once(cast: Cast, client: Client, room: Place) -> None:
    report = PlaceReport.objects.create(place=room, text="De kraan lekt.")
    browser = cast.sit(client, cast.noor)
    for _n in range(2):
        response = browser.post(reverse("report_to_agenda", args=[report.pk]))
        risk = RiskItem.objects.get()
        assert response.headers["Location"] == reverse("risk", args=[risk.pk])
    assert (risk.text, risk.place_report) == ("De kraan lekt.", report)
    page = browser.get(reverse("risk", args=[risk.pk])).content.decode()
    assert "Zonder naam gemeld in een ruimte." in page


def test_queries(
    cast: Cast, client: Client, room: Place, django_assert_max_num_queries: Any
) -> None:
    browser = cast.sit(client, cast.noor)
    for n in range(12):
        send(browser, cast, room, ticks=ALL[:2], text=f"Er is iets {n}.")
    check = ClosingCheck.objects.first()
    assert check is not None
    for path in (path_of(cast, room), reverse("closing_check", args=[check.pk])):
        with django_assert_max_num_queries(8):
            assert browser.get(path).status_code == 200


def test_the_page_of_a_room_says_that_it_is_on_the_agenda(
    cast: Cast, client: Client, room: Place
) -> None:
    report = PlaceReport.objects.create(place=room, text="De kraan lekt.")
    browser, path = cast.sit(client, cast.noor), reverse("place", args=[room.pk])
    assert reverse("report_to_agenda", args=[report.pk]) in browser.get(path).content.decode()
    browser.post(reverse("report_to_agenda", args=[report.pk]))
    page = browser.get(path).content.decode()
    assert reverse("report_to_agenda", args=[report.pk]) not in page
    assert reverse("risk", args=[RiskItem.objects.get().pk]) in page
