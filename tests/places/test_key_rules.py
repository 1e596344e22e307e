"""Keys: one holder each, named with consent, back or lost in one tap, and a tap too many undone."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.utils import timezone

from initiatives.models import DutyKind, Event, Participant
from initiatives.states import Refused
from places.models import Key, Place
from places.models.key import KeyEnd
from tests.conftest import Cast
from tests.factories import make_participant, make_place


@pytest.fixture
def room(cast: Cast) -> Place:
    return make_place("De Kelder", by=cast.manager)


def give(cast: Cast, room: Place, holder: Participant, **more: Any) -> Key:
    sent = {"label": "A", "agreed_to_be_named": True, "by": cast.wouter} | more
    return Key.give(room, holder=holder, **sent)


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def again(key: Key) -> Key:
    return Key.objects.select_related("initiative", "place", "holder").get(pk=key.pk)


def test_the_same_form_twice_is_one_key(cast: Cast, room: Place) -> None:
    assert give(cast, room, cast.noor) == give(cast, room, cast.noor)
    assert Key.objects.count() == 1 == told("key_given")


def test_a_key_is_in_one_pocket_and_the_label_is_kept(cast: Cast, room: Place) -> None:
    give(cast, room, cast.noor)
    with pytest.raises(Refused, match="heeft al iemand") as refusal:
        give(cast, room, cast.dex)
    assert refusal.value.kept == "A"
    assert Key.objects.get().holder == cast.noor and told("key_given") == 1
    give(cast, room, cast.dex, label="B")
    give(cast, make_place("Zolder", by=cast.manager), cast.dex)


def test_a_code_may_be_known_by_several_but_not_twice_by_one(cast: Cast, room: Place) -> None:
    for holder in (cast.noor, cast.dex, cast.noor):
        give(cast, room, holder, label="Alarm", is_code=True)
    assert {key.holder for key in Key.objects.all()} == {cast.noor, cast.dex}
    assert Key.objects.count() == 2


def test_another_initiative_hears_that_somebody_has_it_and_not_who(cast: Cast, room: Place) -> None:
    give(cast, room, cast.noor)
    with pytest.raises(Refused) as refusal:
        Key.give(room, holder=cast.gardener, label="A", by=cast.gardener, agreed_to_be_named=True)
    assert "Zwaluwnoor" not in refusal.value.sentence


def test_who_is_of_the_group_is_asked_first_and_others_need_not_be(cast: Cast, room: Place) -> None:
    with pytest.raises(Refused, match="Vraag eerst") as refusal:
        give(cast, room, cast.noor, agreed_to_be_named=False)
    assert refusal.value.kept == "A" and not Key.objects.exists()
    give(cast, room, cast.samira, agreed_to_be_named=False)
    give(cast, room, cast.wouter, agreed_to_be_named=False, label="B")


def test_only_somebody_who_takes_part_here_today(cast: Cast, room: Place) -> None:
    gone = make_participant(cast.club)
    gone.leave(by=gone)
    for holder in (cast.gardener, gone):
        with pytest.raises(Refused, match="nu meedoet") as refusal:
            give(cast, room, holder)
        assert refusal.value.kept == "A"


def test_not_of_a_place_that_is_gone(cast: Cast, room: Place) -> None:
    room.take_away(by=cast.manager)
    with pytest.raises(Refused, match="is er niet meer"):
        give(cast, room, cast.noor)


@pytest.mark.parametrize("how", KeyEnd)
def test_back_or_lost_in_one_tap_and_twice_is_once(cast: Cast, room: Place, how: KeyEnd) -> None:
    key = give(cast, room, cast.noor)
    for _tap in range(2):
        again(key).end(how, by=cast.samira)
    now = again(key)
    assert (now.ended_how, now.ended_on, now.ended_by) == (how, timezone.localdate(), cast.samira)
    assert told("key_came_back") + told("key_lost") == 1
    assert not Key.objects.held().exists()
    give(cast, room, cast.dex)


def test_the_second_with_another_word_is_told(cast: Cast, room: Place) -> None:
    key = give(cast, room, cast.noor)
    again(key).end(KeyEnd.LOST, by=cast.noor)
    with pytest.raises(Refused, match="net voor"):
        again(key).end(KeyEnd.RETURNED, by=cast.wouter)
    assert again(key).ended_how == KeyEnd.LOST and told("key_came_back") == 0


def test_a_wrong_tap_is_undone_once(cast: Cast, room: Place) -> None:
    key = give(cast, room, cast.noor)
    key.end(KeyEnd.LOST, by=cast.noor)
    for _tap in range(2):
        again(key).undo_end(by=cast.noor)
    now = again(key)
    assert (now.ended_on, now.ended_how, now.ended_by) == (None, "", None)
    assert told("key_end_undone") == 1


def test_a_wrong_tap_is_not_undone_once_another_has_it(cast: Cast, room: Place) -> None:
    key = give(cast, room, cast.noor)
    key.end(KeyEnd.RETURNED, by=cast.noor)
    give(cast, room, cast.dex)
    with pytest.raises(Refused, match="nu iemand anders"):
        key.undo_end(by=cast.noor)
    assert again(key).ended_how == KeyEnd.RETURNED
    assert Key.objects.held().get().holder == cast.dex


def duties(person: Participant) -> int:
    return person.duties.filter(kind=DutyKind.KEY_HOLDER, ended_on=None).count()


def test_who_has_a_key_is_a_holder_of_keys_until_the_last_one_is_back(
    cast: Cast, room: Place
) -> None:
    first, second = (give(cast, room, cast.noor, label=label) for label in "AB")
    assert duties(cast.noor) == 1
    first.end(KeyEnd.RETURNED, by=cast.noor)
    assert duties(cast.noor) == 1
    second.end(KeyEnd.LOST, by=cast.noor)
    assert duties(cast.noor) == 0
    second.undo_end(by=cast.noor)
    assert duties(cast.noor) == 1


HALF: tuple[dict[str, Any], ...] = (
    {"ended_on": date(2027, 1, 1)},
    {"ended_how": KeyEnd.LOST},
)


@pytest.mark.parametrize("half", HALF)
def test_the_database_keeps_out_half_an_end(cast: Cast, room: Place, half: dict[str, Any]) -> None:
    key = give(cast, room, cast.noor)
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(pk=key.pk).update(**half)


def test_late_from_the_day_after_it_was_due(cast: Cast, room: Place) -> None:
    today = timezone.localdate()
    days = (None, today, today - timedelta(days=1))
    keys = [give(cast, room, cast.noor, label=f"{n}", due_back_on=d) for n, d in enumerate(days)]
    assert [key.is_late for key in keys] == [False, False, True]
    keys[2].end(KeyEnd.RETURNED, by=cast.noor)
    assert not keys[2].is_late


def test_the_timeline_says_no_name_of_who_holds_it(cast: Cast, room: Place) -> None:
    give(cast, room, cast.noor).end(KeyEnd.LOST, by=cast.wouter)
    lines = Event.objects.filter(verb__startswith="key_")
    assert {line.about for line in lines} == {None}
    assert not any("Zwaluw" in str(line.data) for line in lines)
