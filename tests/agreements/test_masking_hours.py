"""A name goes out of hours too: out of what they are for, and of why a day is different."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.models.use_slot import SlotConflict
from initiatives.models import Event
from overview.forgetting import fade
from places.models import Place
from tests.conftest import Cast
from tests.dump import hits
from tests.factories import add_hours, make_agreement, make_participant, make_place

NAME = "Zwaluwnoor"
FRIDAY = date(2031, 1, 3)


@pytest.fixture(autouse=True)
def erased_file(tmp_path: Path, settings) -> None:
    settings.ERASED_FILE = tmp_path / "erased.txt"


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


def named(cast: Cast, room: Place) -> AgreementVersion:
    """A draft in whose hours the name stands in both places."""
    version = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(version, room, label=f"Dansles van {NAME}")
    slot.add_exception(on=FRIDAY, because=f"{NAME} is jarig")
    add_hours(version, room, "2", label="Dansles van Zwaluwdex")
    return version


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement").get(pk=version.pk)


def test_a_sealed_text_loses_the_name_and_gets_a_new_seal(cast: Cast, room: Place) -> None:
    version = named(cast, room)
    version.propose(by=cast.wouter)
    assert fade(cast.noor, by=cast.samira)
    assert hits(NAME) == []
    slot, other = version.slots.all()
    assert slot.label == "Dansles van een deelnemer"
    assert slot.exceptions.get().because == "Een deelnemer is jarig"
    assert other.label == "Dansles van Zwaluwdex"
    now = fresh(version)
    assert now.seal != version.seal and now.has_valid_seal()
    assert Event.objects.filter(verb="text_masked").count() == 1


@pytest.mark.parametrize("where", ["label", "because"])
def test_one_of_both_is_enough_for_a_new_seal(cast: Cast, room: Place, where: str) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(version, room, label=f"Van {NAME}" if where == "label" else "Van ons")
    slot.add_exception(on=FRIDAY, because=f"Met {NAME}" if where == "because" else "Met ons")
    version.propose(by=cast.wouter)
    fade(cast.noor, by=cast.samira)
    assert fresh(version).has_valid_seal() and fresh(version).seal != version.seal


def test_without_the_name_the_seal_is_the_old_one(cast: Cast, room: Place) -> None:
    version = make_agreement(cast.club, by=cast.wouter)
    add_hours(version, room, label="Dansles").add_exception(on=FRIDAY, because="Feest")
    version.propose(by=cast.wouter)
    fade(cast.noor, by=cast.samira)
    assert fresh(version).seal == version.seal and fresh(version).has_valid_seal()


def test_a_seal_that_was_broken_stays_broken(cast: Cast, room: Place) -> None:
    version = named(cast, room)
    version.propose(by=cast.wouter)
    version.slots.filter(weekdays="2").update(starts="20:00")
    fade(cast.noor, by=cast.samira)
    assert hits(NAME) == []
    assert not fresh(version).has_valid_seal()


@pytest.mark.parametrize("where", ["label", "because"])
def test_who_has_the_hours_open_does_not_bring_the_name_back(
    cast: Cast, room: Place, where: str
) -> None:
    """The form that was open is shown both, as when somebody else had saved."""
    version = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(version, room, label=f"Van {NAME}" if where == "label" else "")
    slot.add_exception(on=FRIDAY, because=f"Met {NAME}" if where == "because" else "")
    open_form = UseSlot.objects.get(pk=slot.pk)
    typed = open_form.as_written() | {"weekdays": "6"}
    fade(cast.noor, by=cast.samira)
    with pytest.raises(SlotConflict):
        open_form.rewrite(revision=open_form.revision, **typed)
    assert hits(NAME) == []


def test_what_was_sealed_before_somebody_came_is_not_about_them(cast: Cast, room: Place) -> None:
    """ "Nieuweling" stood there before anybody of that name was here."""
    version = make_agreement(cast.club, by=cast.wouter)
    slot = add_hours(version, room, label="Avond Nieuweling")
    slot.add_exception(on=FRIDAY, because="Dag van Nieuweling")
    version.propose(by=cast.wouter)
    sealed = timezone.now() - timedelta(days=20)
    AgreementVersion.objects.filter(pk=version.pk).update(proposed_at=sealed)
    later = make_participant(
        cast.club, name="Nieuweling", started_on=timezone.localdate() - timedelta(days=10)
    )
    fade(later, by=cast.samira)
    assert version.slots.get().label == "Avond Nieuweling"
    assert SlotException.objects.get().because == "Dag van Nieuweling"
    assert fresh(version).seal == version.seal and fresh(version).has_valid_seal()


def test_the_name_of_another_initiative_is_left_alone(cast: Cast, room: Place) -> None:
    version = make_agreement(cast.garden, by=make_participant(cast.garden))
    add_hours(version, room, label=f"Dansles van {NAME}")
    fade(cast.noor, by=cast.samira)
    assert version.slots.get().label == f"Dansles van {NAME}"
