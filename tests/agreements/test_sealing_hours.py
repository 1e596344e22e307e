"""Hours are part of what is sealed: every fact of them, their days and their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest

from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.models.use_slot import WRITTEN
from agreements.sealing import seal_of
from places.models import Place
from tests.conftest import Cast
from tests.factories import add_clause, add_hours, line, make_agreement, make_place

DAY = date(2031, 1, 3)
# The seal of one text, by the code that did not know hours yet.
BEFORE_HOURS = "af27d5df4bd4a5d65815b065c368d2e350e80b272f4bb43213b2177e5c640ba9"
# What only says where a row stands, and how often it was saved.
OURS = {"id", "version", "position", "revision"}


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


@pytest.fixture
def frozen(cast: Cast, room: Place) -> AgreementVersion:
    version = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(version, room, label="Chillen")
    slot.add_exception(on=DAY, because="Vakantie")
    slot.add_exception(on=DAY, starts=time(14), ends=time(17), because="Feest")
    add_hours(version, room, "2")
    version.propose(by=cast.wouter)
    return version


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement").get(pk=version.pk)


def is_right(version: AgreementVersion) -> bool:
    return fresh(version).has_valid_seal()


OTHER_SLOT: dict[str, Any] = {
    "weekdays": "6",
    "starts": time(18, 30),
    "ends": time(23),
    "first_on": DAY,
    "last_on": DAY,
    "label": "Koken",
    "key": "anders",
}
OTHER_DAY: dict[str, Any] = {
    "on": DAY + timedelta(days=7),
    "starts": time(13),
    "ends": time(16),
    "because": "Iets anders",
}


def test_every_field_of_hours_has_a_row_here() -> None:
    """A new field fails here until the seal is known to cover it."""
    assert set(OTHER_SLOT) | {"place"} == {*WRITTEN, "key"}
    assert set(OTHER_SLOT) | {"place"} | OURS == {f.name for f in UseSlot._meta.fields}
    assert set(OTHER_DAY) | {"id", "slot"} == {f.name for f in SlotException._meta.fields}


@pytest.mark.parametrize("name", OTHER_SLOT)
def test_every_fact_of_hours_is_covered(frozen: AgreementVersion, name: str) -> None:
    assert is_right(frozen)
    UseSlot.objects.filter(version=frozen, position=1).update(**{name: OTHER_SLOT[name]})
    assert not is_right(frozen)


@pytest.mark.parametrize("name", OTHER_DAY)
def test_every_fact_of_a_different_day_is_covered(frozen: AgreementVersion, name: str) -> None:
    top = SlotException.objects.filter(slot__version=frozen, starts__isnull=False)
    top.update(**{name: OTHER_DAY[name]})
    assert not is_right(frozen)


def swap(version: AgreementVersion) -> None:
    first, second = version.slots.all()
    UseSlot.objects.filter(pk=first.pk).update(position=second.position)
    UseSlot.objects.filter(pk=second.pk).update(position=first.position)


def elsewhere(version: AgreementVersion) -> None:
    version.slots.update(place=make_place("Elders"))


BY_HAND: dict[str, Callable[[AgreementVersion], Any]] = {
    "another room": elsewhere,
    "swapped": swap,
    "one gone": lambda v: v.slots.filter(weekdays="2").delete(),
    "all gone": lambda v: v.slots.all().delete(),
    "one more": lambda v: v.slots.create(
        place=v.slots.first().place, key="x", position=9, weekdays="1", starts="09:00", ends="10:00"
    ),
    "a day gone": lambda v: SlotException.objects.filter(slot__version=v, starts=None).delete(),
    "closed for good": lambda v: SlotException.objects.filter(
        slot__version=v, starts__isnull=False
    ).update(starts=None, ends=None, on=DAY + timedelta(days=1)),
    "a day of another": lambda v: SlotException.objects.filter(slot__version=v).update(
        slot=v.slots.get(weekdays="2")
    ),
}


@pytest.mark.parametrize("what", BY_HAND)
def test_a_change_by_hand_breaks_it(frozen: AgreementVersion, what: str) -> None:
    BY_HAND[what](frozen)
    assert not is_right(frozen)


def test_what_a_coordinator_writes_of_the_room_is_not_part_of_the_text(
    cast: Cast, frozen: AgreementVersion, room: Place
) -> None:
    room.change(by=cast.manager, revision=room.revision, name="Kelder", house_rules="Stil zijn.")
    room.take_away(by=cast.manager)
    assert is_right(frozen)


def test_the_order_in_which_rows_came_does_not_count(
    frozen: AgreementVersion,
) -> None:
    """What a database gives first, what was restored, and what is closed beside what is on top."""
    days = list(SlotException.objects.filter(slot__version=frozen))
    SlotException.objects.filter(slot__version=frozen).delete()
    for day in reversed(days):
        day.pk = None
        day._state.adding = True
        day.save()
    assert is_right(frozen)


def test_loaded_beforehand_it_is_the_same(frozen: AgreementVersion) -> None:
    version = fresh(frozen)
    slots = list(version.slots.select_related("place__building").prefetch_related("exceptions"))
    assert seal_of(version, slots=slots) == version.seal == seal_of(version)


def test_a_text_without_hours_has_the_seal_that_it_had_before_there_were_hours(
    cast: Cast,
) -> None:
    """Written down from the code that did not know hours yet."""
    version = make_agreement(cast.club, by=cast.wouter, title="Zegel", clauses=0)
    add_clause(version, "Wanneer?", line("Tot tien uur.", key="l1"))
    AgreementVersion.objects.filter(pk=version.pk).update(
        look_back_on=DAY, ends_on=DAY, trial_until=None
    )
    version.clauses.get().commitments.update(key="l1")
    version.clauses.update(key="c1")
    assert seal_of(fresh(version)) == BEFORE_HOURS
