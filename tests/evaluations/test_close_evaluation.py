"""The page on which both sides close a look-back, and what the result shows of it afterwards."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from evaluations.models import Evaluation
from evaluations.states import Outcome
from tests.conftest import Cast
from tests.evaluations.concluding import both, close, conclude, in_days, judge, mark, talking
from tests.overview import world


@pytest.fixture
def evaluation(cast: Cast) -> Evaluation:
    return talking(cast)


@pytest.fixture
def official(cast: Cast) -> Client:
    return world.signed_in(cast.wouter)


def page(client: Client, evaluation: Evaluation) -> str:
    return client.get(reverse("close_evaluation", args=[evaluation.pk])).content.decode()


def result(client: Client, evaluation: Evaluation) -> str:
    return client.get(reverse("evaluation", args=[evaluation.pk])).content.decode()


def send(client: Client, evaluation: Evaluation, **data: object):
    sent = {"seen": mark(evaluation), **data}
    return client.post(reverse("close_evaluation", args=[evaluation.pk]), sent)


def test_it_says_whom_it_waits_for(cast: Cast, official: Client, evaluation: Evaluation) -> None:
    assert "Beide kanten zeggen eerst" in page(official, evaluation)
    conclude(evaluation, cast.wouter, Outcome.GO_ON)
    shown = page(official, evaluation)
    assert "We wachten nog op de groep." in shown and 'name="next_on"' not in shown
    assert send(official, evaluation, next_on=in_days(80)).status_code in (409, 422)


def test_it_says_what_will_happen_and_then_does_it(
    cast: Cast, client: Client, official: Client, evaluation: Evaluation
) -> None:
    first = evaluation.version.clauses.all()[0]
    for person in (cast.noor, cast.wouter):
        judge(evaluation, person, first.key, "drop")
    both(cast, evaluation, Outcome.CHANGE)
    shown = page(official, evaluation)
    assert "1 onderdeel gaat eruit" in shown and "concept voor een nieuwe tekst" in shown
    sent = send(official, evaluation, next_on=in_days(80))
    assert sent["Location"] == reverse("evaluation", args=[evaluation.pk])
    evaluation.refresh_from_db()
    assert evaluation.is_closed and evaluation.next_on == in_days(80)
    for reader in (official, cast.sit(client, cast.noor)):
        shown = result(reader, evaluation)
        assert "Naar het concept van versie 2" in shown
        assert reverse("version", args=[evaluation.led_to_id]) in shown
        assert "Volgende keer terugkijken" in shown
        assert reverse("conclude", args=[evaluation.pk]) not in shown


def test_the_second_tap_is_no_error(cast: Cast, official: Client, evaluation: Evaluation) -> None:
    both(cast, evaluation, Outcome.GO_ON)
    seen = mark(evaluation)
    for _tap in range(2):
        sent = send(official, evaluation, next_on=in_days(80), seen=seen)
        assert sent.status_code == 303


def test_another_word_since_then_is_shown_first(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    both(cast, evaluation, Outcome.GO_ON)
    seen = mark(evaluation)
    conclude(evaluation, cast.noor, Outcome.EXTEND, text="Ook op zondag.")
    response = send(official, evaluation, next_on=in_days(80), seen=seen)
    shown = response.content.decode()
    assert response.status_code == 409 and "net iets anders gekozen" in shown
    assert "Ook op zondag." in shown and f'value="{mark(evaluation)}"' in shown
    assert "Jullie kozen niet hetzelfde." in shown
    assert send(official, evaluation, next_on=in_days(80)).status_code == 303


@pytest.mark.parametrize("day", ["", "morgen", "2020-01-01"])
def test_the_next_day_is_a_day_to_come(
    cast: Cast, official: Client, evaluation: Evaluation, day: str
) -> None:
    both(cast, evaluation, Outcome.GO_ON)
    assert send(official, evaluation, next_on=day).status_code == 422
    assert not Evaluation.objects.get(pk=evaluation.pk).is_closed


@pytest.mark.parametrize(
    ("outcome", "said", "words"),
    [
        (Outcome.PAUSE, {"until_on": 30}, "De afspraak staat stil tot"),
        (Outcome.STOP, {"text": "Klaar."}, "De afspraak stopt vandaag."),
    ],
)
def test_after_a_pause_and_a_stop_no_day_is_asked(
    cast: Cast,
    official: Client,
    evaluation: Evaluation,
    outcome: Outcome,
    said: dict[str, object],
    words: str,
) -> None:
    days = {name: in_days(n) for name, n in said.items() if isinstance(n, int)}
    both(cast, evaluation, outcome, **{**said, **days})
    shown = page(official, evaluation)
    assert words in shown and 'name="next_on"' not in shown
    assert send(official, evaluation).status_code == 303
    assert Evaluation.objects.get(pk=evaluation.pk).outcome == outcome


def test_the_result_shows_a_difference_as_it_is(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    conclude(evaluation, cast.noor, Outcome.GO_ON)
    conclude(evaluation, cast.wouter, Outcome.STOP, text="Geen geld meer.")
    close(evaluation, cast.noor)
    shown = result(official, evaluation)
    assert "Het verschil blijft staan." in shown and "Geen geld meer." in shown
    agenda = reverse("put_on_agenda", args=[evaluation.pk]) + "?verschil=hoe-verder"
    assert agenda in shown
    assert f"“{evaluation.agreement.title}”? We kozen niet hetzelfde." in (
        official.get(agenda).content.decode()
    )


def test_one_that_stopped_in_another_way_can_be_closed(
    cast: Cast, official: Client, evaluation: Evaluation
) -> None:
    evaluation.agreement.end(by=cast.wouter, because="Verkocht.")
    assert "intussen gestopt" in page(official, evaluation)
    assert send(official, evaluation).status_code == 303
    assert "De afspraak was intussen gestopt." in result(official, evaluation)


def test_the_pages_cost_few_queries_however_much_there_is(
    cast: Cast, official: Client, django_assert_max_num_queries
) -> None:
    big = world.crowd(cast, people=8, clauses=30)
    running = big.agreement.versions.in_effect().get()
    evaluation = talking(cast, running)
    for clause in running.clauses.all():
        judge(evaluation, cast.noor, clause.key, "change", text="Anders.")
    both(cast, evaluation, Outcome.PAUSE, until_on=in_days(9))
    key = running.clauses.all()[3].key
    for name, args in (
        ("conclude", [evaluation.pk]),
        ("close_evaluation", [evaluation.pk]),
        ("say_verdict", [evaluation.pk, key]),
    ):
        with django_assert_max_num_queries(10):
            assert official.get(reverse(name, args=args)).status_code == 200
