"""Reactions below a clause: open ones stand there, settled ones fold, many lead to their page."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from agreements.conversation import MOST_BELOW, fold
from agreements.models import AgreementVersion, Clause, Comment
from agreements.states import CommentKind
from config.paging import ON_A_PAGE
from tests.agreements.proposing import words
from tests.conftest import Cast
from tests.factories import make_agreement, make_proposal


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return make_proposal(cast.club, by=cast.wouter)


@pytest.fixture
def clause(proposal: AgreementVersion) -> Clause:
    return proposal.clauses.all()[0]


def say(cast: Cast, clause: Clause, text: str) -> Comment:
    return Comment.add(clause, by=cast.noor, kind=CommentKind.QUESTION, text=text)


def read(client: Client, name: str, pk: int, **query: int) -> str:
    response = client.get(reverse(name, args=[pk]), query)
    assert response.status_code == 200
    return response.content.decode()


def test_settled_ones_fold_and_open_again(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    say(cast, clause, "Nog open?")
    settled = say(cast, clause, "Al besproken?")
    settled.settle(by=cast.noor)
    cast.sit(client, cast.noor)
    html = read(client, "version", proposal.pk)
    assert html.index("Nog open?") < html.index("1 reactie die besproken is")
    assert html.index("1 reactie die besproken is") < html.index("Al besproken?")
    client.post(reverse("reopen", args=[settled.pk]))
    assert "die besproken is" not in read(client, "version", proposal.pk)


def test_of_many_the_newest_stand_there_and_a_link_leads_to_all(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    for n in range(MOST_BELOW + 3):
        say(cast, clause, f"Vraag nummer {n}.")
    cast.sit(client, cast.noor)
    html = read(client, "version", proposal.pk)
    assert "Lees ook 3 eerdere reacties" in html
    assert "Vraag nummer 2." not in html and "Vraag nummer 3." in html
    html = read(client, "clause", clause.pk)
    assert "Vraag nummer 0." in html and "eerdere reacties" not in html


def test_folding_loses_no_thread() -> None:
    class Said:
        def __init__(self, settled_at: int | None) -> None:
            self.comment = self
            self.settled_at = settled_at

    for n in range(12):
        said = [Said(k % 2 or None) for k in range(n)]
        for most in (0, 1, 5):
            folded = fold(said, most)
            shown = len(folded.open) + len(folded.settled)
            assert shown + folded.earlier == n


def test_all_of_them_come_in_pages_newest_first(cast: Cast, client: Client, clause: Clause) -> None:
    for n in range(ON_A_PAGE * 2 + 3):
        say(cast, clause, f"Vraag nummer {n}.")
    cast.sit(client, cast.noor)
    shown = []
    for page in (1, 2, 3):
        html = read(client, "clause", clause.pk, page=page)
        shown += re.findall(r"Vraag nummer (\d+)\.", html)
        assert (f"?page={page + 1}" in html) == (page < 3)
    assert sorted(map(int, shown)) == list(range(ON_A_PAGE * 2 + 3))
    assert shown[ON_A_PAGE - 1] == str(ON_A_PAGE * 2 + 2), "the newest stands on the first page"
    assert "Vraag nummer" not in read(client, "clause", clause.pk, page=9)


def test_a_reaction_says_in_which_version_it_was_made(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    say(cast, clause, "Kan dat?")
    second = proposal.agreement.start_version(by=cast.wouter)
    second.propose(by=cast.wouter)
    cast.sit(client, cast.noor)
    assert "bij versie 1" in read(client, "version", second.pk)
    assert "bij versie 1" not in read(client, "version", proposal.pk)


def test_of_a_clause_that_is_gone_the_reactions_stay(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    said = say(cast, clause, "Waarom mag dat niet?")
    second = proposal.agreement.start_version(by=cast.wouter)
    second.clauses.get(key=clause.key).remove()
    second.propose(by=cast.wouter)
    third = proposal.agreement.start_version(by=cast.wouter)
    third.propose(by=cast.wouter)
    client.force_login(cast.wouter.user)
    html = read(client, "version", third.pk)
    assert "1 reactie op een onderdeel dat hier niet meer in staat" in html
    assert "Waarom mag dat niet?" in html and clause.heading in html
    response = client.post(
        reverse("answer", args=[said.pk]), {f"answer-{said.pk}-text": "Om de buren."}
    )
    assert response.status_code == 303
    assert "Om de buren." in read(client, "version", third.pk)


def test_of_a_clause_that_was_only_in_a_draft_too(cast: Cast, client: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    draft.open_draft(by=cast.wouter)
    clause = draft.clauses.all()[0]
    said = say(cast, clause, "Moet dit erin?")
    clause.remove()
    draft.propose(by=cast.wouter)
    client.force_login(cast.wouter.user)
    assert "Moet dit erin?" in read(client, "version", draft.pk)
    assert "Moet dit erin?" in read(client, "answer", said.pk)
    response = client.post(
        reverse("answer", args=[said.pk]), {f"answer-{said.pk}-text": "Nee hoor."}, follow=True
    )
    assert response.status_code == 200 and "Nee hoor." in response.content.decode()
    assert client.post(reverse("settle", args=[said.pk]), follow=True).status_code == 200


def test_what_was_said_in_a_draft_of_one_side_is_for_that_side(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    draft = proposal.agreement.start_version(by=cast.noor)
    say(cast, draft.clauses.get(key=clause.key), "Onder ons gezegd.")
    client.force_login(cast.wouter.user)
    assert "Onder ons gezegd." not in read(client, "version", proposal.pk)
    assert "Onder ons gezegd." in read(cast.sit(Client(), cast.dex), "version", proposal.pk)


def test_answering_has_a_page_of_its_own_and_a_small_part(
    cast: Cast, client: Client, proposal: AgreementVersion, clause: Clause
) -> None:
    said = say(cast, clause, "Hoe laat?")
    client.force_login(cast.wouter.user)
    assert "Hoe laat?" in words(read(client, "answer", said.pk))
    address = reverse("answer", args=[said.pk])
    part = client.get(address, headers={"HX-Request": "true"})
    assert "<html" not in part.content.decode() and len(part.content) < 2500
    wrong = client.post(address, {f"answer-{said.pk}-text": " "}, headers={"HX-Request": "true"})
    assert wrong.status_code == 422
    assert wrong.headers["HX-Retarget"] == f"#antwoord-{said.pk}"
