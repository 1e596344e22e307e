"""A clause that was taken out of a draft can be put back until the draft is proposed."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agreements.masking import mask_texts
from agreements.models import AgreementVersion, Clause
from agreements.models.version import MOST_CLAUSES
from initiatives.masking import Mask
from initiatives.states import Refused
from tests.agreements.typing_in import texts_of
from tests.conftest import Cast
from tests.factories import add_clause, line


@pytest.fixture
def clauses(draft: AgreementVersion) -> list[Clause]:
    return [add_clause(draft, f"Vraag {n}?", line(f"Antwoord {n}.")) for n in range(1, 4)]


def remove(client: Client, clause: Clause) -> str:
    response = client.post(reverse("remove_clause", args=[clause.pk]), follow=True)
    assert response.status_code == 200
    return response.content.decode()


def test_the_message_and_the_page_offer_it(official: Client, clauses: list[Clause]) -> None:
    body = remove(official, clauses[1])
    back = reverse("put_back_clause", args=[clauses[1].pk])
    assert "“Vraag 2?” is weg uit dit concept." in body
    assert body.count(f'action="{back}"') == 2, "in the message, and on the page"
    assert f'href="#{clauses[1].key}"' not in body
    later = official.get(reverse("write", args=[clauses[1].version_id])).content.decode()
    assert later.count(f'action="{back}"') == 1
    assert 'id="weggehaald"' in later


def test_it_comes_back_where_it_stood_with_all_its_lines(
    official: Client, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    remove(official, clauses[1])
    address = reverse("put_back_clause", args=[clauses[1].pk])
    for _twice in range(2):
        response = official.post(address)
        assert response.headers["Location"].endswith(f"#{clauses[1].key}")
    headings = [clause.heading for clause in draft.clauses.all()]
    assert headings == ["Vraag 1?", "Vraag 2?", "Vraag 3?"]
    assert texts_of(clauses[1]) == ["Antwoord 2."]
    assert 'id="weggehaald"' not in official.get(reverse("write", args=[draft.pk])).content.decode()


def test_its_key_is_not_given_to_another_clause(
    draft: AgreementVersion, clauses: list[Clause]
) -> None:
    clauses[2].remove()
    another = draft.add_clause(heading="Nog een?")
    assert another.key not in {clause.key for clause in clauses}
    clauses[2].put_back()
    assert draft.clauses.count() == 4


def test_a_full_draft_takes_nothing_back(
    official: Client, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    remove(official, clauses[0])
    for n in range(MOST_CLAUSES - 2):
        draft.add_clause(heading=f"Erbij {n}?")
    with pytest.raises(Refused):
        clauses[0].put_back()
    response = official.post(reverse("put_back_clause", args=[clauses[0].pk]))
    assert response.status_code == 409


def test_it_is_no_part_of_what_is_proposed_and_then_it_is_gone(
    cast: Cast, official: Client, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    empty = draft.add_clause(heading="Niet af?")
    empty.remove()
    clauses[1].remove()
    assert not draft.todos(), "what was taken out asks for nothing"
    draft.propose(by=cast.wouter)
    assert Clause.with_removed.filter(version=draft).count() == 2
    assert draft.has_valid_seal()
    assert official.post(reverse("put_back_clause", args=[clauses[1].pk])).status_code == 404


def test_it_goes_with_a_draft_that_is_thrown_away(
    cast: Cast, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    clauses[1].remove()
    draft.withdraw(by=cast.wouter)
    assert Clause.with_removed.filter(version=draft).count() == 2


def test_a_copy_of_the_text_does_not_bring_it_along(
    cast: Cast, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    clauses[1].remove()
    draft.propose(by=cast.wouter)
    copy = draft.agreement.start_version(by=cast.wouter)
    assert Clause.with_removed.filter(version=copy).count() == 2


def test_a_name_goes_out_of_it_as_well(cast: Cast, draft: AgreementVersion) -> None:
    """Forgetting somebody must not come undone by putting a clause back."""
    clause = add_clause(draft, "Belt Zwaluwnoor?", line("Zwaluwnoor belt."))
    clause.remove()
    mask_texts(cast.club, Mask([cast.noor.name]), by=cast.samira, since=date(2020, 1, 1))
    clause.put_back()
    clause = Clause.objects.get(pk=clause.pk)
    assert "Zwaluwnoor" not in clause.heading + texts_of(clause)[0]


def test_only_who_may_write_the_draft(cast: Cast, clauses: list[Clause]) -> None:
    clauses[1].remove()
    address = reverse("put_back_clause", args=[clauses[1].pk])
    guide, police = Client(), Client()
    guide.force_login(cast.samira.user)
    police.force_login(cast.police.user)
    assert guide.post(address).status_code == 404
    clauses[1].version.open_draft(by=cast.wouter)
    assert police.post(address).status_code == 403
    assert guide.post(address).status_code == 302
