"""Clauses of a draft: added, moved, taken out."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from agreements.library import BY_KEY
from agreements.models import AgreementVersion
from agreements.models.version import MOST_CLAUSES
from tests.conftest import Cast
from tests.factories import make_agreement


@pytest.fixture
def draft(cast: Cast) -> AgreementVersion:
    return make_agreement(cast.club, by=cast.wouter, clauses=3)


def add(client: Client, draft: AgreementVersion, **fields: Any) -> Any:
    return client.post(reverse("add_clause", args=[draft.pk]), fields)


def headings(draft: AgreementVersion) -> list[str]:
    return [clause.heading for clause in draft.clauses.all()]


def test_the_library_shows_every_clause_with_its_sentences(
    official: Client, draft: AgreementVersion
) -> None:
    body = official.get(reverse("add_clause", args=[draft.pk])).content.decode()
    for key, clause in BY_KEY.items():
        assert f'name="key" value="{key}"' in body and clause.heading in body
    assert "We zijn gelijkwaardig en we gaan uit van vertrouwen." in body


def test_a_clause_of_the_library_comes_last_and_may_come_twice(
    official: Client, draft: AgreementVersion
) -> None:
    response = add(official, draft, key="noise")
    assert response.headers["Location"] == f"{reverse('write', args=[draft.pk])}#noise"
    response = add(official, draft, key="noise")
    assert response.headers["Location"].endswith("#noise_2")
    assert headings(draft)[-2:] == ["Hoe hard mag het?"] * 2
    assert draft.clauses.get(key="noise").commitments.count() == 2
    assert "staat er al in" in official.get(reverse("add_clause", args=[draft.pk])).content.decode()


def test_a_question_of_ones_own_begins_empty(official: Client, draft: AgreementVersion) -> None:
    response = add(official, draft, heading="Wie geeft de planten water?")
    clause = draft.clauses.get(heading="Wie geeft de planten water?")
    assert response.headers["Location"].endswith(f"#{clause.key}")
    body = official.get(reverse("edit_clause", args=[clause.pk])).content.decode()
    assert f'name="c{clause.pk}-0-text"' in body
    assert "staat nog niets" in official.get(reverse("write", args=[draft.pk])).content.decode()


@pytest.mark.parametrize(
    "fields",
    [
        {},
        {"heading": ""},
        {"heading": "x" * 101},
        {"heading": "a\x00"},
        {"heading": "Voor {@Noor}?"},
        {"key": "bestaat-niet"},
        {"key": ""},
    ],
)
def test_what_is_no_clause_is_refused(
    official: Client, draft: AgreementVersion, fields: dict[str, str]
) -> None:
    response = add(official, draft, **fields)
    assert response.status_code == 422
    assert "Dit is nog niet goed." in response.content.decode()
    assert len(headings(draft)) == 3


def test_a_draft_holds_a_number_of_clauses(official: Client, draft: AgreementVersion) -> None:
    for n in range(MOST_CLAUSES - 3):
        draft.add_clause(heading=f"Vraag {n}?")
    response = add(official, draft, heading="Nog een?")
    assert response.status_code == 409
    body = response.content.decode()
    assert "Er passen geen onderdelen meer bij." in body and 'value="Nog een?"' in body


def test_up_and_down_change_places(official: Client, draft: AgreementVersion) -> None:
    first, second, third = draft.clauses.all()
    official.post(reverse("move_clause", args=[second.pk]), {"to": "up"})
    assert headings(draft) == [second.heading, first.heading, third.heading]
    response = official.post(reverse("move_clause", args=[second.pk]), {"to": "down"})
    assert response.headers["Location"].endswith(f"#down-{second.pk}"), "the focus stays there"
    assert headings(draft) == [first.heading, second.heading, third.heading]


@pytest.mark.parametrize("to", ["up", "", "sideways"])
def test_at_the_ends_nothing_moves(official: Client, draft: AgreementVersion, to: str) -> None:
    before = headings(draft)
    end = draft.clauses.all()[0 if to == "up" else 2]
    official.post(reverse("move_clause", args=[end.pk]), {"to": to})
    assert headings(draft) == before


def test_taking_out_asks_once(official: Client, draft: AgreementVersion) -> None:
    clause = draft.clauses.all()[1]
    address = reverse("remove_clause", args=[clause.pk])
    assert clause.heading in official.get(address).content.decode()
    assert len(headings(draft)) == 3
    response = official.post(address)
    assert response.headers["Location"] == reverse("write", args=[draft.pk])
    assert clause.heading not in headings(draft)
    assert official.post(address).status_code == 404


def test_what_was_proposed_is_not_changed_by_any_of_them(
    cast: Cast, official: Client, draft: AgreementVersion
) -> None:
    clause = draft.clauses.all()[1]
    draft.propose(by=cast.wouter)
    before = headings(draft)
    assert add(official, draft, key="noise").status_code == 409
    assert add(official, draft, heading="Nog iets?").status_code == 409
    for name in ("move_clause", "remove_clause"):
        response = official.post(reverse(name, args=[clause.pk]), {"to": "up"})
        assert response.status_code == 409
        assert "Deze tekst is al voorgesteld." in response.content.decode()
    assert headings(draft) == before
    assert draft.has_valid_seal()
