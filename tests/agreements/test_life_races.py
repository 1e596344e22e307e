"""Proposing, taking effect, pausing and ending while others do the same. On both databases."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from agreements.models import Agreement, AgreementVersion, Confirmation, Pause
from agreements.states import Status, Word
from initiatives.models import DutyKind, Event, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_constraint, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def draft() -> AgreementVersion:
    club = make.make_initiative()
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    make.make_link(club)
    return make.make_agreement(club, by=official)


@pytest.fixture
def proposal(draft: AgreementVersion) -> AgreementVersion:
    draft.propose(by=draft.began_by)
    return draft


@pytest.fixture
def running(proposal: AgreementVersion) -> AgreementVersion:
    person = make.make_participant(proposal.initiative)
    Confirmation.say(proposal, by=person, word=Word.BEHIND)
    Confirmation.say(proposal, by=proposal.proposed_by, word=Word.BEHIND, has_mandate=True)
    proposal.take_effect(by=person)
    return proposal


def fresh(version: AgreementVersion) -> AgreementVersion:
    return AgreementVersion.objects.select_related("agreement__initiative", "began_by").get(
        pk=version.pk
    )


def told(verb: str) -> int:
    return Event.objects.filter(verb=verb).count()


def refused(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


def move_without_looking(self: AgreementVersion, to: Status, **fields: object) -> None:
    """Guard off: whatever it was before."""
    QuerySet(AgreementVersion).filter(pk=self.pk).update(status=to, **fields)


def propose(version: AgreementVersion):
    def act(_n: int) -> None:
        mine = fresh(version)
        mine.propose(by=mine.began_by)

    return act


def test_proposing_at_once_happens_once(
    draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, AgreementVersion, "move")
    results = race(propose(draft))
    assert refused(results) == len(results) - 1
    assert told("version_proposed") == 1
    assert fresh(draft).has_valid_seal()


def test_control_without_the_guard_it_is_proposed_more_than_once(
    draft: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgreementVersion, "move", move_without_looking)
    meet_before(monkeypatch, AgreementVersion, "move")
    without_transactions(monkeypatch)
    race(propose(draft))
    assert told("version_proposed") > 1


def test_both_sides_let_it_take_effect_at_once(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A member of the group, a guide and the official tap in the same second."""
    club = proposal.initiative
    people = [make.make_participant(club), make.make_participant(club, Side.GUIDE)]
    people.append(proposal.proposed_by)
    Confirmation.say(proposal, by=people[0], word=Word.BEHIND)
    Confirmation.say(proposal, by=people[2], word=Word.BEHIND, has_mandate=True)
    meet_before(monkeypatch, AgreementVersion, "move")
    results = race(lambda n: fresh(proposal).take_effect(by=people[n]))
    assert refused(results) == 2 and told("version_in_effect") == 1
    winner = people[next(n for n, result in enumerate(results) if result is None)]
    assert fresh(proposal).in_effect_by == winner


def say(people, version: AgreementVersion):
    def act(n: int) -> Confirmation:
        return Confirmation.say(fresh(version), by=people[n], word=Word.BEHIND)

    return act


MANY = 20


def test_twenty_people_say_their_word_at_once(proposal: AgreementVersion) -> None:
    people = [make.make_participant(proposal.initiative) for _ in range(MANY)]
    results = race(say(people, proposal), runners=MANY)
    assert refused(results) == 0
    assert proposal.confirmations.count() == MANY == told("confirmed")


def test_twenty_requests_of_one_person_are_one_word(proposal: AgreementVersion) -> None:
    person = make.make_participant(proposal.initiative)
    results = race(say([person] * MANY, proposal), runners=MANY)
    assert refused(results) == 0, "the second tap is no error"
    assert proposal.confirmations.count() == 1 == told("confirmed")


def test_control_without_the_guard_one_person_has_several_words(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = make.make_participant(proposal.initiative)
    meet_before(monkeypatch, Confirmation, "_create")
    with without_constraint(Confirmation, "one_word_per_participant_and_version"):
        with monkeypatch.context() as off:
            without_transactions(off)
            race(say([person] * 3, proposal))
        assert proposal.confirmations.count() > 1


def pause(version: AgreementVersion):
    def act(n: int) -> Pause:
        mine = fresh(version)
        day = timezone.localdate() + timedelta(days=9 + n)
        return Pause.begin(
            mine.agreement, by=mine.began_by, because=f"Reden {n}", look_again_on=day
        )

    return act


def test_pausing_at_once_begins_one_pause_and_loses_no_text(
    running: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    results = race(pause(running))
    assert refused(results) == 2 and told("agreement_paused") == 1
    pause_now = running.agreement.pauses.get()
    kept = {result.kept for result in results if isinstance(result, Refused)}
    assert kept | {pause_now.because} == {"Reden 0", "Reden 1", "Reden 2"}


def test_control_without_the_lock_there_are_several_pauses(
    running: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, Pause.objects, "create")
    with without_constraint(Pause, "one_pause_at_a_time"):
        with monkeypatch.context() as off:
            without_transactions(off)
            race(pause(running))
        assert running.agreement.pauses.count() > 1


def test_two_who_let_it_go_on_end_one_pause(running: AgreementVersion) -> None:
    pause(running)(0)
    results = race(lambda _n: Pause.resume(fresh(running).agreement, by=running.began_by))
    assert results == [None, None, None] and told("agreement_resumed") == 1


def end(version: AgreementVersion):
    def act(n: int) -> None:
        mine = fresh(version)
        mine.agreement.end(by=mine.began_by, because=f"Reden {n}")

    return act


def test_ending_at_once_ends_once_and_the_first_reason_stands(running: AgreementVersion) -> None:
    results = race(end(running))
    assert refused(results) == 2 and told("agreement_ended") == 1
    winner = results.index(None)
    assert Agreement.objects.get(pk=running.agreement_id).ended_because == f"Reden {winner}"


def test_control_without_the_lock_it_ends_more_than_once(
    running: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(AgreementVersion, "move", move_without_looking)
    meet_before(monkeypatch, AgreementVersion, "move")
    without_transactions(monkeypatch)
    race(end(running))
    assert told("agreement_ended") > 1


def test_ending_and_beginning_a_version_at_once_leaves_no_draft_behind(
    running: AgreementVersion,
) -> None:
    """Whoever comes first: what has ended has nothing open any more."""

    def act(n: int) -> None:
        mine = fresh(running)
        if n == 0:
            mine.agreement.end(by=mine.began_by, because="Klaar.")
        else:
            mine.agreement.start_version(by=mine.began_by)

    results = race(act)
    assert results[0] is None
    assert refused(results) >= 1
    states = set(running.agreement.versions.values_list("status", flat=True))
    assert states <= {Status.ENDED, Status.WITHDRAWN}


def test_ending_and_proposing_at_once_leaves_no_proposal_behind(
    running: AgreementVersion,
) -> None:
    following = running.agreement.start_version(by=running.began_by)

    def act(n: int) -> None:
        mine = fresh(following)
        if n == 0:
            mine.agreement.end(by=mine.began_by, because="Klaar.")
        else:
            mine.propose(by=mine.began_by)

    results = race(act)
    assert results[0] is None and refused(results) >= 1
    assert fresh(following).status == Status.WITHDRAWN
    assert fresh(running).status == Status.ENDED
