"""Several people write at once, through the pages. On both databases, each with a control."""

from __future__ import annotations

import threading
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import Agreement, AgreementVersion, Clause
from agreements.states import Status
from initiatives.models import DutyKind, Event, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.agreements.typing_in import clause_data, texts_of
from tests.racing import RUNNERS, meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def officials() -> list[Participant]:
    club = make.make_initiative()
    make.make_link(club)
    return [
        make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
        for _ in range(RUNNERS)
    ]


@pytest.fixture
def draft(officials: list[Participant]) -> AgreementVersion:
    return make.make_agreement(officials[0].initiative, by=officials[0], clauses=1)


def clients_of(people: list[Participant]) -> list[Client]:
    clients = []
    for person in people:
        assert person.user is not None
        client = Client()
        client.force_login(person.user)
        clients.append(client)
    return clients


def save_at_once(officials: list[Participant], clause: Clause) -> list[Any]:
    clients = clients_of(officials)
    address = reverse("edit_clause", args=[clause.pk])

    def act(n: int) -> Any:
        return clients[n].post(address, clause_data(clause, {"text": f"Tekst van {n}."}))

    return race(act)


def test_one_saves_and_the_others_keep_their_text(
    officials: list[Participant], draft: AgreementVersion
) -> None:
    clause = draft.clauses.get()
    answers = save_at_once(officials, clause)
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [303] + [409] * (RUNNERS - 1)
    winner = statuses.index(303)
    assert texts_of(clause) == [f"Tekst van {winner}."]
    for n, answer in enumerate(answers):
        if n != winner:
            body = answer.content.decode()
            assert f"Tekst van {n}." in body and f"Tekst van {winner}." in body


def test_control_without_the_revision_everybody_saves_and_texts_are_gone(
    officials: list[Participant], draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Clause.rewrite

    def whatever_revision(self: Clause, *, revision: int, **what: Any) -> None:
        original(self, revision=Clause.objects.get(pk=self.pk).revision, **what)

    monkeypatch.setattr(Clause, "rewrite", whatever_revision)
    clause = draft.clauses.get()
    clients = clients_of(officials)
    address = reverse("edit_clause", args=[clause.pk])
    data = [clause_data(clause, {"text": f"Tekst van {n}."}) for n in range(RUNNERS)]
    statuses = [client.post(address, data[n]).status_code for n, client in enumerate(clients)]
    assert statuses == [303] * RUNNERS, "everybody was told that it went well"
    assert texts_of(clause) == [f"Tekst van {RUNNERS - 1}."]


def start_at_once(official: Participant) -> list[Any]:
    clients = clients_of([official] * RUNNERS)
    address = reverse("start_agreement", args=[official.initiative_id])

    def act(n: int) -> Any:
        return clients[n].post(address, {"title": "De Kelder", "template": "empty"})

    return race(act)


def test_a_form_sent_three_times_at_once_makes_one_agreement(
    officials: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Agreement, "start")
    answers = start_at_once(officials[0])
    assert [answer.status_code for answer in answers] == [302] * RUNNERS
    assert len({answer.headers["Location"] for answer in answers}) == 1
    assert Agreement.objects.count() == 1
    assert Event.objects.filter(verb="agreement_started").count() == 1


def test_control_without_the_lock_it_makes_several(
    officials: list[Participant], monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Agreement, "start")
    without_transactions(monkeypatch)
    start_at_once(officials[0])
    assert Agreement.objects.count() > 1


def write_while_proposing(draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """Somebody saves a clause just after the seal was computed and before it is stored."""
    clause = draft.clauses.get()
    is_sealed, is_written = threading.Event(), threading.Event()
    original = AgreementVersion.move

    def move(self: AgreementVersion, to: Status, **fields: Any) -> None:
        is_sealed.set()
        # With the guard the writer stands before the lock, and nobody comes.
        is_written.wait(1)
        original(self, to, **fields)

    monkeypatch.setattr(AgreementVersion, "move", move)

    def act(n: int) -> Any:
        if n == 0:
            version = AgreementVersion.objects.select_related("agreement__initiative").get(
                pk=draft.pk
            )
            return version.propose(by=draft.began_by)
        is_sealed.wait(10)
        mine = Clause.objects.with_home().get(pk=clause.pk)
        mine.rewrite(
            revision=clause.revision, heading="Laat nog", lines=[make.line("Net te laat.")]
        )
        is_written.set()
        return None

    return race(act, runners=2)


def test_nothing_slips_under_the_seal(
    draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    proposed, written = write_while_proposing(draft, monkeypatch)
    assert proposed is None
    assert isinstance(written, Refused) and "Net te laat." in written.kept
    draft.refresh_from_db()
    assert draft.status == Status.PROPOSED and draft.has_valid_seal()


def test_control_without_the_lock_the_seal_is_broken(
    draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    without_transactions(monkeypatch)
    assert write_while_proposing(draft, monkeypatch) == [None, None]
    draft.refresh_from_db()
    assert draft.status == Status.PROPOSED and not draft.has_valid_seal()
