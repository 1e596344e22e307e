"""Two people at once: one word per person, one moment of taking effect. On both databases."""

from __future__ import annotations

import pytest
from django.db.models import QuerySet

from agreements.models import AgreementVersion, Clause, Confirmation
from agreements.models.clause import ClauseConflict
from agreements.states import Status, Word
from initiatives.models import DutyKind, Event, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposal() -> AgreementVersion:
    club = make.make_initiative()
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    make.make_link(club)
    return make.make_proposal(club, by=official)


def stand_behind(proposal: AgreementVersion):
    person = make.make_participant(proposal.initiative)

    def act(_n: int) -> Confirmation:
        return Confirmation.say(proposal, by=person, word=Word.BEHIND)

    return act


def test_a_double_tap_stands_behind_it_once(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = stand_behind(proposal)
    meet_before(monkeypatch, Confirmation, "_create")
    results = race(act)
    assert proposal.confirmations.count() == 1
    assert not [r for r in results if isinstance(r, Exception)], "the second tap is no error"
    assert Event.objects.filter(verb="confirmed").count() == 1


def test_control_without_the_guard_stands_behind_it_twice(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = stand_behind(proposal)
    meet_before(monkeypatch, Confirmation, "_create")
    with without_constraint(Confirmation, "one_word_per_participant_and_version"):
        with monkeypatch.context() as off:
            without_transactions(off)
            results = race(act)
        assert proposal.confirmations.count() > 1, results


@pytest.fixture
def carried(proposal: AgreementVersion) -> AgreementVersion:
    club = proposal.initiative
    person = make.make_participant(club)
    Confirmation.say(proposal, by=person, word=Word.BEHIND)
    Confirmation.say(proposal, by=proposal.proposed_by, word=Word.BEHIND, has_mandate=True)
    return proposal


def take_effect(version: AgreementVersion):
    def act(_n: int) -> None:
        mine = AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)
        mine.take_effect(by=mine.proposed_by)

    return act


def test_taking_effect_happens_once(
    carried: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, AgreementVersion, "move")
    results = race(take_effect(carried))
    assert Event.objects.filter(verb="version_in_effect").count() == 1
    assert sum(isinstance(r, Refused) for r in results) == len(results) - 1
    carried.refresh_from_db()
    assert carried.status == Status.IN_EFFECT


def test_control_without_the_guard_it_takes_effect_twice(
    carried: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    def move_without_looking(self, to, **fields):
        QuerySet(AgreementVersion).filter(pk=self.pk).update(status=to, **fields)

    monkeypatch.setattr(AgreementVersion, "move", move_without_looking)
    meet_before(monkeypatch, AgreementVersion, "move")
    without_transactions(monkeypatch)
    race(take_effect(carried))
    assert Event.objects.filter(verb="version_in_effect").count() > 1


def save_clause(clause: Clause):
    def act(n: int) -> None:
        mine = Clause.objects.get(pk=clause.pk)
        mine.rewrite(revision=clause.revision, heading=f"Van {n}", lines=[make.line(f"Tekst {n}")])

    return act


@pytest.fixture
def draft_clause(proposal: AgreementVersion) -> Clause:
    draft = proposal.agreement.start_version(by=proposal.proposed_by)
    return draft.clauses.all()[0]


def test_saving_one_clause_at_once_overwrites_nobody(draft_clause: Clause) -> None:
    results = race(save_clause(draft_clause))
    assert sum(r is None for r in results) == 1
    assert sum(isinstance(r, ClauseConflict) for r in results) == len(results) - 1
    winner = results.index(None)
    draft_clause.refresh_from_db()
    assert draft_clause.heading == f"Van {winner}"
    assert draft_clause.commitments.get().text == f"Tekst {winner}"


def test_control_without_the_revision_the_last_one_wins(
    draft_clause: Clause, monkeypatch: pytest.MonkeyPatch
) -> None:
    original = Clause.rewrite

    def whatever_revision(self, *, revision, heading, lines):
        return original(
            self, revision=Clause.objects.get(pk=self.pk).revision, heading=heading, lines=lines
        )

    monkeypatch.setattr(Clause, "rewrite", whatever_revision)
    results = [save_clause(draft_clause)(n) for n in range(3)]
    assert results == [None, None, None], "everybody was told that it went well"
    assert draft_clause.commitments.get().text == "Tekst 2", "and two texts are gone"
