"""The second half of the thirty cases of test_links_of_safety.py: what a phone holds."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from http.cookies import Morsel

import pytest
from django.core import signing
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from config.logs import Redacted
from initiatives import who
from initiatives.models import Initiative, Participant, Seat, ShareLink
from initiatives.views import seats
from initiatives.who import Claim, write_claims
from tests.conftest import Cast, with_claims
from tests.factories import make_initiative, make_link, make_participant
from tests.initiatives.conftest import text_of
from tests.initiatives.three_links import (
    KINDS,
    Links,
    links_of_cast,
    open_link,
    path_of,
    phone_with,
)

IN_PART = {"HX-Request": "true"}


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


@pytest.fixture
def links(cast: Cast) -> Links:
    return links_of_cast(cast)


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that is logged at any level, through the formatter of the app."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacted("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root, level = logging.getLogger(), logging.getLogger().level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


def acts(client: Client, initiative: Initiative, **headers: str) -> bool:
    """Whether this phone may still write."""
    person = make_participant(initiative)
    path = reverse("leave", args=[person.pk])
    return bool(client.post(path, headers=headers).status_code == 303)


def reads(client: Client, initiative: Initiative) -> bool:
    return bool(client.get(reverse("group_page", args=[initiative.pk])).status_code == 200)


def cookie_of(client: Client, settings) -> Morsel[str]:
    return client.cookies[settings.SEAT_COOKIE_NAME]


@pytest.mark.parametrize("kind", KINDS)
def test_17_address_bar(links: Links, kind: str) -> None:
    token, client = links[kind].token, Client()
    answer = client.get(path_of(token), follow=True)
    assert answer.redirect_chain == [(links.page_of(kind), 303)]
    pages = [answer, client.get("/"), client.get(reverse("leave_device"))]
    pages.append(client.get(links.page_of(kind), headers=IN_PART))
    for page in pages:
        assert token not in text_of(page)
        assert token not in str(page.headers)
        assert token not in page.request["PATH_INFO"] + page.request.get("QUERY_STRING", "")
    assert token not in str(client.cookies)


@pytest.mark.parametrize("kind", KINDS)
def test_18_logs(cast: Cast, links: Links, logged: io.StringIO, monkeypatch, kind: str) -> None:
    token = links[kind].token
    client = Client(raise_request_exception=False)
    codes = [client.get(path_of(token)).status_code]
    whatsapp = {"User-Agent": "WhatsApp/2"}
    codes.append(client.get(path_of(token), headers=whatsapp).status_code)
    somewhere = reverse("edit_initiative", args=[cast.club.pk])
    codes.append(Client().get(somewhere, {"from": path_of(token)}).status_code)
    codes.append(cast.read(Client()).get(somewhere, {"from": path_of(token)}).status_code)
    codes.append(client.post(path_of(token)).status_code)
    links[kind].revoke(by=cast.samira)
    codes.append(client.get(path_of(token)).status_code)

    def fails(*_args: object, **_more: object) -> None:
        raise ValueError(f"no such page: {path_of(token)}")

    monkeypatch.setattr(seats, "wrong_token", fails)
    codes.append(client.get(path_of(token)).status_code)
    logging.getLogger("gunicorn.access").info('"GET %s HTTP/1.1" 303', path_of(token))
    assert codes == [303, 200, 302, 403, 405, 404, 500]
    said = logged.getvalue()
    assert "no such page: /g/***" in said, "the control: it was logged"
    assert said.count("/g/***") >= 4
    assert token not in said


def test_19_cookie(links: Links, settings) -> None:
    cookie = cookie_of(phone_with(links.group), settings)
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"
    assert (cookie["path"], cookie["domain"]) == ("/", "")
    assert 0 < int(cookie["max-age"]) <= 366 * 24 * 3600
    settings.HTTPS = True
    response = HttpResponse()
    write_claims(response, [Claim(1, 1)])
    assert response.cookies[settings.SEAT_COOKIE_NAME]["secure"]


def test_20_forgery(cast: Cast, links: Links, settings) -> None:
    seat = Seat.objects.create(link=links.group, participant=cast.noor)
    rows = [[links.group.pk, 1, seat.pk]]
    good = signing.dumps(rows, salt=who.SALT)
    later = signing.TimestampSigner(salt=who.SALT)
    assert later.unsign(good)
    wrong = [
        good[:-1] + ("A" if good[-1] != "A" else "B"),
        "A" + good[1:],
        good.rpartition(":")[0],
        signing.dumps(rows, salt="another use"),
        signing.dumps(rows, key="another key", salt=who.SALT),
        signing.dumps({"link": links.group.pk}, salt=who.SALT),
        signing.dumps([[links.group.pk]], salt=who.SALT),
        signing.dumps([["1 OR 1=1", 1, 1]], salt=who.SALT),
        str(rows),
        "",
        ":" * 200,
        "A" * 8_000,
    ]
    for value in wrong:
        client = Client(raise_request_exception=True)
        client.cookies[settings.SEAT_COOKIE_NAME] = value
        assert not reads(client, cast.club), value[:60]
        assert not acts(client, cast.club), value[:60]
    client = Client()
    client.cookies[settings.SEAT_COOKIE_NAME] = good
    assert acts(client, cast.club), "the control"


def test_21_fixation(cast: Cast, links: Links, settings) -> None:
    client = Client()
    client.cookies[settings.SEAT_COOKIE_NAME] = "of-somebody-else"
    values = ["of-somebody-else"]
    open_link(links.group.token, client)
    values.append(cookie_of(client, settings).value)
    client.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Rayan"})
    values.append(cookie_of(client, settings).value)
    assert len(set(values)) == 3
    # A phone on which the cookie of a reader was planted does not come to sit with it.
    planted = Client()
    planted.cookies[settings.SEAT_COOKIE_NAME] = values[1]
    assert not acts(planted, cast.club)


def test_22_neighbours(cast: Cast, links: Links) -> None:
    garden = make_link(cast.garden)
    theirs = Seat.objects.create(link=garden, participant=cast.gardener)
    mine = Seat.objects.create(link=links.group, participant=cast.noor)
    # A claim names a link and a seat; the seat says where it speaks, and nowhere else.
    mixed = with_claims(Client(), [Claim(links.group.pk, 1, theirs.pk)])
    assert not acts(mixed, cast.club)
    assert reads(mixed, cast.club)
    mine_only = with_claims(Client(), [Claim(links.group.pk, 1, mine.pk)])
    assert acts(mine_only, cast.club)
    assert not reads(mine_only, cast.garden)
    assert mine_only.post(reverse("leave", args=[cast.gardener.pk])).status_code == 404


def test_23_ten_seats(cast: Cast, links: Links) -> None:
    client, homes = Client(), []
    for _ in range(11):
        home = make_initiative()
        link = make_link(home)
        open_link(link.token, client)
        client.post(reverse("take_seat", args=[home.pk]), {"name": "Rayan"})
        homes.append(home)
    for _ in range(3):
        open_link(links.read.token, client)
    assert [acts(client, home) for home in homes] == [False] + [True] * 10
    assert client.get(links.page_of("read")).status_code == 200


def test_24_not_my_phone(cast: Cast, links: Links, settings) -> None:
    client = cast.sit(Client(), cast.noor, links.group)
    open_link(links.read.token, client)
    copy = Client()
    copy.cookies.update(client.cookies)
    answer = client.post(reverse("leave_device"))
    assert answer["Clear-Site-Data"] == '"cache", "storage"'
    assert cookie_of(client, settings).value == ""
    for phone in (client, copy):
        assert not acts(phone, cast.club), "also a copy of the cookie no longer speaks"
    assert not reads(client, cast.club)
    assert client.get(links.page_of("read")).status_code == 404


def test_25_lost_cookie(cast: Cast, links: Links) -> None:
    first = phone_with(links.personal)
    first.post(links.page_of("personal"))
    lost = phone_with(links.personal)
    lost.post(links.page_of("personal"))
    assert acts(lost, cast.club)
    assert not acts(first, cast.club)
    assert Seat.objects.taken().get().participant == links.personal.participant


def test_26_identity(cast: Cast, links: Links) -> None:
    """Whatever a form says: the word is of whoever the cookie says it is."""
    client = cast.sit(Client(), cast.noor, links.group)
    other = Seat.objects.create(link=links.group, participant=cast.dex)
    forged = {
        "text": "Van mij.", "by": cast.dex.pk, "by_id": cast.dex.pk, "participant": cast.dex.pk,
        "seat": other.pk, "name": cast.dex.name, "author": cast.dex.name, "who": cast.dex.pk,
    }  # fmt: skip
    word = reverse("confirm", args=[links.version.pk, "zorg"])
    assert client.post(word, forged).status_code in (302, 303)
    said = links.version.confirmations.get()
    assert said.by == cast.noor
    clause = links.version.clauses.all()[0]
    client.post(reverse("react", args=[clause.pk]), {"kind": "idea", **forged})
    assert links.version.agreement.comments.get().by == cast.noor
    # Of another one there is nothing to change by number alone.
    assert client.get(reverse("this_is_me", args=[links.personal.pk])).status_code == 404
    assert client.post(reverse("this_is_me", args=[links.personal.pk])).status_code == 404


@pytest.mark.parametrize(
    ("name", "status"),
    [
        ("Ra", 303),
        ("n" * 24, 303),
        ("Dex2008", 303),
        ("R", 422),
        ("n" * 25, 422),
        ("  ", 422),
        ("\u200b\u200b\u200b", 422),
        ("jay@voorbeeld.invalid", 422),
        ("06-12345678", 422),
        ("www.jay.nl", 422),
        ("De Gemeente", 422),
        ("g\u200bemeente", 422),
        ("ZWALUW\u200bNOOR", 409),
        ("\uff3a\uff57\uff41\uff4c\uff55\uff57noor", 409),
        ("Wouter de Graaf", 409),
    ],
)
def test_27_nicknames(cast: Cast, links: Links, name: str, status: int) -> None:
    Seat.objects.create(link=links.group, participant=cast.noor)
    client = phone_with(links.group)
    before = Participant.objects.count()
    answer = client.post(reverse("take_seat", args=[cast.club.pk]), {"name": name})
    assert answer.status_code == status
    assert Participant.objects.count() == before + (status == 303)


def test_28_stopping(cast: Cast, links: Links) -> None:
    tabs = {kind: phone_with(links[kind]) for kind in KINDS}
    tabs["group"].post(reverse("take_seat", args=[cast.club.pk]), {"name": "Rayan"})
    tabs["personal"].post(links.page_of("personal"))
    clause = reverse("clause", args=[links.version.clauses.all()[0].pk])
    for kind in ("group", "personal"):
        assert tabs[kind].get(clause, headers=IN_PART).status_code == 200
        assert acts(tabs[kind], cast.club)
    for kind in ("read", "party"):
        assert tabs[kind].get(links.page_of(kind)).status_code == 200
    for kind in KINDS:
        links[kind].revoke(by=cast.samira)
        tab = tabs[kind]
        assert not reads(tab, cast.club), kind
        assert tab.get(clause, headers=IN_PART).status_code == 401, kind
        assert not acts(tab, cast.club), kind
        assert not acts(tab, cast.club, **IN_PART), kind
        still = tab.get(links.page_of(kind)).status_code
        assert still == (404 if kind in ("read", "party") else 302), kind


@pytest.mark.parametrize("kind", ["group", "personal"])
def test_29_read_only(cast: Cast, links: Links, kind: str) -> None:
    client = phone_with(links[kind])
    if kind == "group":
        client.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Rayan"})
    else:
        client.post(links.page_of(kind))
    links[kind].set_read_only(is_read_only=True, by=cast.samira)
    assert reads(client, cast.club)
    assert not acts(client, cast.club)
    assert not acts(client, cast.club, **IN_PART)
    links[kind].set_read_only(is_read_only=False, by=cast.samira)
    assert acts(client, cast.club)


@pytest.mark.parametrize("kind", ["group", "personal"])
@pytest.mark.parametrize("for_all", [False, True])
def test_30_renewing(cast: Cast, links: Links, kind: str, for_all: bool) -> None:
    seated, reader = phone_with(links[kind]), phone_with(links[kind])
    if kind == "group":
        seated.post(reverse("take_seat", args=[cast.club.pk]), {"name": "Rayan"})
    else:
        seated.post(links.page_of(kind))
    old = links[kind].token
    links[kind].renew(by=cast.samira, for_all=for_all)
    assert open_link(old).status_code == 404
    assert open_link(links[kind].token).status_code == 303
    assert acts(seated, cast.club) is not for_all
    assert not reads(reader, cast.club), "who only read opens the new one"
    assert ShareLink.objects.get(pk=links[kind].pk).generation == 2
