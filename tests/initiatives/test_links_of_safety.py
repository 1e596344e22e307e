"""Thirty cases that a link without an account must stand. This file: the address and the door.

 1 strength       22 characters, 128 bits, another for every kind, number, generation and key
 2 at rest        the database holds a hash, and no token in any table
 3 purposes       stop one of three; the other two work
 4 method         a token names no action: only GET and HEAD are answered
 5 GET            opening as WhatsApp, Facebook, Slack and a mail scanner writes nothing
 6 scanner        also one that looks like a person, and follows, takes no seat
 7 dead links     wrong, stopped and expired are one page, byte for byte, for every kind
 8 referrer       same-origin everywhere; links to other hosts send none
 9 third parties  no page behind a link asks anything of another host
10 robots         every answer says noindex; no file lists the paths
11 guessing       twenty wrong tokens in ten minutes, then 429
12 address block  one /64 of IPv6 counts as one; a mapped address as its IPv4
13 forged header  X-Forwarded-For gives no fresh start
14 right tokens   are never counted and never blocked
15 preview card   the same for every link, right or wrong, of every kind
16 said aloud     beside each link stands what it lets others do

The rest, of what a phone holds afterwards, is in test_links_of_safety_inside.py:

17 address bar    after the door no address and no page holds the token
18 logs           200, 303, 302, 403, 404 and 500: no line with a token
19 cookie         signed, HttpOnly, SameSite, and __Host- over https
20 forgery        a cookie that is changed, of another key or of another use counts for nothing
21 fixation       a cookie from elsewhere is not adopted; it changes with the door and the name
22 neighbours     a seat of one initiative says nothing in another
23 ten seats      the oldest goes; what is only read pushes none out
24 not my phone   cookie, seat and storage are cleared
25 lost cookie    the personal link brings the same person back
26 identity       from the cookie alone, whatever id or name a form holds
27 nicknames      2 to 24 characters, normalised, no side, address or number
28 stopping       dead on the next request of an open tab: page, part and POST
29 read only      one tap; reading goes on
30 renewing       only newcomers are kept out, or everybody opens it again
"""

from __future__ import annotations

import base64
import re
from collections.abc import Iterator
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.utils import timezone

from config.visitors import WRONG_TOKENS
from initiatives.models import DutyKind, Seat, ShareLink, Side
from initiatives.models.link import hash_of
from tests.conftest import Cast
from tests.factories import make_participant
from tests.fingerprint import everything_stored, fingerprint
from tests.initiatives.conftest import text_of
from tests.initiatives.three_links import (
    KINDS,
    Links,
    links_of_cast,
    make_links,
    open_link,
    path_of,
    phone_with,
)

pytestmark = pytest.mark.django_db

BOTS = {
    "WhatsApp": "WhatsApp/2.23.20.0 A",
    "Facebook": "facebookexternalhit/1.1 (+http://www.facebook.com/externalhit_uatext.php)",
    "Slack": "Slackbot-LinkExpanding 1.0 (+https://api.slack.com/robots)",
    "Outlook": "Mozilla/4.0 (compatible; ms-office; MSOffice 16)",
    "scanner": "Mozilla/5.0 (Windows NT 10.0; Win64; x64) Chrome/130.0 Safari/537.36",
}


@pytest.fixture(autouse=True)
def nobody_guessed_yet() -> None:
    cache.clear()


@pytest.fixture
def links(cast: Cast) -> Links:
    return links_of_cast(cast)


def other_links(cast: Cast) -> Links:
    """Those of another initiative, under another name."""
    official = make_participant(cast.garden, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    return make_links(cast.garden, by=cast.gardener, official=official)


def test_1_strength(links: Links, settings) -> None:
    tokens = {link.token for link in links.every}
    for token in tokens:
        assert re.fullmatch(r"[A-Za-z0-9_-]{22}", token)
        assert len(base64.urlsafe_b64decode(token + "==")) * 8 == 128
    link = ShareLink(kind="group", generation=1)
    for number in range(20_000):
        link.pk = 1_000_000 + number
        tokens.add(link.token)
    link.generation = 2
    tokens.add(link.token)
    link.kind = "read"
    tokens.add(link.token)
    settings.LINK_KEY = "another key"
    tokens.add(link.token)
    assert len(tokens) == len(KINDS) + 20_000 + 3, "no two are the same"


def test_2_at_rest(links: Links) -> None:
    dump = everything_stored()
    for link in links.every:
        assert link.token not in dump
        assert hash_of(link.token) in dump, "the control: the dump does hold the hashes"


@pytest.mark.parametrize("stopped", KINDS)
def test_3_purposes(cast: Cast, links: Links, stopped: str) -> None:
    links[stopped].revoke(by=cast.samira)
    for kind in KINDS:
        status = open_link(links[kind].token).status_code
        assert status == (404 if kind == stopped else 303), kind


@pytest.mark.parametrize("kind", KINDS)
def test_4_method(links: Links, kind: str) -> None:
    client = Client()
    for method in ("post", "put", "patch", "delete", "options"):
        assert getattr(client, method)(path_of(links[kind].token)).status_code == 405
    assert not client.cookies


@pytest.mark.parametrize("bot", BOTS)
@pytest.mark.parametrize("method", ["get", "head"])
def test_5_get(links: Links, bot: str, method: str) -> None:
    before = fingerprint()
    for link in links.every:
        getattr(Client(), method)(path_of(link.token), headers={"User-Agent": BOTS[bot]})
    assert fingerprint() == before


def test_6_scanner(links: Links) -> None:
    before = fingerprint()
    for link in links.every:
        client = Client()
        for _ in range(3):
            client.get(path_of(link.token), headers={"User-Agent": BOTS["scanner"]}, follow=True)
    assert fingerprint() == before
    assert not Seat.objects.exists()


def dead(links: Links, other: Links) -> Iterator[str]:
    """Tokens that open nothing: stopped and expired ones of every kind, and some that never were.

    `links` are stopped by it, and `other` expire.
    """
    ShareLink.objects.filter(pk__in=[link.pk for link in links.every]).update(
        revoked_at=timezone.now()
    )
    long_ago = timezone.localdate() - timedelta(days=40)
    ShareLink.objects.filter(pk__in=[link.pk for link in other.every]).update(expires_on=long_ago)
    # A text that nobody stopped goes on, also after its last day.
    stopped = timezone.localtime() - timedelta(days=40)
    version = type(other.version).objects.filter(pk=other.version.pk)
    version.update(ends_on=long_ago, status="withdrawn", closed_at=stopped)
    yield from (link.token for link in [*links.every, *other.every])
    yield from ("x" * 22, "kort", "é" * 9, "a" * 500, "..", links.group.token.lower())


def test_7_dead_links(cast: Cast, links: Links) -> None:
    answers = [open_link(token) for token in dead(links, other_links(cast))]
    assert len(answers) == 2 * len(KINDS) + 6
    assert {answer.status_code for answer in answers} == {404}
    assert len({answer.content for answer in answers}) == 1, "byte for byte"
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    assert not any(answer.cookies for answer in answers)
    assert "Deze link werkt niet meer. Vraag een nieuwe" in text_of(answers[0])


@pytest.mark.parametrize("kind", KINDS)
def test_8_referrer(cast: Cast, links: Links, kind: str) -> None:
    client = Client()
    answers = [open_link(links[kind].token, client), client.get(links.page_of(kind))]
    answers += [open_link("x" * 22), open_link("x" * 22, None, **{"User-Agent": BOTS["Slack"]})]
    for answer in answers:
        assert answer["Referrer-Policy"] == "same-origin"
        for tag in re.findall(r"<a\b[^>]*href=\"https?://[^>]*>", text_of(answer)):
            assert "noreferrer" in tag
            assert "noopener" in tag


@pytest.mark.parametrize("kind", KINDS)
def test_9_third_parties(links: Links, kind: str) -> None:
    answer = phone_with(links[kind]).get(links.page_of(kind))
    assert answer.status_code == 200
    found = re.findall(r"<(?!a\b)\w+[^>]*\s(?:src|href|action)=\"([^\"]*)\"", text_of(answer))
    assert found
    assert all(address.startswith(("/", "#")) for address in found), found
    policy = answer["Content-Security-Policy"]
    assert "default-src 'none'" in policy
    assert "http" not in policy


def test_10_robots(cast: Cast, links: Links, client: Client) -> None:
    tokens = [*[link.token for link in links.every], "x" * 22]
    agents = [BOTS["WhatsApp"], BOTS["scanner"]]
    for answer in (open_link(t, None, **{"User-Agent": a}) for t in tokens for a in agents):
        assert answer["X-Robots-Tag"] == "noindex, nofollow, noarchive"
    for kind in KINDS:
        page = phone_with(links[kind]).get(links.page_of(kind))
        assert page["X-Robots-Tag"] == "noindex, nofollow, noarchive"
        assert page["Cache-Control"] == "no-store, private"
    assert client.get("/robots.txt").status_code == 404


def guess(n: int, address: str = "127.0.0.1") -> int:
    return int(Client(REMOTE_ADDR=address).get(path_of(f"{n:022}")).status_code)


def test_11_guessing() -> None:
    codes = [guess(n) for n in range(100)]
    assert codes == [404] * WRONG_TOKENS + [429] * (100 - WRONG_TOKENS)
    assert guess(1, "203.0.113.7") == 404, "somebody else is not blocked"


def test_12_address_block() -> None:
    for n in range(WRONG_TOKENS):
        guess(n, f"2001:db8:1:2:{n:x}::{n:x}")
        guess(n, "::ffff:203.0.113.9" if n % 2 else "203.0.113.9")
    assert guess(1, "2001:db8:1:2:ffff::1") == 429
    assert guess(1, "2001:db8:1:3::1") == 404
    assert guess(1, "203.0.113.9") == guess(1, "::ffff:203.0.113.9") == 429
    assert guess(1, "203.0.113.10") == 404


@pytest.mark.parametrize("header", ["X-Forwarded-For", "Forwarded", "X-Real-IP", "Client-IP"])
def test_13_forged_header(header: str) -> None:
    def forged(n: int) -> int:
        client = Client(headers={header: f"198.51.100.{n}"})
        return int(client.get(path_of("x" * 22)).status_code)

    assert [forged(n) for n in range(25)] == [404] * WRONG_TOKENS + [429] * 5


def test_14_right_tokens(links: Links) -> None:
    for n in range(WRONG_TOKENS + 5):
        guess(n)
    for _ in range(3 * WRONG_TOKENS):
        assert {open_link(link.token).status_code for link in links.every} == {303}
    assert guess(1) == 429
    cache.clear()
    for _ in range(3 * WRONG_TOKENS):
        open_link(links.group.token)
    assert guess(1) == 404, "right ones did not count"


@pytest.mark.parametrize("agent", [BOTS["WhatsApp"], BOTS["Facebook"], BOTS["Slack"]])
def test_15_preview_card(cast: Cast, links: Links, agent: str) -> None:
    other = other_links(cast)
    tokens = [link.token for link in [*links.every, *other.every]]
    answers = [open_link(token, None, **{"User-Agent": agent}) for token in tokens]
    answers += [open_link(t, None, **{"User-Agent": agent}) for t in dead(links, other)]
    assert {answer.status_code for answer in answers} == {200}
    assert len({answer.content for answer in answers}) == 1
    assert len({str(sorted(answer.headers.items())) for answer in answers}) == 1
    card = text_of(answers[0])
    assert card.count('property="og:') == 4
    for word in ("Chillclub", "Groene Hoek", "Zwaluw", "Samira", "muur", 'og:image"', "og:url"):
        assert word not in card


def test_16_said_aloud(cast: Cast, links: Links, client: Client) -> None:
    assert cast.samira.user is not None
    client.force_login(cast.samira.user)
    said = {
        "group": "Wie deze link heeft, kan lezen en reageren. Niet op Insta zetten.",
        "personal": "Wie deze link heeft, praat onder deze naam. Geef hem aan niemand anders.",
        "read": "Wie deze link heeft, kan alleen deze afspraak lezen. Hij mag aan de muur.",
        "party": "Wie deze link heeft, leest deze afspraak en praat voor deze partij.",
    }
    for kind in KINDS:
        page = text_of(client.get(f"/link/{links[kind].pk}/"))
        assert said[kind] in page
        assert sum(words in page for words in said.values()) == 1


def test_the_cases_are_all_there() -> None:
    from tests.initiatives import test_links_of_safety_inside as inside

    listed = [int(n) for n in re.findall(r"^ ?(\d+) \w", __doc__ or "", re.MULTILINE)]
    names = [*globals(), *vars(inside)]
    tested = sorted(int(n) for name in names for n in re.findall(r"^test_(\d+)_", name))
    assert listed == tested == list(range(1, 31))
