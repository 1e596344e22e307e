"""The demo and the seed have a building: hours that clash nowhere, keys, a round and a report."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.clashes import clashes_of
from agreements.models import AgreementVersion, UseSlot
from agreements.states import Status
from overview import seeding
from overview.demo.people import make_people
from overview.demo.story import tell_story
from places.models import ClosingCheck, Key, Place, PlaceReport, RoomLink


def in_effect() -> list[AgreementVersion]:
    return list(AgreementVersion.objects.filter(status=Status.IN_EFFECT))


@pytest.mark.django_db
def test_the_demo_has_a_building_in_use() -> None:
    tell_story(make_people())
    assert Place.objects.in_use().count() == 3
    held = UseSlot.objects.held_now().with_home()
    assert {slot.place.name for slot in held} == {"De Kelder", "De bovenzaal"}
    assert len({slot.initiative for slot in held}) == 2
    assert not any(clashes_of(version) for version in in_effect())
    assert all(version.has_valid_seal() for version in in_effect())
    # A season that is to come or now, and days that fall in what is held.
    summer = held.exclude(first_on=None).get()
    assert summer.last_on and summer.last_on >= timezone.localdate()
    friday = held.get(exceptions__because="De vloer wordt geschilderd")
    closed = friday.exceptions.get(starts=None).on
    assert closed.isoweekday() in friday.days and closed > timezone.localdate()
    assert not friday.hours.on(closed)
    assert friday.hours.on(closed + timedelta(days=7))
    assert Key.objects.held().count() == 4
    assert [key.label for key in Key.objects.held() if key.is_late] == ["Sleutel van de berging"]
    assert [check.has_problem for check in ClosingCheck.objects.all()] == [True, False]
    assert PlaceReport.objects.filter(settled_on=None).count() == 1
    assert RoomLink.objects.working().count() == 2


@pytest.mark.django_db
def test_hours_of_the_seed_clash_nowhere() -> None:
    seeding.fill(12)
    counts = sorted(version.slots.count() for version in in_effect())
    assert counts[-1] == 10
    assert 3 in counts
    # What one initiative is writing now is in the same room as what it has.
    assert not any(clashes_of(version) for version in in_effect())
    assert all(version.has_valid_seal() for version in in_effect())
    for link in RoomLink.objects.all():
        assert RoomLink.objects.by_token(link.token) == link
