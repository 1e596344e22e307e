"""One side says how it wants to go on: the page, what each choice asks, and what is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Conclusion, Evaluation
from evaluations.states import Outcome
from tests.conftest import Cast
from tests.evaluations.concluding import close, conclude, in_days, judge, talking
from tests.overview import world
from tests.world_evaluations import make_evaluation


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    return talking(cast)


@pytest.fixture
def group(cast: Cast, client: Client) -> Client:
    return cast.sit(client, cast.noor)


@pytest.fixture
def official(cast: Cast) -> Client:
    return world.signed_in(cast.wouter)


def page(client: Client, evaluation: Evaluation, query: str = "") -> str:
    return client.get(reverse("conclude", args=[evaluation.pk]) + query).content.decode()


def send(client: Client, evaluation: Evaluation, **data: object):
    return client.post(reverse("conclude", args=[evaluation.pk]), data)


def test_a_choice_asks_what_it_needs_and_nothing_else(
    official: Client, evaluation: Evaluation
) -> None:
    first = page(official, evaluation)
    assert "?hoe=pauze" in first and "proef-verlengen" not in first, "it is no trial"
    asks = {
        "doorgaan": ("next_on", "text"),
        "andere-afspraak": ("next_on", "text"),
        "pauze": ("until_on", "text"),
        "stoppen": ("key", "place", "lesson", "text"),
    }
    every = {name for names in asks.values() for name in names}
    for slug, names in asks.items():
        shown = page(official, evaluation, f"?hoe={slug}")
        assert {name for name in every if f'name="{name}"' in shown} == set(names)


def test_both_sides_read_what_one_says_and_nobody_is_named(
    cast: Cast, group: Client, official: Client, evaluation: Evaluation
) -> None:
    sent = send(group, evaluation, outcome="pause", until_on=in_days(30), text="Eerst toetsen.")
    assert sent.status_code == 303
    # Their own name stands in the menu.
    for client, others in ((group, [cast.wouter.name]), (official, world.NICKNAMES)):
        shown = page(client, evaluation)
        assert "Eerst toetsen." in shown and "even pauze" in shown
        assert not any(name in shown for name in others)
    said = Conclusion.objects.get()
    assert (said.side, said.by, said.until_on) == ("group", cast.noor, in_days(30))


@pytest.mark.parametrize(
    ("data", "status"),
    [
        ({"outcome": "pause"}, 422),
        ({"outcome": "pause", "until_on": "2020-01-01"}, 422),
        ({"outcome": "stop"}, 422),
        ({"outcome": "stop", "text": "x" * 301}, 422),
        ({"outcome": "longer", "until_on": "2099-01-01"}, 409),
        ({"outcome": "go_on", "next_on": "2099-01-01"}, 409),
        ({"outcome": "onzin"}, 422),
        ({}, 422),
    ],
)
def test_what_is_not_right_is_said_and_nothing_is_stored(
    official: Client, evaluation: Evaluation, data: dict[str, str], status: int
) -> None:
    assert send(official, evaluation, **data).status_code == status
    assert not Conclusion.objects.exists()


def test_what_an_outcome_does_not_ask_is_not_kept(official: Client, evaluation: Evaluation) -> None:
    extra = {"key": "returned", "place": "Leeg.", "lesson": "Les.", "until_on": in_days(9)}
    assert send(official, evaluation, outcome="go_on", **extra).status_code == 303
    said = Conclusion.objects.get()
    assert (said.key, said.place, said.lesson, said.until_on) == ("", "", "", None)
    assert said.side == "municipality"


def test_a_colleague_who_was_first_is_shown(
    cast: Cast, group: Client, evaluation: Evaluation
) -> None:
    conclude(evaluation, cast.samira, Outcome.GO_ON)
    response = send(group, evaluation, outcome="stop", text="Wij willen weg.", seen="")
    assert response.status_code == 409
    shown = response.content.decode()
    assert "koos net: doorgaan" in shown and "Wij willen weg." in shown
    seen = Conclusion.objects.get().seen
    assert f'value="{seen}"' in shown
    sent = send(group, evaluation, outcome="stop", text="Wij willen weg.", seen=seen)
    assert sent.status_code == 303 and Conclusion.objects.get().by == cast.noor


def test_what_was_said_before_stands_in_the_form_unless_it_is_hidden(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    said = conclude(evaluation, cast.wouter, Outcome.CHANGE, text="Eerder open.")
    assert "Eerder open.</textarea>" in page(official, evaluation, "?hoe=andere-afspraak")
    said.hide(by=cast.wouter, because="Een naam.")
    assert "Eerder open." not in page(official, evaluation, "?hoe=andere-afspraak")


def test_the_clauses_stand_above_with_what_both_sides_want(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    first, second = evaluation.version.clauses.all()
    judge(evaluation, cast.noor, first.key, "drop")
    shown = page(official, evaluation)
    assert "weg ermee" in shown and "Houd alles" in shown
    assert reverse("say_verdict", args=[evaluation.pk, second.key]) in shown


def test_a_closed_one_leads_to_what_was_said(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    for person in (cast.noor, cast.wouter):
        conclude(evaluation, person, Outcome.GO_ON)
    close(evaluation, cast.noor)
    there = reverse("evaluation", args=[evaluation.pk])
    got = official.get(reverse("conclude", args=[evaluation.pk]))
    assert got.status_code == 302 and got["Location"] == there
    assert send(official, evaluation, outcome="go_on", text="Nog iets.").status_code == 409


def test_who_came_by_the_link_says_first_who_it_is(
    cast: Cast, client: Client, evaluation: Evaluation
) -> None:
    got = cast.read(client).get(reverse("conclude", args=[evaluation.pk]))
    assert got["Location"].startswith(reverse("take_seat", args=[cast.club.pk]))


def test_while_people_answer_there_is_nothing(cast: Cast, official: Client) -> None:
    answering = make_evaluation(world.run(cast), cast.wouter)
    assert official.get(reverse("conclude", args=[answering.pk])).status_code == 404
