"""Several people begin, move and say something at once. On both databases; with controls."""

from __future__ import annotations

import pytest

from agreements.models import Agreement, AgreementVersion, look_back_day
from evaluations.models import Evaluation, Feasible, TrustCheck, opening
from initiatives.models import Event, Participant
from initiatives.states import Refused
from meetings.states import Feasibility
from tests.conftest import Cast, make_cast
from tests.evaluations.planning import again, agreed, in_days
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def stage() -> tuple[Cast, Agreement]:
    cast = make_cast()
    return cast, agreed(cast, days=3)


def opener(agreement: Agreement, by: Participant, group: int | None = None):
    def act(n: int) -> Evaluation:
        return Evaluation.open(
            again(agreement), by=by, invited_group=group or 9 + n, invited_municipality=2
        )

    return act


def test_two_who_begin_at_once_begin_one(stage, monkeypatch):
    cast, agreement = stage
    meet_before(monkeypatch, Evaluation.objects, "create")
    results = race(opener(agreement, cast.noor, group=9))
    assert {result.pk for result in results} == {Evaluation.objects.get().pk}
    assert TrustCheck.objects.count() == 2
    assert Event.objects.filter(verb="look_back_opened").count() == 1


def test_of_different_numbers_the_first_counts(stage, monkeypatch):
    cast, agreement = stage
    meet_before(monkeypatch, Evaluation.objects, "create")
    results = race(opener(agreement, cast.noor))
    assert sum(isinstance(result, Evaluation) for result in results) == 1
    assert sum(isinstance(result, Refused) for result in results) == len(results) - 1
    assert TrustCheck.objects.count() == 2


def test_control_without_the_lock_and_the_constraint_there_are_more(stage, monkeypatch):
    cast, agreement = stage
    with without_constraint(Evaluation, "one_evaluation_at_a_time"):
        without_transactions(monkeypatch)
        # The numbers would still be one each.
        monkeypatch.setattr(opening, "_next_number", numbers())
        meet_before(monkeypatch, Evaluation.objects, "create")
        race(opener(agreement, cast.noor, group=9))
        assert Evaluation.objects.count() > 1
        Evaluation.objects.all().delete()
        Event.objects.all().delete()


def numbers():
    found = iter(range(1, 10))
    return lambda _agreement: next(found)


def mover(agreement: Agreement, by: Participant):
    mark = agreement.look_back_mark

    def act(n: int) -> None:
        again(agreement).plan_look_back(by=by, on=in_days(20 + n), every="3m", seen=mark)

    return act


def test_of_two_who_move_the_day_one_is_told(stage, monkeypatch):
    cast, agreement = stage
    meet_before(monkeypatch, look_back_day, "mark_of")
    results = race(mover(agreement, cast.noor))
    assert sum(isinstance(result, Refused) for result in results) == len(results) - 1
    assert again(agreement).look_back_moves == 1


def test_control_without_the_lock_all_of_them_move_it(stage, monkeypatch):
    cast, agreement = stage
    act = mover(agreement, cast.noor)
    without_transactions(monkeypatch)
    meet_before(monkeypatch, look_back_day, "_check")
    race(act)
    assert again(agreement).look_back_moves > 1


def sayer(agreement: Agreement, by: Participant):
    words = list(Feasibility)

    def act(n: int) -> Feasible:
        return Feasible.say(again(agreement), by=by, word=words[n % 3])

    return act


def test_of_two_words_of_one_side_one_counts(stage, monkeypatch):
    cast, agreement = stage
    meet_before(monkeypatch, Feasible, "save")
    results = race(sayer(agreement, cast.noor))
    assert Feasible.objects.count() == 1
    assert sum(isinstance(result, Refused) for result in results) == len(results) - 1


def test_control_without_the_lock_and_the_constraint_a_side_says_more(stage, monkeypatch):
    cast, agreement = stage
    with without_constraint(Feasible, "one_feasible_a_side_and_round"):
        without_transactions(monkeypatch)
        meet_before(monkeypatch, Feasible, "save")
        race(sayer(agreement, cast.noor))
        assert Feasible.objects.count() > 1


def test_beginning_and_ending_at_once_never_both(stage):
    cast, agreement = stage

    def act(n: int) -> object:
        if n == 0:
            again(agreement).end(by=cast.wouter, because="Klaar.")
            return None
        return opener(agreement, cast.noor, group=9)(n)

    race(act)
    ended = again(agreement).is_ended
    running = AgreementVersion.objects.in_effect().filter(agreement=agreement).exists()
    assert ended is not running
    begun = Evaluation.objects.count()
    assert begun <= 1
    if begun:
        evaluation = Evaluation.objects.get()
        ended_at = again(agreement).ended_at
        assert ended_at is not None
        assert evaluation.opened_at <= ended_at
