"""The timeline: every line as its reader may read it, 25 a page, under its month."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.models import Comment
from agreements.states import CommentKind
from initiatives.models import DutyKind, Event, JoinRequest, ShareLink, Side
from initiatives.models.event import SENTENCES
from overview.telling import address_of, tell, tell_all
from tests.conftest import Cast
from tests.factories import make_user
from tests.overview import world


def url(cast: Cast) -> str:
    return reverse("timeline", args=[cast.club.pk])


def last(cast: Cast) -> Event:
    event = cast.club.events.with_people().first()
    assert event is not None
    return event


def as_read_by(cast: Cast, person) -> str:
    return tell(last(cast), world.who_is(person))


def test_a_line_names_people_for_the_group_and_its_guide_only(cast):
    clause = world.run(cast).clauses.all()[0]
    Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?")
    assert as_read_by(cast, cast.samira) == "Zwaluwdex reageerde op “Vraag 1?”."
    for person in (cast.wouter, cast.police):
        assert as_read_by(cast, person) == "Iemand van de groep reageerde op “Vraag 1?”."


def test_what_was_signed_is_named_for_all(cast):
    clause = world.run(cast).clauses.all()[0]
    Comment.add(clause, by=cast.dex, kind=CommentKind.QUESTION, text="Mag dat?", is_signed=True)
    assert as_read_by(cast, cast.wouter) == "Zwaluwdex reageerde op “Vraag 1?”."


def test_an_official_is_named_with_the_municipality(cast):
    cast.wouter.take_duty(DutyKind.DECIDER, by=cast.wouter)
    expected = "Wouter de Graaf (gemeente) is nu beslisser."
    assert as_read_by(cast, cast.samira) == expected


def test_a_line_by_nobody_is_neutral(cast):
    ShareLink.objects.all().delete()
    ShareLink.make(cast.club, by=None)
    assert as_read_by(cast, cast.samira) == "Iemand maakte de groepslink."
    cast.club.tell("link_writable", by=None)
    assert as_read_by(cast, cast.samira) == "Met de groepslink kan weer geschreven worden."
    cast.club.tell("version_in_effect", by=None, number=2, title="De Kelder")
    assert as_read_by(cast, cast.samira) == "Versie 2 van De Kelder ging in."


def test_a_coordinator_from_outside_is_named(cast):
    ShareLink.objects.all().delete()
    ShareLink.make(cast.club, by=None, user=cast.manager)
    assert as_read_by(cast, cast.samira) == "Karin Coördinator maakte de groepslink."


def test_a_faded_name_is_a_participant(cast):
    cast.club.tell("participant_added", by=None, about=cast.noor)
    cast.noor.name = ""
    cast.noor.save()
    assert as_read_by(cast, cast.samira) == "Een deelnemer doet mee."


def test_a_resident_who_asks_to_join_the_group_is_not_named_to_the_municipality(cast):
    JoinRequest.ask(cast.club, user=cast.resident, side=Side.GROUP, sentence="Ik woon hier.")
    assert as_read_by(cast, cast.samira) == "Riet Bewoner vroeg om mee te doen."
    assert as_read_by(cast, cast.wouter) == "Iemand vroeg om mee te doen."
    request = JoinRequest.objects.get()
    request.decline(by=cast.samira)
    assert "Riet" not in as_read_by(cast, cast.wouter)
    assert "Riet" in as_read_by(cast, cast.samira)


def test_a_colleague_who_asks_to_join_is_named(cast):
    official = make_user("Otto Ambtenaar", "civil_servant")
    JoinRequest.ask(cast.club, user=official, side=Side.MUNICIPALITY, sentence="Ik help.")
    assert as_read_by(cast, cast.wouter) == "Otto Ambtenaar vroeg om mee te doen."


@pytest.mark.parametrize("verb", [*SENTENCES, "something_else"])
def test_no_line_ever_fails(cast, verb):
    """Old lines may lack a word, hold another type, or look like a placeholder."""
    for data in ({}, {"title": "{by} {0} {x.y}", "number": None, "duty": "gone", "name": 3}):
        event = Event(initiative=cast.club, verb=verb, data=data)
        sentence = tell(event, world.who_is(cast.wouter))
        assert sentence[0] == sentence[0].upper()
        assert sentence[-1] in ".!?…"


def test_names_cost_no_query(cast, django_assert_num_queries):
    for n in range(30):
        cast.club.tell("participant_added", by=cast.noor, about=cast.dex, n=n)
    events = list(cast.club.events.with_people())
    who = world.who_is(cast.samira)
    who.sees_names(cast.club)
    with django_assert_num_queries(0):
        lines = tell_all(events, cast.club, who)
    assert lines[0].side == "group"


def test_lines_stand_under_their_month_in_the_local_time(cast):
    Event.objects.all().delete()
    # Half past eleven in the evening of the last of May in Greenwich is June here.
    for moment in (datetime(2026, 5, 31, 22, 30, tzinfo=UTC), datetime(2026, 5, 2, tzinfo=UTC)):
        Event.objects.create(initiative=cast.club, verb="names_opened", at=moment)
    page = world.signed_in(cast.samira).get(url(cast)).content.decode()
    assert page.index("juni 2026") < page.index("mei 2026")


def test_pages_of_twenty_five(cast):
    Event.objects.all().delete()
    start = timezone.localtime() - timedelta(days=1)
    for n in range(26):
        Event.objects.create(
            initiative=cast.club,
            verb="draft_opened",
            data={"title": f"Nummer {n:02}"},
            at=start + timedelta(minutes=n),
        )
    client = world.signed_in(cast.samira)
    first = client.get(url(cast)).content.decode()
    assert first.count("meelezen met het concept") == 25
    assert "Nummer 25" in first
    assert "?page=2" in first
    second = client.get(url(cast), {"page": "2"}).content.decode()
    assert "Nummer 00" in second
    assert "?page=3" not in second
    for odd in ("0", "-1", "x", "9" * 40, "²"):
        assert client.get(url(cast), {"page": odd}).status_code == 200
    assert "Verder terug staat er niets." in client.get(url(cast), {"page": "9"}).content.decode()


def test_an_empty_timeline_says_what_comes(cast):
    Event.objects.all().delete()
    page = world.signed_in(cast.samira).get(url(cast)).content.decode()
    assert "Hier staat nog niets." in page


def test_a_guest_gets_the_bar_and_a_user_the_tabs(cast):
    guest = cast.sit(Client(), cast.noor).get(url(cast)).content.decode()
    assert 'class="bottom-nav"' in guest
    assert "Zwaluwnoor" in guest
    user = world.signed_in(cast.wouter).get(url(cast)).content.decode()
    assert 'class="tabs"' in user
    assert 'class="bottom-nav"' not in user


@pytest.mark.parametrize(
    ("verb", "word", "page"),
    [
        ("look_back_opened", "evaluation", "evaluation"),
        ("look_back_moved", "agreement", "look_back_plan"),
        ("concluded_go_on", "evaluation", "evaluation"),
        ("round_shared", "round", "group_round"),
        ("lesson_written", "lesson", "lesson"),
        ("experiment_started", "experiment", "experiment"),
        ("question_shared", "question", "learning_question"),
        ("question_chosen", "nothing", ""),
    ],
)
def test_what_was_looked_back_on_or_learned_leads_to_its_page(cast, verb, word, page):
    event = Event(initiative=cast.club, verb=verb, data={word: 7, "title": "De Kelder"})
    assert address_of(event) == (reverse(page, args=[7]) if page else "")
    event.data[word] = "7"
    assert address_of(event) == "", "what is no number leads nowhere"
