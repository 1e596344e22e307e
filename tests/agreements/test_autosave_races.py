"""Saving while typing: by several people at once, and while somebody proposes. With controls."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause
from agreements.states import Status
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.agreements.typing_in import HTMX, clause_data, texts_of
from tests.racing import RUNNERS, meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative()
    make.make_link(club)
    return make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)


@pytest.fixture
def draft(official: Participant) -> AgreementVersion:
    return make.make_agreement(official.initiative, by=official, clauses=2)


@pytest.fixture
def clients(official: Participant) -> list[Client]:
    assert official.user is not None
    clients = [Client() for _ in range(RUNNERS)]
    for client in clients:
        client.force_login(official.user)
    return clients


def save(client: Client, clause: Clause, text: str, **how: str) -> Any:
    address = reverse("edit_clause", args=[clause.pk])
    return client.post(address, clause_data(clause, {"text": text}, **how), headers=HTMX)


def test_of_three_who_type_at_once_one_is_first_and_nobody_loses_a_text(
    draft: AgreementVersion, clients: list[Client]
) -> None:
    clause = draft.clauses.all()[0]
    answers = race(lambda n: save(clients[n], clause, f"Tekst van {n}.", autosave="1"))
    statuses = [answer.status_code for answer in answers]
    assert sorted(statuses) == [200] + [409] * (RUNNERS - 1)
    first = statuses.index(200)
    assert texts_of(clause) == [f"Tekst van {first}."]
    for n, answer in enumerate(answers):
        body = answer.content.decode()
        assert n == first or (f"Tekst van {n}." in body and f"Tekst van {first}." in body)


def test_control_without_the_number_of_the_text_the_last_one_wins(
    draft: AgreementVersion, clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Clause.rewrite

    def whatever_revision(self: Clause, *, revision: int, **what: Any) -> None:
        original(self, revision=Clause.objects.get(pk=self.pk).revision, **what)

    monkeypatch.setattr(Clause, "rewrite", whatever_revision)
    clause = draft.clauses.all()[0]
    answers = [save(c, clause, f"Tekst van {n}.", autosave="1") for n, c in enumerate(clients)]
    assert [answer.status_code for answer in answers] == [200] * RUNNERS
    assert texts_of(clause) == [f"Tekst van {RUNNERS - 1}."]


def test_both_texts_are_kept_once_however_often_it_is_tapped(
    draft: AgreementVersion, clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    clause = draft.clauses.all()[0]
    meet_before(monkeypatch, AgreementVersion, "add_clause")
    race(lambda n: save(clients[n], clause, "Mijn tekst.", beside="1"))
    assert [texts_of(c) for c in draft.clauses.all()].count(["Mijn tekst."]) == 1


def test_control_without_the_lock_it_is_there_several_times(
    draft: AgreementVersion, clients: list[Client], monkeypatch: pytest.MonkeyPatch
) -> None:
    clause = draft.clauses.all()[0]
    without_transactions(monkeypatch)
    meet_before(monkeypatch, Clause, "says")
    original = AgreementVersion.add_clause
    turn = threading.Lock()

    def one_by_one(self: AgreementVersion, *args: Any, **kwargs: Any) -> Clause:
        with turn:
            return original(self, *args, **kwargs)

    monkeypatch.setattr(AgreementVersion, "add_clause", one_by_one)
    race(lambda n: save(clients[n], clause, "Mijn tekst.", beside="1"))
    assert [texts_of(c) for c in draft.clauses.all()].count(["Mijn tekst."]) > 1


def while_proposing(
    draft: AgreementVersion,
    act: Callable[[], Any],
    monkeypatch: pytest.MonkeyPatch,
    *,
    patience: float = 1,
) -> Any:
    """Does `act` just after the seal was computed and before it is stored."""
    is_sealed, is_done = threading.Event(), threading.Event()
    original = AgreementVersion.move

    def move(self: AgreementVersion, to: Status, **fields: Any) -> None:
        is_sealed.set()
        # With the guard the writer stands before the lock, and nobody comes.
        is_done.wait(patience)
        original(self, to, **fields)

    monkeypatch.setattr(AgreementVersion, "move", move)

    def run(n: int) -> Any:
        if n == 0:
            version = AgreementVersion.objects.select_related("agreement__initiative")
            return version.get(pk=draft.pk).propose(by=draft.began_by)
        is_sealed.wait(10)
        answer = act()
        is_done.set()
        return answer

    return race(run, runners=2)[1]


ACTS: dict[str, Callable[[Client, Clause, Clause], Any]] = {
    "autosave": lambda client, clause, _gone: save(client, clause, "Net te laat.", autosave="1"),
    "save": lambda client, clause, _gone: save(client, clause, "Net te laat."),
    "beside": lambda client, clause, _gone: save(client, clause, "Net te laat.", beside="1"),
    "put back": lambda client, _clause, gone: client.post(
        reverse("put_back_clause", args=[gone.pk])
    ),
    "move": lambda client, clause, _gone: client.post(
        reverse("move_clause", args=[clause.pk]), {"to": "down"}
    ),
    "remove": lambda client, clause, _gone: client.post(reverse("remove_clause", args=[clause.pk])),
}


@pytest.fixture
def gone(draft: AgreementVersion) -> Clause:
    gone = make.add_clause(draft, "Weg?", make.line("Dit is weggehaald."))
    gone.remove()
    return gone


@pytest.mark.parametrize("name", ACTS)
def test_nothing_slips_under_the_seal(
    draft: AgreementVersion,
    gone: Clause,
    clients: list[Client],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    clause = draft.clauses.all()[0]
    answer = while_proposing(draft, lambda: ACTS[name](clients[0], clause, gone), monkeypatch)
    assert answer.status_code == 409
    if name in ("save", "beside"):
        assert "Net te laat." in answer.content.decode(), "what was typed comes back"
    draft.refresh_from_db()
    assert draft.status == Status.PROPOSED and draft.has_valid_seal()
    assert not draft.clauses.filter(commitments__text="Net te laat.").exists()


@pytest.mark.parametrize("name", [name for name in ACTS if name != "put back"])
def test_control_without_the_lock_the_seal_is_broken(
    draft: AgreementVersion,
    gone: Clause,
    clients: list[Client],
    monkeypatch: pytest.MonkeyPatch,
    name: str,
) -> None:
    clause = draft.clauses.all()[0]
    without_transactions(monkeypatch)

    def act() -> Any:
        return ACTS[name](clients[0], clause, gone)

    while_proposing(draft, act, monkeypatch, patience=10)
    draft.refresh_from_db()
    assert draft.status == Status.PROPOSED and not draft.has_valid_seal()
