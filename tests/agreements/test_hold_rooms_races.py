"""Who begins to hold one room at the same moment: one of them. On both databases."""

from __future__ import annotations

import threading
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta
from itertools import pairwise
from typing import Any

import pytest
from django.db import OperationalError, connection, models, transaction
from django.utils import timezone

from agreements.clashes import RoomTaken
from agreements.models import AgreementVersion, Pause, UseSlot
from initiatives.models import Initiative
from places.models import ClosingCheck, Place
from places.models.place import PlaceQuerySet
from tests.agreements.holding import carried, held, official_of, written
from tests.factories import make_manager, make_place
from tests.racing import RUNNERS, meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]

MANY = 20


@pytest.fixture
def room() -> Place:
    return make_place("De Kelder", building=make_place("De Brug", by=make_manager()))


def waiting(room: Place, *hours: str) -> AgreementVersion:
    """A proposal of an initiative of its own, one tap from taking effect."""
    official = official_of()
    return carried(written(official, room, *hours), official)


def fresh(version: AgreementVersion) -> AgreementVersion:
    found = AgreementVersion.objects.select_related("agreement__initiative", "began_by")
    return found.get(pk=version.pk)


def take_effect(versions: list[AgreementVersion]) -> Callable[[int], None]:
    def act(n: int) -> None:
        mine = fresh(versions[n])
        mine.take_effect(by=mine.began_by)

    return act


def holders() -> set[int]:
    return set(UseSlot.objects.held_now().values_list("version", flat=True))


def winners(results: list[Any]) -> list[int]:
    other = [r for r in results if r is not None and not isinstance(r, RoomTaken)]
    assert not other, other
    return [n for n, result in enumerate(results) if result is None]


def paused(room: Place) -> AgreementVersion:
    official = official_of()
    version = held(official, room)
    in_a_week = timezone.localdate() + timedelta(days=7)
    Pause.begin(version.agreement, by=official, because="Zomer.", look_again_on=in_a_week)
    return version


def resume(version: AgreementVersion) -> None:
    mine = fresh(version)
    Pause.resume(mine.agreement, by=mine.began_by)


# Twenty at once ---------------------------------------------------------------------------------


def test_of_twenty_that_take_effect_at_once_one_gets_the_room(
    room: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [waiting(room) for _ in range(MANY)]
    meet_before(monkeypatch, AgreementVersion, "move", MANY)
    results = race(take_effect(versions), runners=MANY)
    (winner,) = winners(results)
    assert holders() == {versions[winner].pk}
    named = {result.clashes[0].theirs.version_id for result in results if result}
    assert named == {versions[winner].pk}, "everybody hears who has it"


def test_control_without_the_guard_several_hold_it(
    room: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    versions = [waiting(room) for _ in range(RUNNERS)]
    meet_before(monkeypatch, AgreementVersion, "move")
    with monkeypatch.context() as off:
        without_transactions(off)
        race(take_effect(versions))
    assert len(holders()) > 1


def test_control_without_the_lock_on_the_building_only_sqlite_keeps_the_rule(
    room: Place, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A transaction alone is enough where one writes at a time, and nowhere else."""
    versions = [waiting(room) for _ in range(RUNNERS)]
    meet_before(monkeypatch, AgreementVersion, "move")
    monkeypatch.setattr(PlaceQuerySet, "lock_for", lambda _self, _places: None)
    race(take_effect(versions))
    assert len(holders()) == (1 if connection.vendor == "sqlite" else RUNNERS)


def test_rooms_beside_each_other_do_not_keep_each_other_out(room: Place) -> None:
    rooms = [make_place(f"Zaal {n}", building=room.building) for n in range(RUNNERS)]
    versions = [waiting(each) for each in rooms]
    assert len(winners(race(take_effect(versions)))) == RUNNERS


def test_touching_hours_all_take_effect(room: Place) -> None:
    clock = ["16:00", "18:00", "20:00", "22:00"]
    versions = [waiting(room, "5", *hours) for hours in pairwise(clock)]
    assert len(winners(race(take_effect(versions)))) == RUNNERS


# Going on after a pause, against others --------------------------------------------------------


def test_going_on_against_taking_effect(room: Place) -> None:
    for _time in range(3):
        back = paused(room)
        coming = waiting(room)

        def act(n: int, back: AgreementVersion = back, coming: AgreementVersion = coming) -> None:
            resume(back) if n == 0 else take_effect([coming])(0)

        (winner,) = winners(race(act, runners=2))
        assert holders() == {(back, coming)[winner].pk}
        mine = fresh((back, coming)[winner])
        mine.agreement.end(by=mine.began_by, because="Klaar.")


def test_two_that_go_on_at_once(room: Place) -> None:
    both = [paused(room), paused(room)]
    (winner,) = winners(race(lambda n: resume(both[n]), runners=2))
    assert holders() == {both[winner].pk}


def test_control_without_the_guard_both_go_on(room: Place, monkeypatch: pytest.MonkeyPatch) -> None:
    both = [paused(room), paused(room)]
    meet_before(monkeypatch, Pause, "_close", 2)
    with monkeypatch.context() as off:
        without_transactions(off)
        race(lambda n: resume(both[n]), runners=2)
    assert len(holders()) == 2


# A building and its rooms ----------------------------------------------------------------------


def test_a_building_against_its_rooms(room: Place) -> None:
    building = room.building
    assert building is not None
    for _time in range(3):
        upstairs = make_place("Zaal boven", building=building)
        versions = [waiting(building), waiting(room), waiting(upstairs)]
        won = winners(race(take_effect(versions)))
        assert won in ([0], [1, 2])
        for n in won:
            mine = fresh(versions[n])
            mine.agreement.end(by=mine.began_by, because="Klaar.")


def test_two_buildings_in_another_order_do_not_wait_for_each_other_for_ever(room: Place) -> None:
    other = make_place("De Schuur")
    for _time in range(3):
        versions = []
        for first, second in ((room, other), (other, room)):
            official = official_of()
            version = written(official, first, "1")
            UseSlot.add(version, **version.slots.get().as_written() | {"place": second})
            versions.append(carried(version, official))
        (winner,) = winners(race(take_effect(versions), runners=2))
        mine = fresh(versions[winner])
        mine.agreement.end(by=mine.began_by, because="Klaar.")


# Others who write about the building meanwhile -------------------------------------------------


def crossing(monkeypatch: pytest.MonkeyPatch, version: AgreementVersion, place: Place) -> list[Any]:
    """One lets hours take effect and stands before telling; another has the initiative and stands
    before writing down its round of the same building. Both wait for each other at their door."""
    door = threading.Barrier(2)

    def meet(owner: Any, name: str) -> None:
        original = getattr(owner, name)

        def wait_and_go(*args: Any, **kwargs: Any) -> Any:
            with suppress(threading.BrokenBarrierError):
                door.wait(1)
            return original(*args, **kwargs)

        monkeypatch.setattr(owner, name, wait_and_go)

    meet(AgreementVersion, "move")
    meet(ClosingCheck.objects, "create")

    def act(n: int) -> None:
        mine = fresh(version)
        if n == 0:
            mine.take_effect(by=mine.began_by)
            return
        with transaction.atomic():
            # As many verbs of an initiative do.
            Initiative.objects.select_for_update().get(pk=mine.agreement.initiative_id)
            ClosingCheck.note(place, by=mine.began_by, ticks=[])

    return race(act, runners=2)


def test_a_round_of_the_building_and_its_hours_do_not_lock_each_other_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    place = make_place("De Schuur")
    version = waiting(place)
    assert crossing(monkeypatch, version, place) == [None, None]
    assert holders() == {version.pk} and ClosingCheck.objects.count() == 1
    assert Initiative.objects.filter(closing_checks__place=place).exists()


def test_control_a_lock_on_the_key_of_the_building_would(monkeypatch: pytest.MonkeyPatch) -> None:
    if connection.vendor == "sqlite":
        return  # one writes at a time: there is nothing to cross
    place = make_place("De Schuur")
    version = waiting(place)

    def lock_for(self: models.QuerySet[Place], places: Any) -> None:
        list(self.select_for_update().filter(pk=place.pk))

    monkeypatch.setattr(PlaceQuerySet, "lock_for", lock_for)
    results = crossing(monkeypatch, version, place)
    assert any(isinstance(result, OperationalError) for result in results)
