"""Beginning to hold a room: refused while another agreement has it, and then nothing changes."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest

from agreements.clashes import RoomTaken, clashes_of
from agreements.models import AgreementVersion, Pause, UseSlot
from agreements.states import Status
from initiatives.models import Event, Participant
from initiatives.states import Refused
from places.models import Place
from tests.agreements.holding import carried, held, official_of, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place

DAY = timedelta(days=1)
pytestmark = pytest.mark.at("2027-03-10 12:00")
FRIDAY = date(2027, 3, 12)


@pytest.fixture
def neighbour(cast: Cast) -> Participant:
    return official_of(cast.garden, "Bea Buurman")


@pytest.fixture
def room(cast: Cast) -> Place:
    building = make_place("De Brug", by=cast.manager)
    return make_place("De Kelder", building=building, by=cast.manager)


@pytest.fixture
def theirs(neighbour: Participant, room: Place) -> AgreementVersion:
    return held(neighbour, room)


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)


def pause(version: AgreementVersion, by: Participant) -> Pause:
    return Pause.begin(version.agreement, by=by, because="Zomer.", look_again_on=FRIDAY)


def holders() -> set[int]:
    return set(UseSlot.objects.held_now().values_list("version__agreement", flat=True))


def test_taking_effect_is_refused_and_says_with_whom_and_when(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = carried(written(cast.wouter, room), cast.wouter)
    before = Event.objects.count()
    with pytest.raises(RoomTaken) as refusal:
        mine.take_effect(by=cast.wouter)
    assert "Groene Hoek" in refusal.value.sentence and "De Kelder" in refusal.value.sentence
    (clash,) = refusal.value.clashes
    assert (clash.when.day, clash.whose) == (FRIDAY, "Groene Hoek")
    now = fresh(mine)
    assert (now.status, now.in_effect_at) == (Status.PROPOSED, None)
    assert Event.objects.count() == before and now.has_valid_seal()


def test_what_was_in_effect_stays_so_when_the_next_text_is_refused(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    first = held(cast.wouter, room, "1")
    following = first.agreement.start_version(by=cast.wouter)
    add_hours(following, room)
    carried(following, cast.wouter)
    with pytest.raises(RoomTaken):
        following.take_effect(by=cast.wouter)
    assert fresh(first).status == Status.IN_EFFECT and fresh(following).status == Status.PROPOSED


def test_it_takes_effect_as_soon_as_the_others_leave(
    cast: Cast, neighbour: Participant, theirs: AgreementVersion, room: Place
) -> None:
    mine = carried(written(cast.wouter, room), cast.wouter)
    theirs.agreement.end(by=neighbour, because="Klaar.")
    mine.take_effect(by=cast.wouter)
    assert holders() == {mine.agreement_id}


def test_a_new_text_of_the_same_agreement_never_clashes_with_the_old_one(
    cast: Cast, room: Place
) -> None:
    first = held(cast.wouter, room)
    following = first.agreement.start_version(by=cast.wouter)
    add_hours(following, room, "6")
    put_in_effect(following, cast.wouter)
    assert fresh(first).status == Status.REPLACED
    assert set(UseSlot.objects.held_now().values_list("version", flat=True)) == {following.pk}


def test_what_paused_lost_its_room_to_others_and_does_not_go_on(
    cast: Cast, neighbour: Participant, theirs: AgreementVersion, room: Place
) -> None:
    running = pause(theirs, neighbour)
    mine = put_in_effect(written(cast.wouter, room, "5", "20:00", "23:00"), cast.wouter)
    before = Event.objects.count()
    with pytest.raises(RoomTaken) as refusal:
        Pause.resume(theirs.agreement, by=neighbour)
    assert refusal.value.clashes[0].whose == "Chillclub De Kelder"
    running.refresh_from_db()
    assert running.ended_at is None and Event.objects.count() == before
    mine.agreement.end(by=cast.wouter, because="Klaar.")
    Pause.resume(theirs.agreement, by=neighbour)
    assert holders() == {theirs.agreement_id}


def test_a_new_text_that_would_end_the_pause_is_refused_too(
    cast: Cast, neighbour: Participant, theirs: AgreementVersion, room: Place
) -> None:
    pause(theirs, neighbour)
    following = theirs.agreement.start_version(by=neighbour)
    carried(following, neighbour)
    held(cast.wouter, room)
    with pytest.raises(RoomTaken):
        following.take_effect(by=neighbour)
    assert theirs.agreement.pauses.get().ended_at is None
    assert fresh(theirs).status == Status.IN_EFFECT


def test_making_a_pause_longer_gives_no_room_back(
    cast: Cast, neighbour: Participant, theirs: AgreementVersion, room: Place
) -> None:
    running = pause(theirs, neighbour)
    held(cast.wouter, room)
    Pause.begin(
        theirs.agreement,
        by=neighbour,
        because="Nog langer.",
        look_again_on=FRIDAY + 7 * DAY,
        instead_of=running.pk,
    )
    assert theirs.agreement_id not in holders()


def test_who_resumes_without_a_text_in_effect_or_without_hours_is_let_through(
    cast: Cast, neighbour: Participant, room: Place, theirs: AgreementVersion
) -> None:
    version = written(cast.wouter, room, "2")
    version.slots.all().delete()
    put_in_effect(version, cast.wouter)
    pause(version, cast.wouter)
    Pause.resume(version.agreement, by=cast.wouter)
    assert not version.agreement.pauses.filter(ended_at=None).exists()


def test_a_building_waits_for_its_rooms_and_a_room_for_its_building(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    building = room.building
    assert building is not None
    upstairs = make_place("Zaal boven", building=building, by=cast.manager)
    whole = carried(written(cast.wouter, building), cast.wouter)
    with pytest.raises(RoomTaken):
        whole.take_effect(by=cast.wouter)
    other = official_of()
    assert put_in_effect(written(other, upstairs), other).status == Status.IN_EFFECT


def test_a_room_that_moved_nowhere_but_was_taken_away_is_still_held(
    cast: Cast, theirs: AgreementVersion, room: Place
) -> None:
    mine = carried(written(cast.wouter, room), cast.wouter)
    room.take_away(by=cast.manager)
    with pytest.raises(RoomTaken):
        mine.take_effect(by=cast.wouter)


def test_nothing_new_begins_in_a_room_that_was_taken_away_after_it_was_proposed(
    cast: Cast, room: Place
) -> None:
    mine = carried(written(cast.wouter, room), cast.wouter)
    room.take_away(by=cast.manager)
    with pytest.raises(Refused, match="De Kelder is er niet meer"):
        mine.take_effect(by=cast.wouter)
    assert fresh(mine).status == Status.PROPOSED
    room.bring_back(by=cast.manager)
    mine.take_effect(by=cast.wouter)
    assert holders() == {mine.agreement_id}


def test_what_stood_still_goes_on_also_when_its_room_was_taken_away(
    cast: Cast, room: Place
) -> None:
    """The agreement says more than where; both sides see at the hours that the room is gone."""
    mine = held(cast.wouter, room)
    pause(mine, cast.wouter)
    room.take_away(by=cast.manager)
    Pause.resume(mine.agreement, by=cast.wouter)
    assert holders() == {mine.agreement_id}


def test_one_evening_that_is_closed_lets_the_other_in(
    cast: Cast, neighbour: Participant, room: Place
) -> None:
    """Exchanging one evening: closed here, on top there."""
    version = written(neighbour, room)
    version.slots.get().add_exception(on=FRIDAY, because="Ruil")
    put_in_effect(version, neighbour)
    mine = written(cast.wouter, room, "1")
    mine.slots.get().add_exception(on=FRIDAY, starts=time(19), ends=time(22))
    put_in_effect(mine, cast.wouter)
    assert holders() == {version.agreement_id, mine.agreement_id}
    next_time = carried(written(cast.wouter, room), cast.wouter)
    assert [clash.when.day for clash in clashes_of(next_time)] == [FRIDAY, FRIDAY + 7 * DAY]
    with pytest.raises(RoomTaken):
        next_time.take_effect(by=cast.wouter)
