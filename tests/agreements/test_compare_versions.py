"""Any two versions of an agreement as one text per clause."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause, OpenPoint
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_proposal
from tests.overview import world


@pytest.fixture
def first(cast: Cast) -> AgreementVersion:
    return world.run(cast, line("Tot 22.00 uur open."), line("De lampen komen.", "group"))


@pytest.fixture
def second(cast: Cast, first: AgreementVersion) -> AgreementVersion:
    return world.next_text(cast, first, text="Tot 23.00 uur open.")


def path(new: AgreementVersion, old: AgreementVersion) -> str:
    return reverse("compare_versions", args=[new.pk, old.pk])


def body(client: Client, new: AgreementVersion, old: AgreementVersion) -> str:
    response = client.get(path(new, old))
    assert response.status_code == 200
    return response.content.decode()


def test_struck_and_added_are_said_in_words(
    official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    page = body(official, second, first)
    assert '<del><span class="visually-hidden">weg: </span>22.00 </del>' in page
    assert '<ins><span class="visually-hidden">nieuw: </span>23.00 </ins>' in page
    assert "Van versie 1 naar versie 2. 1 onderdeel anders." in " ".join(page.split())


def test_it_goes_in_both_directions(
    official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    page = body(official, first, second)
    assert "weg: </span>23.00 </del>" in page
    assert path(second, first) in page


def test_a_version_beside_itself_is_the_same(official: Client, first: AgreementVersion) -> None:
    assert "Deze twee teksten zijn hetzelfde." in body(official, first, first)


def test_any_two_can_be_compared(
    cast: Cast, official: Client, first: AgreementVersion, second: AgreementVersion
) -> None:
    third = second.agreement.start_version(by=cast.wouter)
    add_clause(third, "Wie ruimt op?", line("Wij ruimen op.", "group"))
    OpenPoint.objects.create(
        version=third, key="p", position=1, what="Mag er een bank bij?", party="municipality"
    )
    page = body(official, third, first)
    assert "Wie ruimt op?" in page and "Mag er een bank bij?" in page
    assert "weg: </span>22.00 </del>" in page, "what version 2 changed is in it too"


def test_a_moved_clause_says_below_which_it_stands_now(cast: Cast, official: Client) -> None:
    first = make_agreement(cast.club, by=cast.wouter, clauses=3)
    first.propose(by=cast.wouter)
    draft = first.agreement.start_version(by=cast.wouter)
    Clause.objects.filter(version=draft, heading="Vraag 1?").update(position=9)
    page = body(official, draft, first)
    assert "Staat nu onder “Vraag 3?”." in page
    assert "1 onderdeel verplaatst." in page
    assert "2 onderdelen zijn hetzelfde gebleven" in page


def test_texts_of_two_agreements_are_not_compared(
    cast: Cast, official: Client, first: AgreementVersion
) -> None:
    other = make_proposal(cast.club, by=cast.wouter, title="Iets anders")
    assert official.get(path(first, other)).status_code == 404


def test_a_draft_of_the_other_side_is_not_there(
    cast: Cast, client: Client, first: AgreementVersion
) -> None:
    draft = first.agreement.start_version(by=cast.wouter)
    cast.sit(client, cast.noor)
    assert client.get(path(draft, first)).status_code == 404
    assert client.get(path(first, draft)).status_code == 404


@pytest.mark.parametrize("size", [3, 40])
def test_it_takes_at_most_eight_queries_whatever_the_size(
    cast: Cast, official: Client, size: int, django_assert_max_num_queries
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter, clauses=size)
    add_clause(draft, "Wie?", line(f"{{@{cast.noor.pk}}} heeft de sleutel."))
    draft.propose(by=cast.wouter)
    second = draft.agreement.start_version(by=cast.wouter)
    for clause in second.clauses.all():
        clause.commitments.update(text=f"{{@{cast.dex.pk}}} doet het.")
    with django_assert_max_num_queries(8):
        page = body(official, second, draft)
    assert page.count('class="card clause"') == size + 1
    second.propose(by=cast.wouter)
    phone = cast.sit(Client(), cast.noor)
    with django_assert_max_num_queries(8):
        page = body(phone, second, draft)
    assert cast.dex.name in page
