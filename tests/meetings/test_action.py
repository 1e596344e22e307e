"""One action: five buttons, what was said, and whether it stands on the next agenda."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models.progress import NewerWord
from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.carrying_over import actions_of
from meetings.models import ActionItem, ActionUpdate
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.acting import LAMP, add, in_days, page, say, send, under_way
from tests.world_meetings import make_meeting


@pytest.fixture
def noor(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor)


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


@pytest.mark.parametrize("state", ["on_track", "done", "stuck", "dropped"])
def test_one_tap_is_enough(cast: Cast, noor: Client, state: str) -> None:
    action = add(cast)
    response = send(noor, "action", action.pk, state=state, seen="")
    assert response.status_code == 303
    update = ActionUpdate.objects.get()
    assert (update.action, update.by, update.state) == (action, cast.noor, state)
    action.refresh_from_db()
    assert (action.settled_at is not None) == (state in ("done", "dropped"))
    assert Event.objects.get(verb=f"action_{state}").data == {}
    assert update.get_state_display().capitalize() in page(noor, "action", action.pk)


def test_no_news_says_why_and_when_somebody_looks_again(cast: Cast, noor: Client) -> None:
    action = add(cast)
    response = send(noor, "action", action.pk, state="no_news", look_again_on="")
    assert response.status_code == 422 and not ActionUpdate.objects.exists()
    assert "Schrijf kort waarom." in response.content.decode()
    send(noor, "action", action.pk, state="no_news", because="Wacht.", look_again_on=in_days(9))
    update = ActionUpdate.objects.get()
    assert (update.text, update.look_again_on) == ("Wacht.", in_days(9))


def test_what_is_done_leaves_the_agenda_and_can_come_back(cast: Cast) -> None:
    meeting, action = make_meeting(cast.club, cast.wouter), add(cast)
    other = add(cast, "Iets anders.")
    assert set(actions_of(meeting)) == {action, other}
    say(action, cast.noor, "done")
    assert set(actions_of(meeting)) == {other}
    say(action, cast.dex, "on_track")
    assert set(actions_of(meeting)) == {action, other}
    say(action, cast.noor, "dropped")
    assert set(actions_of(meeting)) == {other}


def test_who_speaks_for_which_action(cast: Cast) -> None:
    school = make_participant(cast.club, Side.OTHER, "De Merelschool")
    of_group = add(cast, "1")
    of_dex = add(cast, "2", by=cast.noor, owner=cast.dex)
    of_both = add(cast, "3", second_side=Side.MUNICIPALITY)
    of_town = add(cast, "4", owner_side=Side.MUNICIPALITY)
    of_school = add(cast, "5", owner=school)
    of_others = add(cast, "6", owner_side=Side.OTHER)
    every = (of_group, of_dex, of_both, of_town, of_school, of_others)
    told = {
        person: "".join("x" if action.is_spoken_for_by(person) else "." for action in every)
        for person in (cast.noor, cast.samira, cast.wouter, cast.police, school)
    }
    assert told == {
        cast.noor: "xxx.xx",
        cast.samira: "xxx.xx",
        cast.wouter: "..xxxx",
        cast.police: ".....x",
        school: "....xx",
    }
    with pytest.raises(Refused):
        say(of_group, cast.wouter)


def test_the_other_side_reads_it_and_says_nothing_of_it(cast: Cast, official: Client) -> None:
    action = add(cast)
    shown = page(official, "action", action.pk)
    assert LAMP in shown and 'name="state"' not in shown and 'name="feasible"' not in shown
    assert send(official, "action", action.pk, state="done").status_code == 403
    assert send(official, "say_feasible", action.pk, feasible="no").status_code == 403


def test_the_second_of_two_sees_what_was_said_first(cast: Cast, noor: Client) -> None:
    action = add(cast)
    first = say(action, cast.dex, "stuck", text="De ladder is weg.")
    response = send(noor, "action", action.pk, state="done", text="Hij hangt.", seen="")
    shown = response.content.decode()
    assert response.status_code == 409 and ActionUpdate.objects.count() == 1
    assert "De ladder is weg." in shown and "Hij hangt." in shown
    assert f'name="seen" value="{first.pk}"' in shown
    again = send(noor, "action", action.pk, state="done", text="Hij hangt.", seen=first.pk)
    assert again.status_code == 303 and ActionUpdate.objects.count() == 2
    with pytest.raises(NewerWord):
        say(action, cast.dex, "on_track", seen=first.pk)


def test_two_taps_are_one_word(cast: Cast, noor: Client) -> None:
    action = add(cast)
    for _tap in range(2):
        assert send(noor, "action", action.pk, state="done", seen="").status_code == 303
    assert ActionUpdate.objects.count() == Event.objects.filter(verb="action_done").count() == 1


def test_a_part_of_a_meeting_gets_its_row_back(cast: Cast, noor: Client) -> None:
    meeting, action = under_way(cast), add(cast)
    headers = {"HX-Request": "true"}
    path = f"/actie/{action.pk}/"
    data = {"state": "on_track", "seen": "", "back": "overleg"}
    response = noor.post(path, data, headers=headers)
    assert (response.status_code, response.headers["Location"]) == (303, path)
    row = noor.get(path, headers=headers).content
    assert row.strip().startswith(b"<li") and b"loopt" in row and len(row) < 8000
    plain = noor.post(path, {**data, "state": "stuck", "seen": ActionUpdate.objects.get().pk})
    assert plain.headers["Location"] == f"/overleg/{meeting.pk}/nu/#actie-{action.pk}"


def test_hidden_words_reach_nobody(cast: Cast, noor: Client, official: Client) -> None:
    action = add(cast, "Praten met de moeder van Piet.", by=cast.noor)
    update = say(action, cast.noor, "stuck", text="Piet is boos.")
    action.hide(by=cast.samira, because="Gaat over iemand.")
    update.hide(by=cast.samira, because="Gaat over iemand.")
    for client in (noor, official, cast.read(Client())):
        for name, args in (
            ("action", [action.pk]),
            ("who_does_what", [cast.club.pk]),
        ):
            shown = page(client, name, *args)
            assert "moeder" not in shown and "boos" not in shown
            assert "Gaat over iemand." in shown
    assert "moeder" not in page(noor, "change_action", action.pk)
    row = noor.get(f"/actie/{action.pk}/", headers={"HX-Request": "true"}).text
    assert 'name="state"' in row and "moeder" not in row


def test_no_nickname_reaches_the_municipality(cast: Cast, official: Client) -> None:
    action = add(cast, by=cast.noor, owner=cast.dex, second=cast.wouter)
    say(action, cast.dex, "stuck", text="Wacht.")
    for name, args in (
        ("action", [action.pk]),
        ("change_action", [action.pk]),
        ("who_does_what", [cast.club.pk]),
    ):
        shown = page(official, name, *args).casefold()
        assert cast.dex.name.casefold() not in shown and cast.noor.name.casefold() not in shown
        assert "iemand van de groep" in shown and "wouter de graaf" in shown
    guide = Client()
    guide.force_login(cast.samira.user)
    assert cast.dex.name in page(guide, "action", action.pk)


def test_whoever_left_can_be_read_and_the_rest_goes_on(cast: Cast, noor: Client) -> None:
    action = add(cast, by=cast.noor, owner=cast.dex)
    cast.dex.leave(by=cast.noor)
    assert cast.dex.name in page(noor, "action", action.pk)
    assert send(noor, "action", action.pk, state="done", seen="").status_code == 303
    assert ActionItem.objects.get().settled_at is not None


def test_what_is_done_needs_no_knot(cast: Cast, noor: Client) -> None:
    action = add(cast)
    offer = f"{reverse('lay_knot', args=[cast.club.pk])}?actie={action.pk}"
    assert offer in page(noor, "action", action.pk)
    say(action, cast.noor, "done")
    assert offer not in page(noor, "action", action.pk)
