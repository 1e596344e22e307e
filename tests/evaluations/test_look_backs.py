"""The page of one initiative: what runs, what comes, what passed and what was before."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agreements.models import Agreement
from evaluations.models import Evaluation
from tests.conftest import Cast
from tests.evaluations.planning import agreed, move, path, read, signed_in, text_of
from tests.overview import world
from tests.world_evaluations import make_evaluation


def test_what_runs_stands_first_then_what_passed(cast: Cast, client):
    names = {"Kelder": 20, "Sleutel": -3, "Lamp": 2, "Tuin": 30}
    for title, days in names.items():
        version = world.run(cast, title=title)
        move(version.agreement, days)
    running = make_evaluation(
        text_of(Agreement.objects.get(title="Tuin")), cast.wouter, state="talking"
    )
    world.propose(cast, title="Voorstel")
    page = read(cast.sit(client, cast.noor), "look_backs", cast.club.pk)
    places = [page.index(f">{title}</a>") for title in ("Tuin", "Sleutel", "Lamp", "Kelder")]
    assert places == sorted(places)
    assert "Voorstel" not in page
    assert path("evaluation", running.pk) in page
    for words in ("samen bespreken", "voorbij, niet gehouden", "kan beginnen", "gepland"):
        assert words in page


def test_without_an_agreement_it_says_when_there_is_one(cast: Cast, client):
    page = read(cast.sit(client, cast.noor), "look_backs", cast.club.pk)
    assert "Er geldt nog geen afspraak om op terug te kijken" in page


def test_an_ended_agreement_leaves_its_look_backs(cast: Cast):
    agreement = agreed(cast, days=-3)
    closed = make_evaluation(text_of(agreement), cast.wouter, state="closed")
    Evaluation.objects.filter(pk=closed.pk).update(outcome="stop", moves=2)
    agreement.end(by=cast.wouter, because="Klaar.")
    page = read(signed_in(cast.wouter), "look_backs", cast.club.pk)
    assert path("evaluation", closed.pk) in page
    assert "Stoppen" in page
    assert "2 keer verzet" in page
    assert "voorbij, niet gehouden" not in page


def test_who_may_read_it(cast: Cast, client):
    agreed(cast, days=3)
    for person in (cast.police, cast.samira):
        assert "De Kelder" in read(signed_in(person), "look_backs", cast.club.pk)
    assert "De Kelder" in read(cast.read(client), "look_backs", cast.club.pk)
    read(signed_in(cast.elsewhere), "look_backs", cast.club.pk, status=404)
    read(cast.sit(Client(), cast.gardener), "look_backs", cast.club.pk, status=404)


@pytest.mark.parametrize("person", ["noor", "wouter"])
def test_queries_stay_few_with_forty_look_backs(cast: Cast, client, person):
    agreement = agreed(cast, days=3)
    who = cast.sit(client, cast.noor) if person == "noor" else signed_in(cast.wouter)

    def count() -> int:
        with CaptureQueriesContext(connection) as queries:
            read(who, "look_backs", cast.club.pk)
        return len(queries)

    for _n in range(2):
        make_evaluation(text_of(agreement), cast.wouter, state="closed")
    few = count()
    for _n in range(38):
        make_evaluation(text_of(agreement), cast.wouter, state="closed")
    assert count() == few <= 10
    page = read(who, "look_backs", cast.club.pk)
    assert "?page=2" in page
    response = who.get(f"{path('look_backs', cast.club.pk)}?page=2")
    assert response.content.decode().count("terugblik/") == 15
