"""The code on the wall: who makes it, who shows it, and what it lets whoever scans it do."""

from __future__ import annotations

from io import StringIO

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management import call_command
from django.test import Client

from places.models import Place, RoomLink
from tests.agreements.holding import held
from tests.conftest import Cast
from tests.factories import make_place
from tests.places.in_rooms import at_the_wall, code_of, of, page, signed_in


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


@pytest.fixture
def room(cast: Cast) -> Place:
    room = make_place("De Kelder", by=cast.manager)
    held(cast.wouter, room)
    return room


def press(client: Client, room: Place, what: str, **more: object) -> int:
    return client.post(page("room_link", room.pk), {"what": what, **more}).status_code


def test_a_coordinator_makes_it_once(cast, room):
    client = signed_in(cast.manager)
    assert "Maak de code" in client.get(page("room_link", room.pk)).content.decode()
    assert press(client, room, "make") == press(client, room, "make") == 303
    link = RoomLink.objects.get()
    text = client.get(page("room_link", room.pk)).content.decode()
    assert page("open_room", link.token) in text
    assert page("room_qr", room.pk) in text


def test_both_sides_of_who_has_hours_there_show_it_and_change_nothing(cast, room):
    code_of(room)
    for client in (of(cast, cast.noor), of(cast, cast.samira), of(cast, cast.wouter)):
        text = client.get(page("room_link", room.pk)).content.decode()
        assert page("room_qr", room.pk) in text
        assert 'value="renew"' not in text
        assert press(client, room, "renew") == press(client, room, "stop") == 403
    assert signed_in(cast.elsewhere).get(page("room_link", room.pk)).status_code == 403
    assert cast.read(Client()).get(page("room_link", room.pk)).status_code == 403


def test_without_a_code_the_group_reads_whom_to_ask(cast, room):
    client = of(cast, cast.noor)
    assert "Vraag een coördinator" in client.get(page("room_link", room.pk)).content.decode()
    assert client.get(page("room_qr", room.pk)).status_code == 404


def test_the_picture_is_no_bigger_than_a_code_and_private(cast, room):
    code_of(room)
    answer = signed_in(cast.manager).get(page("room_qr", room.pk))
    assert answer.headers["Content-Type"] == "image/svg+xml"
    assert "no-store" in answer.headers["Cache-Control"]
    assert answer.content.startswith(b"<svg")


def test_the_code_opens_the_page_of_the_room(cast, room):
    link = code_of(room)
    client = Client()
    answer = client.get(page("open_room", link.token))
    assert answer.status_code == 303
    assert answer.headers["Location"] == page("wall", link.pk)
    assert link.token not in answer.headers["Location"]
    assert client.get(page("wall", link.pk)).status_code == 200
    assert client.cookies[settings.ROOM_COOKIE_NAME]["httponly"]


def test_the_code_opens_nothing_else(cast, room):
    client = at_the_wall(code_of(room))
    for name in ("place", "room_link", "change_place", "room_qr"):
        answer = client.get(page(name, room.pk))
        assert answer.status_code == 302
        assert answer.headers["Location"].startswith("/aanmelden/")
    assert client.get(page("wall", code_of(make_place()).pk)).status_code == 404


def test_several_rooms_and_the_oldest_makes_way(cast):
    links = [code_of(make_place()) for _room in range(6)]
    client = Client()
    for link in links:
        client.get(page("open_room", link.token))
    statuses = [client.get(page("wall", link.pk)).status_code for link in links]
    assert statuses == [404, 200, 200, 200, 200, 200]


def test_a_new_address_stops_what_hangs_there(cast, room):
    link = code_of(room)
    old, client = at_the_wall(link), signed_in(cast.manager)
    token = link.token
    # Two taps on one page make one new address.
    for _time in range(2):
        press(client, room, "renew", generation=1)
    link.refresh_from_db()
    assert link.generation == 2
    assert old.get(page("wall", link.pk)).status_code == 404
    assert Client().get(page("open_room", token)).status_code == 404
    assert at_the_wall(link).get(page("wall", link.pk)).status_code == 200


def test_stopped_is_stopped_and_a_new_one_is_another(cast, room):
    link = code_of(room)
    phone, client = at_the_wall(link), signed_in(cast.manager)
    assert press(client, room, "stop") == press(client, room, "stop") == 303
    assert phone.get(page("wall", link.pk)).status_code == 404
    assert press(client, room, "renew") == 409
    press(client, room, "make")
    assert RoomLink.objects.working().get().pk != link.pk
    assert Client().get(page("open_room", link.token)).status_code == 404


def test_a_place_that_is_gone_opens_nothing_and_gets_no_code(cast, room):
    link = code_of(room)
    phone = at_the_wall(link)
    room.take_away(by=cast.manager)
    assert phone.get(page("wall", link.pk)).status_code == 404
    assert press(signed_in(cast.manager), room, "make") == 409
    room.bring_back(by=cast.manager)
    assert phone.get(page("wall", link.pk)).status_code == 200


@pytest.mark.parametrize("token", ["onzin", "x" * 22, "x" * 500])
def test_a_wrong_code_gets_the_page_of_every_wrong_link(cast, token):
    answer = Client().get(page("open_room", token))
    assert answer.status_code == 404
    assert "Deze link werkt niet meer" in answer.content.decode()
    assert settings.ROOM_COOKIE_NAME not in answer.cookies


def test_wrong_codes_are_counted_and_right_ones_never(cast, room):
    token = code_of(room).token
    for _time in range(25):
        assert Client().get(page("open_room", token)).status_code == 303
    answers = [Client().get(page("open_room", f"x{n}")).status_code for n in range(21)]
    assert answers == [404] * 20 + [429]
    assert Client().get(page("open_room", token)).status_code == 303


def test_a_preview_gets_one_card_whatever_the_code(cast, room):
    agent = {"User-Agent": "WhatsApp/2.23.20.0 A"}
    right = Client().get(page("open_room", code_of(room).token), headers=agent)
    wrong = Client().get(page("open_room", "onzin"), headers=agent)
    assert right.content == wrong.content
    assert settings.ROOM_COOKIE_NAME not in right.cookies
    assert "Kelder" not in right.content.decode()


@pytest.mark.parametrize("cookie", ["", "onzin", "W10:x:y", "x" * 5000])
def test_a_cookie_that_is_not_ours_counts_for_nothing(cast, room, cookie):
    client = Client()
    client.cookies[settings.ROOM_COOKIE_NAME] = cookie
    assert client.get(page("wall", code_of(room).pk)).status_code == 404


def test_a_cookie_of_links_is_no_cookie_of_rooms(cast, room):
    """Both hold numbers, and are signed with another salt."""
    client = of(cast, cast.noor)
    client.cookies[settings.ROOM_COOKIE_NAME] = client.cookies[settings.SEAT_COOKIE_NAME].value
    assert client.get(page("wall", code_of(room).pk)).status_code == 404


def test_leaving_a_device_forgets_its_rooms(cast, room):
    link = code_of(room)
    client = at_the_wall(link)
    client.post(page("leave_device"))
    assert client.get(page("wall", link.pk)).status_code == 404


def test_a_dump_holds_no_token(cast, room):
    link = code_of(room)
    out = StringIO()
    call_command("dumpdata", verbosity=0, stdout=out)
    assert link.token not in out.getvalue()
    assert link.token_hash in out.getvalue()
