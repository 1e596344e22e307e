"""Several people at once on one profile. On both databases."""

from __future__ import annotations

import pytest

from initiatives.models import Event, Goal, Initiative, Participant
from initiatives.states import Overtaken
from tests import factories as make
from tests.racing import RUNNERS, meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def guide() -> Participant:
    return make.make_participant(make.make_initiative("Chillclub De Kelder"), name="Sam")


def add(pk: int):
    def act(_n: int) -> Goal:
        me = Participant.objects.select_related("initiative").get(pk=pk)
        return Goal.add(me.initiative, by=me, text="Elke week open.", origin="group")

    return act


def test_a_double_tap_adds_one_goal(guide, monkeypatch):
    meet_before(monkeypatch, Initiative, "tell")
    results = race(add(guide.pk))
    assert {getattr(result, "pk", result) for result in results} == {Goal.objects.get().pk}
    assert Event.objects.filter(verb="goal_added").count() == 1


def test_control_without_the_guard_a_double_tap_adds_several(guide, monkeypatch):
    meet_before(monkeypatch, Initiative, "tell")
    without_transactions(monkeypatch)
    results = race(add(guide.pk))
    assert Goal.objects.count() > 1, results


def write(pk: int):
    def act(n: int) -> str:
        me = Participant.objects.select_related("initiative").get(pk=pk)
        try:
            me.initiative.change(by=me, before={"strength": ""}, strength=f"Tekst {n}")
        except Overtaken:
            return "shown both"
        return "saved"

    return act


def test_of_those_who_write_at_once_one_saves_and_the_others_see_both(guide, monkeypatch):
    meet_before(monkeypatch, Initiative, "save")
    results = race(write(guide.pk))
    assert sorted(results) == ["saved"] + ["shown both"] * (RUNNERS - 1)


def test_control_without_the_guard_all_of_them_save(guide, monkeypatch):
    meet_before(monkeypatch, Initiative, "save")
    without_transactions(monkeypatch)
    results = race(write(guide.pk))
    assert results.count("saved") > 1, results


def rename(pk: int):
    def act(n: int) -> None:
        me = Participant.objects.select_related("initiative").get(pk=pk)
        me.initiative.change(by=me, name=f"Naam nummer {'abc'[n]}")

    return act


def test_the_pieces_fit_the_name_that_stays(guide):
    results = race(rename(guide.pk))
    assert results == [None] * RUNNERS, results
    club = Initiative.objects.get()
    from initiatives.pieces import pieces_of

    assert set(club.name_pieces.values_list("piece", flat=True)) == pieces_of(club.name)
