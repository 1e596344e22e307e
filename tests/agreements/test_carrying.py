"""Who stands behind a version: the rules of the domain, one by one."""

from datetime import timedelta

import pytest
from django.utils import timezone

from agreements.carrying import carrying_of
from agreements.models import Confirmation, ObjectionTalk, OnBehalf
from agreements.states import Status, Word
from initiatives.models import LadderStep, Participant, Side
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import make_participant, make_proposal

TODAY = timezone.localdate


def say(version, person: Participant, word: Word = Word.BEHIND, **fields) -> Confirmation:
    return Confirmation.say(version, by=person, word=word, **fields)


def test_whole_chain_of_verbs(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    assert version.status == Status.PROPOSED
    assert version.has_valid_seal()
    say(version, cast.noor)
    say(version, cast.wouter, has_mandate=True)
    version.take_effect(by=cast.noor)
    assert version.status == Status.IN_EFFECT

    second = version.agreement.start_version(by=cast.samira)
    clause = second.clauses.first()
    line = clause.commitments.get().as_line()
    clause.rewrite(
        revision=1, heading=clause.heading, lines=[type(line)(**{**vars(line), "text": "Anders."})]
    )
    second.propose(by=cast.samira)
    version.refresh_from_db()
    assert version.status == Status.IN_EFFECT, (
        "what runs stays in force while the next is discussed"
    )
    say(second, cast.noor)
    say(second, cast.wouter, has_mandate=True)
    second.take_effect(by=cast.wouter)
    version.refresh_from_db()
    assert (version.status, second.status) == (Status.REPLACED, Status.IN_EFFECT)


def test_half_of_the_named_people_is_enough(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    assert not carrying_of(version).by_group
    say(version, cast.noor)
    assert carrying_of(version).by_group, "1 of 2 is half"
    make_participant(cast.club, name="Derde")
    assert not carrying_of(version).by_group, "1 of 3 is less than half"


def test_visitors_are_not_counted(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    visitor = make_participant(cast.club, name="Kijkt rond")
    visitor.periods.update(step=LadderStep.VISITOR)
    say(version, cast.noor)
    assert carrying_of(version).backing.named == 2


def test_an_open_objection_blocks_until_both_sides_noted_the_talk(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    say(version, cast.noor)
    objection = say(version, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    assert not carrying_of(version).by_group
    ObjectionTalk.note(objection, by=cast.samira, talked_on=TODAY(), because="We proberen het.")
    assert not carrying_of(version).by_group, "one side's note is not a talk"
    ObjectionTalk.note(objection, by=cast.wouter, talked_on=TODAY(), because="We proberen het.")
    carrying = carrying_of(version)
    assert carrying.by_group
    assert carrying.backing.talked_over == 1, "it stays visible"


def test_the_objection_of_somebody_who_left_no_longer_blocks(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    say(version, cast.noor)
    say(version, cast.dex, Word.OBJECT, text="Nee.")
    cast.dex.leave(by=cast.samira)
    assert carrying_of(version).by_group


def test_who_stood_behind_it_and_left_is_said(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    say(version, cast.noor)
    cast.noor.leave(by=None)
    backing = carrying_of(version).backing
    assert (backing.in_favour, backing.left, backing.named) == (0, 1, 1)


def test_who_came_after_the_proposal_is_new_until_they_speak(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    type(version).objects.filter(pk=version.pk).update(
        proposed_at=timezone.localtime() - timedelta(days=5)
    )
    version.refresh_from_db()
    late = make_participant(cast.club, name="Laat", started_on=TODAY())
    assert carrying_of(version).backing.new == 1
    say(version, late)
    assert carrying_of(version).backing.new == 0


def test_a_record_on_behalf_carries_but_never_over_an_objection(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    OnBehalf.note(
        version,
        by=cast.samira,
        decided_on=TODAY(),
        present_count=9,
        agreed_count=8,
        how="Handen omhoog.",
    )
    assert carrying_of(version).by_group
    say(version, cast.dex, Word.OBJECT, text="Nee.")
    assert not carrying_of(version).by_group


def test_on_behalf_is_noted_once(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    record = {"decided_on": TODAY(), "present_count": 3, "agreed_count": 3, "how": "Samen."}
    OnBehalf.note(version, by=cast.samira, **record)
    with pytest.raises(Refused):
        OnBehalf.note(version, by=cast.noor, **record)


@pytest.mark.parametrize("fields", [{"has_mandate": True}, {"decided_by": "Het college"}])
def test_the_municipality_carries_by_mandate_or_by_a_named_decision(cast: Cast, fields) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    say(version, cast.wouter)
    assert not carrying_of(version).by_municipality, "a word without a mandate binds nobody"
    say(version, cast.wouter, **fields)
    assert carrying_of(version).by_municipality


def test_an_official_without_such_a_duty_cannot_speak_for_the_municipality(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    adviser = make_participant(cast.club, Side.MUNICIPALITY)
    with pytest.raises(Refused):
        say(version, adviser, has_mandate=True)


def test_one_word_per_participant_and_version(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    for word in Word:
        say(version, cast.noor, word, text="")
    assert version.confirmations.get().word == Word.OBJECT


def test_taking_effect_is_refused_with_what_is_missing(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    with pytest.raises(Refused, match="namens de gemeente"):
        version.take_effect(by=cast.noor)


def test_the_sentence_counts_people(cast: Cast) -> None:
    version = make_proposal(cast.club, by=cast.wouter)
    say(version, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?")
    assert carrying_of(version).backing.sentence == (
        "1 van de 2 die hier meedoen staat erachter, 1 met een zorg. De groep is met ongeveer 12."
    )
