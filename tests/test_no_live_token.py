"""No live token of a link stands anywhere but in the link itself: not in the database, a log, a
mail, the cache, an error report, or a page for somebody who may not show the link.

It runs on whatever database the suite runs on, so in CI on both.
"""

from __future__ import annotations

import io
import logging
import pickle
from collections.abc import Iterator
from importlib import import_module
from typing import Any

import pytest
import segno
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import connection
from django.http import HttpRequest
from django.test import Client
from django.urls import reverse
from django.views.debug import ExceptionReporter

from agreements.models import ReadLink
from agreements.views import wall
from config.logs import Redacted
from initiatives.models import LinkKind, ShareLink, merging
from initiatives.models.link import hash_of
from initiatives.views import seats
from places.models import RoomLink
from tests import access_world as w
from tests.conftest import Cast, make_cast
from tests.factories import make_participant
from tests.fingerprint import everything_stored
from tests.posting import World, path_of, send
from tests.posts import FORMS
from tests.standing import standing
from tests.test_access import TABLE
from tests.world_rooms import room_link_of


@pytest.fixture
def logged() -> Iterator[io.StringIO]:
    """Everything that any logger says, at any level, through the formatter of the app."""
    stream = io.StringIO()
    handler = logging.StreamHandler(stream)
    handler.setFormatter(Redacted("%(asctime)s %(levelname)s %(name)s %(message)s"))
    root = logging.getLogger()
    level = root.level
    root.addHandler(handler)
    root.setLevel(logging.DEBUG)
    yield stream
    root.removeHandler(handler)
    root.setLevel(level)


@pytest.fixture
def world(cast: Cast) -> World:
    cache.clear()
    return World.make(cast)


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, lambda: World.make(make_cast()))


def live_tokens() -> set[str]:
    tokens = {link.token for link in ShareLink.objects.all() if link.is_working}
    assert len(tokens) > 4
    rooms = {link.token for link in RoomLink.objects.working()}
    assert rooms
    return tokens | rooms


def opened(link: ShareLink) -> Client:
    client = Client(raise_request_exception=False)
    client.get(reverse("open_link", args=[link.token]))
    client.get(reverse("open_link", args=[link.token]), follow=True)
    return client


def live(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    """What happens with links in the life of a group, also what goes wrong."""
    cast, club = world.cast, world.own.initiative
    group = world.own.link
    personal = ShareLink.make_personal(cast.noor, by=cast.samira)
    read = ReadLink.make(world.own.proposal, by=cast.wouter, label="Op de deur").link
    guide = world.people.browser(w.GUIDE)
    for link in (group, personal, read):
        guide.get(reverse("link", args=[link.pk]))
        guide.get(reverse("link_qr", args=[link.pk]))
        guide.post(reverse("link", args=[link.pk]), {"label": "Voor in de app"})
        guide.post(reverse("renew_link", args=[link.pk]), {"for_all": "no"})
        link.refresh_from_db()
    phone, own = opened(group), opened(personal)
    opened(read)
    phone.post(reverse("take_seat", args=[club.pk]), {"name": "Rayan"})
    own.post(reverse("this_is_me", args=[personal.pk]))
    clause = world.own.clause
    for client in (phone, own):
        client.post(reverse("react", args=[clause.pk]), {"kind": "idea", "text": "Een idee."})
        client.post(reverse("confirm", args=[world.own.proposal.pk, "sta-erachter"]), {"text": ""})
    double = make_participant(club)
    merging.merge(double, into=cast.noor, by=cast.samira)
    own.post(reverse("into_account", args=[club.pk]), {"is_16": "on"})
    own.post(
        f"{reverse('account_signup')}?next={reverse('into_account', args=[club.pk])}",
        {"name": "Noor", "email": "noor@voorbeeld.invalid"},
        headers={"Referer": f"{settings.SITE_URL}{reverse('open_link', args=[personal.token])}"},
    )
    room = at_the_wall(world)
    with monkeypatch.context() as patch:
        patch.setattr(seats, "claims_with", lambda *_: 1 / 0)
        patch.setattr(wall, "write_rooms", lambda *_: 1 / 0)
        broken = Client(raise_request_exception=False)
        for link in (group, personal, read):
            assert broken.get(reverse("open_link", args=[link.token])).status_code == 500
        assert broken.get(reverse("open_room", args=[room.token])).status_code == 500


def at_the_wall(world: World) -> RoomLink:
    """The code of a room is made, printed, renewed, opened and used; a wrong one is tried too."""
    link = room_link_of(world.own.initiative, world.cast.wouter)
    guide, phone = world.people.browser(w.GUIDE), Client()
    guide.get(reverse("room_link", args=[link.place_id]))
    guide.get(reverse("room_poster", args=[link.place_id]))
    link.renew(generation=link.generation)
    phone.get(reverse("open_room", args=[link.token]), follow=True)
    phone.post(reverse("report_room", args=[link.pk]), {"text": "De lamp is kapot."})
    Client().get(f"{reverse('account_login')}?next={reverse('open_room', args=[link.token])}")
    return link


def test_no_live_token_anywhere(
    world: World, logged: io.StringIO, monkeypatch: pytest.MonkeyPatch
) -> None:
    live(world, monkeypatch)
    tokens, stored = live_tokens(), everything_stored()
    held = f"{pickle.dumps(dict(getattr(cache, '_cache', {})))!r}"
    mails = "\n".join(f"{m.subject} {m.body} {m.to} {m.extra_headers}" for m in mail.outbox)
    places = {
        "the database": stored,
        "a session": "\n".join(sessions()),
        "the cache": held,
        "a log": logged.getvalue(),
        "a mail": mails,
    }
    found = [where for where, text in places.items() for token in tokens if token in text]
    assert not found
    # The controls: each place was really looked into.
    assert all(hash_of(token) in stored for token in tokens)
    assert "/g/***" in places["a log"]
    assert "/r/***" in places["a log"]
    assert "ZeroDivisionError" in places["a log"]
    assert "noor@voorbeeld.invalid" in mails
    assert "is_16_for" in places["a session"]
    assert len(held) > 100


def sessions() -> Iterator[str]:
    """What sessions hold, unpacked: in their table it is compressed."""
    store = import_module(settings.SESSION_ENGINE).SessionStore
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            if table.endswith("_session"):
                cursor.execute(f"SELECT session_data FROM {table}")  # noqa: S608
                yield from (str(store().decode(row[0])) for row in cursor.fetchall())


def test_no_live_token_in_an_error_report(world: World) -> None:
    """Nothing mails errors; if somebody sets that up, the address in the report is redacted too."""
    assert not settings.ADMINS
    assert not settings.DEBUG
    token = world.own.link.token
    request = HttpRequest()
    request.path = request.path_info = reverse("open_link", args=[token])
    request.META.update(SERVER_NAME="x", SERVER_PORT="80", PATH_INFO=request.path)
    report = ExceptionReporter(request, ValueError, ValueError("kapot"), None).get_traceback_text()
    record = logging.LogRecord("django.request", logging.ERROR, "", 1, "%s", (report,), None)
    assert token not in Redacted("%(message)s").format(record)


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Every address of which a code is drawn: on paper it is a picture, that no test can read."""
    found: list[str] = []
    make = segno.make

    def noted(content: str, **kwargs: Any) -> Any:
        found.append(content)
        return make(content, **kwargs)

    monkeypatch.setattr(segno, "make", noted)
    return found


# Who may show the code of a room of the club; coordinators that of every room.
MAY_SHOW_ROOM = w.BOTH_SIDES | {w.MANAGER_IN, w.MANAGER_OUT}
# Who may show the links of the club: the group and its guides.
MAY_SHOW = {w.SEAT, w.PERSONAL, w.READ_ONLY, w.MEMBER, w.GUIDE}


@pytest.mark.parametrize("kind", [kind for kind in w.KINDS if kind not in MAY_SHOW])
def test_no_live_token_in_a_page_for(
    kind: str, standing_world: World, db: None, drawn: list[str]
) -> None:
    """Every page and every answer to a good form. Both sides may show the links to one text."""
    cache.clear()
    world = standing_world
    links = ShareLink.objects.filter(initiative=world.own.initiative)
    if kind in w.MUNICIPALITY:
        links = links.exclude(kind__in=(LinkKind.READ, LinkKind.PARTY))
    tokens = {link.token for link in links if link.is_working}
    if kind not in MAY_SHOW_ROOM:
        tokens.add(room_link_of(world.own.initiative, world.cast.wouter).token)
    client, found = world.people.browser(kind), []
    # Everything that a path names is there before the first form changes something.
    paths = {name: path_of(name, world.own) for name in TABLE}
    for name, path in paths.items():
        if name in ("open_link", "open_room", "account_logout"):
            continue
        drawn.clear()
        answers = [client.get(path, follow=True)]
        # A form that goes well would change the world for the next one.
        if name in FORMS:
            answers.append(send(client, path, {}))
        for answer in answers:
            said = answer.content.decode(errors="replace") + str(answer.headers) + str(drawn)
            found += [path for token in tokens if token in said]
    assert not found


def test_who_may_show_them_does_read_them(standing_world: World, db: None) -> None:
    """The control of the page test."""
    world = standing_world
    client = world.people.browser(w.GUIDE)
    for link in (world.own.link, world.own.personal, world.own.read_link):
        assert link.token in client.get(reverse("link", args=[link.pk])).content.decode()


def test_who_may_show_a_room_draws_its_code(
    standing_world: World, db: None, drawn: list[str]
) -> None:
    """The control of what is drawn on paper."""
    world = standing_world
    room = room_link_of(world.own.initiative, world.cast.wouter)
    client = world.people.browser(w.GUIDE)
    for name in ("room_poster", "room_qr"):
        assert client.get(reverse(name, args=[room.place_id])).status_code == 200
        assert room.token in str(drawn)
        drawn.clear()
