"""Several people lay or answer a knot at once. On both databases; each with its control."""

from __future__ import annotations

from typing import Any

import pytest

from initiatives.models import Event, Initiative, Participant, Side, Written
from initiatives.states import Refused
from meetings.models import Knot, KnotReply, RiskItem
from meetings.states import KnotAnswer
from tests import factories as make
from tests.meetings.knotting import in_days
from tests.racing import meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def club() -> Initiative:
    club = make.make_initiative()
    for _ in range(2):
        make.make_participant(club, Side.MUNICIPALITY)
    for _ in range(3):
        make.make_participant(club)
    return club


def people(club: Initiative, side: Side) -> list[Participant]:
    return list(Participant.objects.filter(initiative=club, side=side).order_by("pk"))


def lay(club: Initiative, by: Participant, **fields: Any) -> Knot:
    decider, stand_in = people(club, Side.MUNICIPALITY)
    said = {"question": "Mag het?", "why_stuck": "Niemand weet het.", **fields}
    return Knot.lay(
        Initiative.objects.get(pk=club.pk),
        by=by,
        decider=decider,
        stand_in=stand_in,
        before_on=in_days(7),
        **said,
    )


def refused(results: list[Any]) -> int:
    assert not [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    return sum(isinstance(result, Refused) for result in results)


def test_of_one_risk_many_make_one_knot(club: Initiative, monkeypatch: pytest.MonkeyPatch) -> None:
    group = people(club, Side.GROUP)
    risk = RiskItem.objects.create(
        initiative=club, by=group[0], side=Side.GROUP, kind="risk", text="Donker"
    )
    meet_before(monkeypatch, Written, "save")
    results = race(lambda n: lay(club, group[n], question=f"Kan {n}?", origin=risk))
    assert refused(results) == 2 and Knot.objects.count() == 1
    assert Event.objects.filter(verb="knot_laid").count() == 1


def test_a_double_tap_is_one_knot(club: Initiative, monkeypatch: pytest.MonkeyPatch) -> None:
    one = people(club, Side.GROUP)[0]
    meet_before(monkeypatch, Written, "save")
    assert refused(race(lambda _n: lay(club, one))) == 0
    assert Knot.objects.count() == 1


def test_control_without_the_lock_every_tap_is_a_knot(
    club: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = people(club, Side.GROUP)[0]
    meet_before(monkeypatch, Written, "save")
    without_transactions(monkeypatch)
    race(lambda _n: lay(club, one))
    assert Knot.objects.count() > 1


def answers(club: Initiative) -> Any:
    """The one who decides, and twice the stand-in, each with another reason."""
    decider, stand_in = people(club, Side.MUNICIPALITY)
    knot = lay(club, people(club, Side.GROUP)[0])
    Knot.objects.filter(pk=knot.pk).update(before_on=in_days(-1))

    def act(n: int) -> KnotReply:
        found = Knot.objects.with_home().get(pk=knot.pk)
        by = stand_in if n else decider
        return KnotReply.give(found, by=by, answer=KnotAnswer.CAN, because=f"Reden {n}.")

    return act


def test_of_answers_at_once_one_counts_and_the_others_are_told(
    club: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = answers(club)
    meet_before(monkeypatch, Written, "save")
    assert refused(race(act)) == 2 and KnotReply.objects.count() == 1
    assert Event.objects.filter(verb="knot_can").count() == 1


def test_control_without_the_lock_there_are_several_answers(
    club: Initiative, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = answers(club)
    meet_before(monkeypatch, Written, "save")
    without_transactions(monkeypatch)
    race(act)
    assert KnotReply.objects.count() > 1
