"""An older text comes back as a draft, beside what holds now."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, OpenPoint
from agreements.states import Status
from initiatives.models import Event
from tests.conftest import Cast
from tests.factories import line
from tests.overview import world


@pytest.fixture
def first(cast: Cast) -> AgreementVersion:
    return world.run(cast, line("Tot 22.00 uur open."))


@pytest.fixture
def second(cast: Cast, first: AgreementVersion) -> AgreementVersion:
    version = world.next_text(cast, first, text="Tot 23.00 uur open.")
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    return version


def restore(client: Client, version: AgreementVersion, reason: str = "Het ging beter."):
    return client.post(reverse("restore_version", args=[version.pk]), {"reason": reason})


def test_the_old_words_stand_in_a_draft_and_nothing_else_changes(
    cast: Cast, official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    OpenPoint.objects.create(version=first, key="p", position=1, what="De lampen?", party="both")
    draft = AgreementVersion.objects.get(
        pk=int(restore(official, first).headers["Location"].split("/")[2])
    )
    assert (draft.status, draft.number, draft.reason) == (Status.DRAFT, 3, "Het ging beter.")
    clause, old = draft.clauses.get(), first.clauses.get()
    assert (clause.key, clause.commitments.get().as_line()) == (
        old.key,
        old.commitments.get().as_line(),
    )
    assert draft.open_points.get().what == "De lampen?"
    assert draft.purpose == first.purpose
    assert draft.copied_from == second, "so that people see what going back would change"
    second.refresh_from_db()
    assert second.status == Status.IN_EFFECT
    assert Event.objects.filter(verb="version_restored").count() == 1
    page = official.get(reverse("compare", args=[draft.pk]), follow=True).content.decode()
    assert "weg: </span>23.00 </del>" in page


def test_without_a_reason_it_says_which_text_it_was(
    official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    restore(official, first, reason="")
    draft = first.agreement.versions.get(status=Status.DRAFT)
    assert draft.reason == "Terug naar de tekst van versie 1."


def test_there_is_one_draft_at_a_time_and_the_reason_is_kept(
    cast: Cast, official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    first.agreement.start_version(by=cast.samira)
    response = restore(official, first)
    page = response.content.decode()
    assert response.status_code == 409
    assert "De groep is al bezig met een nieuwe versie." in page and "Het ging beter." in page


def test_a_draft_of_the_own_side_is_pointed_to_before(
    cast: Cast, official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    draft = first.agreement.start_version(by=cast.wouter)
    page = official.get(reverse("restore_version", args=[first.pk])).content.decode()
    assert "Er is al een concept: versie 3." in page
    assert reverse("withdraw", args=[draft.pk]) in page


def test_a_withdrawn_proposal_can_come_back_when_nothing_holds(
    cast: Cast, official: Client
) -> None:
    proposal = world.propose(cast)
    proposal.withdraw(by=cast.wouter)
    assert restore(official, proposal).status_code == 302
    draft = proposal.agreement.versions.get(number=2)
    assert draft.copied_from == proposal


def test_a_draft_is_not_an_older_text(cast: Cast, official: Client) -> None:
    running = world.run(cast)
    draft = running.agreement.start_version(by=cast.wouter)
    assert restore(official, draft).status_code == 409
    page = official.get(reverse("restore_version", args=[draft.pk])).content.decode()
    assert "Dit is zelf nog een concept." in page


def test_a_draft_that_the_other_side_threw_away_stays_theirs(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    draft = first.agreement.start_version(by=cast.wouter)
    draft.withdraw(by=cast.wouter)
    assert restore(cast.sit(client, cast.noor), draft).status_code == 404
