"""Several people at once on one profile. On both databases."""

from __future__ import annotations

import pytest

from initiatives.models import Event, Goal, HandoverNote, Initiative, Participant, Partner
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
    meet_before(monkeypatch, Goal, "save")
    results = race(add(guide.pk))
    assert {getattr(result, "pk", result) for result in results} == {Goal.objects.get().pk}
    assert Event.objects.filter(verb="goal_added").count() == 1


def test_control_without_the_guard_a_double_tap_adds_several(guide, monkeypatch):
    meet_before(monkeypatch, Goal, "save")
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


def write_partner(pk: int, partner: int):
    def act(n: int) -> str:
        me = Participant.objects.get(pk=pk)
        try:
            there = Partner.objects.get(pk=partner)
            there.change(by=me, before={"stake": ""}, stake=f"Tekst {n}")
        except Overtaken:
            return "shown both"
        return "saved"

    return act


@pytest.fixture
def partner(guide: Participant) -> Partner:
    return Partner.add(guide.initiative, by=guide, name="De school", kind="school", role="")


def test_of_those_who_write_at_a_partner_one_saves(guide, partner, monkeypatch):
    meet_before(monkeypatch, Partner, "save")
    results = race(write_partner(guide.pk, partner.pk))
    assert sorted(results) == ["saved"] + ["shown both"] * (RUNNERS - 1)


def test_control_without_the_guard_all_save_at_the_partner(guide, partner, monkeypatch):
    meet_before(monkeypatch, Partner, "save")
    without_transactions(monkeypatch)
    results = race(write_partner(guide.pk, partner.pk))
    assert results.count("saved") > 1, results


def leave_note(pk: int):
    def act(_n: int) -> HandoverNote:
        me = Participant.objects.select_related("initiative").get(pk=pk)
        return HandoverNote.leave(me.initiative, by=me, text="Bel eerst het buurthuis.")

    return act


def test_a_double_tap_leaves_one_note(guide, monkeypatch):
    meet_before(monkeypatch, HandoverNote, "save")
    results = race(leave_note(guide.pk))
    assert {getattr(r, "pk", r) for r in results} == {HandoverNote.objects.get().pk}
    assert Event.objects.filter(verb="handover_note_left").count() == 1


def test_control_without_the_guard_a_double_tap_leaves_several(guide, monkeypatch):
    meet_before(monkeypatch, HandoverNote, "save")
    without_transactions(monkeypatch)
    results = race(leave_note(guide.pk))
    assert HandoverNote.objects.count() > 1, results
