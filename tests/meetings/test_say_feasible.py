""" "Lukt dit?" One tap of who does it; both sides read it."""

from __future__ import annotations

import pytest
from django.test import Client

from initiatives.models import Event
from initiatives.states import Refused
from meetings.models import ActionItem
from meetings.states import Feasibility
from tests.conftest import Cast
from tests.meetings.acting import add, in_days, page, say, send


@pytest.mark.parametrize("word", list(Feasibility))
def test_both_sides_read_whether_it_works_out(cast: Cast, word: Feasibility) -> None:
    action = add(cast)
    noor, official = cast.sit(Client(), cast.noor), Client()
    official.force_login(cast.wouter.user)
    for _tap in range(2):
        response = send(noor, "say_feasible", action.pk, feasible=word.value)
        assert (response.status_code, response.url) == (303, f"/actie/{action.pk}/")
    assert Event.objects.filter(verb__startswith="action_", by=cast.noor).count() == 1
    for client in (noor, official):
        assert str(word.label) in page(client, "action", action.pk)
        assert str(word.label) in page(client, "who_does_what", cast.club.pk)


def test_nonsense_is_asked_again(cast: Cast) -> None:
    action, noor = add(cast), cast.sit(Client(), cast.noor)
    response = send(noor, "say_feasible", action.pk, feasible="misschien")
    assert response.status_code == 422 and ActionItem.objects.get().feasibility == ""


def test_what_is_done_is_not_asked_any_more(cast: Cast) -> None:
    action = add(cast)
    say(action, cast.noor, "done")
    with pytest.raises(Refused, match="al klaar"):
        action.say_feasible(Feasibility.NO, by=cast.noor)


def test_another_day_asks_again(cast: Cast) -> None:
    action = add(cast, due_on=in_days(3))
    action.say_feasible(Feasibility.NO, by=cast.noor)
    same = {"by": cast.noor, "owner": None, "owner_side": "group", "text": action.text}
    action.change(**{**same, "text": "Twee lampen."}, revision=1, due_on=in_days(3))
    assert ActionItem.objects.get().feasibility == Feasibility.NO, "only other words"
    action.change(**same, revision=2, due_on=in_days(30))
    assert ActionItem.objects.get().feasibility == ""
