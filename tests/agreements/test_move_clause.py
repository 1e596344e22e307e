"""A clause goes to another place in the draft, without a mouse and without a script."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.models import AgreementVersion, Clause
from initiatives.states import Refused
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement


@pytest.fixture
def clauses(draft: AgreementVersion) -> list[Clause]:
    return [add_clause(draft, f"Vraag {n}?", line("Ja.")) for n in range(1, 6)]


def order(draft: AgreementVersion) -> str:
    return "".join(clause.heading[6] for clause in draft.clauses.all())


@pytest.mark.parametrize(
    ("moved", "after", "result"),
    [
        (5, 0, "51234"), (1, 5, "23451"), (2, 3, "13245"), (4, 1, "14235"),
        (3, 2, "12345"), (1, 0, "12345"),
    ],
)  # fmt: skip
def test_it_goes_below_the_chosen_one(
    official: Client,
    draft: AgreementVersion,
    clauses: list[Clause],
    moved: int,
    after: int,
    result: str,
) -> None:
    clause = clauses[moved - 1]
    place = clauses[after - 1].pk if after else 0
    response = official.post(reverse("move_clause", args=[clause.pk]), {"after": place})
    assert response.status_code == 302
    assert response.headers["Location"].endswith(f"#{clause.key}")
    assert order(draft) == result


def test_the_page_offers_every_other_place_and_marks_the_present_one(
    official: Client, clauses: list[Clause]
) -> None:
    body = official.get(reverse("move_clause", args=[clauses[2].pk])).content.decode()
    assert body.count("<option") == 5
    assert f'<option value="{clauses[1].pk}" selected>Onder “Vraag 2?”</option>' in body
    assert f'<option value="{clauses[2].pk}"' not in body
    first = official.get(reverse("move_clause", args=[clauses[0].pk])).content.decode()
    assert '<option value="0" selected>Helemaal bovenaan</option>' in first


@pytest.mark.parametrize("after", ["", "x", "-1", "99999999999999999999"])
def test_no_place_is_said_at_the_field(
    official: Client, draft: AgreementVersion, clauses: list[Clause], after: str
) -> None:
    address = reverse("move_clause", args=[clauses[0].pk])
    response = official.post(address, {"after": after})
    assert response.status_code == 422
    assert "Kies een" in response.content.decode()
    assert order(draft) == "12345"


def test_not_below_itself_or_a_clause_of_elsewhere_or_one_that_is_gone(
    cast: Cast, official: Client, draft: AgreementVersion, clauses: list[Clause]
) -> None:
    other = make_agreement(cast.garden, by=cast.gardener).clauses.all()[0]
    clauses[4].remove()
    for goal in (clauses[0], other, clauses[4]):
        address = reverse("move_clause", args=[clauses[0].pk])
        assert official.post(address, {"after": goal.pk}).status_code == 422
        with pytest.raises(Refused):
            clauses[0].move_after(goal.pk)
    assert order(draft) == "1234"


def test_a_stale_page_moves_from_where_the_clause_stands_now(
    draft: AgreementVersion, clauses: list[Clause]
) -> None:
    stale = Clause.objects.get(pk=clauses[4].pk)
    clauses[4].move_after(None)
    stale.move(up=False)
    assert order(draft) == "15234"


def test_one_that_was_taken_out_is_stepped_over(
    draft: AgreementVersion, clauses: list[Clause]
) -> None:
    clauses[1].remove()
    Clause.objects.get(pk=clauses[2].pk).move(up=True)
    assert order(draft) == "3145"
    clauses[1].put_back()
    assert sorted(order(draft)) == list("12345")
