"""Looking back on the page of the group, of the initiative and for who is new."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from agreements.models import AgreementVersion
from evaluations.models import Evaluation, GroupRound, LookBack, RoundAnswer
from evaluations.states import RoundMood, State
from initiatives.models import Side
from tests.conftest import Cast
from tests.overview import world
from tests.overview.world import signed_in
from tests.world_evaluations import make_evaluation


@pytest.fixture
def version(cast: Cast) -> AgreementVersion:
    return world.run(cast)


def page_of(cast: Cast, client: Client) -> str:
    return client.get(reverse("group_page", args=[cast.club.pk])).content.decode()


def seat(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor)


def href(name: str, pk: int) -> str:
    return f'href="{reverse(name, args=[pk])}"'


def test_a_day_that_comes_or_went_by_stands_on_the_page(
    cast: Cast, version: AgreementVersion
) -> None:
    today, client = timezone.localdate(), seat(cast)
    for days, heading in (
        (30, ""),
        (5, "Jullie kunnen nu beginnen"),
        (-3, "kwam het er niet van"),
    ):
        world.set_dates(version, look_back_on=today + timedelta(days=days))
        page = page_of(cast, client)
        assert (href("look_back_plan", version.agreement_id) in page) == bool(heading)
        assert heading in page


@pytest.mark.parametrize(
    ("group", "name"), [(9, "trust_check"), (6, "trust_check"), (3, "trust_cards")]
)
def test_an_open_look_back_is_one_big_card_with_the_questions_about_trust_beside_it(
    cast: Cast, version: AgreementVersion, group: int, name: str
) -> None:
    evaluation = make_evaluation(version, cast.wouter, group=group, municipality=2)
    page = page_of(cast, seat(cast))
    assert "Hoe ging het? Kijk terug" in page
    assert href("look_back", evaluation.pk) in page
    assert href(name, evaluation.pk) in page
    assert page.count("card--accent") == 1, "there is one next thing"
    assert href(name, evaluation.pk) in page_of(cast, cast.read(Client())), "by the link as well"
    official = page_of(cast, signed_in(cast.wouter))
    assert href("trust_joint", evaluation.pk) in official
    guide = page_of(cast, signed_in(cast.samira))
    assert href("look_back", evaluation.pk) in guide
    for other in ("trust_check", "trust_cards", "trust_joint"):
        assert href(other, evaluation.pk) not in guide, "a guide answers for no side"


def test_the_card_follows_what_somebody_did(cast: Cast, version: AgreementVersion) -> None:
    evaluation = make_evaluation(version, cast.wouter)
    client = seat(cast)
    LookBack.objects.create(evaluation=evaluation, by=cast.noor, side=Side.GROUP)
    assert "Verder waar je was" in page_of(cast, client)
    LookBack.objects.update(finished_on=timezone.localdate())
    page = page_of(cast, client)
    assert "Je keek terug. Dank je wel" in page
    assert href("look_back", evaluation.pk) not in page
    Evaluation.objects.update(state=State.TALKING, gathered_at=timezone.now())
    page = page_of(cast, client)
    assert "Lees wat beide kanten zeiden" in page
    assert href("trust_check", evaluation.pk) not in page
    now = timezone.now()
    Evaluation.objects.update(state=State.CLOSED, closed_at=now)
    page = page_of(cast, client)
    assert "Lees wat beide kanten zeiden" not in page
    assert href("evaluation", evaluation.pk) in page, "the last one can be found"


def test_the_group_finds_its_round_and_nobody_else(cast: Cast, version: AgreementVersion) -> None:
    client, official = seat(cast), signed_in(cast.wouter)
    assert href("start_round", cast.club.pk) in page_of(cast, client)
    for stranger in (official, cast.read(Client())):
        page = page_of(cast, stranger)
        assert href("start_round", cast.club.pk) not in page
        assert "Rondje van de groep" not in page
    found = GroupRound.objects.create(initiative=cast.club, opened_by=cast.dex)
    assert "Doe mee aan het rondje" in page_of(cast, client)
    RoundAnswer.objects.create(round=found, by=cast.noor, mood=RoundMood.GOOD)
    assert "Jij gaf al antwoord" in page_of(cast, client)
    assert href("group_round", found.pk) not in page_of(cast, official)
    now = timezone.now()
    GroupRound.objects.update(closed_at=now, shared_at=now, shared_by=cast.noor)
    assert href("group_round", found.pk) in page_of(cast, official)


def test_every_page_of_an_initiative_leads_to_looking_back(
    cast: Cast, version: AgreementVersion
) -> None:
    evaluation = make_evaluation(version, cast.wouter, state=State.CLOSED)
    way = href("look_backs", cast.club.pk)
    for name in ("initiative", "handover_page", "timeline"):
        page = signed_in(cast.wouter).get(reverse(name, args=[cast.club.pk])).content.decode()
        tabs = re.search(r'<nav class="tabs".*?</nav>', page, re.DOTALL)
        assert tabs
        assert way in tabs[0]
        assert (href("evaluation", evaluation.pk) in page) == (name != "timeline")
    bar = re.search(r'<nav class="bottom-nav".*?</nav>', page_of(cast, seat(cast)), re.DOTALL)
    assert bar
    assert way in bar[0]
    assert bar[0].count("<li>") == 4


def test_many_look_backs_cost_no_query_more(cast: Cast, version: AgreementVersion) -> None:
    pages = [reverse(n, args=[cast.club.pk]) for n in ("initiative", "group_page", "handover_page")]
    client = signed_in(cast.wouter)

    def count() -> list[int]:
        found = []
        for path in (*pages, reverse("start")):
            with CaptureQueriesContext(connection) as queries:
                assert client.get(path).status_code == 200
            found.append(len(queries))
        return found

    before = count()
    for _ in range(12):
        make_evaluation(version, cast.wouter, state=State.CLOSED)
    running = make_evaluation(version, cast.wouter)
    LookBack.objects.create(evaluation=running, by=cast.noor, side=Side.GROUP)
    GroupRound.objects.create(initiative=cast.club, opened_by=cast.noor)
    assert count() == before
    assert max(before) <= 10
