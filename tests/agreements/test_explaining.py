"""Hard words in a text: found, explained on tap, and never in a name, a blank or an address."""

from __future__ import annotations

import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.explaining import BEGIN, END, MIDDLE, Explained
from agreements.models import AgreementVersion, ReadLink
from agreements.states import Kind
from initiatives.glossary import GLOSSARY
from initiatives.models import OwnWord
from initiatives.who import Claim
from tests.agreements.saying import html
from tests.conftest import Cast, with_claims
from tests.conventions import LONGEST_SENTENCE
from tests.factories import add_clause, line, make_agreement

BUTTON = re.compile(r'<button type="button" class="word" popovertarget="([^"]+)">([^<]*)</button>')
MEANING = re.compile(r'<div popover class="meaning" id="([^"]+)"><p lang="nl"><strong>([^<]*)')


def marked(text: str, *own: OwnWord, place: str = "key") -> list[str]:
    explained = Explained(own)
    return re.findall(f"{MIDDLE}([^{END}]*){END}", explained.mark(text, place))


def test_there_are_forty_words_and_each_is_said_shortly() -> None:
    assert len(GLOSSARY) >= 40
    words = [form.lower() for entry in GLOSSARY for form in (entry.word, *entry.forms)]
    assert len(words) == len(set(words)), "a word has one meaning"
    with translation.override("nl"):
        for entry in GLOSSARY:
            sentences = re.split(r"(?<=[.!?])\s+", str(entry.meaning))
            assert 1 <= len(sentences) <= 2, entry.word
            assert all(len(s.split()) <= LONGEST_SENTENCE for s in sentences), entry.word


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("De beheerder opent.", ["beheerder"]),
        ("Beheerders openen. De beheerder sluit.", ["Beheerders"]),
        ("Er is een vergunning nodig, en een VOG.", ["vergunning", "VOG"]),
        ("Het college van B en W beslist.", ["college van B en W"]),
        ("Twee boa’s en een boa.", ["boa’s"]),
        ("De vergunninghouder en de subbeheerder.", []),
        ("{beheerder} belt {@12}.", []),
        ("Kijk op https://gemeente.example/vergunning/aanvragen.", []),
        ("ſtichting, \u212aelder", []),
        ("", []),
    ],
)
def test_which_words_are_found(text: str, found: list[str]) -> None:
    assert marked(text) == found


def test_a_word_is_marked_once_in_a_clause_and_again_in_the_next() -> None:
    explained = Explained()
    assert BEGIN in explained.mark("De beheerder.", "a")
    assert BEGIN not in explained.mark("De beheerder.", "a")
    assert BEGIN in explained.mark("De beheerder.", "b")
    assert [word.word for _id, word in explained.words] == ["beheerder"]


def test_an_own_word_wins_and_is_found_in_its_endings() -> None:
    own = OwnWord(word="Beheerder", text="Dat is bij ons de buurman.")
    assert marked("Twee beheerders.", own) == ["beheerders"]
    explained = Explained([own])
    explained.mark("De beheerder.", "a")
    ((_id, word),) = explained.words
    assert word.is_own and word.meaning == "Dat is bij ons de buurman."


WORDS = st.sampled_from(["beheerder", "{@3}", "{dag}", "https://a.nl/borg", BEGIN, END, "x", "."])


@settings(max_examples=60, deadline=None)
@given(st.lists(WORDS | st.text(max_size=8), max_size=12).map(" ".join))
def test_nothing_of_a_text_is_lost_or_added(text: str) -> None:
    explained = Explained()
    clean = re.sub(f"[{BEGIN}{MIDDLE}{END}]", "", text)
    result = explained.mark(text, "a")
    assert re.sub(f"{BEGIN}[0-9]+{MIDDLE}|{END}", "", result) == clean
    assert "<script" not in explained.inline(explained.mark("<script>borg</script>", "b"))


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    add_clause(
        draft,
        "Wie is de beheerder?",
        line(f"{{@{cast.noor.pk}}} belt de beheerder over <b>de borg</b>."),
        line("- de vergunning\n- de borg", "municipality", kind=Kind.PROMISE),
    )
    add_clause(draft, "En dan?", line("De beheerder kijkt. Het hok is dan dicht."))
    draft.propose(by=cast.wouter)
    return draft


def test_words_open_on_tap(cast: Cast, client: Client, proposal: AgreementVersion) -> None:
    OwnWord.add(cast.club, by=cast.noor, word="hok", text="De kelder onder de flat.")
    body = html(cast.sit(client, cast.noor), "version", proposal.pk)
    tapped = BUTTON.findall(body)
    assert [word for _id, word in tapped] == ["beheerder", "borg", "vergunning", "beheerder", "hok"]
    meanings = dict(MEANING.findall(body))
    assert {pk for pk, _word in tapped} == set(meanings), "each button opens what is there"
    assert set(meanings.values()) == {"beheerder", "borg", "vergunning", "hok"}
    assert "De kelder onder de flat." in body
    assert "&lt;b&gt;de <button" in body


def test_a_part_that_is_put_into_a_page_brings_its_own(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    cast.sit(client, cast.noor)
    whole = set(dict(MEANING.findall(html(client, "version", proposal.pk))))
    for clause in proposal.clauses.all():
        path = reverse("clause", args=[clause.pk])
        body = client.get(path, headers={"HX-Request": "true"}).content.decode()
        ids = set(dict(MEANING.findall(body)))
        assert {pk for pk, _word in BUTTON.findall(body)} == ids
        assert ids and not ids & whole, "no id stands twice on one page"


@pytest.mark.parametrize("name", ["print_agreement", "house_rules", "write", "in_short"])
def test_not_on_paper_nor_where_people_write(cast: Cast, client: Client, name: str) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    add_clause(draft, "Wie?", line("De beheerder opent."))
    client.force_login(cast.wouter.user)
    assert 'class="word"' not in html(client, name, draft.pk)


def test_by_a_read_link_only_what_everybody_may_read(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    OwnWord.add(cast.club, by=cast.noor, word="hok", text="Niet voor iedereen.")
    link = ReadLink.make(proposal, by=cast.wouter).link
    with_claims(client, [Claim(link.pk, link.generation)])
    body = html(client, "read_agreement", link.pk)
    tapped = BUTTON.findall(body)
    assert [word for _id, word in tapped] == ["beheerder", "borg", "vergunning", "beheerder"]
    assert {pk for pk, _word in tapped} == set(dict(MEANING.findall(body)))
    assert "Niet voor iedereen." not in body and "hok" in body


def test_own_words_cost_no_query(cast: Cast, client: Client, proposal: AgreementVersion) -> None:
    cast.sit(client, cast.noor)
    counts = []
    for _n in range(2):
        with CaptureQueriesContext(connection) as queries:
            html(client, "version", proposal.pk)
        counts.append(len(queries))
        for n in range(20):
            OwnWord.add(cast.club, by=cast.noor, word=f"hok {n}", text="Een plek.")
    assert counts[0] == counts[1]


def test_a_word_that_was_hidden_or_taken_away_explains_nothing(
    cast: Cast, client: Client, proposal: AgreementVersion
) -> None:
    word = OwnWord.add(cast.club, by=cast.noor, word="hok", text="Niet voor iedereen.")
    cast.sit(client, cast.noor)
    word.hide(by=cast.noor, because="Klopt niet.")
    assert "Niet voor iedereen." not in html(client, "version", proposal.pk)
    word.show_again(by=cast.noor)
    assert "Niet voor iedereen." in html(client, "version", proposal.pk)
    word.end(by=cast.noor)
    assert "Niet voor iedereen." not in html(client, "version", proposal.pk)
