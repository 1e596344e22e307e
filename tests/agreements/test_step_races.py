"""Both sides mark a step at once; each race with a control."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import AgreementVersion, Commitment, OpenPoint, PointUpdate, StepReached
from agreements.states import ProgressState
from agreements.steps import reached_days
from initiatives.models import Event
from tests.conftest import Cast
from tests.racing import meet_before, race, without_transactions
from tests.world_steps import STEP, point_of, step_of, with_a_step

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


def both_sides_at_once(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> tuple[Commitment, list[Any]]:
    running = with_a_step(cast.club, cast.wouter)
    running.agreement.start_version(by=cast.wouter)
    line = step_of(running)
    meet_before(monkeypatch, StepReached.objects, "create", runners=2)
    people = [cast.noor, cast.wouter]
    return line, race(lambda n: StepReached.mark(step_of(running), by=people[n]), runners=2)


def draft_line(line: Commitment) -> Commitment:
    draft = AgreementVersion.objects.get(agreement=line.clause.version.agreement, status="draft")
    return Commitment.objects.get(clause__version=draft, text=STEP)


def test_both_sides_at_once_reach_the_step_once(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    line, results = both_sides_at_once(cast, monkeypatch)
    assert all(isinstance(result, StepReached) for result in results), results
    assert list(reached_days([line])) == [line.pk]
    assert Event.objects.filter(verb="step_reached").count() == 1
    assert draft_line(line).condition == ""


def test_control_without_the_lock_neither_sees_the_other(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    # The lock of the agreement is what makes the second one wait.
    without_transactions(monkeypatch)
    line, _results = both_sides_at_once(cast, monkeypatch)
    assert StepReached.objects.count() == 2
    assert Event.objects.filter(verb="step_reached").count() == 0
    assert draft_line(line).condition != ""


def two_words(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> OpenPoint:
    point = point_of(with_a_step(cast.club, cast.wouter))
    meet_before(monkeypatch, PointUpdate.objects, "create", runners=2)

    def say(_n: int) -> Any:
        return PointUpdate.say(
            OpenPoint.objects.with_home().get(pk=point.pk),
            by=cast.wouter,
            state=ProgressState.DONE,
            text="Ja.",
        )

    race(say, runners=2)
    return point


def test_a_double_tap_on_an_open_point_is_one_word(
    cast: Cast, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert two_words(cast, monkeypatch).updates.count() == 1


def test_control_without_the_lock_it_is_two(cast: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    without_transactions(monkeypatch)
    assert two_words(cast, monkeypatch).updates.count() == 2
