"""Several people at one agenda at the same moment. On both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from initiatives.models import Participant, Side
from initiatives.states import Refused
from meetings.agenda import agenda_of
from meetings.models import AgendaItem, Meeting
from meetings.states import Status
from tests import factories as make
from tests.racing import meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    return make.make_participant(make.make_initiative(), Side.MUNICIPALITY)


@pytest.fixture
def meeting(official: Participant) -> Meeting:
    return Meeting.plan(
        official.initiative,
        by=official,
        starts_at=timezone.localtime() + timedelta(days=1),
        place="De kelder",
    )


def fresh(meeting: Meeting) -> Meeting:
    return Meeting.objects.select_related("initiative").get(pk=meeting.pk)


def add_or_start(meeting: Meeting, official: Participant, n: int) -> object:
    """Number 0 begins the meeting, the others put something on its agenda."""
    if n == 0:
        return fresh(meeting).start(by=official)
    return AgendaItem.add(fresh(meeting), by=official, side=official.side, text=f"Punt {n}")


def added_after_the_start(meeting: Meeting) -> list[str]:
    """Who was told "it stands on the agenda" after the meeting had begun."""
    begun = Meeting.objects.get(pk=meeting.pk).started_at
    events = meeting.initiative.events.filter(verb="point_added", at__gt=begun)
    return [str(event.at) for event in events]


def test_a_point_at_the_start_is_on_the_agenda_or_refused(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, AgendaItem.objects, "create", runners=2)
    results = race(lambda n: add_or_start(meeting, official, n))
    assert Meeting.objects.get(pk=meeting.pk).status == Status.UNDER_WAY
    added = [one for one in results if isinstance(one, AgendaItem)]
    refused = [one for one in results if isinstance(one, Refused)]
    assert len(added) + len(refused) == 2, results
    assert all(one.kept.startswith("Punt") for one in refused), "what was typed is kept"
    assert not added_after_the_start(meeting)
    shown = {entry.item.pk for entry in agenda_of(fresh(meeting)) if entry.item is not None}
    assert {item.pk for item in added} <= shown


def test_control_without_the_lock_a_point_comes_after_the_start(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The one who adds looked before the start, and writes after it."""
    without_transactions(monkeypatch)
    create = AgendaItem.objects.create

    def create_after_the_start(**fields: object) -> AgendaItem:
        fresh(meeting).start(by=official)
        return create(**fields)

    monkeypatch.setattr(AgendaItem.objects, "create", create_after_the_start)
    AgendaItem.add(fresh(meeting), by=official, side=official.side, text="Punt 1")
    assert added_after_the_start(meeting)


def test_three_who_move_points_lose_none(meeting: Meeting, official: Participant) -> None:
    items = [
        AgendaItem.add(meeting, by=official, side=official.side, text=f"Punt {n}") for n in range(3)
    ]
    keys = [f"punt-{item.pk}" for item in items]

    def move(n: int) -> None:
        fresh(meeting).put_before(keys[n], "risicos" if n else "", by=official)

    results = race(move)
    assert results == [None, None, None], results
    agenda = [entry.key for entry in agenda_of(fresh(meeting))]
    assert len(agenda) == len(set(agenda)) == 8
    assert agenda[-1] == keys[0] and agenda.index("risicos") == 4


def test_the_same_point_from_three_tabs_is_one(
    meeting: Meeting, official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, AgendaItem.objects, "create")
    results = race(
        lambda _n: AgendaItem.add(fresh(meeting), by=None, side=Side.GROUP, text="Licht")
    )
    assert len({item.pk for item in results}) == 1
    assert AgendaItem.objects.filter(text="Licht").count() == 1
