"""An agreement ends, with a reason; everything about it stays to be read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Clause, Pause
from agreements.states import Status
from initiatives.models import Event
from initiatives.states import Refused
from tests.conftest import Cast
from tests.overview import world


@pytest.fixture
def running(cast: Cast) -> AgreementVersion:
    return world.run(cast)


@pytest.fixture
def agreement(running: AgreementVersion) -> Agreement:
    return running.agreement


def end(client: Client, agreement: Agreement, because: str = "Het gebouw gaat dicht."):
    return client.post(reverse("end_agreement", args=[agreement.pk]), {"because": because})


def state(version: AgreementVersion) -> str:
    version.refresh_from_db()
    return version.status


def test_what_was_in_effect_ends_and_both_sides_read_why(
    cast: Cast, client: Client, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    assert end(cast.sit(client, cast.noor), agreement).status_code == 302
    agreement.refresh_from_db()
    assert (agreement.ended_by, agreement.ended_because) == (cast.noor, "Het gebouw gaat dicht.")
    assert state(running) == Status.ENDED and running.closed_at == agreement.ended_at
    for person in (client, official):
        response = person.get(reverse("agreement", args=[agreement.pk]), follow=True)
        page = response.content.decode()
        assert response.redirect_chain[-1][0] == reverse("version", args=[running.pk])
        assert "Deze afspraak is gestopt op" in page and "Het gebouw gaat dicht." in page
        assert reverse("start_agreement", args=[cast.club.pk]) in page
        assert "Samen doen we dit: 1." in page, "the text stays"
    assert Event.objects.filter(verb="agreement_ended").count() == 1


def test_a_draft_a_proposal_and_a_pause_end_with_it(
    cast: Cast, official: Client, agreement: Agreement, running: AgreementVersion
) -> None:
    proposal = world.next_text(cast, running, text="Anders.")
    draft = agreement.start_version(by=cast.wouter)
    Pause.begin(
        agreement,
        by=cast.noor,
        because="Zomer.",
        look_again_on=timezone.localdate() + timedelta(days=9),
    )
    end(official, agreement)
    assert [state(v) for v in (draft, proposal)] == [Status.WITHDRAWN] * 2
    assert agreement.pauses.get().ended_by == cast.wouter


def test_the_same_tap_twice_ends_it_once(official: Client, agreement: Agreement) -> None:
    assert [end(official, agreement).status_code for _tap in range(2)] == [302, 302]
    assert Event.objects.filter(verb="agreement_ended").count() == 1


def test_who_comes_second_with_another_reason_is_told(
    cast: Cast, client: Client, official: Client, agreement: Agreement
) -> None:
    end(official, agreement)
    response = end(cast.sit(client, cast.noor), agreement, because="Wij willen niet meer.")
    assert response.status_code == 409
    agreement.refresh_from_db()
    assert agreement.ended_because == "Het gebouw gaat dicht."


@pytest.mark.parametrize("because", ["", "   ", "x" * 301, "a\x00b"])
def test_without_a_good_reason_nothing_ends(
    official: Client, agreement: Agreement, running: AgreementVersion, because: str
) -> None:
    assert end(official, agreement, because).status_code == 422
    assert state(running) == Status.IN_EFFECT


def test_what_never_held_is_withdrawn_and_not_ended(cast: Cast, official: Client) -> None:
    proposal = world.propose(cast)
    assert end(official, proposal.agreement).status_code == 409
    page = official.get(reverse("end_agreement", args=[proposal.agreement_id])).content.decode()
    assert reverse("withdraw", args=[proposal.pk]) in page and "<form class=" not in page


def test_after_the_end_nothing_goes_on(
    cast: Cast, agreement: Agreement, running: AgreementVersion
) -> None:
    draft = agreement.start_version(by=cast.wouter)
    agreement.end(by=cast.wouter, because="Klaar.")
    for verb in (
        lambda: agreement.start_version(by=cast.wouter),
        lambda: agreement.restore(running, by=cast.wouter, reason=""),
        lambda: Pause.begin(
            agreement,
            by=cast.wouter,
            because="x",
            look_again_on=timezone.localdate() + timedelta(days=9),
        ),
        lambda: Pause.resume(agreement, by=cast.wouter),
        lambda: draft.propose(by=cast.wouter),
        lambda: AgreementVersion.objects.get(pk=draft.pk).withdraw(by=cast.wouter),
    ):
        with pytest.raises(Refused):
            verb()


def test_the_page_says_what_will_happen_and_offers_a_pause(
    official: Client, agreement: Agreement
) -> None:
    page = official.get(reverse("end_agreement", args=[agreement.pk])).content.decode()
    assert "Versie 1 geldt vanaf vandaag niet meer." in page
    assert reverse("pause_agreement", args=[agreement.pk]) in page


def test_what_was_taken_out_of_a_draft_does_not_stay_behind(
    cast: Cast, agreement: Agreement
) -> None:
    draft = agreement.start_version(by=cast.wouter)
    draft.clauses.all()[0].remove()
    agreement.end(by=cast.wouter, because="Het is klaar.")
    assert not Clause.with_removed.filter(version=draft).exclude(removed_at=None).exists()
