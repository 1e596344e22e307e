"""Several people plan, move and answer at once. On both databases; each with its control."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import pytest
from django.db import IntegrityError

from initiatives.models import Event, Initiative, Participant, Side
from initiatives.states import Overtaken
from meetings.models import Attendance, Meeting, MeetingMove, planning
from meetings.states import Coming
from tests import factories as make
from tests.meetings.planned import at
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    return make.make_participant(make.make_initiative(), Side.MUNICIPALITY)


def same_form(official: Participant):
    once = uuid4()

    def act(_n: int) -> Meeting:
        home = Initiative.objects.get(pk=official.initiative_id)
        return Meeting.plan(home, by=official, starts_at=at(), place="De kelder", once=once)

    return act


def test_the_same_form_at_the_same_moment_is_one_meeting(official, monkeypatch):
    meet_before(monkeypatch, Meeting.objects, "create")
    results = race(same_form(official))
    assert {meeting.pk for meeting in results} == {Meeting.objects.get().pk}
    assert Event.objects.filter(verb="meeting_planned").count() == 1
    assert Meeting.objects.get().items.count() == 4


def test_control_without_the_constraint_there_are_more(official, monkeypatch):
    with without_constraint(Meeting, "one_meeting_per_form"):
        without_transactions(monkeypatch)
        meet_before(monkeypatch, planning, "_made_with")
        meet_before(monkeypatch, Meeting.objects, "create")
        results = race(same_form(official))
        assert not any(isinstance(result, IntegrityError) for result in results)
        assert Meeting.objects.count() > 1
        Event.objects.all().delete()


def three_places(official: Participant, meeting: Meeting):
    def act(n: int) -> Meeting:
        found = Meeting.objects.with_home().get(pk=meeting.pk)
        return found.change(by=official, before={"place": "De kelder"}, place=f"Plek {n}")

    return act


def planned(official: Participant) -> Meeting:
    return Meeting.plan(official.initiative, by=official, starts_at=at(), place="De kelder")


def overtaken(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Overtaken)]
    assert not other, other
    return sum(isinstance(result, Overtaken) for result in results)


def test_of_three_who_move_it_one_moves_it_and_two_read_what_stands_there(official, monkeypatch):
    meeting = planned(official)
    meet_before(monkeypatch, planning, "said")
    assert overtaken(race(three_places(official, meeting))) == 2
    assert MeetingMove.objects.get().place == "De kelder"


def test_control_without_the_lock_they_write_over_each_other(official, monkeypatch):
    meeting = planned(official)
    without_transactions(monkeypatch)
    meet_before(monkeypatch, MeetingMove.objects, "create")
    assert overtaken(race(three_places(official, meeting))) < 2


def test_one_person_who_answers_on_three_phones_has_one_answer(official):
    meeting = planned(official)

    def act(n: int) -> Attendance:
        found = Meeting.objects.get(pk=meeting.pk)
        return Attendance.answer(found, by=official, coming=list(Coming)[n])

    results = race(act)
    assert not [result for result in results if isinstance(result, Exception)]
    assert Attendance.objects.count() == 1
