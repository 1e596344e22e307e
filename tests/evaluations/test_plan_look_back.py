"""Both sides choose the next day and the rhythm; a day that moves is counted."""

from __future__ import annotations

import pytest
from django.utils import timezone

from agreements.models import Agreement, Pause
from evaluations.models import Evaluation
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.evaluations.planning import (
    again,
    agreed,
    in_days,
    move,
    path,
    read,
    signed_in,
    text_of,
)
from tests.overview import world
from tests.world_evaluations import make_evaluation


def fields(
    agreement: Agreement, days: int, every: str = "3m", **changed: object
) -> dict[str, object]:
    return {"on": in_days(days), "every": every, "seen": agreement.look_back_mark, **changed}


def test_the_first_day_comes_with_the_text_that_takes_effect(cast: Cast):
    version = world.run(cast)
    found = again(version.agreement)
    assert found.look_back_on == version.look_back_on
    assert (found.look_back_every, found.look_back_moves) == ("3m", 0)


def test_either_side_moves_the_day_and_every_move_counts(cast: Cast):
    agreement = agreed(cast)
    agreement.plan_look_back(by=cast.noor, **fields(agreement, 40))
    agreement.plan_look_back(by=cast.wouter, **fields(agreement, 33))
    found = again(agreement)
    assert (found.look_back_on, found.look_back_moves) == (in_days(33), 2)
    # Another rhythm is no move; nor is the same form once more.
    agreement.plan_look_back(by=cast.samira, **fields(agreement, 33, "6w"))
    agreement.plan_look_back(by=cast.samira, **fields(agreement, 33, "6w", seen="of before"))
    found = again(agreement)
    assert (found.look_back_every, found.look_back_moves) == ("6w", 2)
    verbs = Event.objects.filter(verb__startswith="look_back").order_by("pk")
    assert list(verbs.values_list("verb", flat=True)) == [
        "look_back_moved",
        "look_back_moved",
        "look_back_rhythm",
    ]


def test_a_first_day_is_no_move(cast: Cast):
    agreement = agreed(cast)
    move(agreement, None)
    agreement = again(agreement)
    agreement.plan_look_back(by=cast.noor, **fields(agreement, 10))
    assert again(agreement).look_back_moves == 0
    assert Event.objects.filter(verb="look_back_planned").count() == 1


@pytest.mark.parametrize(
    ("changed", "sentence"),
    [
        ({"on": -1}, "Die dag is al voorbij"),
        ({"on": 900}, "Kies een dag binnen twee jaar"),
        ({"every": "1w"}, "Kies hoe vaak"),
        ({"seen": "2020-01-01|3m|0"}, "Iemand koos net een andere dag"),
    ],
)
def test_what_cannot_be_planned(cast: Cast, changed, sentence):
    agreement = agreed(cast)
    said = fields(agreement, 12)
    said |= {**changed, "on": in_days(changed.get("on", 12))}
    with pytest.raises(Refused, match=sentence):
        agreement.plan_look_back(by=cast.noor, **said)
    assert again(agreement).look_back_moves == 0


def test_an_ended_agreement_has_no_next_day_and_a_draft_not_yet(cast: Cast):
    agreement = agreed(cast)
    mark = agreement.look_back_mark
    agreement.end(by=cast.wouter, because="Klaar.")
    with pytest.raises(Refused, match="gestopt"):
        agreement.plan_look_back(by=cast.noor, on=in_days(9), every="3m", seen=mark)
    proposed = world.propose(cast, title="Nieuw").agreement
    with pytest.raises(Refused, match="Er geldt nog niets"):
        proposed.plan_look_back(by=cast.noor, **fields(proposed, 9))
    page = read(signed_in(cast.wouter), "look_back_plan", agreement.pk)
    assert "Deze afspraak is gestopt" in page
    assert 'name="on"' not in page


def test_closing_sets_the_next_day_that_never_moved(cast: Cast):
    agreement = agreed(cast, look_back_moves=3)
    agreement.set_next_look_back(in_days(90))
    assert (again(agreement).look_back_on, again(agreement).look_back_moves) == (in_days(90), 0)
    agreement.set_next_look_back(None)
    assert again(agreement).look_back_on is None


def test_wherever_the_next_time_stands_it_is_the_new_day(cast: Cast):
    agreement = agreed(cast)
    version = text_of(agreement)
    first = f'datetime="{version.look_back_on.isoformat()}"'
    agreement.plan_look_back(by=cast.noor, **fields(agreement, 33))
    moved = f'datetime="{in_days(33).isoformat()}"'
    official = signed_in(cast.wouter)
    for name, pk in (
        ("version", version.pk),
        ("in_short", version.pk),
        ("initiative", cast.club.pk),
        ("group_page", cast.club.pk),
        ("handover_page", cast.club.pk),
        ("look_backs", cast.club.pk),
    ):
        page = read(official, name, pk)
        assert moved in page, name
        assert first not in page, name
    # The coordinator reads days only.
    page = world.signed_in(cast.manager).get(path("initiative", cast.club.pk)).content.decode()
    assert moved in page
    assert first not in page
    # What the text said when it was agreed does not change.
    assert text_of(agreement).look_back_on == version.look_back_on


# On the page ----------------------------------------------------------------------------------


def send(client, agreement: Agreement, **typed):
    data = {
        "on": in_days(12).isoformat(),
        "every": "6w",
        "seen": agreement.look_back_mark,
        **typed,
    }
    return client.post(path("plan_look_back", agreement.pk), data)


def test_moving_it_on_the_page(cast: Cast, client):
    agreement = agreed(cast, days=3)
    group = cast.sit(client, cast.noor)
    assert send(group, agreement).status_code == 303
    page = read(group, "look_back_plan", agreement.pk)
    assert "al 1 keer verzet" in page
    assert "elke zes weken" in page
    # An older screen: what stands there now is shown, and what was typed is kept.
    response = send(signed_in(cast.wouter), agreement, on=in_days(20).isoformat())
    body = response.content.decode()
    assert response.status_code == 409
    assert "Iemand koos net een andere dag" in body
    assert f'value="{in_days(20).isoformat()}"' in body
    assert again(agreement).look_back_on == in_days(12)
    # The next try is about what stands there now.
    mark = again(agreement).look_back_mark
    assert f'name="seen" value="{mark}"' in body
    response = send(signed_in(cast.wouter), agreement, on=in_days(20).isoformat(), seen=mark)
    assert response.status_code == 303
    assert "al 2 keer verzet" in read(group, "look_back_plan", agreement.pk)


@pytest.mark.parametrize(
    ("typed", "sentence"),
    [
        ({"on": ""}, "Kies een dag."),
        ({"on": "morgen"}, "Dit is geen dag."),
        ({"on": "1900-01-01"}, "Dat jaar kan niet kloppen."),
        ({"on": "0000-00-00"}, "Dit is geen dag."),
        ({"every": "1w"}, "Kies een van deze vijf."),
        ({"every": ""}, "Kies hoe vaak."),
    ],
)
def test_what_is_strange_comes_back(cast: Cast, client, typed, sentence):
    agreement = agreed(cast)
    response = send(cast.sit(client, cast.noor), agreement, **typed)
    assert response.status_code == 422
    assert sentence in response.content.decode()
    assert again(agreement).look_back_moves == 0


def test_while_both_look_back_the_day_does_not_move(cast: Cast, client):
    agreement = agreed(cast, days=3)
    make_evaluation(text_of(agreement), cast.wouter)
    group = cast.sit(client, cast.noor)
    assert 'name="on"' not in read(group, "look_back_plan", agreement.pk)
    assert send(group, agreement).status_code == 409
    assert again(agreement).look_back_on == in_days(3)


def test_a_pause_asks_nothing_and_leaves_the_day(cast: Cast, client):
    agreement = agreed(cast, days=3)
    pause = Pause.begin(agreement, by=cast.noor, because="Vakantie.", look_again_on=in_days(20))
    group = cast.sit(client, cast.noor)
    page = read(group, "look_back_plan", agreement.pk)
    assert "Nu wordt er niets gevraagd" in page
    assert path("open_evaluation", agreement.pk) not in page
    assert "haalbaar" not in page.lower().replace("haalbaar/", "")
    with pytest.raises(Refused, match="op pauze"):
        Evaluation.open(agreement, by=cast.noor, invited_group=9, invited_municipality=2)
    # The days went by meanwhile: afterwards it is passed, for both to see.
    move(agreement, -2)
    Pause.resume(agreement, by=cast.wouter)
    assert Pause.objects.filter(pk=pause.pk, ended_at__lte=timezone.now()).exists()
    for person in (group, signed_in(cast.wouter)):
        page = read(person, "look_back_plan", agreement.pk)
        assert "voorbij, niet gehouden" in page
        assert "Toch doen" in page
        assert "Verzetten" in page


def test_who_only_reads_says_first_who_it_is(cast: Cast, client):
    agreement = agreed(cast)
    reader = cast.read(client)
    response = send(reader, agreement)
    assert response.headers["Location"].startswith(path("take_seat", cast.club.pk))
    assert again(agreement).look_back_moves == 0
