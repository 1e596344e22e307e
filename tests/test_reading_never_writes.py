"""Every GET and HEAD of every url, as a chat-preview bot and as each kind of person, leaves every
table as it was. Links are opened by previews, mail scanners and back buttons."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from tests import access_world as w
from tests.conftest import Cast, make_cast
from tests.fingerprint import fingerprint
from tests.posting import World
from tests.standing import standing
from tests.test_access import FOREIGN_IS_OWN, TABLE

# As WhatsApp, Facebook, Slack, Teams, Telegram and the scanner of a mail server call themselves.
BOTS = (
    "WhatsApp/2.23.20.0",
    "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Mozilla/5.0 (Windows NT 6.1; WOW64) SkypeUriPreview Preview/0.5",
    "TelegramBot (like TwitterBot)",
    "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
)
# The pages of allauth keep the step of signing in in the session; no table else may change.
SIGN_IN = "/aanmelden/"


def paths(things: w.Things) -> list[str]:
    return [reverse(name, args=row.args(things)) for name, row in TABLE.items()]


def read(client: Client, path: str, **headers: str) -> list[str]:
    """Asks with GET, GET by htmx and HEAD; gives what must not happen."""
    answers = (
        client.get(path, headers=headers),
        client.get(path, headers={**headers, "HX-Request": "true"}),
        client.head(path, headers=headers),
    )
    return [f"{path}: {asked.status_code}" for asked in answers if asked.status_code >= 500]


def changes(before: dict[str, str], after: dict[str, str]) -> list[str]:
    return [f"{table}: {before[table]}, then {after[table]}" for table in before
            if before[table] != after[table]]  # fmt: skip


def look_at_everything(client: Client, things: list[w.Things], **headers: str) -> list[str]:
    wrong: list[str] = []
    every = [path for these in things for path in paths(these)]
    before = fingerprint()
    for path in every:
        if not path.startswith(SIGN_IN):
            wrong += read(client, path, **headers)
    wrong += changes(before, fingerprint())
    before = fingerprint(leave_out=["accounts_session"])
    for path in every:
        if path.startswith(SIGN_IN):
            wrong += read(client, path, **headers)
    return wrong + changes(before, fingerprint(leave_out=["accounts_session"]))


@pytest.fixture(scope="module")
def world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, lambda: World.make(make_cast()))


@pytest.mark.parametrize("kind", w.KINDS)
def test_reading_as(kind: str, world: World, db: None) -> None:
    client, things = world.people.browser(kind), [world.own, world.foreign]
    # On things of the other initiative only for whom they are their own: for others all is 404.
    wrong = look_at_everything(client, things if kind in FOREIGN_IS_OWN else things[:1])
    assert not wrong, "\n".join([kind, *wrong])


def test_reading_as_a_bot(world: World, db: None) -> None:
    wrong: dict[str, list[str]] = {}
    for bot in BOTS:
        # A preview follows the link and keeps its cookie for the next request.
        client = Client(raise_request_exception=False)
        address = reverse("open_link", args=[world.cast.link.token])
        wrong[bot] = look_at_everything(client, [world.own], **{"User-Agent": bot})
        before = fingerprint()
        wrong[bot] += read(client, address, **{"User-Agent": bot})
        client.get(address, headers={"User-Agent": bot}, follow=True)
        wrong[bot] += changes(before, fingerprint())
    assert not any(wrong.values()), wrong


def test_the_comparison_sees_what_a_page_would_write(cast: Cast) -> None:
    """The control: one line on the timeline, one changed field and one session are all seen."""
    before = fingerprint()
    assert not changes(before, fingerprint())
    cast.club.tell("initiative_changed", by=None)
    assert len(changes(before, fingerprint())) == 1
    cast.club.sentence = "Anders."
    cast.club.save()
    assert len(changes(before, fingerprint())) == 2
    Client().force_login(cast.resident)
    found: Any = " ".join(changes(before, fingerprint()))
    assert "accounts_session" in found
