"""A decision becomes a line of the next text in one step, with the reason filled in."""

from __future__ import annotations

import pytest
from django.test import Client

from agreements.models import AgreementVersion, Clause
from agreements.models.clause import MOST_LINES
from agreements.states import Status
from initiatives.models import Event
from initiatives.states import Refused
from meetings.decision_to_line import OWN_HEADING, become_line
from meetings.models import Decision
from tests.agreements.progressing import lamps, running
from tests.conftest import Cast
from tests.factories import line, make_agreement
from tests.meetings.acting import page, send, under_way

OPEN = "We gaan tot tien uur open."


@pytest.fixture
def decision(cast: Cast) -> Decision:
    return Decision.note(
        under_way(cast), by=cast.samira, text=OPEN, by_group=True, by_municipality=False
    )


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def draft_of(version: AgreementVersion) -> AgreementVersion:
    return version.agreement.versions.get(status=Status.DRAFT)


def send_to(client: Client, decision: Decision, place: str, **fields: object):
    sent = {"text": OPEN, "party": "group", "place": place, **fields}
    return send(client, "decision_to_line", decision.pk, **sent)


def test_one_step_begins_the_next_text(cast: Cast, official: Client, decision: Decision) -> None:
    version = running(cast, lamps())
    shown = page(official, "decision_to_line", decision.pk)
    assert OPEN in shown and OWN_HEADING in shown and version.agreement.title in shown
    response = send_to(official, decision, f"{version.agreement_id}:")
    draft = draft_of(version)
    clause = draft.clauses.get(heading=OWN_HEADING)
    made = clause.commitments.get()
    assert response.url == f"/stuk/{clause.pk}/schrijven/" or str(clause.pk) in response.url
    assert (made.text, made.party, made.kind) == (OPEN, "group", "")
    assert draft.reason.startswith("Afgesproken in het overleg van ") and OPEN not in draft.reason
    decision.refresh_from_db()
    assert decision.became == made
    assert Event.objects.filter(verb="decision_became_line").count() == 1


def test_it_can_stand_in_a_part_that_is_there(
    cast: Cast, official: Client, decision: Decision
) -> None:
    version = running(cast, lamps())
    clause = version.clauses.get()
    send_to(official, decision, f"{version.agreement_id}:{clause.key}", party="municipality")
    lines = draft_of(version).clauses.get(key=clause.key).commitments.all()
    assert [(of.text, of.kind) for of in lines] == [(lamps().text, "promise"), (OPEN, "")], (
        "nobody promises by accident"
    )


def test_twice_is_once(cast: Cast, official: Client, decision: Decision) -> None:
    version = running(cast, lamps())
    for _tap in range(2):
        response = send_to(official, decision, f"{version.agreement_id}:")
        assert response.status_code == 302
    assert draft_of(version).clauses.get(heading=OWN_HEADING).commitments.count() == 1


def test_two_decisions_stand_together(cast: Cast, decision: Decision) -> None:
    version = running(cast, lamps())
    other = Decision.note(
        decision.meeting, by=cast.noor, text="En zondag dicht.", by_group=True,
        by_municipality=True,
    )  # fmt: skip
    for of in (decision, other):
        become_line(of, version.agreement, by=cast.noor, key="", party="both", text=of.text)
    own = draft_of(version).clauses.get(heading=OWN_HEADING)
    assert [of.text for of in own.commitments.all()] == [OPEN, "En zondag dicht."]


def test_a_draft_of_the_other_side_stays_theirs(
    cast: Cast, official: Client, decision: Decision
) -> None:
    version = running(cast, lamps())
    draft = version.agreement.start_version(by=cast.noor)
    place = f"{version.agreement_id}:"
    response = send_to(official, decision, place)
    assert response.status_code == 409 and OPEN in response.text
    assert "De groep schrijft aan een nieuwe tekst." in response.text
    assert not draft.clauses.filter(heading=OWN_HEADING).exists()
    draft.open_draft(by=cast.noor)
    assert send_to(official, decision, place).status_code == 302
    assert draft.clauses.filter(heading=OWN_HEADING).exists()


def test_a_draft_of_one_side_gives_its_headings_to_no_other(
    cast: Cast, official: Client, decision: Decision
) -> None:
    secret = make_agreement(cast.club, by=cast.noor, title="Stiekem", clauses=0)
    Clause.objects.create(version=secret, key="own", heading="Wat willen wij echt?", position=1)
    shown = page(official, "decision_to_line", decision.pk)
    assert "Stiekem" not in shown and "Wat willen wij echt?" not in shown
    noor = cast.sit(Client(), cast.noor)
    assert "Wat willen wij echt?" in page(noor, "decision_to_line", decision.pk)
    place = f"{secret.agreement_id}:own"
    assert send_to(official, decision, place).status_code == 422
    assert send_to(noor, decision, place).status_code == 302


def test_a_place_of_another_initiative_is_refused(
    cast: Cast, official: Client, decision: Decision
) -> None:
    foreign = make_agreement(cast.garden, by=cast.gardener)
    assert send_to(official, decision, f"{foreign.agreement_id}:").status_code == 422
    with pytest.raises(Refused):
        become_line(decision, foreign.agreement, by=cast.wouter, key="", party="group", text=OPEN)


def test_a_full_part_takes_no_more(cast: Cast, official: Client, decision: Decision) -> None:
    version = running(cast, *(line(f"Regel {n}.") for n in range(MOST_LINES)))
    key = version.clauses.get().key
    response = send_to(official, decision, f"{version.agreement_id}:{key}")
    assert response.status_code == 409 and "passen geen regels meer bij" in response.text
    assert not version.agreement.versions.filter(status=Status.DRAFT).exists(), "nothing began"


def test_without_an_agreement_it_says_what_to_do(
    cast: Cast, official: Client, decision: Decision
) -> None:
    shown = page(official, "decision_to_line", decision.pk)
    assert "Begin er eerst een." in shown and f"/initiatief/{cast.club.pk}/" in shown


def test_a_hidden_decision_stays_hidden(cast: Cast, official: Client, decision: Decision) -> None:
    version = running(cast, lamps())
    decision.hide(by=cast.samira, because="Een naam.")
    assert OPEN not in page(official, "decision_to_line", decision.pk)
    assert send_to(official, decision, f"{version.agreement_id}:").status_code == 409
