""" "Is dat haalbaar?": each side says it at the start of the time until the next look-back."""

from __future__ import annotations

import pytest

from evaluations.models import Evaluation, Feasible
from evaluations.models.feasible import mark_of
from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.states import Feasibility
from tests.conftest import Cast
from tests.evaluations.planning import agreed, path, read, signed_in, text_of
from tests.world_evaluations import make_evaluation


def test_each_side_says_it_once_and_may_change_it(cast: Cast):
    agreement = agreed(cast)
    of_group = Feasible.say(agreement, by=cast.noor, word=Feasibility.TIGHT, text="Een sleutel.")
    other = Feasible.say(agreement, by=cast.wouter, word=Feasibility.YES)
    assert (of_group.side, of_group.round, other.side) == (Side.GROUP, 1, Side.MUNICIPALITY)
    # Twice the same is once; the guide speaks with the group.
    assert Feasible.say(agreement, by=cast.dex, word=Feasibility.TIGHT, text="Een sleutel.")
    of_group.hide(by=cast.noor, because="Toch niet.")
    changed = Feasible.say(agreement, by=cast.samira, word=Feasibility.YES, seen=mark_of(of_group))
    assert (changed.pk, changed.text, changed.hidden_at) == (of_group.pk, "", None)
    assert Feasible.objects.count() == 2
    verbs = Event.objects.filter(verb__startswith="feasible").order_by("pk")
    assert [event.verb for event in verbs] == ["feasible_tight", "feasible_yes", "feasible_yes"]
    # No words of it stand in the timeline.
    assert "sleutel" not in str([event.data for event in verbs])


def test_a_colleague_who_was_first_is_not_overwritten(cast: Cast):
    agreement = agreed(cast)
    Feasible.say(agreement, by=cast.noor, word=Feasibility.NO)
    with pytest.raises(Refused, match="jullie kant"):
        Feasible.say(agreement, by=cast.dex, word=Feasibility.YES)
    assert Feasible.objects.get().word == "no"


def test_every_round_is_asked_anew(cast: Cast, client):
    agreement = agreed(cast)
    Feasible.say(agreement, by=cast.noor, word=Feasibility.NO, text="Te weinig tijd.")
    evaluation = make_evaluation(text_of(agreement), cast.wouter)
    with pytest.raises(Refused, match="nu al terug"):
        Feasible.say(agreement, by=cast.wouter, word=Feasibility.YES)
    Evaluation.objects.filter(pk=evaluation.pk).update(
        state="closed", gathered_at=evaluation.opened_at, closed_at=evaluation.opened_at
    )
    page = read(cast.sit(client, cast.noor), "look_back_plan", agreement.pk)
    assert "Te weinig tijd." not in page
    said = Feasible.say(agreement, by=cast.noor, word=Feasibility.YES)
    assert said.round == 2


def send(client, agreement, **typed):
    return client.post(path("look_back_feasible", agreement.pk), {"word": "tight", **typed})


def test_on_the_page_both_sides_read_it_without_a_name(cast: Cast, client):
    agreement = agreed(cast)
    group, official = cast.sit(client, cast.noor), signed_in(cast.wouter)
    assert read(group, "look_back_plan", agreement.pk).count("nog niets gezegd") == 2
    response = send(group, agreement, text="Een tweede sleutel.")
    assert response.headers["Location"] == f"{path('look_back_plan', agreement.pk)}#haalbaar"
    page = read(official, "look_back_plan", agreement.pk)
    assert "Een tweede sleutel." in page
    assert "spannend" in page
    assert "Zwaluwnoor" not in page
    assert page.count("nog niets gezegd") == 1
    said = Feasible.objects.get()
    assert path("report_text", "haalbaar", said.pk) in page
    # What one's own side said stands in its form, to change.
    own = read(group, "look_back_plan", agreement.pk)
    assert 'value="Een tweede sleutel."' in own
    assert 'value="Een tweede sleutel."' not in page
    said.hide(by=cast.noor, because="Toch niet.")
    for who in (group, official):
        assert "Een tweede sleutel." not in read(who, "look_back_plan", agreement.pk)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"word": ""}, "Kies een van deze drie."),
        ({"word": "misschien"}, "Kies een van deze drie."),
        ({"text": "x" * 201}, "Dit is te lang"),
        ({"text": "Vraag {@3}."}, "Noem hier niemand"),
    ],
)
def test_what_is_strange_comes_back(cast: Cast, client, typed, sentence):
    response = send(cast.sit(client, cast.noor), agreed(cast), **typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert not Feasible.objects.exists()


def test_what_was_typed_is_kept_when_a_colleague_was_first(cast: Cast, client):
    agreement = agreed(cast)
    Feasible.say(agreement, by=cast.dex, word=Feasibility.NO)
    response = send(cast.sit(client, cast.noor), agreement, text="Met hulp wel.")
    body = response.content.decode()
    assert response.status_code == 409
    assert 'value="Met hulp wel."' in body
    assert mark_of(Feasible.objects.get()) in body
