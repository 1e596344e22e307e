"""The longest agreement there is: 60 clauses, 150 lines, 300 reactions, 25 versions. Quick to load,
and to find one's way in."""

from __future__ import annotations

import gzip
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from agreements.models import AgreementVersion, Clause, Comment, Commitment
from agreements.reading import LONG, MOST_SAID, MOST_WORDS
from agreements.states import CommentKind, Status
from initiatives.models import Participant
from overview import seeding
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant, make_proposal
from tests.main_pages import GUIDE, OFFICIAL, PHONE, READER, Place

MOST = 8
# How each line of a text in effect stands takes two more.
MOST_IN_EFFECT = 10
KB = 1024


@pytest.fixture
def big(db: None) -> Place:
    seeding.fill(1)
    return Place(0)


def page(client: Client, version: AgreementVersion, query: str = "") -> str:
    response = client.get(reverse("version", args=[version.pk]) + query)
    assert response.status_code == 200
    return response.content.decode()


def test_it_is_as_big_as_it_says(big: Place) -> None:
    agreement = big.newest.agreement
    lines = Commitment.objects.filter(clause__version=big.newest)
    assert agreement.versions.count() == 25
    assert big.newest.clauses.count() == 60
    assert 140 <= lines.count() <= 170
    assert Comment.objects.filter(agreement=agreement).count() >= 300
    assert Participant.objects.filter(initiative=big.initiative).count() >= 40
    assert big.newest.status == Status.PROPOSED
    assert big.newest.has_valid_seal()


@pytest.mark.parametrize("kind", [PHONE, OFFICIAL, GUIDE, READER])
def test_every_page_about_it_takes_few_queries(big: Place, kind: str) -> None:
    """Also when somebody whom it names left meanwhile."""
    named = big.newest.clauses.get(key="key").commitments.filter(text__contains="{@")[0]
    people = {int(pk) for pk in re.findall(r"\{@(\d+)\}", named.text)} - {big.seat.participant_id}
    assert people
    for person in Participant.objects.filter(pk__in=people):
        person.leave(by=None)
    client = big.browser(kind)
    for name, pk in (
        ("version", big.newest.pk),
        ("version", big.version.pk),
        ("clause", big.clause.pk),
        ("print_agreement", big.newest.pk),
        ("house_rules", big.newest.pk),
    ):
        with CaptureQueriesContext(connection) as queries:
            response = client.get(reverse(name, args=[pk]))
        assert response.status_code == 200
        assert len(queries) <= (MOST_IN_EFFECT if pk == big.version.pk else MOST), name


def test_one_clause_reads_only_what_was_said_about_it(big: Place) -> None:
    with CaptureQueriesContext(connection) as queries:
        response = big.browser(PHONE).get(
            reverse("clause", args=[big.clause.pk]), headers={"HX-Request": "true"}
        )
    said = [q["sql"] for q in queries if 'FROM "agreements_comment"' in q["sql"]]
    assert len(said) == 1
    assert f"'{big.clause.key}'" in said[0]
    lines = [q["sql"] for q in queries if 'JOIN "agreements_commitment" line' in q["sql"]]
    assert len(lines) == 1
    assert f"'{big.clause.key}'" in lines[0]
    assert len(gzip.compress(response.content, 6)) < 8 * KB


def test_reactions_open_when_asked(big: Place) -> None:
    client = big.browser(PHONE)
    body = page(client, big.newest)
    comments = Comment.objects.filter(agreement=big.newest.agreement, answer_to=None)
    assert comments.count() > MOST_SAID
    assert 'id="reactie-' not in body
    of_clause = comments.filter(clause_key=big.clause.key)
    link = re.search(rf'<a href="{reverse("clause", args=[big.clause.pk])}">([^<]*)</a>', body)
    assert link is not None
    assert f"Lees {of_clause.count()} reacties" in link.group(1)
    opened = client.get(reverse("clause", args=[big.clause.pk])).content.decode()
    assert opened.count('id="reactie-') == of_clause.count()


def test_in_an_ordinary_one_they_stand_below_their_clause(cast: Cast, client: Client) -> None:
    proposal = make_proposal(cast.club, by=cast.wouter)
    clause = proposal.clauses.all()[0]
    cast.sit(client, cast.noor)
    for n in range(MOST_SAID):
        Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text=f"Idee {n}.")
    assert f"Idee {MOST_SAID - 1}." in page(client, proposal)
    Comment.add(clause, by=cast.noor, kind=CommentKind.IDEA, text="Een te veel.")
    body = page(client, proposal)
    assert f"Idee {MOST_SAID - 1}." not in body
    assert f"Lees {MOST_SAID + 1} reacties" in body


def test_the_outline_leads_to_every_clause(big: Place) -> None:
    body = page(big.browser(OFFICIAL), big.newest)
    outline = body.partition('class="outline"')[2].partition("</ol>")[0]
    leads_to = re.findall(r'href="#([^"]+)"', outline)
    standing = re.findall(r'<section class="card clause" id="([^"]+)">', body)
    assert leads_to == standing
    keys = Clause.objects.filter(version=big.newest).values_list("key", flat=True)
    assert set(keys) <= set(leads_to)


def test_a_short_one_has_no_outline(cast: Cast, client: Client) -> None:
    short = make_proposal(cast.club, by=cast.wouter, clauses=LONG - 1)
    cast.sit(client, cast.noor)
    assert 'class="outline"' not in page(client, short)


def changed_twice(cast: Cast) -> AgreementVersion:
    """A second version in which the second and the last clause are others."""
    first = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(1, LONG + 1):
        add_clause(first, f"Vraag {n}?", line(f"Antwoord {n}."))
    first.propose(by=cast.wouter)
    second = first.agreement.start_version(by=cast.wouter)
    clauses = list(second.clauses.all())
    for clause in (clauses[1], clauses[-1]):
        row = clause.commitments.get()
        clause.rewrite(
            revision=clause.revision,
            heading=clause.heading,
            lines=[line("Iets anders.", key=row.key)],
        )
    second.propose(by=cast.wouter)
    return second


def test_one_can_jump_from_change_to_change(cast: Cast, client: Client) -> None:
    second = changed_twice(cast)
    changed = [second.clauses.all()[1].key, second.clauses.all()[LONG - 1].key]
    body = page(cast.sit(client, cast.noor), second)
    first_jump = re.search(r'href="#([^"]+)">Spring naar wat veranderd is', body)
    assert first_jump is not None
    assert first_jump.group(1) == changed[0]
    jumps = re.findall(r'class="next-change[^>]*><a href="#([^"]+)"', body)
    assert jumps == changed[1:], "from each change to the next, and from the last nowhere"
    outline = body.partition('class="outline"')[2].partition("</ol>")[0]
    assert outline.count("gewijzigd") == 2


def test_without_changes_there_is_nothing_to_jump_to(cast: Cast, client: Client) -> None:
    body = page(cast.sit(client, cast.noor), make_proposal(cast.club, by=cast.wouter, clauses=LONG))
    assert "Spring naar" not in body
    assert "next-change" not in body


def test_the_first_concerns_stand_on_the_page_and_a_link_shows_all(big: Place) -> None:
    client = big.browser(PHONE)
    body = page(client, big.newest)
    assert body.count('id="woord-') == MOST_WORDS
    link = re.search(r'href="[^"]*(\?woorden=alle)#woorden">Lees ook wat (\d+) anderen', body)
    assert link is not None
    everything = page(client, big.newest, link.group(1))
    assert everything.count('id="woord-') == MOST_WORDS + int(link.group(2))


def test_a_double_in_the_text_costs_no_query_more(cast: Cast, client: Client) -> None:
    kept, double = (make_participant(cast.club, name=name) for name in ("Echtenaam", "Dubbelnaam"))
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Wie?", line(f"{{@{double.pk}}} sluit af."))
    draft.propose(by=cast.wouter)
    Participant.objects.filter(pk=double.pk).update(merged_into=kept)
    kept.leave(by=None)
    cast.sit(client, cast.noor)
    with CaptureQueriesContext(connection) as queries:
        body = page(client, draft)
    assert len(queries) <= MOST
    assert "Echtenaam sluit af." in body
