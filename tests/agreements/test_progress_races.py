"""Several people say at once how a line stands. On both databases; each with its control."""

from __future__ import annotations

from typing import Any

import pytest

from agreements.models import (
    AgreementVersion,
    Commitment,
    CommitmentUpdate,
    Confirmation,
    NewsAsk,
    OtherView,
)
from agreements.states import ProgressState, Word
from initiatives.models import DutyKind, Event, Initiative, Participant, Side, Written
from initiatives.states import Refused
from tests import factories as make
from tests.agreements.progressing import in_days, lamps
from tests.racing import meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def version() -> AgreementVersion:
    club = make.make_initiative()
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    person = make.make_participant(club)
    make.make_link(club)
    version = make.make_agreement(club, by=official, clauses=0)
    make.add_clause(version, "Wat?", make.line("Samen eten we."), lamps(due_on=in_days(60)))
    version.propose(by=official)
    Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=official, word=Word.BEHIND, has_mandate=True)
    version.take_effect(by=official)
    return version


def people(version: AgreementVersion) -> list[Participant]:
    """Two of the group and the official."""
    club = version.initiative
    official = version.proposed_by
    assert official is not None
    return [*(make.make_participant(club) for _n in range(2)), official]


def line(version: AgreementVersion, party: str = "both") -> Commitment:
    """As a request of its own loads it."""
    found = Commitment.objects.filter(clause__version=version, party=party)
    return found.select_related("clause__version__agreement__initiative").get()


def refused(results: list[Any]) -> int:
    other = [r for r in results if isinstance(r, Exception) and not isinstance(r, Refused)]
    assert not other, other
    return sum(isinstance(result, Refused) for result in results)


def three_words(version: AgreementVersion, *, same: bool = False):
    who = people(version)
    states = [ProgressState.DONE, ProgressState.STUCK, ProgressState.ON_TRACK]

    def act(n: int) -> CommitmentUpdate:
        by, state = (who[0], states[0]) if same else (who[n], states[n])
        return CommitmentUpdate.say(line(version), by=by, state=state, text=f"{state}", seen=None)

    return act


def test_of_two_updates_at_once_the_second_is_shown_the_first(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = three_words(version)
    meet_before(monkeypatch, Written, "save")
    results = race(act)
    assert refused(results) == 2 and CommitmentUpdate.objects.count() == 1
    assert Event.objects.filter(verb__startswith="progress_").count() == 1


def test_control_without_the_lock_every_word_is_the_first(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = three_words(version)
    meet_before(monkeypatch, Written, "save")
    without_transactions(monkeypatch)
    race(act)
    assert CommitmentUpdate.objects.count() > 1


def test_a_double_tap_is_one_word(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = three_words(version, same=True)
    meet_before(monkeypatch, Written, "save")
    results = race(act)
    assert refused(results) == 0 and CommitmentUpdate.objects.count() == 1


def answer_while_it_changes(version: AgreementVersion):
    """The municipality says "wij zien het anders" while the group says something new."""
    group, _other, official = people(version)
    first = CommitmentUpdate.say(line(version), by=group, state=ProgressState.DONE)

    def act(n: int) -> object:
        if n == 0:
            found = CommitmentUpdate.objects.with_home().get(pk=first.pk)
            return OtherView.say(found, by=official, agrees=False, text="Nee.")
        return CommitmentUpdate.say(
            line(version), by=group, state=ProgressState.STUCK, text=f"{n}", seen=first.pk
        )

    return act


def answered_too_late() -> bool:
    """An answer to a word that was no longer the last one when it was given."""
    view = OtherView.objects.first()
    if view is None:
        return False
    answered = Event.objects.get(verb="progress_contested")
    newer = Event.objects.filter(verb="progress_stuck")
    return any(event.at < answered.at or event.pk < answered.pk for event in newer)


def test_done_and_seen_otherwise_at_once(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whoever comes second knows what came first: the answer is refused, or stands at its word."""
    act = answer_while_it_changes(version)
    meet_before(monkeypatch, Written, "save")
    results = race(act)
    assert refused(results) in (1, 2) and not answered_too_late()
    stuck = CommitmentUpdate.objects.filter(state="stuck").count()
    assert stuck == 1, "one of two new words; the other was shown it"
    assert OtherView.objects.count() == (0 if isinstance(results[0], Refused) else 1)


def test_control_without_the_lock_an_answer_misses_the_newer_word(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = answer_while_it_changes(version)
    meet_before(monkeypatch, Written, "save")
    without_transactions(monkeypatch)
    results = race(act)
    assert refused(results) == 0, "everybody thinks to be first"
    assert CommitmentUpdate.objects.filter(state="stuck").count() == 2


def test_an_answer_of_two_at_once_is_one(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    official = version.proposed_by
    first = CommitmentUpdate.say(line(version, "municipality"), by=official, state="done")
    who = [make.make_participant(version.initiative) for _n in range(3)]
    meet_before(monkeypatch, Written, "save")

    def act(n: int) -> OtherView:
        found = CommitmentUpdate.objects.with_home().get(pk=first.pk)
        return OtherView.say(found, by=who[n], agrees=n == 0)

    assert refused(race(act)) == 0
    assert OtherView.objects.count() == 1


def ask(version: AgreementVersion, monkeypatch: pytest.MonkeyPatch):
    from agreements import silence

    quiet = silence.Silence("municipality", in_days(-21), 1)
    monkeypatch.setattr(silence, "silence_in", lambda _version, _party: quiet)
    who = [make.make_participant(version.initiative) for _n in range(3)]

    def act(n: int) -> NewsAsk:
        found = AgreementVersion.objects.select_related("agreement__initiative").get(pk=version.pk)
        return NewsAsk.ask(found, party="municipality", by=who[n])

    return act


def test_a_side_is_asked_once_when_all_ask_at_once(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = ask(version, monkeypatch)
    meet_before(monkeypatch, NewsAsk, "save")
    assert refused(race(act)) == 2 and NewsAsk.objects.count() == 1


def test_control_without_the_lock_a_side_is_asked_more_than_once(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    act = ask(version, monkeypatch)
    meet_before(monkeypatch, NewsAsk, "save")
    without_transactions(monkeypatch)
    race(act)
    assert NewsAsk.objects.count() > 1


def test_a_word_while_a_new_text_takes_effect_stands_at_the_one_that_holds(
    version: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    official, person = version.proposed_by, make.make_participant(version.initiative)
    after = version.agreement.start_version(by=official)
    after.propose(by=official)
    Confirmation.say(after, by=person, word=Word.BEHIND)
    Confirmation.say(after, by=official, word=Word.BEHIND, has_mandate=True)
    meet_before(monkeypatch, Initiative, "tell", 2)
    old = line(version)

    def act(n: int) -> object:
        if n == 0:
            found = AgreementVersion.objects.select_related("agreement__initiative").get(
                pk=after.pk
            )
            found.take_effect(by=official)
            return None
        return CommitmentUpdate.say(old, by=person, state=ProgressState.DONE, seen=None)

    before = Event.objects.count()
    results = race(act, 2)
    first = Event.objects.order_by("pk")[before]
    assert (refused(results) == 1) == (first.verb == "version_in_effect")
