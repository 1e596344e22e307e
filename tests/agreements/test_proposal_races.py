"""Two people at once about another text: it goes in once, and the second one sees both texts."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import AgreementVersion, ChangeProposal, Clause, ProposalSupport
from agreements.models.change_proposal import TakeOverConflict
from initiatives.models import DutyKind, Event, Participant, Side
from initiatives.states import Refused
from tests import factories as make
from tests.agreements.proposing import change
from tests.racing import RUNNERS, meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def official() -> Participant:
    return make.make_participant(make.make_initiative(), Side.MUNICIPALITY)


@pytest.fixture
def draft(official: Participant) -> AgreementVersion:
    """Open to both sides: a proposal stands beside its one clause for each runner."""
    draft = make.make_agreement(official.initiative, by=official, clauses=1)
    draft.open_draft(by=official)
    return draft


@pytest.fixture
def proposals(draft: AgreementVersion) -> list[ChangeProposal]:
    clause = draft.clauses.get()
    return [
        ChangeProposal.propose(
            clause,
            by=make.make_participant(draft.initiative),
            changes=[change(clause, f"Tekst {n}.")],
        )
        for n in range(RUNNERS)
    ]


def take_over(proposals: list[ChangeProposal], by: Participant, revision: int) -> Any:
    def act(n: int) -> Clause:
        mine = ChangeProposal.objects.with_home().get(pk=proposals[n].pk)
        return mine.take_over(by=by, revision=revision)

    return act


def texts(draft: AgreementVersion) -> list[str]:
    return [row.text for row in draft.clauses.get().commitments.all()]


def test_of_several_texts_at_once_one_goes_in_and_the_others_are_asked_about(
    draft: AgreementVersion,
    proposals: list[ChangeProposal],
    official: Participant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_before(monkeypatch, Clause, "rewrite")
    results = race(take_over(proposals, official, draft.clauses.get().revision))
    assert sum(isinstance(r, Clause) for r in results) == 1, results
    assert sum(isinstance(r, TakeOverConflict) for r in results) == RUNNERS - 1, results
    done = ChangeProposal.objects.get(status="taken_over")
    assert texts(draft) == [done.lines.get().text]
    assert ChangeProposal.objects.open().count() == RUNNERS - 1, "nothing is lost"
    assert Event.objects.filter(verb="text_taken_over").count() == 1


def test_control_without_the_guards_a_text_disappears(
    draft: AgreementVersion,
    proposals: list[ChangeProposal],
    official: Participant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def rewrite(clause: Clause, *, revision: int, heading: str, lines: list[Any]) -> None:
        row = clause.commitments.all()[0]
        row.write(lines[0], 1)

    with monkeypatch.context() as off:
        off.setattr(Clause, "rewrite", rewrite)
        meet_before(off, Clause, "rewrite")
        without_transactions(off)
        results = race(take_over(proposals, official, draft.clauses.get().revision))
    taken = ChangeProposal.objects.filter(status="taken_over").count()
    assert taken > 1 > len(texts(draft)) - 1, results


def test_the_same_text_taken_over_twice_goes_in_once(
    draft: AgreementVersion,
    proposals: list[ChangeProposal],
    official: Participant,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    meet_before(monkeypatch, Clause, "rewrite")
    same = [proposals[0]] * RUNNERS
    results = race(take_over(same, official, draft.clauses.get().revision))
    assert sum(isinstance(r, Clause) for r in results) == 1, results
    assert sum(isinstance(r, Refused) for r in results) == RUNNERS - 1, results
    assert texts(draft) == ["Tekst 0."]


def test_two_who_begin_a_version_by_taking_over_begin_one(
    official: Participant, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.make_link(official.initiative)
    make.make_participant(official.initiative).take_duty(DutyKind.CONTACT, by=None)
    official.take_duty(DutyKind.CONTACT, by=None)
    text = make.make_proposal(official.initiative, by=official, clauses=1)
    clause = text.clauses.get()
    found = [
        ChangeProposal.propose(
            clause,
            by=make.make_participant(text.initiative),
            changes=[change(clause, f"Tekst {n}.")],
        )
        for n in range(RUNNERS)
    ]
    meet_before(monkeypatch, Clause, "rewrite")
    results = race(take_over(found, official, 1))
    assert text.agreement.versions.filter(status="draft").count() == 1
    assert sum(isinstance(r, Clause) for r in results) == 1, results
    assert ChangeProposal.objects.open().count() == RUNNERS - 1


def test_a_form_sent_twice_at_once_is_one_proposal(
    draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    clause = draft.clauses.get()
    person = make.make_participant(draft.initiative)
    wanted = [change(clause, "Anders.")]

    def act(_n: int) -> ChangeProposal:
        mine = Clause.objects.with_home().get(pk=clause.pk)
        return ChangeProposal.propose(mine, by=person, changes=wanted)

    with monkeypatch.context() as on:
        meet_before(on, ChangeProposal.objects, "create")
        results = race(act)
    assert ChangeProposal.objects.count() == 1, results
    ChangeProposal.objects.all().delete()
    with monkeypatch.context() as off:
        meet_before(off, ChangeProposal.objects, "create")
        without_transactions(off)
        results = race(act)
    assert ChangeProposal.objects.count() > 1, "the control must go wrong"


def test_a_double_tap_stands_behind_it_once(
    proposals: list[ChangeProposal], monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.make_participant(proposals[0].initiative)

    def act(_n: int) -> None:
        ChangeProposal.objects.with_home().get(pk=proposals[0].pk).support(by=person)

    with monkeypatch.context() as on:
        meet_before(on, ProposalSupport.objects, "get_or_create")
        results = race(act)
    assert ProposalSupport.objects.count() == 1
    assert not [r for r in results if isinstance(r, Exception)], results
    assert Event.objects.filter(verb="text_supported").count() == 1
