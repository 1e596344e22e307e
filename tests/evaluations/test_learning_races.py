"""Two at once on what people learn, with the guards and without."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from evaluations.models import Example, Experiment, LearningQuestion
from evaluations.states import ExperimentEnd
from initiatives.models import Circle, Participant
from initiatives.states import Overtaken, Refused
from tests.conftest import make_cast
from tests.evaluations import learning as made
from tests.racing import meet_before, race, without_transactions

GUARDS = pytest.mark.parametrize("guarded", [True, False])


def two(monkeypatch: pytest.MonkeyPatch, guarded: bool, owner: Any, name: str) -> None:
    meet_before(monkeypatch, owner, name, 2)
    if not guarded:
        without_transactions(monkeypatch)


@GUARDS
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("begin", [made.example, made.experiment, made.question])
def test_a_double_tap_makes_one(
    monkeypatch: pytest.MonkeyPatch, begin: Callable[..., Any], guarded: bool
) -> None:
    cast = make_cast()
    model: Any = {
        made.example: Example,
        made.experiment: Experiment,
        made.question: LearningQuestion,
    }[begin]
    two(monkeypatch, guarded, model.objects, "create")
    race(lambda _n: begin(Participant.objects.get(pk=cast.noor.pk)), 2)
    assert (model.objects.count() == 1) is guarded


@GUARDS
@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_example(monkeypatch: pytest.MonkeyPatch, guarded: bool) -> None:
    cast = make_cast()
    found = made.example(cast.noor)
    two(monkeypatch, guarded, Example, "keep")

    def change(n: int) -> None:
        mine: Example = Example.objects.get(pk=found.pk)
        mine.change(by=(cast.noor, cast.dex)[n], seen=1, title=f"Van {n}")

    results = race(change, 2)
    second = [result for result in results if isinstance(result, Overtaken)]
    assert (len(second) == 1) is guarded, results


@GUARDS
@pytest.mark.django_db(transaction=True)
def test_two_who_say_what_they_saw(monkeypatch: pytest.MonkeyPatch, guarded: bool) -> None:
    cast = make_cast()
    found = made.experiment(cast.noor)
    two(monkeypatch, guarded, Experiment, "save")

    def end(n: int) -> None:
        mine: Experiment = Experiment.objects.get(pk=found.pk)
        by = (cast.noor, cast.wouter)[n]
        mine.end(by=by, saw=f"Gezien door {n}", ended_as=ExperimentEnd.GO_ON)

    results = race(end, 2)
    assert (sum(isinstance(result, Refused) for result in results) == 1) is guarded, results


@GUARDS
@pytest.mark.django_db(transaction=True)
def test_two_who_change_one_question(monkeypatch: pytest.MonkeyPatch, guarded: bool) -> None:
    cast = make_cast()
    found = made.question(cast.noor, Circle.SIDE)
    two(monkeypatch, guarded, LearningQuestion, "become_another_text")

    def change(n: int) -> None:
        mine = LearningQuestion.objects.get(pk=found.pk)
        mine.change(by=(cast.noor, cast.dex)[n], seen=1, text=f"Van {n}?")

    results = race(change, 2)
    assert (sum(isinstance(result, Overtaken) for result in results) == 1) is guarded, results
