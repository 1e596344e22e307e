"""Several phones at once on a round of the group. Each race with its control."""

from __future__ import annotations

from typing import Any

import pytest

from evaluations.models import GroupRound, Lesson, RoundAnswer
from initiatives.models import Event, Participant
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def noor() -> Participant:
    return make.make_participant(make.make_initiative(), name="Zwaluwnoor")


def started_by_all(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    meet_before(monkeypatch, GroupRound, "save")

    def act(n: int) -> GroupRound:
        return GroupRound.start(noor.initiative, by=noor, question=f"Vraag {n}?")

    return race(act)


def test_one_round_begins(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    results = started_by_all(noor, monkeypatch)
    assert sum(isinstance(result, Refused) for result in results) == 2
    assert GroupRound.objects.count() == 1


def test_without_the_constraint_several_do(
    noor: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    with without_constraint(GroupRound, "one_group_round_at_a_time"):
        started_by_all(noor, monkeypatch)
        assert GroupRound.objects.count() > 1


def shared_by_all(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> int:
    """How often the timeline tells of it."""
    over = GroupRound.start(noor.initiative, by=noor)
    RoundAnswer.say(over, by=noor, mood="good")
    over.end(by=noor)
    meet_before(monkeypatch, GroupRound, "save")
    results = race(lambda _n: GroupRound.objects.get(pk=over.pk).share(by=noor, seen=1))
    assert results == [None] * len(results), results
    return Event.objects.filter(verb="round_shared").count()


def test_sharing_three_times_tells_once(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    assert shared_by_all(noor, monkeypatch) == 1


def test_without_the_lock_it_tells_more_often(
    noor: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_transactions(monkeypatch)
    assert shared_by_all(noor, monkeypatch) > 1


def lessons_of_one_form(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> int:
    meet_before(monkeypatch, Lesson, "save")

    def act(_n: int) -> Lesson:
        return Lesson.write(noor.initiative, by=noor, happened="Donker.", text="Bel eerder.")

    race(act)
    return Lesson.objects.count()


def test_a_lesson_sent_three_times_is_one(
    noor: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert lessons_of_one_form(noor, monkeypatch) == 1


def test_without_the_lock_it_is_several(noor: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    without_transactions(monkeypatch)
    assert lessons_of_one_form(noor, monkeypatch) > 1
