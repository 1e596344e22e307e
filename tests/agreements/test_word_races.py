"""Several people at once around a word: reminding, switching, taking back. On both databases."""

from __future__ import annotations

import contextlib
import threading
from typing import Any

import pytest

from agreements import own_word, reminding
from agreements.models import Agreement, AgreementVersion, Confirmation, Look
from agreements.states import Status, Word
from initiatives.models import DutyKind, Event, Side
from initiatives.states import Refused
from tests import factories as make
from tests.racing import meet_before, race, without_transactions

pytestmark = [pytest.mark.race, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def proposal() -> AgreementVersion:
    club = make.make_initiative()
    official = make.make_participant(club, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    make.make_link(club)
    return make.make_proposal(club, by=official)


def remind_at_once(proposal: AgreementVersion) -> list[object]:
    people = [make.make_participant(proposal.initiative) for _n in range(3)]

    def act(n: int) -> None:
        reminding.remind(AgreementVersion.objects.get(pk=proposal.pk), by=people[n])

    return race(act)


def test_three_people_remind_the_group_once(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, reminding, "waited_for")
    results = remind_at_once(proposal)
    assert Event.objects.filter(verb="group_reminded").count() == 1
    assert sum(isinstance(r, Refused) for r in results) == 2, results


def test_control_without_the_lock_it_goes_more_than_once(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_before(monkeypatch, reminding, "waited_for")
    without_transactions(monkeypatch)
    remind_at_once(proposal)
    assert Event.objects.filter(verb="group_reminded").count() > 1


def meet_between(monkeypatch: pytest.MonkeyPatch) -> None:
    """The speaker, about to write, and the chooser, who saw that nobody spoke, wait for each other:
    half a second at most, because with the lock only one of them comes."""
    door = threading.Barrier(2)
    create, is_settled = Confirmation._create, own_word.is_settled

    def wait() -> None:
        with contextlib.suppress(threading.BrokenBarrierError):
            door.wait(0.5)

    def wait_and_create(*args: Any) -> Confirmation:
        wait()
        return create(*args)

    def look_and_wait(agreement: Agreement) -> bool:
        found = is_settled(agreement)
        wait()
        return found

    monkeypatch.setattr(Confirmation, "_create", staticmethod(wait_and_create))
    monkeypatch.setattr(own_word, "is_settled", look_and_wait)


def say_and_switch(proposal: AgreementVersion) -> list[object]:
    speaker = make.make_participant(proposal.initiative)
    chooser = make.make_participant(proposal.initiative)

    def act(n: int) -> None:
        version = AgreementVersion.objects.select_related("agreement__initiative").get(
            pk=proposal.pk
        )
        if n == 0:
            Confirmation.say(version, by=speaker, word=Word.OBJECT, text="Nee.")
        else:
            own_word.choose(version.agreement, by=chooser, is_on=True)

    return race(act, 2)


def told_and_chosen(proposal: AgreementVersion) -> tuple[bool, bool]:
    """Whether the timeline tells which word it was, and whether everybody goes first."""
    proposal.agreement.refresh_from_db()
    told = Event.objects.filter(verb="objected").exists()
    return told, proposal.agreement.own_word_first


def test_no_word_is_told_under_the_choice_that_hides_it(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_between(monkeypatch)
    say_and_switch(proposal)
    assert told_and_chosen(proposal) in ((True, False), (False, True))


def test_control_without_the_lock_it_is_told_all_the_same(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    meet_between(monkeypatch)
    without_transactions(monkeypatch)
    say_and_switch(proposal)
    assert told_and_chosen(proposal) == (True, True)


def test_taking_back_and_taking_effect_at_once_leave_one_story(
    proposal: AgreementVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What is carried by a word that was taken back does not take effect by it."""
    person = make.make_participant(proposal.initiative)
    Confirmation.say(proposal, by=person, word=Word.BEHIND)
    Confirmation.say(proposal, by=proposal.proposed_by, word=Word.BEHIND, has_mandate=True)

    def act(n: int) -> None:
        version = AgreementVersion.objects.get(pk=proposal.pk)
        if n == 0:
            Confirmation.take_back(version, by=person)
        else:
            version.take_effect(by=person)

    results = race(act, 2)
    order = list(
        Event.objects.filter(verb__in=["word_taken_back", "version_in_effect"])
        .order_by("pk")
        .values_list("verb", flat=True)
    )
    proposal.refresh_from_db()
    if proposal.status == Status.IN_EFFECT:
        assert order[0] == "version_in_effect", results
    else:
        assert order == ["word_taken_back"] and isinstance(results[1], Refused)


def test_two_phones_see_it_at_once(proposal: AgreementVersion) -> None:
    person = make.make_participant(proposal.initiative)
    results = race(lambda _n: Look.move(proposal, by=person))
    assert Look.objects.filter(by=person).count() == 1
    assert not any(isinstance(r, Exception) for r in results), results
