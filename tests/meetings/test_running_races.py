"""Several at once in a meeting that is under way. On both databases, with controls."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client

from initiatives.models import Participant, Side
from meetings.models import AgendaItem, Meeting, running
from meetings.states import Status
from tests import factories as make
from tests.meetings.planned import at, path, signed_in
from tests.racing import RUNNERS, meet_before, race

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officials() -> list[Participant]:
    club = make.make_initiative()
    make.make_link(club)
    return [make.make_participant(club, Side.MUNICIPALITY) for _ in range(RUNNERS)]


def plan(officials: list[Participant], days: int = 14) -> Meeting:
    first = officials[0]
    return Meeting.plan(first.initiative, by=first, starts_at=at(days), place="De kelder")


def clients_of(officials: list[Participant]) -> list[Client]:
    return [signed_in(person) for person in officials]


def note_at_once(officials: list[Participant]) -> tuple[list[Any], AgendaItem]:
    meeting = plan(officials).start(by=officials[0])
    item = meeting.items.all()[0]
    clients = clients_of(officials)

    def act(n: int) -> Any:
        data = {"heard": f"Van nummer {n}.", "seen": item.revision}
        return clients[n].post(path("note_point", meeting.pk, item.pk), data)

    return race(act), item


def test_one_notes_and_the_others_see_both(
    officials: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, running, "_on_agenda")
    answers, item = note_at_once(officials)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [303] + [409] * (RUNNERS - 1)
    winner = statuses.index(303)
    item.refresh_from_db()
    assert (item.heard, item.revision) == (f"Van nummer {winner}.", 2)
    for n, answer in enumerate(answers):
        assert n == winner or f"Van nummer {n}." in answer.content.decode()


def test_without_the_lock_a_note_is_overwritten(
    officials: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    def unlocked(self: Meeting, *_statuses: Status, kept: str = "") -> Meeting:
        return Meeting.objects.select_related("initiative").get(pk=self.pk)

    meeting = plan(officials).start(by=officials[0])
    item = meeting.items.all()[0]
    monkeypatch.setattr(Meeting, "lock", unlocked)
    fresh = {n: AgendaItem.objects.get(pk=item.pk) for n in range(RUNNERS)}
    # Everybody read the point before anybody wrote: what the lock keeps from happening.
    for n, read in fresh.items():
        monkeypatch.setattr(running, "_on_agenda", lambda *_a, read=read, **_k: read)
        meeting.note(item, by=officials[n], heard=f"Van nummer {n}.", means="", seen=1)
    item.refresh_from_db()
    assert (item.heard, item.revision) == (f"Van nummer {RUNNERS - 1}.", 2)


def test_who_begin_at_once_begin_it_once(officials: list[Participant]) -> None:
    meeting = plan(officials)
    clients = clients_of(officials)
    answers = race(lambda n: clients[n].post(path("start_meeting", meeting.pk)))
    assert {answer.status_code for answer in answers} == {303}
    events = meeting.initiative.events.filter(verb="meeting_started")
    assert events.count() == 1


def test_of_two_meetings_that_begin_at_once_one_does(officials: list[Participant]) -> None:
    meetings = [plan(officials, 14 + 7 * n) for n in range(RUNNERS)]
    clients = clients_of(officials)
    answers = race(lambda n: clients[n].post(path("start_meeting", meetings[n].pk)))
    statuses = sorted(answer.status_code for answer in answers)
    assert statuses == [303] + [409] * (RUNNERS - 1)
    assert Meeting.objects.filter(status=Status.UNDER_WAY).count() == 1


def test_a_newcomer_whom_all_add_at_once_is_one(officials: list[Participant]) -> None:
    club = officials[0].initiative
    guides = [make.make_participant(club, Side.GUIDE) for _ in range(RUNNERS)]
    meeting = plan(officials).start(by=officials[0])
    clients = clients_of(guides)
    answers = race(lambda n: clients[n].post(path("add_newcomer", meeting.pk), {"name": "Bo"}))
    assert {answer.status_code for answer in answers} == {303}
    assert club.participants.filter(name="Bo").count() == 1
    assert meeting.attendances.filter(was_there=True).count() == 1


def test_taps_at_once_are_one(officials: list[Participant]) -> None:
    meeting = plan(officials).start(by=officials[0])
    clients = clients_of(officials)
    data = {"person": str(officials[0].pk), "there": "yes"}
    answers = race(lambda n: clients[n].post(path("note_attendance", meeting.pk), data))
    assert {answer.status_code for answer in answers} == {303}
    assert meeting.attendances.count() == 1
