"""The poster with the rules: which clauses are on it, how large, and for everybody to read."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.library import BY_KEY
from agreements.models import AgreementVersion, ReadLink
from agreements.paper import HEADING, MOST_WORDS, SIZES
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    """Two clauses of rules, one of them twice, and one about something else."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for key in ("house_rules", "alcohol", "alcohol", "expenses"):
        draft.add_clause(BY_KEY[key])
    for clause in draft.clauses.all():
        lines = [line(f"Regel van {clause.key}.", "group")]
        clause.rewrite(revision=clause.revision, heading=f"Kop {clause.key}?", lines=lines)
    return draft


def poster(client: Client, version: AgreementVersion, **query: object) -> str:
    response = client.get(reverse("house_rules", args=[version.pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def sheet(body: str) -> str:
    return body.partition("<article")[2].partition("</article>")[0]


def test_the_rules_are_on_it_and_the_rest_is_not(cast: Cast, client: Client, draft) -> None:
    client.force_login(cast.wouter.user)
    found = sheet(poster(client, draft))
    for key in ("house_rules", "alcohol", "alcohol_2"):
        assert f"Regel van {key}." in found
    assert "expenses" not in found


def test_which_clauses_are_on_it_can_be_chosen(cast: Cast, client: Client, draft) -> None:
    client.force_login(cast.wouter.user)
    body = poster(client, draft, onderdeel=["expenses", "alcohol"])
    assert "Regel van expenses." in sheet(body)
    assert "Regel van house_rules." not in sheet(body)
    assert body.count(" checked>") == 2


@pytest.mark.parametrize("asked", ["", "bestaat_niet", "<script>", "x" * 5000])
def test_what_makes_no_sense_gives_the_usual_poster(
    cast: Cast, client: Client, draft, asked: str
) -> None:
    client.force_login(cast.wouter.user)
    body = poster(client, draft, onderdeel=asked)
    assert "Regel van house_rules." in sheet(body)
    assert "<script>" not in body


def test_without_rules_it_says_so_and_lets_choose(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(draft, "Hoe zit het met geld?", line("Niets."))
    client.force_login(cast.wouter.user)
    body = poster(client, draft)
    assert "Er zijn nog geen huisregels." in body
    assert "<article" not in body
    assert "Hoe zit het met geld?" in body


def test_nobody_of_the_group_is_named(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    draft.add_clause(BY_KEY["noise"])
    clause = draft.clauses.get()
    rule = line(f"Bel {{@{cast.noor.pk}}} bij lawaai.", condition=f"{{@{cast.dex.pk}}} er is")
    clause.rewrite(revision=clause.revision, heading="Hoe hard mag het?", lines=[rule])
    draft.propose(by=cast.wouter)
    found = sheet(poster(cast.sit(client, cast.noor), draft))
    assert "bij lawaai." in found
    assert cast.noor.name not in found
    assert cast.dex.name not in found


def test_more_words_make_smaller_letters(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    draft.add_clause(BY_KEY["noise"])
    client.force_login(cast.wouter.user)
    clause, seen = draft.clauses.get(), []
    limits = [most for most, _name in SIZES]
    for words in (limits[0] - HEADING, *limits, MOST_WORDS):
        clause.refresh_from_db()
        texts = [" ".join(["woord"] * 50)] * (words // 50) + [" ".join(["woord"] * (words % 50))]
        lines = [line(text) for text in texts if text]
        clause.rewrite(revision=clause.revision, heading="Hoe hard?", lines=lines)
        body = poster(client, draft)
        seen.append(body.partition("poster--")[2].partition('"')[0])
    assert seen == ["largest", "large", "middle", "less", "small", "small"]
    assert "Dit past niet op één blad." in body


def test_the_code_of_the_read_link_is_on_it(cast: Cast, client: Client, draft) -> None:
    draft.propose(by=cast.wouter)
    link = ReadLink.make(draft, by=cast.wouter).link
    client.force_login(cast.wouter.user)
    assert reverse("link_qr", args=[link.pk]) in poster(client, draft)
    assert reverse("link_qr", args=[link.pk]) not in poster(cast.read(Client()), draft)


def test_it_takes_few_queries(cast: Cast, client: Client, draft, django_assert_max_num_queries):
    draft.propose(by=cast.wouter)
    ReadLink.make(draft, by=cast.wouter)
    client.force_login(cast.wouter.user)
    with django_assert_max_num_queries(8):
        poster(client, draft)
