"""Two people at once on the days of one person: periods never overlap. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Duty, DutyKind, Handover, Participant, Period, Side, staying
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person() -> Participant:
    """Took part until ten days ago, and for one day a while before that."""
    found = make.make_participant(make.make_initiative())
    found.periods.all().delete()
    today = timezone.localdate()
    for first, after in ((40, 39), (20, 10)):
        Period.objects.create(
            participant=found,
            started_on=today - timedelta(days=first),
            ended_on=today - timedelta(days=after),
        )
    return found


def overlaps(person: Participant) -> int:
    """How many days are held twice."""
    days: list[int] = []
    today = timezone.localdate()
    for period in person.periods.all():
        after = period.ended_on or today + timedelta(days=1)
        days += range((period.started_on - today).days, (after - today).days)
    return len(days) - len(set(days))


def stretch(person: Participant):
    """One moves the first stay forward, another the second one back, over the same days."""
    first, second = person.periods.all()
    today = timezone.localdate()

    def act(n: int) -> None:
        mine = Participant.objects.get(pk=person.pk)
        if n % 2:
            earlier = today - timedelta(days=25)
            mine.correct_stay(first.pk, by=mine, started_on=first.started_on, ended_on=earlier)
        else:
            sooner = today - timedelta(days=30)
            mine.correct_stay(second.pk, by=mine, started_on=sooner, ended_on=second.ended_on)

    return act


def test_two_corrections_over_the_same_days(
    person: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, staying, "_check_neighbours", 2)
    results = race(stretch(person), 2)
    assert overlaps(person) == 0
    assert sum(isinstance(r, Refused) for r in results) == 1


def test_control_without_the_lock_the_stays_overlap(
    person: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, staying, "_check_neighbours", 2)
    without_transactions(monkeypatch)
    results = race(stretch(person), 2)
    assert overlaps(person) > 0, results


def back(person: Participant):
    def act(_n: int) -> None:
        Participant.objects.get(pk=person.pk).come_back(by=None)

    return act


def test_two_taps_on_weer_terug(person: Participant, monkeypatch: pytest.MonkeyPatch) -> None:
    meet_before(monkeypatch, staying, "let_go")
    assert race(back(person)) == [None, None, None]
    assert person.periods.filter(ended_on=None).count() == 1


def test_control_without_the_guards_two_taps_are_two_periods(
    person: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, staying, "let_go")
    with without_constraint(Period, "one_open_period_per_participant"):
        with monkeypatch.context() as off:
            without_transactions(off)
            results = race(back(person))
        count = person.periods.filter(ended_on=None).count()
    assert count > 1, results


def test_a_double_tap_hands_over_once() -> None:
    club = make.make_initiative()
    wouter = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    els = make.make_participant(club, Side.MUNICIPALITY)

    def act(_n: int) -> None:
        leaving = Participant.objects.get(pk=wouter.pk)
        Handover.write(leaving, by=leaving, arriving=els, note="Zo staat het.", leaves=False)

    race(act)
    assert Handover.objects.count() == 1
    assert Duty.objects.filter(ended_on=None, kind=DutyKind.CONTACT).get().participant == els
