"""Goals, halen en brengen and partners: added, ended, put back; nothing is deleted."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.urls import reverse

from initiatives.models import Event, Goal, Origin, Partner, Reciprocity, Side
from initiatives.models.profile import MOST_STANDING
from initiatives.states import Refused
from tests.initiatives.conftest import text_of

FORMS: dict[str, Any] = {
    "add_goal": (Goal, {"text": "Elke week open.", "origin": "group"}),
    "add_reciprocity": (Reciprocity, {"text": "Een koelkast.", "direction": "need"}),
    "add_partner": (Partner, {"name": "De Merelschool", "kind": "school", "role": "faciliteert"}),
}
EVENTS = {"add_goal": "goal", "add_reciprocity": "need", "add_partner": "partner"}


def path_of(name: str, cast) -> str:
    return reverse(name, args=[cast.club.pk])


@pytest.mark.parametrize("name", FORMS)
@pytest.mark.parametrize("person", ["noor", "samira", "wouter"])
def test_both_sides_add(as_, cast, name, person):
    model, form = FORMS[name]
    response = as_(getattr(cast, person)).post(path_of(name, cast), form)
    assert response.status_code == 303
    thing = model.objects.get()
    assert thing.by == getattr(cast, person)
    assert Event.objects.filter(verb=f"{EVENTS[name]}_added", by=thing.by).count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_others_do_not(as_, cast, name):
    model, form = FORMS[name]
    others = (None,) if name == "add_reciprocity" else (cast.police, None)
    for person in others:
        assert as_(person).post(path_of(name, cast), form).status_code == 403
    assert as_(cast.gardener).post(path_of(name, cast), form).status_code == 404
    assert not model.objects.exists()


@pytest.mark.parametrize(
    ("person", "side"), [("noor", "group"), ("samira", "group"), ("wouter", "municipality")]
)
def test_each_side_speaks_for_itself_and_the_guide_for_the_group(as_, cast, person, side):
    form = {**FORMS["add_reciprocity"][1], "side": "municipality"}
    as_(getattr(cast, person)).post(path_of("add_reciprocity", cast), form)
    assert Reciprocity.objects.get().side == side
    page = text_of(as_(getattr(cast, person)).get(path_of("add_reciprocity", cast)))
    assert ("voor de gemeente" in page) == (side == "municipality")


@pytest.mark.parametrize("name", FORMS)
def test_a_double_press_gives_one(as_, cast, name):
    model, form = FORMS[name]
    for _ in range(2):
        assert as_(cast.samira).post(path_of(name, cast), form).status_code == 303
    assert model.objects.count() == 1
    assert Event.objects.filter(verb=f"{EVENTS[name]}_added").count() == 1


@pytest.mark.parametrize("name", FORMS)
def test_one_too_many_is_refused_with_the_text_kept(as_, cast, name):
    model, form = FORMS[name]
    key = "name" if model is Partner else "text"
    more = {"side": Side.GROUP} if model is Reciprocity else {}
    for n in range(MOST_STANDING):
        model.add(cast.club, by=cast.noor, **{**form, key: f"Ding {n}"}, **more)
    response = as_(cast.samira).post(path_of(name, cast), form)
    assert response.status_code == 409
    page = text_of(response)
    assert f"Er staan er hier al {MOST_STANDING}." in page
    assert form[key] in page
    assert model.objects.count() == MOST_STANDING


@pytest.mark.parametrize("name", FORMS)
def test_ended_and_put_back(as_, cast, name):
    model, form = FORMS[name]
    as_(cast.samira).post(path_of(name, cast), form)
    thing = model.objects.get()
    path = reverse(name.replace("add", "end"), args=[thing.pk])
    for _ in range(2):
        assert as_(cast.samira).post(path).status_code == 303
    thing.refresh_from_db()
    assert thing.ended_at is not None
    for _ in range(2):
        as_(cast.samira).post(path, {"back": "yes"})
    thing.refresh_from_db()
    assert thing.ended_at is None
    verbs = list(Event.objects.filter(verb__startswith=EVENTS[name]).values_list("verb", flat=True))
    assert sorted(verbs) == [f"{EVENTS[name]}_{end}" for end in ("added", "back", "ended")]


def test_put_back_while_the_same_was_added_again_stays_one(cast):
    goal = Goal.add(cast.club, by=cast.noor, text="Open.", origin=Origin.GROUP)
    goal.end(by=cast.noor)
    Goal.add(cast.club, by=cast.noor, text="Open.", origin=Origin.GROUP)
    goal.put_back(by=cast.noor)
    assert Goal.objects.filter(ended_at=None).count() == 1


def test_put_back_does_not_go_over_the_limit(cast):
    goal = Goal.add(cast.club, by=cast.noor, text="Eerste.", origin=Origin.GROUP)
    goal.end(by=cast.noor)
    for n in range(MOST_STANDING):
        Goal.add(cast.club, by=cast.noor, text=f"Doel {n}", origin=Origin.GROUP)
    with pytest.raises(Refused):
        goal.put_back(by=cast.noor)


@pytest.mark.parametrize(
    ("origin", "group", "municipality"),
    [("group", 303, 403), ("municipality", 403, 303), ("both", 303, 303)],
)
def test_a_side_ends_no_goal_of_the_other(as_, cast, origin, group, municipality):
    for person, status in ((cast.noor, group), (cast.samira, group), (cast.wouter, municipality)):
        goal = Goal.add(cast.club, by=cast.noor, text=f"Doel {person.pk}", origin=origin)
        response = as_(person).post(reverse("end_goal", args=[goal.pk]))
        assert response.status_code == status


def test_a_side_ends_nothing_that_the_other_needs_or_offers(as_, cast):
    for side, may in ((Side.GROUP, cast.noor), (Side.MUNICIPALITY, cast.wouter)):
        word = Reciprocity.add(cast.club, by=may, side=side, direction="need", text="Iets.")
        for person in (cast.noor, cast.samira, cast.wouter, cast.police):
            response = as_(person).post(reverse("end_reciprocity", args=[word.pk]))
            is_own = Reciprocity.side_of(person) == side and person != cast.police
            assert response.status_code == (303 if is_own else 403)


def test_a_strange_direction_in_the_address_does_no_harm(as_, cast):
    path = path_of("add_reciprocity", cast)
    page = text_of(as_(cast.noor).get(path + "?direction=offer"))
    assert re.search(r'value="offer"[^>]*checked', page)
    page = text_of(as_(cast.noor).get(path))
    assert re.search(r'value="need"[^>]*checked', page)
    assert as_(cast.noor).get(path + "?direction=%00").status_code == 200


def test_one_side_cannot_fill_the_room_of_the_other(cast):
    for n in range(MOST_STANDING):
        Reciprocity.add(
            cast.club, by=cast.wouter, side=Side.MUNICIPALITY, direction="need", text=f"{n}"
        )
    Reciprocity.add(cast.club, by=cast.noor, side=Side.GROUP, direction="need", text="Wij ook.")
    Reciprocity.add(
        cast.club, by=cast.wouter, side=Side.MUNICIPALITY, direction="offer", text="Een zaal."
    )
    assert Reciprocity.objects.count() == MOST_STANDING + 2
