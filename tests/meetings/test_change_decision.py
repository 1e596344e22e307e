"""While people talk a decision can change; the second of two is shown both."""

from __future__ import annotations

import pytest
from django.test import Client

from meetings.models import Decision, Meeting
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.acting import page, send, under_way


@pytest.fixture
def decision(cast: Cast) -> Decision:
    return Decision.note(
        under_way(cast), by=cast.samira, text="Tot tien uur.", by_group=True, by_municipality=True
    )


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def change(client: Client, decision: Decision, text: str, **fields: object):
    sent = {"text": text, "sides": ["group"], "revision": 1, **fields}
    return send(client, "change_decision", decision.pk, **sent)


def test_words_and_sides_change(official: Client, decision: Decision) -> None:
    shown = page(official, "change_decision", decision.pk)
    assert "Tot tien uur." in shown and shown.count(" checked") == 2
    for _tap in range(2):
        response = change(official, decision, "Tot elf uur.")
        assert response.url.endswith(f"/nu/#besluit-{decision.pk}")
    decision.refresh_from_db()
    assert (decision.text, decision.party, decision.revision) == ("Tot elf uur.", "group", 2)


def test_the_second_is_shown_both(cast: Cast, official: Client, decision: Decision) -> None:
    noor = cast.sit(Client(), cast.noor)
    change(noor, decision, "Tot elf uur.")
    response = change(official, decision, "Tot negen uur.")
    assert response.status_code == 409
    assert "Tot elf uur." in response.text and "Tot negen uur." in response.text
    assert Decision.objects.get().text == "Tot elf uur."
    change(official, decision, "Tot negen uur.", revision=2)
    assert Decision.objects.get().text == "Tot negen uur."


def test_after_closing_it_stands(official: Client, decision: Decision) -> None:
    Meeting.objects.update(status=Status.CLOSED)
    response = change(official, decision, "Tot elf uur.")
    assert response.status_code == 409 and "Tot elf uur." in response.text
    assert Decision.objects.get().text == "Tot tien uur."


def test_hidden_words_are_not_offered(official: Client, cast: Cast, decision: Decision) -> None:
    decision.hide(by=cast.samira, because="Een naam.")
    assert "Tot tien uur." not in page(official, "change_decision", decision.pk)
