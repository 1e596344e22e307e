"""Other words, other owners or another day; the second of two is shown both texts."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from initiatives.models import Event, Side
from meetings.models import ActionItem
from tests.conftest import Cast
from tests.meetings.acting import LAMP, add, in_days, page, send


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def change(client: Client, action: ActionItem, **fields: object):
    sent = {"text": action.text, "owner": "group", "second": "", "due_on": "", "revision": 1}
    return send(client, "change_action", action.pk, **{**sent, **fields})


def test_everything_can_change(cast: Cast, official: Client) -> None:
    action = add(cast)
    response = change(
        official, action, text="Twee lampen.", owner="municipality", due_on=in_days(5)
    )
    assert (response.status_code, response.url) == (302, f"/actie/{action.pk}/")
    action.refresh_from_db()
    assert (action.text, action.owner_side, action.due_on) == (
        "Twee lampen.",
        Side.MUNICIPALITY,
        in_days(5),
    )
    assert (action.revision, action.by) == (2, cast.wouter)
    assert Event.objects.filter(verb="action_changed").count() == 1


def test_the_second_is_shown_both_texts(cast: Cast, official: Client) -> None:
    action = add(cast)
    noor = cast.sit(Client(), cast.noor)
    change(noor, action, text="Een felle lamp.")
    response = change(official, action, text="Een zachte lamp.")
    shown = response.content.decode()
    assert response.status_code == 409
    assert "Een felle lamp." in shown and "Een zachte lamp." in shown
    assert ActionItem.objects.get().text == "Een felle lamp."
    assert 'name="revision" value="2"' in shown
    assert change(official, action, text="Een zachte lamp.", revision=2).status_code == 302
    assert ActionItem.objects.get().text == "Een zachte lamp."


def test_twice_the_same_is_once(cast: Cast, official: Client) -> None:
    action = add(cast)
    for _tap in range(2):
        assert change(official, action, text="Twee lampen.").status_code == 302
    assert ActionItem.objects.get().revision == 2


def test_a_day_that_passed_may_stay(cast: Cast, official: Client) -> None:
    action = add(cast, due_on=in_days(0))
    past = timezone.localdate() - timedelta(days=3)
    ActionItem.objects.update(due_on=past)
    assert change(official, action, text="Twee lampen.", due_on=past).status_code == 302
    other = past - timedelta(days=1)
    assert change(official, action, due_on=other, revision=2).status_code == 422


def test_an_owner_whose_name_is_not_yours_to_read_stays(cast: Cast, official: Client) -> None:
    action = add(cast, by=cast.noor, owner=cast.dex)
    shown = page(official, "change_action", action.pk)
    assert 'value="owner" selected' in shown and "iemand van de groep" in shown
    assert change(official, action, text="Twee lampen.", owner="owner").status_code == 302
    assert ActionItem.objects.get().owner == cast.dex
    # Somebody who left stays too, until another is chosen.
    cast.dex.leave(by=cast.noor)
    assert change(official, action, text="Drie.", owner="owner", revision=2).status_code == 302


def test_other_words_are_another_text(cast: Cast, official: Client) -> None:
    action = add(cast)
    action.hide(by=cast.wouter, because="Er staat een naam in.")
    shown = page(official, "change_action", action.pk)
    assert LAMP not in shown
    change(official, action, text="Een lamp.")
    assert ActionItem.objects.get().hidden_at is None
