"""The page of an agreement in effect, with everything on it at once: calm, light, ten queries."""

from __future__ import annotations

import gzip
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion, Commitment, Pause
from tests.agreements.lived_agreement import lived
from tests.agreements.saying import html
from tests.conftest import Cast

MOST = 10
KB = 1024
PAGES = ("version", "in_short", "agreement_progress", "print_agreement")


def counted(client: Client, name: str, pk: int, *, htmx: bool = False) -> tuple[int, bytes]:
    headers = {"HX-Request": "true"} if htmx else {}
    with CaptureQueriesContext(connection) as queries:
        response = client.get(reverse(name, args=[pk]), headers=headers)
    assert response.status_code == 200, name
    return len(queries), response.content


@pytest.fixture(params=[10, 300])
def version(cast: Cast, request: pytest.FixtureRequest) -> AgreementVersion:
    return lived(cast, request.param)


def test_ten_queries_with_ten_and_with_three_hundred_lines(
    cast: Cast, version: AgreementVersion
) -> None:
    official = Client()
    official.force_login(cast.wouter.user)
    for client in (official, cast.sit(Client(), cast.noor), cast.read(Client())):
        for name in PAGES:
            queries, body = counted(client, name, version.pk)
            assert queries <= MOST, name
            assert len(gzip.compress(body, 6)) < 25 * KB, name
        clause = version.clauses.all()[0]
        queries, body = counted(client, "clause", clause.pk, htmx=True)
        assert queries <= MOST
        assert len(gzip.compress(body, 6)) < 8 * KB


@pytest.fixture
def small(cast: Cast) -> AgreementVersion:
    return lived(cast)


def test_everything_stands_on_it(cast: Cast, client: Client, small: AgreementVersion) -> None:
    client.force_login(cast.wouter.user)
    body = html(client, "version", small.pk)
    for words in (
        "De proef is voorbij. Wat nu?",
        "Het bevalt.",
        "Toestemming ouders:",
        "zit vast",
        "Wie is verzekerd?",
        "Nog navragen.",
        "de groep zegt: bereikt",
        "onder voorbehoud van de raad",
        "De kelder onder de flat.",
        "verschillend gezien",
        "Wacht op een woord van jullie",
        "Een deelnemer van de groep ruimt het",
    ):
        assert words in body, words
    assert reverse("agreement_progress", args=[small.pk]) in body
    assert reverse("parties", args=[small.agreement_id]) in body
    assert reverse("own_words", args=[cast.club.pk]) in body
    assert cast.noor.name not in body


def test_the_card_on_how_it_goes_shows_lines_with_their_reservation(
    cast: Cast, client: Client, small: AgreementVersion
) -> None:
    Commitment.objects.filter(clause__version=small).update(reservation="de wijkraad")
    client.force_login(cast.wouter.user)
    card = html(client, "version", small.pk).split('id="stand-kop"')[1].split("</section>")[0]
    assert 'class="rows__item"' in card
    assert card.count('class="rows__item"') == card.count("onder voorbehoud van de wijkraad")


def test_what_comes_along_with_the_version_is_what_is_stored(
    cast: Cast, client: Client, small: AgreementVersion
) -> None:
    """Loaded with the row of the version, a row is the same as from its own table."""
    from agreements.beside import Beside
    from initiatives.who import Who

    found = AgreementVersion.objects.for_reading(Who(cast.wouter.user, [])).get(pk=small.pk)
    beside = Beside(found)
    every = (
        beside.advice,
        beside.answers,
        beside.marks,
        beside.point_words,
        beside.own_words,
        [mark.commitment for mark in beside.marks],
        [word.point for word in beside.point_words],
    )
    for rows in every:
        assert rows
        for row in rows:
            stored = type(row).objects.get(pk=row.pk)
            for name in row.get_deferred_fields() ^ {f.attname for f in row._meta.concrete_fields}:
                assert getattr(row, name) == getattr(stored, name), (row, name)
    assert beside.people == {cast.noor.pk, cast.wouter.pk}


def test_a_text_that_stands_still_asks_nothing(
    cast: Cast, client: Client, small: AgreementVersion
) -> None:
    when = timezone.localdate() + timedelta(days=9)
    Pause.begin(small.agreement, by=cast.noor, because="Zomer.", look_again_on=when)
    client.force_login(cast.wouter.user)
    body = html(client, "version", small.pk)
    assert "Wacht op een woord van jullie" not in body and "De proef is voorbij" not in body


def test_another_text_says_nothing_of_how_it_goes(
    cast: Cast, client: Client, small: AgreementVersion
) -> None:
    draft = small.agreement.start_version(by=cast.wouter)
    client.force_login(cast.wouter.user)
    body = html(client, "version", draft.pk)
    assert "Bekijk het per regel" not in body and 'class="line__stands"' not in body
