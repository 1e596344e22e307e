"""A reservation goes with its line: no page shows the words of a line and leaves it out."""

from __future__ import annotations

import html
import re
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import resolve, reverse
from django.utils import timezone

from agreements.models import Commitment
from tests import access_world as w
from tests import world_steps
from tests.conftest import Cast
from tests.test_access import TABLE

# Who reads by a link of one text has one page.
OWN_PAGE = {w.READ_LINK: "/afspraak-lezen/", w.PARTY_LINK: "/partij/"}
LINE = re.compile(r"regel nr(\w+) komt er")
TAG = re.compile(r"<[^>]*>")


def mark_every_line() -> None:
    """Each line says which it is, and so does its reservation; the same over versions."""
    for line in Commitment.objects.select_related("clause__version"):
        name = f"{line.clause.version.agreement_id}x{line.key}".replace("-", "z")
        Commitment.objects.filter(pk=line.pk).update(
            text=f"De regel nr{name} komt er.",
            reservation=f"besluit nr{name} van het college",
            due_on=timezone.localdate() - timedelta(days=1),
        )


def words_of(body: str) -> str:
    return " ".join(html.unescape(TAG.sub(" ", body)).split())


def bare_lines(body: str) -> set[str]:
    """The lines that a page shows without their reservation."""
    # What is typed or copied stands in attributes too.
    said = words_of(body) + html.unescape(body)
    return {name for name in LINE.findall(said) if f"besluit nr{name} van" not in said}


PAGES = [name for name, row in TABLE.items() if row.get is not None]


@pytest.fixture
def things(cast: Cast) -> w.Things:
    things = w.make_things(cast.club, cast.wouter)
    world_steps.with_a_step(cast.club, cast.wouter)
    return things


def addresses(things: w.Things) -> list[str]:
    """Every page of the table; those of one version also of a text in effect and of a proposal."""
    found = [reverse(name, args=TABLE[name].args(things)) for name in PAGES]
    running = world_steps.with_a_step(things.initiative, things.official)
    of_one = [name for name in PAGES if re.match(r"/versie/\d+/", reverse_of(name, things))]
    texts = (running, things.renewed, things.draft)
    found += [
        reverse(name, args=[text.pk])
        for name in of_one
        for text in texts
        if len(TABLE[name].args(things)) == 1
    ]
    key = world_steps.clause_of(running).key
    found.append(f"{reverse('house_rules', args=[running.pk])}?onderdeel={key}")
    return list(dict.fromkeys(found))


def reverse_of(name: str, things: w.Things) -> str:
    return reverse(name, args=TABLE[name].args(things))


def test_every_page_shows_a_line_with_its_reservation(cast: Cast, things: w.Things) -> None:
    people = w.People(cast)
    found = addresses(things)
    mark_every_line()
    wrong, seen = [], set()
    for kind in (w.SEAT, w.OFFICIAL, w.READ_LINK, w.PARTY_LINK):
        browser: Client = people.browser(kind)
        for path in found:
            if kind in OWN_PAGE and OWN_PAGE[kind] not in path:
                continue
            cache.clear()
            response = browser.get(path, follow=True)
            if response.status_code != 200:
                continue
            body = response.content.decode(errors="ignore")
            if LINE.search(body):
                seen.add(resolve(response.request["PATH_INFO"]).url_name)
            if bare := bare_lines(body):
                wrong.append(f"{kind}, {path}: {sorted(bare)[:3]}")
    assert not wrong, "\n".join(wrong)
    # The pages that are there to read a text: the test looked at what it is about.
    assert {
        "version",
        "clause",
        "in_short",
        "print_agreement",
        "house_rules",
        "group_page",
        "read_agreement",
        "compare_versions",
        "in_effect_on",
        "write",
        "mark_step",
    } <= seen, seen


def test_the_test_sees_a_line_that_stands_bare() -> None:
    bare = "<p>De <b>regel</b> nr1xown komt er.</p>"
    assert bare_lines(bare) == {"1xown"}
    assert not bare_lines(bare + "<p>onder voorbehoud van besluit nr1xown van het college</p>")
