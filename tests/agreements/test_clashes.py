"""Who has the room already: what proposing warns of, and what is no clash."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, time, timedelta
from typing import Any

import pytest
from django.utils import timezone

from agreements.clashes import MOST_NAMED, RoomTaken, clashes_of
from agreements.models import AgreementVersion, Pause, UseSlot
from initiatives.models import Participant
from places.models import Place
from tests.agreements.holding import held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_agreement, make_place

DAY = timedelta(days=1)
# A Wednesday; the clock changes on the 28th.
pytestmark = pytest.mark.at("2027-03-10 12:00")
FRIDAY = date(2027, 3, 12)


@pytest.fixture
def neighbour(cast: Cast) -> Participant:
    """The official of another initiative."""
    return official_of(cast.garden, "Bea Buurman")


@pytest.fixture
def room(cast: Cast) -> Place:
    building = make_place("De Brug", by=cast.manager)
    return make_place("De Kelder", building=building, by=cast.manager)


@pytest.fixture
def theirs(neighbour: Participant, room: Place) -> AgreementVersion:
    """The garden has every Friday evening."""
    return held(neighbour, room)


def test_it_says_with_whom_where_and_when(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = written(cast.wouter, room, "45", "21:00", "23:00")
    (clash,) = clashes_of(mine)
    assert clash.whose == "Groene Hoek"
    assert (clash.theirs.place, clash.mine.version) == (room, mine)
    assert (clash.when.day, clash.when.starts, clash.when.ends) == (FRIDAY, time(21), time(23))
    assert clash.their_hours.starts == time(19)


def test_touching_another_day_and_another_season_are_no_clash(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    for hours in (("5", "17:00", "19:00"), ("5", "22:00", "01:00"), ("4",), ("123467",)):
        assert clashes_of(written(cast.wouter, room, *hours)) == []
    past = written(cast.wouter, room, first_on=FRIDAY - 70 * DAY, last_on=FRIDAY - 7 * DAY)
    assert clashes_of(past) == []


def test_over_midnight_meets_the_next_morning(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    assert clashes_of(written(cast.wouter, room, "4", "23:00", "06:00")) == []
    (clash,) = clashes_of(written(cast.wouter, room, "4", "20:00", "19:30"))
    assert (clash.when.day, clash.their_hours.day) == (FRIDAY - DAY, FRIDAY)


def test_a_day_that_is_closed_for_one_of_both_is_free(cast: Cast, neighbour: Participant) -> None:
    room = make_place(by=cast.manager)
    version = written(neighbour, room, first_on=FRIDAY, last_on=FRIDAY)
    version.slots.get().add_exception(on=FRIDAY)
    put_in_effect(version, neighbour)
    assert clashes_of(written(cast.wouter, room)) == []


def test_a_day_on_top_meets_what_others_have(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = written(cast.wouter, room, "1")
    assert clashes_of(mine) == []
    mine.slots.get().add_exception(on=FRIDAY + 7 * DAY, starts=time(12), ends=time(20))
    (clash,) = clashes_of(mine)
    assert clash.when.day == FRIDAY + 7 * DAY


def test_an_extra_day_of_a_season_that_is_past_is_no_clash(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = written(cast.wouter, room, "1")
    mine.slots.get().add_exception(on=FRIDAY - 7 * DAY, starts=time(12), ends=time(20))
    assert clashes_of(mine) == []
    assert clashes_of(mine, since=FRIDAY - 7 * DAY)


# What holds ------------------------------------------------------------------------------------


def draft(v: AgreementVersion, by: Participant) -> None:
    AgreementVersion.objects.filter(pk=v.pk).update(status="draft", seal="")


def negotiated(v: AgreementVersion, by: Participant) -> None:
    v.agreement.start_version(by=by)


def pause(v: AgreementVersion, by: Participant) -> None:
    Pause.begin(v.agreement, by=by, because="Zomer.", look_again_on=FRIDAY)


def resumed(v: AgreementVersion, by: Participant) -> None:
    pause(v, by)
    Pause.resume(v.agreement, by=by)


def replaced(v: AgreementVersion, by: Participant) -> None:
    following = v.agreement.start_version(by=by)
    following.slots.get().remove()
    put_in_effect(following, by)


def lapsed(v: AgreementVersion, by: Participant) -> None:
    """Its last day is past; nobody agreed on anything else."""
    AgreementVersion.objects.filter(pk=v.pk).update(ends_on=FRIDAY - 70 * DAY)


HOLDS: dict[str, tuple[Callable[[AgreementVersion, Participant], None], bool]] = {
    "in effect": (lambda _v, _by: None, True),
    "past its last day": (lapsed, True),
    "next text is negotiated": (negotiated, True),
    "resumed": (resumed, True),
    "paused": (pause, False),
    "ended": (lambda v, by: v.agreement.end(by=by, because="Klaar."), False),
    "replaced by a text without": (replaced, False),
    "a draft": (draft, False),
}


@pytest.mark.parametrize("state", HOLDS)
def test_only_what_is_in_effect_and_not_paused_holds(
    cast: Cast, neighbour: Participant, theirs: AgreementVersion, room: Place, state: str
) -> None:
    change, is_held = HOLDS[state]
    change(theirs, neighbour)
    mine = written(cast.wouter, room)
    assert bool(clashes_of(mine)) == is_held
    assert UseSlot.objects.held_now().filter(version__agreement=theirs.agreement).exists() == (
        is_held
    )


def test_a_text_on_its_way_warns_of_nothing_and_is_not_warned_of_itself(
    cast: Cast, neighbour: Participant, room: Place
) -> None:
    first = held(cast.wouter, room)
    following = first.agreement.start_version(by=cast.wouter)
    assert clashes_of(first) == clashes_of(following) == []
    following.propose(by=cast.wouter)
    theirs = written(neighbour, room)
    assert [clash.theirs.version for clash in clashes_of(theirs)] == [first]


def test_two_agreements_of_one_initiative_are_two(cast: Cast, room: Place) -> None:
    held(cast.wouter, room)
    assert clashes_of(written(cast.wouter, room))


# Buildings and rooms ---------------------------------------------------------------------------


def test_a_building_and_its_rooms_are_one_space_and_rooms_are_two(
    cast: Cast, neighbour: Participant, room: Place
) -> None:
    building = room.building
    assert building is not None
    upstairs = make_place("Zaal boven", building=building, by=cast.manager)
    elsewhere = make_place("Elders", by=cast.manager)
    theirs = held(neighbour, room)
    found = {
        place.name: bool(clashes_of(written(cast.wouter, place)))
        for place in (building, room, upstairs, elsewhere)
    }
    assert found == {"De Brug": True, "De Kelder": True, "Zaal boven": False, "Elders": False}
    theirs.agreement.end(by=neighbour, because="Klaar.")
    held(neighbour, building)
    assert clashes_of(written(cast.wouter, upstairs))


def test_a_room_that_is_gone_is_held_all_the_same(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = written(cast.wouter, room)
    room.take_away(by=cast.manager)
    assert clashes_of(mine)


# How much it costs -----------------------------------------------------------------------------


def test_the_earliest_stand_first_and_no_endless_list(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = make_agreement(cast.club, by=cast.wouter)
    for n in range(MOST_NAMED + 5):
        add_hours(mine, room, starts="20:00", first_on=FRIDAY + (30 - n) * 7 * DAY)
    found = clashes_of(mine)
    assert len(found) == MOST_NAMED
    days = [clash.when.day for clash in found]
    assert days == sorted(days) and days[0] == FRIDAY + 6 * 7 * DAY


@pytest.mark.parametrize("others", [3, 400])
def test_no_more_queries_with_many_hours(
    cast: Cast,
    neighbour: Participant,
    room: Place,
    django_assert_max_num_queries: Callable[..., Any],
    others: int,
) -> None:
    theirs = held(neighbour, room, "1", "06:00", "06:30")
    UseSlot.objects.bulk_create(
        UseSlot(
            version=theirs,
            place=room,
            key=f"k{n}",
            position=n + 2,
            weekdays="1",
            starts=time(7 + n % 16),
            ends=time(7 + n % 16, 30),
        )
        for n in range(others)
    )
    mine = make_agreement(cast.club, by=cast.wouter)
    for n in range(16):
        add_hours(mine, room, "1", f"{7 + n:02}:15", f"{7 + n:02}:45")
    with django_assert_max_num_queries(4):
        found = clashes_of(mine)
        assert {clash.whose for clash in found} == {"Groene Hoek"}
        assert all(clash.theirs.place.whole_name for clash in found)


def test_without_hours_nothing_is_asked(
    cast: Cast, django_assert_num_queries: Callable[..., Any]
) -> None:
    mine = make_agreement(cast.club, by=cast.wouter)
    with django_assert_num_queries(1):
        assert clashes_of(mine) == []


def test_hours_of_a_stranger_do_not_tell_who_or_what_for(
    cast: Cast, neighbour: Participant, room: Place
) -> None:
    """The name of the initiative stands on the door; nothing else of it does."""
    held(neighbour, room, label="Praatgroep van Bea")
    clash = clashes_of(written(cast.wouter, room))
    sentence = RoomTaken(clash).sentence
    assert "Groene Hoek" in sentence and "De Kelder" in sentence
    assert "Bea" not in sentence and "Praatgroep" not in sentence


def test_it_looks_from_today_on(cast: Cast, neighbour: Participant, room: Place) -> None:
    assert timezone.localdate() == date(2027, 3, 10)
    held(neighbour, room, first_on=FRIDAY, last_on=FRIDAY)
    mine = written(cast.wouter, room)
    assert clashes_of(mine)
    assert clashes_of(mine, since=FRIDAY + DAY) == []
