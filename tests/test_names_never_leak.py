"""Nicknames of the group occur in no byte that the municipality, another side or a stranger gets.

Everybody of the group is called "Zwaluw…". Every page is fetched and every form is sent, by each
kind of person who may not read nicknames: pages, parts of pages, answers with errors, messages on
the next page, headers, and mails.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.cache import cache
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment, Confirmation, ObjectionTalk, OnBehalf
from agreements.states import CommentKind, Word
from initiatives.models import (
    DutyKind,
    Initiative,
    JoinRequest,
    Participant,
    ShareLink,
    Side,
    merging,
)
from tests import access_world as w
from tests.access_world import CHANNEL
from tests.conftest import make_cast
from tests.factories import add_clause, line, make_agreement, make_participant, make_user
from tests.paper_reading import said_in
from tests.posting import World, path_of, send
from tests.posts import FORMS
from tests.standing import signed_in, standing, taken_back
from tests.test_access import TABLE

MARK = "zwaluw"
# Group, guide and their phones may read nicknames; a resident reads the own name.
MAY_READ = {w.SEAT, w.PERSONAL, w.READ_ONLY, w.MEMBER, w.GUIDE}
MAY_NOT = [kind for kind in w.KINDS if kind not in MAY_READ]


@pytest.fixture(scope="module")
def standing_world(django_db_setup: None, django_db_blocker: Any) -> Iterator[World]:
    yield from standing(django_db_blocker, lived_in)


@pytest.fixture
def world(standing_world: World, db: None) -> World:
    cache.clear()
    return standing_world


def lived_in() -> World:
    """The world after the group did all that leaves a trace."""
    world = World.make(make_cast())
    live(world)
    club = world.own.initiative
    for person in Participant.objects.filter(initiative=club, side=Side.GROUP):
        # The contact of the group chose to be named; all the others did not.
        if MARK not in person.name.lower() and not person.is_named:
            person.name = f"Zwaluw{person.pk}"
            person.save()
            if person.user is not None:
                person.user.name = person.name
                person.user.save()
    return world


def live(world: World) -> None:
    """The group does everything that leaves a trace somewhere, none of it by name."""
    cast, own = world.cast, world.own
    noor, dex, wouter, samira = cast.noor, cast.dex, cast.wouter, cast.samira
    today = timezone.localdate()
    noor.take_duty(DutyKind.KEY_HOLDER, by=samira)
    gone = make_participant(cast.club, name="Zwaluwweg")
    gone.leave(by=noor)
    back = make_participant(cast.club, name="Zwaluwterug")
    back.leave(by=samira)
    back.come_back(by=noor)
    own.newcomer.accept(by=dex)
    aside = make_participant(cast.club, name="Zwaluwapart", came_by_link=True)
    aside.set_aside(by=noor)
    own.link.take_seat("Zwaluwzit")
    # A resident with an account asks to join the group, one is let in and one is not.
    for n, name in enumerate(("Zwaluwwacht", "Zwaluwin", "Zwaluwniet")):
        asked = JoinRequest.ask(
            cast.club, user=make_user(name), side=Side.GROUP, sentence="Ik woon hier."
        )
        if n == 1:
            asked.let_in(by=noor)
        elif n == 2:
            asked.decline(by=dex)

    # An agreement that took effect, one that is proposed, and drafts, with people in the text.
    for title in ("Geldt", "Ligt voor"):
        version = make_agreement(cast.club, by=samira, title=title)
        add_clause(version, "Wie heeft de sleutel?", line(f"{{@{noor.pk}}} en {{@{dex.pk}}}."))
        version.propose(by=noor)
        clause = version.clauses.all()[2]
        question = Comment.add(clause, by=dex, kind=CommentKind.QUESTION, text="Mag het later?")
        question.answer(by=noor, text="Dat vragen we.")
        question.answer(by=wouter, text="Dat kan.")
        question.settle(by=dex)
        question.reopen(by=noor)
        question.settle(by=noor)
        hidden = Comment.add(clause, by=dex, kind=CommentKind.IDEA, text="Zo niet.")
        hidden.report(by=dex, because="Niet aardig.")
        hidden.hide(by=noor, because="Niet aardig.")
        shown = Comment.add(clause, by=dex, kind=CommentKind.CONCERN, text="Toch wel.")
        shown.hide(by=noor, because="Vergissing.")
        shown.show_again(by=noor)
        for person in (noor, back):
            Confirmation.say(version, by=person, word=Word.BEHIND)
        Confirmation.say(version, by=dex, word=Word.BEHIND_WITH_CONCERN, text="Hopelijk.")
        objection = Confirmation.say(version, by=dex, word=Word.OBJECT, text="Te laat.")
        ObjectionTalk.note(objection, by=noor, talked_on=today, because="Het is besproken.")
        OnBehalf.note(
            version, by=noor, decided_on=today, present_count=5, agreed_count=5, how="Handen."
        )
        if title == "Geldt":
            ObjectionTalk.note(objection, by=wouter, talked_on=today, because="Het is besproken.")
            Confirmation.say(version, by=wouter, word=Word.BEHIND, has_mandate=True)
            group = Participant.objects.filter(initiative=cast.club, side=Side.GROUP).on(today)
            for person in group.exclude(pk=dex.pk):
                Confirmation.say(version, by=person, word=Word.BEHIND)
            version.take_effect(by=noor)
            version.agreement.start_version(by=noor, reason="Na drie maanden.").open_draft(by=dex)
    add_clause(own.draft, "Wie opent er?", line(f"{{@{noor.pk}}} opent.", "municipality"))
    add_clause(own.open_draft, "Wie sluit er?", line(f"{{@{dex.pk}}} sluit."))
    # Two names of one person, both known here, and a link that speaks for somebody.
    double = make_participant(cast.club, name="Zwaluwdubbel")
    first = own.proposal.clauses.all()[0]
    Comment.add(first, by=double, kind=CommentKind.IDEA, text="Nog iets.")
    Confirmation.say(own.proposal, by=double, word=Word.OBJECT, text="Ook te laat.")
    merging.merge(double, into=back, by=noor)
    loose = make_participant(cast.club, name="Zwaluwlos")
    merging.merge(loose, into=noor, by=dex)
    merging.undo_merge(loose, by=dex)
    ShareLink.make_personal(dex, by=noor).renew(by=dex, for_all=True)
    noor.periods.update(started_on=today - timedelta(days=90))


def rows_of_table(world: World) -> list[str]:
    paths = [path_of(name, world.own) for name in TABLE]
    return [path for path in paths if not path.startswith(("/g/", "/aanmelden/afmelden/"))]


def other_things(world: World) -> list[str]:
    """The pages of every other thing in the club."""
    club = world.own.initiative
    people = Participant.objects.filter(initiative=club)
    paths = [reverse("participant", args=[person.pk]) for person in people]

    def add(names: tuple[str, ...], pk: int) -> None:
        paths.extend(reverse(name, args=[pk]) for name in names)

    for agreement in club.agreements.filter(title__in=("Geldt", "Ligt voor")):
        for version in agreement.versions.all():
            add(("version", "compare", "write"), version.pk)
            for clause in version.clauses.all()[2:]:
                add(("clause", "react", "edit_clause"), clause.pk)
            for word in version.confirmations.filter(word=Word.OBJECT):
                add(("note_talk",), word.pk)
                paths.append(reverse("report_text", args=["woord", word.pk]))
    own = world.own
    texts = {
        "logboek": own.log_line,
        "doel": own.goal,
        "halen-en-brengen": own.offer,
        "partner": own.partner,
        "partij": own.party,
    }
    for kind, text in texts.items():
        paths.append(reverse("report_text", args=[kind, text.pk]))
    return paths


def everything_said(response: Any) -> str:
    """Body, headers and cookies of an answer, and of the redirects before it."""
    parts = [said_in(response), str(response.headers), response.cookies.output()]
    parts += [str(hop) for hop in getattr(response, "redirect_chain", [])]
    return " ".join(parts).lower()


def answers_to_get(kind: str, world: World) -> Iterator[tuple[str, Any]]:
    client = world.people.browser(kind)
    for path in rows_of_table(world):
        yield path, client.get(path, follow=True)
        yield f"{path} htmx", client.get(path, headers={"HX-Request": "true"})
    # For who stands outside all of these are 404, as the access test says.
    for path in other_things(world) if kind in w.READS else ():
        yield path, client.get(path, follow=True)


def answers_to_post(kind: str, world: World) -> Iterator[tuple[str, Any]]:
    """Each form empty, good, and good but out of date, each taken back afterwards."""
    with signed_in(world.people, kind) as browser:
        for name, form in FORMS.items():
            path, data = path_of(name, world.own), form.data(world)
            stale = {key: "0" if "revision" in key else value for key, value in data.items()}
            for sent, htmx in (({}, False), (data, False), (stale, True)):
                cache.clear()
                with taken_back():
                    answer = send(browser(), path, sent, htmx=htmx)
                    yield f"POST {path} {sorted(sent)}", answer


@dataclass
class Found:
    """Where a nickname stands, and where the number that the contact of the group left."""

    names: list[str] = field(default_factory=list)
    channel: list[str] = field(default_factory=list)


def search(answers: Iterator[tuple[str, Any]]) -> Found:
    found, digits = Found(), CHANNEL.replace(" ", "")
    for where, answer in answers:
        said = everything_said(answer)
        # A coordinator manages accounts, with the names of the accounts.
        if MARK in said and "/collegas/" not in where:
            found.names.append(where)
        if digits in said.replace(" ", "").replace("-", ""):
            found.channel.append(where)
    return found


def opened(where: str) -> bool:
    """The one answer that is meant to hold the number: to a POST that gave a reason."""
    return where.endswith("['reason']") and "/bereiken/" in where


@pytest.mark.parametrize("kind", w.KINDS)
def test_no_nickname_or_contact_detail_in_any_page_for(kind: str, world: World) -> None:
    found = search(answers_to_get(kind, world))
    # The seat is that of the contact: what is kept of oneself is for oneself to read.
    own = "/wat-er-over-mij-staat" if kind == w.SEAT else "nowhere"
    assert [where for where in found.channel if not where.startswith(own)] == []
    if kind in MAY_NOT:
        assert not found.names
    elif kind in (w.GUIDE, w.SEAT):
        # The control: on the same pages, of the same world, the names are there.
        for name in ("people", "timeline", "version", "participant"):
            if name != "participant" or kind == w.GUIDE:
                assert path_of(name, world.own) in found.names
        assert len(found.names) > 20


@pytest.mark.parametrize(
    "kind", [w.OFFICIAL, w.OTHER, w.READER, w.SEAT, w.MANAGER_IN, w.MANAGER_OUT, w.ELSEWHERE]
)
def test_no_nickname_or_contact_detail_in_any_answer_to_a_form_for(kind: str, world: World) -> None:
    found = search(answers_to_post(kind, world))
    mails = [f"{m.subject} {m.body} {m.to} {m.extra_headers}" for m in mail.outbox]
    assert [where for where in found.channel if not opened(where)] == []
    opens = kind in (w.OFFICIAL, w.MANAGER_IN)
    assert bool(found.channel) == opens, "the control: opened with a reason it is there"
    assert not [text for text in mails if CHANNEL in text]
    if kind in MAY_NOT:
        assert not found.names
        assert not [text for text in mails if MARK in text.lower()]


def test_the_municipality_reads_what_was_meant_for_it(world: World) -> None:
    """The control: a name that was signed or given free, and the opened list, do come through."""
    club = Initiative.objects.get(pk=world.own.initiative.pk)
    noor, dex = (Participant.objects.get(pk=one.pk) for one in (world.cast.noor, world.cast.dex))
    official = world.people.browser(w.OFFICIAL)
    page = reverse("people", args=[club.pk])
    version = world.own.proposal
    Comment.add(
        version.clauses.all()[0], by=dex, kind=CommentKind.IDEA, text="Getekend.",
        is_signed=True,
    )  # fmt: skip
    clause = reverse("version", args=[version.pk])
    assert "zwaluwdex" in official.get(clause).content.decode().lower()
    assert MARK not in official.get(page).content.decode().lower()
    noor.show_name(by=noor, is_named=True)
    assert "zwaluwnoor" in official.get(page).content.decode().lower()
    club.open_names(by=noor, is_open=True)
    assert "zwaluwterug" in official.get(page).content.decode().lower()
    # The same on the page of the group through time, drawing and table included.
    time = reverse("composition", args=[club.pk])
    assert official.get(time).content.decode().lower().count("zwaluwterug") >= 3
    club.open_names(by=noor, is_open=False)
    for closed in (page, time):
        assert "zwaluwterug" not in official.get(closed).content.decode().lower()
