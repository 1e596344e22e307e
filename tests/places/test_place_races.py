"""Several people at once about one place. On both databases, each with its control."""

from __future__ import annotations

from typing import Any

import pytest
from django.db import connection

from accounts.models import User
from initiatives.models import DutyKind, Event, Participant, Side
from initiatives.states import Overtaken, Refused
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink
from places.models.key import KeyEnd
from places.models.room_link import REPORTS
from tests.factories import make_initiative, make_manager, make_participant, make_place
from tests.racing import RUNNERS, meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

MANY = 20


@pytest.fixture
def manager() -> User:
    return make_manager()


@pytest.fixture
def room(manager: User) -> Place:
    return make_place("De Kelder", by=manager)


@pytest.fixture
def people() -> list[Participant]:
    club = make_initiative()
    return [make_participant(club) for _ in range(RUNNERS)]


@pytest.fixture
def link(room: Place, manager: User) -> RoomLink:
    return RoomLink.make(room, by=manager)


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def refused(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


def give(room: Place, holder: Participant, label: str = "A", **more: Any) -> Key:
    return Key.give(room, holder=holder, label=label, by=holder, agreed_to_be_named=True, **more)


# Keys --------------------------------------------------------------------------------------------


def test_three_who_take_the_same_key_and_one_has_it(
    room: Place, people: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Key.objects, "create")
    results = race(lambda n: give(room, people[n]))
    assert refused(results) == 2
    assert Key.objects.held().count() == 1 == told("key_given")


def test_a_double_tap_gives_one_key(room: Place, people: list[Participant]) -> None:
    results = race(lambda _n: give(room, people[0]), runners=MANY)
    assert refused(results) == 0, "the second tap is no error"
    assert {key.pk for key in results} == {Key.objects.get().pk} and told("key_given") == 1


def test_control_without_the_rule_of_the_database_three_have_one_key(
    room: Place, people: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Key.objects, "create")
    with without_constraint(Key, "one_holder_per_key"):
        with monkeypatch.context() as off:
            without_transactions(off)
            race(lambda n: give(room, people[n]))
        assert Key.objects.held().count() > 1


def test_back_and_lost_at_once_is_one_of_both(room: Place, people: list[Participant]) -> None:
    key = give(room, people[0])
    words = [KeyEnd.RETURNED, KeyEnd.LOST, KeyEnd.RETURNED]
    results = race(lambda n: Key.objects.get(pk=key.pk).end(words[n], by=people[n]))
    key.refresh_from_db()
    assert refused(results) == sum(word != key.ended_how for word in words)
    assert told("key_came_back") + told("key_lost") == 1


def test_undoing_against_giving_it_to_another(room: Place, people: list[Participant]) -> None:
    for n in range(3):
        key = give(room, people[0], label=str(n))
        key.end(KeyEnd.LOST, by=people[0])

        def act(runner: int, key: Key = key) -> None:
            if runner == 0:
                Key.objects.get(pk=key.pk).undo_end(by=people[0])
            else:
                give(room, people[1], label=key.label)

        assert refused(race(act, runners=2)) == 1
        assert Key.objects.held().filter(label=str(n)).count() == 1


def duties(person: Participant) -> int:
    return person.duties.filter(kind=DutyKind.KEY_HOLDER, ended_on=None).count()


def test_the_last_two_keys_come_back_at_once(
    room: Place, people: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [give(room, people[0], label=label) for label in "AB"]
    meet_before(monkeypatch, Key, "_end_duty", 2)
    race(lambda n: keys[n].end(KeyEnd.RETURNED, by=people[0]), runners=2)
    assert not Key.objects.held().exists() and duties(people[0]) == 0


def test_control_without_the_lock_on_the_holder_the_duty_stays(
    room: Place, people: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    keys = [give(room, people[0], label=label) for label in "AB"]
    meet_before(monkeypatch, Key, "_end_duty", 2)
    monkeypatch.setattr("places.models.key._lock", lambda _holder: None)
    race(lambda n: keys[n].end(KeyEnd.RETURNED, by=people[0]), runners=2)
    # Where one writes at a time a transaction is enough.
    assert duties(people[0]) == (0 if connection.vendor == "sqlite" else 1)


# Rounds, reports and the code --------------------------------------------------------------------


def test_one_round_however_often_it_is_sent(room: Place, people: list[Participant]) -> None:
    results = race(lambda _n: ClosingCheck.note(room, by=people[0], ticks=[]), runners=MANY)
    assert refused(results) == 0
    assert ClosingCheck.objects.count() == 1 == told("place_closed")


def test_control_without_the_lock_there_are_more_rounds(
    room: Place, people: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, ClosingCheck.objects, "create")
    with monkeypatch.context() as off:
        without_transactions(off)
        race(lambda _n: ClosingCheck.note(room, by=people[0], ticks=[]))
    assert ClosingCheck.objects.count() > 1


def test_of_twenty_reports_at_once_six_come_in(link: RoomLink) -> None:
    results = race(lambda n: PlaceReport.write(link, text=f"Lek {n}"), runners=MANY)
    assert refused(results) == MANY - REPORTS
    kept = {result.kept for result in results if isinstance(result, Refused)}
    there = set(PlaceReport.objects.values_list("text", flat=True))
    assert kept | there == {f"Lek {n}" for n in range(MANY)} and not kept & there


def test_the_same_report_three_times_at_once_is_one(link: RoomLink) -> None:
    assert refused(race(lambda _n: PlaceReport.write(link, text="Lek"))) == 0
    assert PlaceReport.objects.count() == 1


def test_control_without_the_guard_the_same_report_is_there_more_often(
    link: RoomLink, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, PlaceReport.objects, "create")
    with monkeypatch.context() as off:
        without_transactions(off)
        race(lambda _n: PlaceReport.write(link, text="Lek"))
    assert PlaceReport.objects.count() > 1


def test_settled_at_once_is_settled_by_one(link: RoomLink, people: list[Participant]) -> None:
    report = PlaceReport.write(link, text="Lek")
    found = [PlaceReport.objects.get(pk=report.pk) for _ in people]
    assert race(lambda n: found[n].settle(by=people[n])) == [None] * RUNNERS
    assert len({one.settled_by_id for one in found}) == 1


def test_one_code_for_all_who_make_one(room: Place, manager: User) -> None:
    results = race(lambda _n: RoomLink.make(room, by=manager), runners=MANY)
    assert {made.pk for made in results} == {RoomLink.objects.get().pk}


def test_one_new_address_for_all_who_saw_the_old(link: RoomLink) -> None:
    found = [RoomLink.objects.get(pk=link.pk) for _ in range(RUNNERS)]
    race(lambda n: found[n].renew(generation=1))
    assert {one.token for one in found} == {RoomLink.objects.get().token}
    assert RoomLink.objects.get().generation == 2


# Places ------------------------------------------------------------------------------------------


def test_of_two_who_change_a_place_the_second_sees_both(room: Place, manager: User) -> None:
    names = [f"Kelder {n}" for n in range(RUNNERS)]
    found = [Place.objects.get(pk=room.pk) for _ in names]
    results = race(lambda n: found[n].change(by=manager, revision=1, name=names[n]))
    now = Place.objects.get()
    lost = [result for result in results if isinstance(result, Overtaken)]
    assert len(lost) == 2 and {one.now["name"] for one in lost} == {now.name}


def test_control_without_the_lock_a_change_is_lost(
    room: Place, manager: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    names = [f"Kelder {n}" for n in range(RUNNERS)]
    found = [Place.objects.get(pk=room.pk) for _ in names]
    meet_before(monkeypatch, Place.objects, "filter")
    with monkeypatch.context() as off:
        without_transactions(off)
        results = race(lambda n: found[n].change(by=manager, revision=1, name=names[n]))
    assert refused(results) < 2


def test_a_guide_and_an_official_hold_keys_without_being_asked(room: Place) -> None:
    club = make_initiative()
    people = [make_participant(club, side) for side in (Side.GUIDE, Side.MUNICIPALITY)]
    results = race(lambda n: Key.give(room, holder=people[n], label="A", by=people[n]), runners=2)
    assert refused(results) == 1
