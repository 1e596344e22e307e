"""What waits for whom: each rule by itself, and what makes it stop."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment, Commitment, Confirmation, ObjectionTalk, OnBehalf
from agreements.states import CommentKind, Word
from initiatives.models import Initiative, JoinRequest, LadderStep, Side
from initiatives.templatetags.dates import silence
from overview.facts import load_facts, people_of_today, with_requests
from overview.overview_page import OverviewPage
from overview.wait import GROUP, Waiting
from overview.waiting import waiting
from tests.conftest import Cast
from tests.factories import line, make_agreement, make_participant, make_user
from tests.overview import world


def waits(cast: Cast, person=None) -> list[Waiting]:
    initiatives = list(with_requests(Initiative.objects.filter(pk=cast.club.pk)))
    facts = load_facts(world.who_is(person or cast.samira), initiatives)
    return waiting(facts)[cast.club.pk]


def told(items: list[Waiting]) -> list[tuple[str, str]]:
    return [(item.side, item.sentence) for item in items]


def days_ago(days: int) -> date:
    return timezone.localdate() - timedelta(days=days)


def in_days(days: int) -> date:
    return days_ago(-days)


def test_nothing_waits_where_nothing_is(cast):
    assert waits(cast) == []


@pytest.mark.parametrize(
    ("kind", "word"),
    [
        (CommentKind.QUESTION, "Een vraag"),
        (CommentKind.CONCERN, "Een zorg"),
        (CommentKind.IDEA, "Een idee"),
    ],
)
def test_a_reaction_waits_for_the_other_side_until_it_answers(cast, kind, word):
    version = world.run(cast)
    clause = version.clauses.all()[0]
    comment = Comment.add(clause, by=cast.dex, kind=kind, text="Mag dat?")
    assert told(waits(cast)) == [("municipality", f"{word} bij “Vraag 1?” wacht op antwoord.")]
    assert waits(cast)[0].url.endswith(f"/versie/{version.pk}/#reactie-{comment.pk}")
    comment.answer(by=cast.samira, text="Ik denk het wel.")
    assert len(waits(cast)) == 1, "a guide answers with the group"
    comment.answer(by=cast.wouter, text="Ja.")
    assert waits(cast) == []


def test_what_the_municipality_asks_waits_for_the_group(cast):
    clause = world.run(cast).clauses.all()[0]
    Comment.add(clause, by=cast.wouter, kind=CommentKind.QUESTION, text="Lukt het?")
    assert [item.side for item in waits(cast)] == ["group"]


@pytest.mark.parametrize("end", ["settle", "hide", "compliment"])
def test_a_reaction_that_needs_no_answer_does_not_wait(cast, end):
    clause = world.run(cast).clauses.all()[0]
    kind = CommentKind.COMPLIMENT if end == "compliment" else CommentKind.QUESTION
    comment = Comment.add(clause, by=cast.dex, kind=kind, text="Mooi.")
    if end == "settle":
        comment.settle(by=cast.dex)
    elif end == "hide":
        comment.hide(by=cast.dex, because="Dubbel.")
    assert waits(cast) == []


def test_a_proposal_waits_for_each_side_that_does_not_carry_it(cast):
    version = world.propose(cast)
    group = ("group", "De groep staat nog niet achter versie 1 van “De Kelder”.")
    municipality = ("municipality", "De gemeente staat nog niet achter versie 1 van “De Kelder”.")
    assert told(waits(cast)) == [municipality, group]
    Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
    assert told(waits(cast)) == [group]
    Confirmation.say(version, by=cast.noor, word=Word.BEHIND)
    assert told(waits(cast)) == [
        ("both", "Versie 1 van “De Kelder” kan ingaan. Beide kanten staan erachter.")
    ]
    version.take_effect(by=cast.noor)
    assert waits(cast) == []


def test_a_record_on_behalf_carries_too(cast):
    version = world.propose(cast)
    OnBehalf.note(
        version,
        by=cast.noor,
        decided_on=timezone.localdate(),
        present_count=8,
        agreed_count=8,
        how="Handen omhoog.",
    )
    assert [item.side for item in waits(cast)] == ["municipality"]


def test_an_objection_waits_for_both_then_for_who_did_not_note_the_talk(cast):
    version = world.propose(cast)
    world.carry(cast, version)
    objection = Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Te vroeg.")
    assert told(waits(cast)) == [("both", "Praat over het bezwaar tegen versie 1 van “De Kelder”.")]
    today = timezone.localdate()
    ObjectionTalk.note(objection, by=cast.wouter, talked_on=today, because="We proberen het.")
    assert told(waits(cast)) == [
        ("group", "Noteer ook dat het bezwaar tegen “De Kelder” besproken is.")
    ]
    ObjectionTalk.note(objection, by=cast.noor, talked_on=today, because="We proberen het.")
    assert [item.side for item in waits(cast)] == ["both"]
    assert "kan ingaan" in waits(cast)[0].sentence


def test_the_objection_of_somebody_who_left_does_not_wait(cast):
    version = world.propose(cast)
    world.carry(cast, version)
    Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Te vroeg.")
    cast.dex.leave(by=cast.noor)
    assert "kan ingaan" in waits(cast)[0].sentence
    assert len(waits(cast)) == 1


def test_only_an_objection_that_blocks_waits_for_a_talk(cast):
    """That of an official, or of somebody who only comes to look, holds nothing back."""
    visitor = make_participant(cast.club)
    visitor.periods.update(step=LadderStep.VISITOR)
    version = world.propose(cast)
    world.carry(cast, version)
    for person in (visitor, cast.wouter):
        Confirmation.say(version, by=person, word=Word.OBJECT, text="Te vroeg.")
    assert [item.side for item in waits(cast)] == ["municipality"]
    assert "bezwaar" not in waits(cast)[0].sentence


def test_a_draft_waits_for_its_own_side_only(cast):
    draft = make_agreement(cast.club, by=cast.wouter, title="Nog dicht")
    sentence = "Het concept van “Nog dicht” is nog niet voorgesteld."
    assert told(waits(cast, cast.wouter)) == [("municipality", sentence)]
    assert waits(cast, cast.samira) == []
    draft.open_draft(by=cast.wouter)
    assert told(waits(cast, cast.samira)) == [("municipality", sentence)]


def test_join_requests_wait_for_who_may_let_in(cast):
    guide = make_user("Vraagt Mee", "youth_worker")
    JoinRequest.ask(cast.club, user=guide, side=Side.GUIDE, sentence="Ik help.")
    assert told(waits(cast)) == [("group", "Iemand vraagt om mee te doen.")]
    official = make_user("Ook Mee", "civil_servant")
    asked = JoinRequest.ask(cast.club, user=official, side=Side.MUNICIPALITY, sentence="Ik ook.")
    assert sorted(item.side for item in waits(cast)) == ["both", "group"]
    asked.let_in(by=cast.wouter)
    assert [item.side for item in waits(cast)] == ["group"]


def test_looking_back_waits_from_a_week_before_its_day_on(cast):
    version = world.run(cast)
    world.set_dates(version, look_back_on=in_days(8))
    assert waits(cast) == []
    world.set_dates(version, look_back_on=in_days(0))
    assert told(waits(cast)) == [("both", "Het is tijd om samen terug te kijken op “De Kelder”.")]
    assert waits(cast)[0].pill == "vandaag"
    world.set_dates(version, look_back_on=days_ago(21))
    assert (waits(cast)[0].pill, waits(cast)[0].tone) == ("3 weken geleden", "bad")


def test_the_last_day_waits_from_thirty_days_before_and_after_it(cast):
    version = world.run(cast)
    world.set_dates(version, ends_on=in_days(31), look_back_on=None)
    assert waits(cast) == []
    world.set_dates(version, ends_on=in_days(30))
    assert "loopt tot en met" in waits(cast)[0].sentence
    assert (waits(cast)[0].side, waits(cast)[0].pill) == ("both", "over 4 weken")
    assert waits(cast)[0].url.endswith("#loopt-af")
    world.set_dates(version, ends_on=days_ago(0))
    assert "loopt tot en met" in waits(cast)[0].sentence
    world.set_dates(version, ends_on=days_ago(1))
    assert "liep af" in waits(cast)[0].sentence
    assert (waits(cast)[0].side, waits(cast)[0].pill) == ("both", "vandaag")


def test_a_trial_ends_on_its_own_day(cast):
    version = world.run(cast)
    world.set_dates(version, look_back_on=None, trial_until=in_days(7), ends_on=in_days(300))
    assert waits(cast)[0].sentence.startswith("De proef van “De Kelder” loopt tot en met")


def test_a_promise_past_its_day_is_late(cast):
    today = timezone.localdate()
    version = world.run(
        cast,
        line("Er komen lampen.", "municipality", kind="promise", due_on=today),
        line("Misschien een kraan.", "municipality", kind="intention", due_on=today),
        line("Wij verven.", "group", due_on=today + timedelta(days=2)),
        line("Samen opruimen.", "both"),
    )
    late = Commitment.objects.get(clause__version=version, text="Er komen lampen.")
    assert waits(cast) == [], "on the day itself nothing is late"
    with time_machine.travel(timezone.localtime() + timedelta(days=1), tick=False):
        items = [item for item in waits(cast) if item.pill == "te laat"]
        assert [(item.side, item.tone) for item in items] == [("municipality", "bad")]
        assert items[0].sentence.startswith("De gemeente beloofde iets voor ")
        assert items[0].since == today
        assert items[0].url == reverse("line_progress", args=[late.pk])
    with time_machine.travel(timezone.localtime() + timedelta(days=3), tick=False):
        sides = [item.side for item in waits(cast) if item.pill == "te laat"]
        assert sides == ["municipality", "group"]


def test_several_late_lines_of_a_side_are_one_item(cast):
    past = days_ago(40)
    lines = [
        line(f"Ding {n}.", "municipality", kind="promise", due_on=past + timedelta(days=n))
        for n in range(3)
    ]
    world.run(cast, *lines)
    (item,) = waits(cast)
    assert item.sentence.startswith("De gemeente beloofde 3 dingen in “De Kelder”")
    assert item.since == past


def test_a_replaced_text_is_late_with_nothing(cast):
    running = world.run(cast, line("Lampen.", "municipality", kind="promise", due_on=days_ago(3)))
    changed = world.next_text(cast, running, due_on=in_days(30))
    world.carry(cast, changed)
    changed.take_effect(by=cast.wouter)
    assert waits(cast) == []


def test_what_waits_longest_comes_first_and_says_how_long(cast):
    version = world.run(cast)
    world.set_dates(version, look_back_on=None, ends_on=in_days(300))
    clause = version.clauses.all()[0]
    for days, kind in ((7, CommentKind.QUESTION), (21, CommentKind.IDEA)):
        comment = Comment.add(clause, by=cast.dex, kind=kind, text="Mag dat?")
        Comment.objects.filter(pk=comment.pk).update(at=timezone.localtime() - timedelta(days=days))
    assert [(i.pill, i.tone) for i in waits(cast)] == [
        ("3 weken stil", "bad"),
        ("7 dagen stil", "neutral"),
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (0, "vandaag"),
        (1, "1 dag stil"),
        (13, "13 dagen stil"),
        (14, "2 weken stil"),
        (59, "8 weken stil"),
        (60, "2 maanden stil"),
    ],
)
def test_silence_in_days_weeks_and_months(days, words):
    assert silence(days_ago(days)) == words


def test_no_name_of_the_group_occurs_in_what_waits(cast):
    version = world.propose(cast)
    clause = version.clauses.all()[0]
    Comment.add(clause, by=cast.noor, kind=CommentKind.QUESTION, text="Zwaluwnoor vraagt")
    Confirmation.say(version, by=cast.dex, word=Word.OBJECT, text="Zwaluwdex")
    text = " ".join(item.sentence for item in waits(cast, cast.wouter))
    assert text
    assert not any(name in text for name in world.NICKNAMES)


def test_what_another_initiative_waits_for_stays_there(cast):
    version = world.propose(cast)
    initiatives = list(Initiative.objects.filter(pk__in=[cast.club.pk, cast.garden.pk]))
    found = waiting(load_facts(world.who_is(cast.samira), initiatives))
    assert found[cast.garden.pk] == []
    assert len(found[cast.club.pk]) == 2
    assert version.initiative == cast.club


def test_of_whom_nothing_was_heard_is_for_the_group_alone(cast):
    year = days_ago(365)
    for person in (cast.noor, cast.dex):
        person.periods.update(started_on=year)
    cast.noor.give_sign()
    [item] = waits(cast)
    assert item.sentence == "Van 1 persoon is hier lang niets gehoord. Doet die nog mee?"
    assert (item.side, item.is_inner) == (GROUP, True)
    for person, sees in ((cast.samira, True), (cast.wouter, False), (cast.police, False)):
        found = with_requests(Initiative.objects.filter(pk=cast.club.pk)).with_counts().get()
        page = OverviewPage(found, world.who_is(person), list(people_of_today([cast.club.pk])))
        assert (item in page.waiting) == sees
    cast.dex.give_sign()
    assert waits(cast) == []
