"""Hours come along into a next text, with their days and their keys, and then are its own."""

from __future__ import annotations

from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.models.use_slot import WRITTEN
from agreements.states import Status
from places.models import Place
from tests.agreements.holding import carried, put_in_effect
from tests.conftest import Cast
from tests.factories import add_hours, make_agreement, make_place

FRIDAY = date(2027, 3, 19)


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


@pytest.fixture
def first(cast: Cast, room: Place) -> AgreementVersion:
    """In effect, with two slots; one of them has a day that is closed and one on top."""
    version = make_agreement(cast.club, by=cast.wouter)
    season = {"first_on": FRIDAY, "last_on": FRIDAY + timedelta(days=70)}
    slot = add_hours(version, room, label="Chillen", **season)
    slot.add_exception(on=FRIDAY, because="Vakantie")
    slot.add_exception(on=FRIDAY + timedelta(days=1), starts=time(22), ends=time(1))
    slot.rewrite(revision=3, **slot.as_written() | {"label": "Chillen met muziek"})
    add_hours(version, room, "13", "09:00", "12:00")
    return put_in_effect(version, cast.wouter)


def shown(version: AgreementVersion) -> list[Any]:
    """Everything that the hours of a version say, key and order included."""
    return [
        [slot.key, slot.position, *(getattr(slot, name) for name in WRITTEN), slot.hours]
        + [e.because for e in slot.exceptions.all()]
        for slot in version.slots.all()
    ]


def renewed(cast: Cast, version: AgreementVersion) -> AgreementVersion:
    today = timezone.localdate()
    return version.agreement.renew(
        version,
        by=cast.wouter,
        look_back_on=today + timedelta(days=30),
        ends_on=today + timedelta(days=200),
    )


def restored(cast: Cast, version: AgreementVersion) -> AgreementVersion:
    """The first text comes back after one without hours."""
    without = version.agreement.start_version(by=cast.wouter)
    for slot in without.slots.all():
        slot.remove()
    put_in_effect(without, cast.wouter)
    version.refresh_from_db()
    return version.agreement.restore(version, by=cast.wouter, reason="Toch wel.")


COPIES = {
    "a new version": lambda cast, version: version.agreement.start_version(by=cast.wouter),
    "renewed": renewed,
    "restored": restored,
}


@pytest.mark.parametrize("how", COPIES)
def test_the_next_text_says_the_same(cast: Cast, first: AgreementVersion, how: str) -> None:
    before = shown(first)
    copy = COPIES[how](cast, first)
    assert shown(copy) == before != []
    assert not set(copy.slots.values_list("pk")) & set(first.slots.values_list("pk"))
    assert set(copy.slots.values_list("revision", flat=True)) == {1}
    assert first.has_valid_seal()


@pytest.mark.parametrize("how", ["a new version", "restored"])
def test_changing_the_copy_leaves_the_first_as_it_was(
    cast: Cast, first: AgreementVersion, how: str
) -> None:
    copy = COPIES[how](cast, first)
    before = shown(first)
    slot, other = copy.slots.all()
    slot.rewrite(revision=1, **slot.as_written() | {"starts": time(18)})
    slot.exceptions.filter(starts=None).get().remove()
    slot.add_exception(on=FRIDAY + timedelta(days=14))
    other.remove()
    assert shown(first) == before and first.has_valid_seal()
    assert copy.slots.get().key == slot.key


def test_the_text_that_takes_effect_holds_with_its_own_hours(
    cast: Cast, first: AgreementVersion
) -> None:
    following = first.agreement.start_version(by=cast.wouter)
    held = UseSlot.objects.held_now()
    assert set(held.values_list("version", flat=True)) == {first.pk}
    put_in_effect(following, cast.wouter)
    assert set(held.values_list("version", flat=True)) == {following.pk}
    assert following.has_valid_seal()


def test_hours_of_a_room_that_is_gone_come_along_too(
    cast: Cast, first: AgreementVersion, room: Place
) -> None:
    room.take_away(by=cast.manager)
    assert shown(first.agreement.start_version(by=cast.wouter)) == shown(first)


def test_a_key_is_never_given_twice(cast: Cast, first: AgreementVersion, room: Place) -> None:
    following = first.agreement.start_version(by=cast.wouter)
    made = add_hours(following, room, "7")
    keys = list(following.slots.values_list("key", flat=True))
    assert len(set(keys)) == 3 and made.key in keys
    assert made.position > max(first.slots.values_list("position", flat=True))


def test_throwing_the_draft_away_leaves_the_hours_that_hold(
    cast: Cast, first: AgreementVersion
) -> None:
    before = shown(first)
    first.agreement.start_version(by=cast.wouter).withdraw(by=cast.wouter)
    assert shown(first) == before
    assert UseSlot.objects.held_now().count() == 2


def test_the_same_few_queries_for_many_hours(
    cast: Cast, room: Place, django_assert_max_num_queries: Any
) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    made = UseSlot.objects.bulk_create(
        UseSlot(
            version=version,
            place=room,
            key=f"k{n}",
            position=n,
            weekdays="1",
            starts=time(n % 23),
            ends=time(n % 23, 30),
        )
        for n in range(60)
    )
    SlotException.objects.bulk_create(
        SlotException(slot=slot, on=FRIDAY + timedelta(days=n)) for slot in made for n in range(20)
    )
    carried(version, cast.wouter)
    with django_assert_max_num_queries(40):
        copy = version.agreement.start_version(by=cast.wouter)
    assert SlotException.objects.filter(slot__version=copy).count() == 1200


def test_what_was_left_out_of_a_draft_is_not_in_it(cast: Cast, first: AgreementVersion) -> None:
    following = first.agreement.start_version(by=cast.wouter)
    following.slots.all()[0].remove()
    following.propose(by=cast.wouter)
    assert following.status == Status.PROPOSED and following.has_valid_seal()
    third = following.agreement.start_version(by=cast.wouter)
    assert shown(third) == shown(following)
