"""What the tests of overview make again and again: texts that hold, and browsers of the cast."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.test import Client

from accounts.models import User
from agreements.models import Agreement, AgreementVersion, Comment, Confirmation, Line
from agreements.states import CommentKind, Word
from initiatives.models import Initiative, Participant
from initiatives.who import Who
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant

NICKNAMES = ("Zwaluwnoor", "Zwaluwdex")


def who_is(person: Participant | User | None) -> Who:
    """Who acts, for functions that no request reaches."""
    user = person.user if isinstance(person, Participant) else person
    return Who(user, [])


def signed_in(person: Participant | User) -> Client:
    client = Client()
    user = person.user if isinstance(person, Participant) else person
    assert user is not None
    client.force_login(user)
    return client


def propose(cast: Cast, *lines: Line, title: str = "De Kelder") -> AgreementVersion:
    """A proposal of the official with one clause of `lines`, or with two of its own."""
    version = make_agreement(cast.club, by=cast.wouter, title=title, clauses=0 if lines else 2)
    if lines:
        add_clause(version, "Wanneer mogen we erin?", *lines)
    version.propose(by=cast.wouter)
    return version


def carry(cast: Cast, version: AgreementVersion) -> None:
    """Both sides stand behind it."""
    for person in (cast.noor, cast.dex):
        Confirmation.say(version, by=person, word=Word.BEHIND)
    Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)


def run(cast: Cast, *lines: Line, title: str = "De Kelder") -> AgreementVersion:
    """A text that is in effect."""
    version = propose(cast, *lines, title=title)
    carry(cast, version)
    version.take_effect(by=cast.wouter)
    return version


def next_text(cast: Cast, running: AgreementVersion, **changed: Any) -> AgreementVersion:
    """A proposal on top of what runs, in which the first line reads `changed`."""
    version = running.agreement.start_version(by=cast.samira)
    clause = version.clauses.all()[0]
    first, *rest = [line.as_line() for line in clause.commitments.all()]
    clause.rewrite(
        revision=clause.revision, heading=clause.heading, lines=[replace(first, **changed), *rest]
    )
    version.propose(by=cast.samira)
    return version


def set_dates(version: AgreementVersion, **fields: Any) -> None:
    """Moves dates of a frozen text, as the clock would; with it the next day to look back."""
    AgreementVersion.objects.filter(pk=version.pk).update(**fields)
    if "look_back_on" in fields:
        Agreement.objects.filter(pk=version.agreement_id).update(
            look_back_on=fields["look_back_on"]
        )


def again(initiative: Initiative) -> Initiative:
    return Initiative.objects.get(pk=initiative.pk)


def crowd(cast: Cast, *, people: int, clauses: int) -> AgreementVersion:
    """A group of `people`, a text of `clauses` in effect and the next one proposed, each clause
    with a question, each person with a word, and somebody mentioned who left."""
    group = [make_participant(cast.club, name=f"Zwaluw{n}") for n in range(people - 2)]
    gone = make_participant(cast.club, name="Zwaluwweg")
    gone.leave(by=cast.noor)
    running = make_agreement(cast.club, by=cast.wouter, title="De Kelder", clauses=0)
    for n in range(clauses):
        add_clause(
            running,
            f"Vraag {n}?",
            line(f"Samen doen we {n}."),
            line(f"Wij doen {n} met {{@{gone.pk}}}.", "group"),
            line(f"Er komt {n}.", "municipality", kind="promise"),
        )
    running.propose(by=cast.wouter)
    carry(cast, running)
    for person in group:
        Confirmation.say(running, by=person, word=Word.BEHIND)
    running.take_effect(by=cast.wouter)
    for clause in running.clauses.all():
        Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?")
    return next_text(cast, running, text="Samen doen we het anders.")
