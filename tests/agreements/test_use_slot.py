"""Hours in a draft: writing them down, changing them, and days that are different."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from agreements.models import AgreementVersion, SlotException, UseSlot
from agreements.models.use_slot import MOST_EXCEPTIONS, MOST_SLOTS, WRITTEN, SlotConflict
from agreements.states import Status
from initiatives.states import Refused
from initiatives.who import Who
from places.models import Place
from tests.conftest import Cast
from tests.factories import add_hours, make_agreement, make_place

DAY = timedelta(days=1)
FRIDAY = date(2027, 3, 19)


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    return make_agreement(cast.club, by=cast.wouter)


@pytest.fixture
def slot(draft: AgreementVersion, room: Place) -> UseSlot:
    return add_hours(draft, room)


def again(slot: UseSlot) -> UseSlot:
    return UseSlot.objects.with_home().get(pk=slot.pk)


def written(slot: UseSlot, **changed: Any) -> dict[str, Any]:
    return slot.as_written() | changed


# Writing them down ------------------------------------------------------------------------------


def test_hours_stand_in_the_order_in_which_they_were_written(
    draft: AgreementVersion, room: Place
) -> None:
    made = [add_hours(draft, room, days) for days in ("5", "1", "3")]
    assert [slot.pk for slot in draft.slots.all()] == [slot.pk for slot in made]
    assert [slot.position for slot in made] == [1, 2, 3]
    assert len({slot.key for slot in made}) == 3


def test_the_same_hours_twice_are_one(draft: AgreementVersion, room: Place, slot: UseSlot) -> None:
    assert add_hours(draft, room) == slot
    assert add_hours(draft, room, label="Kookclub") != slot
    assert draft.slots.count() == 2


def test_what_was_in_the_middle_leaves_no_double_position(
    draft: AgreementVersion, room: Place
) -> None:
    made = [add_hours(draft, room, days) for days in ("1", "2", "3")]
    made[1].remove()
    add_hours(draft, room, "4")
    positions = list(draft.slots.values_list("position", flat=True))
    assert len(positions) == len(set(positions)) == 3


@pytest.mark.parametrize("of", ["room", "building"])
def test_a_room_that_is_gone_takes_no_new_hours(
    cast: Cast, draft: AgreementVersion, of: str
) -> None:
    building = make_place("De Brug", by=cast.manager)
    room = make_place("Zaal", building=building, by=cast.manager)
    (room if of == "room" else building).take_away(by=cast.manager)
    with pytest.raises(Refused, match="is er niet meer"):
        add_hours(draft, room)
    assert not draft.slots.exists()


def test_no_more_than_fit(draft: AgreementVersion, room: Place) -> None:
    UseSlot.objects.bulk_create(
        UseSlot(
            version=draft,
            place=room,
            key=f"k{n}",
            position=n,
            weekdays="1",
            starts=time(n % 23),
            ends=time(n % 23 + 1),
            label=str(n),
        )
        for n in range(MOST_SLOTS - 1)
    )
    last = add_hours(draft, room)
    with pytest.raises(Refused, match=f"passen {MOST_SLOTS} tijden"):
        add_hours(draft, room, "6")
    assert add_hours(draft, room) == last, "what is there already still answers"
    assert draft.slots.count() == MOST_SLOTS


IMPOSSIBLE: dict[str, dict[str, Any]] = {
    "no time at all": {"starts": "20:00", "ends": "20:00"},
    "a season backwards": {"first_on": FRIDAY, "last_on": FRIDAY - DAY},
    "on no day": {"weekdays": ""},
}


@pytest.mark.parametrize("what", IMPOSSIBLE)
def test_the_database_keeps_out_what_can_not_be(
    draft: AgreementVersion, room: Place, slot: UseSlot, what: str
) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        add_hours(draft, room, **IMPOSSIBLE[what])
    fields = dict(IMPOSSIBLE[what])
    with pytest.raises(IntegrityError), transaction.atomic():
        UseSlot.objects.filter(pk=slot.pk).update(**fields)
    assert list(draft.slots.all()) == [slot]


def test_over_midnight_and_a_season_of_one_day_can_be(draft: AgreementVersion, room: Place) -> None:
    night = add_hours(draft, room, starts="22:00", ends="02:00", first_on=FRIDAY, last_on=FRIDAY)
    spans = list(again(night).hours.between(FRIDAY - 7 * DAY, FRIDAY + 7 * DAY))
    assert [(span.day, span.last_day) for span in spans] == [(FRIDAY, FRIDAY + DAY)]
    assert spans[0].length == timedelta(hours=4)


# Changing them ----------------------------------------------------------------------------------

OTHER: dict[str, Any] = {
    "weekdays": "13",
    "starts": time(9),
    "ends": time(12),
    "first_on": FRIDAY,
    "last_on": FRIDAY + 70 * DAY,
    "label": "Kookclub",
}


def test_every_field_that_somebody_writes_has_another_value_here() -> None:
    assert set(OTHER) | {"place"} == set(WRITTEN)


@pytest.mark.parametrize("name", WRITTEN)
def test_each_field_can_be_changed(cast: Cast, slot: UseSlot, name: str) -> None:
    other = make_place("Zolder", by=cast.manager) if name == "place" else OTHER[name]
    slot.rewrite(revision=1, **written(slot, **{name: other}))
    assert getattr(again(slot), name) == other
    assert again(slot).revision == 2


def test_of_two_writers_the_second_sees_what_stands_there(slot: UseSlot) -> None:
    slot.rewrite(revision=1, **written(slot, label="Eerste"))
    with pytest.raises(SlotConflict) as conflict:
        again(slot).rewrite(revision=1, **written(slot, label="Tweede"))
    assert conflict.value.current.label == again(slot).label == "Eerste"
    again(slot).rewrite(revision=1, **written(slot, label="Eerste"))  # the same form, once more
    again(slot).rewrite(revision=2, **written(slot, label="Tweede"))
    assert (again(slot).label, again(slot).revision) == ("Tweede", 3)


def test_an_old_form_does_not_bring_hours_to_what_was_removed(slot: UseSlot) -> None:
    old = again(slot)
    slot.remove()
    with pytest.raises(Refused, match="net weggehaald"):
        old.rewrite(revision=1, **written(old, label="Terug"))
    old.remove()  # twice is once
    assert not UseSlot.objects.exists()


def test_hours_move_to_no_room_that_is_gone_but_may_stay_where_they_are(
    cast: Cast, slot: UseSlot
) -> None:
    gone = make_place("Zolder", by=cast.manager)
    gone.take_away(by=cast.manager)
    with pytest.raises(Refused, match="is er niet meer"):
        slot.rewrite(revision=1, **written(slot, place=gone))
    slot.place.take_away(by=cast.manager)
    again(slot).rewrite(revision=1, **written(slot, label="Toch nog"))
    assert again(slot).label == "Toch nog"


def test_a_season_can_not_shrink_past_a_day_that_is_different(slot: UseSlot) -> None:
    slot.add_exception(on=FRIDAY)
    season = {"first_on": FRIDAY + DAY, "last_on": FRIDAY + 70 * DAY}
    with pytest.raises(Refused, match="buiten het seizoen"):
        again(slot).rewrite(revision=2, **written(slot, **season))
    again(slot).rewrite(revision=2, **written(slot, **season | {"first_on": FRIDAY}))
    assert again(slot).first_on == FRIDAY


# Days that are different ------------------------------------------------------------------------


def test_a_day_is_closed_or_comes_on_top(slot: UseSlot) -> None:
    slot.add_exception(on=FRIDAY, because="Pasen")
    slot.add_exception(on=FRIDAY + DAY, starts=time(14), ends=time(17))
    hours = again(slot).hours
    around = list(hours.between(FRIDAY, FRIDAY + 7 * DAY))
    assert [(span.day, span.starts) for span in around] == [
        (FRIDAY + DAY, time(14)),
        (FRIDAY + 7 * DAY, time(19)),
    ]


def test_one_day_can_be_closed_and_have_hours_of_its_own(slot: UseSlot) -> None:
    """The evening falls out, and in its place there is an afternoon."""
    slot.add_exception(on=FRIDAY)
    slot.add_exception(on=FRIDAY, starts=time(14), ends=time(17))
    assert [span.starts for span in again(slot).hours.on(FRIDAY)] == [time(14)]


def test_the_same_day_sent_twice_is_one(slot: UseSlot) -> None:
    sent = {"on": FRIDAY, "starts": time(14), "ends": time(17), "because": "Feest"}
    assert slot.add_exception(**sent) == slot.add_exception(**sent)
    assert slot.exceptions.count() == 1
    assert again(slot).revision == 2


@pytest.mark.parametrize(
    "other", [{"because": "Pasen"}, {"starts": time(15), "ends": time(18), "because": "Pasen"}]
)
def test_the_same_day_with_other_words_is_refused_and_they_are_kept(
    slot: UseSlot, other: dict[str, Any]
) -> None:
    slot.add_exception(on=FRIDAY, because="Vakantie")
    slot.add_exception(on=FRIDAY, starts=time(14), ends=time(17), because="Feest")
    with pytest.raises(Refused, match="staat er al bij") as refusal:
        slot.add_exception(on=FRIDAY, **other)
    assert refusal.value.kept == "Pasen"
    assert set(slot.exceptions.values_list("because", flat=True)) == {"Vakantie", "Feest"}


@pytest.mark.parametrize("on", [FRIDAY - DAY, FRIDAY + 71 * DAY])
def test_a_day_outside_the_season_is_refused_and_its_reason_kept(slot: UseSlot, on: date) -> None:
    slot.rewrite(revision=1, **written(slot, first_on=FRIDAY, last_on=FRIDAY + 70 * DAY))
    with pytest.raises(Refused, match="buiten het seizoen") as refusal:
        slot.add_exception(on=on, because="Pasen")
    assert refusal.value.kept == "Pasen"
    for day in (FRIDAY, FRIDAY + 70 * DAY):
        slot.add_exception(on=day)
    assert slot.exceptions.count() == 2


def test_no_more_different_days_than_fit(slot: UseSlot) -> None:
    for n in range(MOST_EXCEPTIONS):
        SlotException.objects.create(slot=slot, on=FRIDAY + n * DAY)
    with pytest.raises(Refused, match="passen geen dagen meer") as refusal:
        slot.add_exception(on=FRIDAY + 100 * DAY, because="Te veel")
    assert refusal.value.kept == "Te veel"


def test_a_day_of_hours_that_were_removed_is_refused(slot: UseSlot) -> None:
    old = again(slot)
    slot.remove()
    with pytest.raises(Refused, match="net weggehaald") as refusal:
        old.add_exception(on=FRIDAY, because="Pasen")
    assert refusal.value.kept == "Pasen"


def test_taking_a_different_day_out_is_seen_by_who_has_the_hours_open(slot: UseSlot) -> None:
    day = slot.add_exception(on=FRIDAY)
    again(slot).exceptions.get().remove()
    day.remove()  # twice is once
    assert not slot.exceptions.exists()
    assert again(slot).revision == 3
    with pytest.raises(SlotConflict):
        again(slot).rewrite(revision=1, **written(slot, label="Oud formulier"))


@pytest.mark.parametrize(
    "half",
    [
        {"starts": time(14), "ends": None},
        {"starts": None, "ends": time(14)},
        {"starts": time(14), "ends": time(14)},
    ],
)
def test_the_database_keeps_out_half_hours(slot: UseSlot, half: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        SlotException.objects.create(slot=slot, on=FRIDAY, **half)


@pytest.mark.parametrize("times", [{}, {"starts": time(14), "ends": time(17)}])
def test_the_database_keeps_one_of_a_kind_a_day(slot: UseSlot, times: dict[str, Any]) -> None:
    SlotException.objects.create(slot=slot, on=FRIDAY, **times)
    with pytest.raises(IntegrityError), transaction.atomic():
        SlotException.objects.create(slot=slot, on=FRIDAY, **times)


# Frozen -----------------------------------------------------------------------------------------

VERBS: dict[str, Callable[[UseSlot], Any]] = {
    "add": lambda slot: add_hours(slot.version, slot.place, "6"),
    "rewrite": lambda slot: slot.rewrite(revision=slot.revision, **written(slot, label="Anders")),
    "remove": lambda slot: slot.remove(),
    "close a day": lambda slot: slot.add_exception(on=FRIDAY + 7 * DAY),
    "open a day": lambda slot: slot.exceptions.get().remove(),
}


@pytest.mark.parametrize("status", [s for s in Status if s != Status.DRAFT])
def test_what_was_proposed_can_not_be_changed(
    cast: Cast, draft: AgreementVersion, slot: UseSlot, status: Status
) -> None:
    slot.add_exception(on=FRIDAY)
    draft.propose(by=cast.wouter)
    AgreementVersion.objects.filter(pk=draft.pk).update(status=status)
    for change in VERBS.values():
        with pytest.raises(Refused, match="al voorgesteld"):
            change(again(slot))
    now = AgreementVersion.objects.get(pk=draft.pk)
    assert now.has_valid_seal() and now.slots.get().exceptions.count() == 1


# Who sees and who holds -------------------------------------------------------------------------


def test_hours_are_seen_by_who_sees_their_text(cast: Cast, slot: UseSlot) -> None:
    def sees(person: Any) -> bool:
        return UseSlot.objects.visible_to(Who(person.user, [])).filter(pk=slot.pk).exists()

    assert sees(cast.wouter) and not sees(cast.samira) and not sees(cast.police)
    slot.version.open_draft(by=cast.wouter)
    assert sees(cast.samira) and sees(cast.police)
    assert not UseSlot.objects.visible_to(Who(cast.elsewhere, [])).exists()
    assert not UseSlot.objects.visible_to(Who(cast.manager, [])).exists()


def test_days_are_in_the_order_of_the_week(slot: UseSlot) -> None:
    slot.rewrite(revision=1, **written(slot, weekdays="7135"))
    assert again(slot).days == [1, 3, 5, 7]


def test_hours_begin_today_and_not_before_they_were_written(slot: UseSlot) -> None:
    today = timezone.localdate()
    assert list(again(slot).hours.between(today, today + 6 * DAY))
