"""The municipality says who decides now: somebody left, or somebody else is about it."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Event, Participant
from initiatives.states import Refused
from meetings.models import Knot
from meetings.states import KnotAnswer
from tests.conftest import Cast
from tests.meetings.knotting import browser, give, lay, make_decider, page, turn


def send(client: Client, knot: Knot, decider: Participant, **fields: object):
    data = {"decider": decider.pk, "stand_in": "", "seen": turn(knot).revision, **fields}
    return client.post(reverse("change_decider", args=[knot.pk]), data)


def test_any_official_makes_a_colleague_the_one_who_decides(cast: Cast) -> None:
    knot, newcomer = lay(cast), make_decider(cast)
    cast.wouter.leave(by=None)
    assert send(browser(newcomer), knot, newcomer).status_code == 302
    assert turn(knot).asked == newcomer and turn(knot).before_on == knot.before_on
    event = Event.objects.get(verb="knot_decider_changed")
    assert (event.by, event.about) == (newcomer, newcomer)
    give(knot, newcomer, KnotAnswer.CAN)


def test_a_stand_in_can_be_chosen_and_taken_off(cast: Cast) -> None:
    knot, colleague = lay(cast), make_decider(cast)
    client = browser(cast.wouter)
    send(client, knot, cast.wouter, stand_in=colleague.pk)
    assert turn(knot).stand_in == colleague
    send(client, knot, cast.wouter)
    assert turn(knot).stand_in is None


def test_twice_the_same_is_once(cast: Cast) -> None:
    knot, colleague = lay(cast), make_decider(cast)
    seen = turn(knot).revision
    for _ in range(2):
        answer = send(browser(cast.wouter), knot, colleague, seen=seen)
        assert answer.status_code == 302
    assert Event.objects.filter(verb="knot_decider_changed").count() == 1


def test_the_second_of_two_is_shown_what_the_first_chose(cast: Cast) -> None:
    knot, colleague = lay(cast), make_decider(cast)
    third = make_decider(cast, "Derde Collega")
    seen = turn(knot).revision
    send(browser(cast.wouter), knot, colleague, seen=seen)
    answer = send(browser(third), knot, third, seen=seen)
    assert answer.status_code == 409 and turn(knot).decider == colleague


@pytest.mark.parametrize("who", ["dex", "police", "gardener", "wouter_twice"])
def test_only_two_officials_of_here(cast: Cast, who: str) -> None:
    knot = lay(cast)
    if who == "wouter_twice":
        answer = send(browser(cast.wouter), knot, cast.wouter, stand_in=cast.wouter.pk)
    else:
        answer = send(browser(cast.wouter), knot, getattr(cast, who))
        with pytest.raises(Refused):
            knot.change_decider(
                by=cast.wouter, decider=getattr(cast, who), stand_in=None, seen=knot.revision
            )
    assert answer.status_code == 422 and turn(knot).decider == cast.wouter


def test_the_group_does_not_choose(cast: Cast) -> None:
    knot, colleague = lay(cast), make_decider(cast)
    phone = cast.sit(Client(), cast.noor)
    assert send(phone, knot, colleague).status_code == 403
    with pytest.raises(Refused):
        knot.change_decider(by=cast.noor, decider=colleague, stand_in=None, seen=knot.revision)


def test_of_an_answered_one_nobody_decides_any_more(cast: Cast) -> None:
    knot, colleague = lay(cast), make_decider(cast)
    give(knot, cast.wouter, KnotAnswer.CAN)
    assert send(browser(cast.wouter), knot, colleague).status_code == 409
    shown = page(browser(cast.wouter), "change_decider", knot.pk)
    assert "niemand meer te beslissen" in shown and 'name="decider"' not in shown
