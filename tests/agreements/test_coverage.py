"""What a draft says something about and what not: the list for the civil servant."""

import re

from django.test import Client
from django.urls import reverse

from agreements.coverage import base_of, coverage_of
from agreements.library import BY_KEY, GROUPS
from agreements.models import AgreementVersion
from tests.conftest import Cast


def test_every_group_says_what_is_there_and_what_could_be_put_in() -> None:
    groups = coverage_of(["place", "times_2", "own", "own_2"])
    assert len(groups) == len(GROUPS)
    first = groups[0]
    assert str(first.name) == "Gebruik van een plek", "where the draft is about comes first"
    assert [clause.key for clause in first.present] == ["place", "times"]
    assert "key" in [clause.key for clause in first.missing]
    assert first.size == len(first.present) + len(first.missing)
    every = [clause.key for group in groups for clause in group.present + group.missing]
    assert sorted(every) == sorted(BY_KEY)


def test_nothing_covers_nothing_and_all_of_it_covers_all() -> None:
    assert not any(group.present for group in coverage_of([]))
    assert not any(group.missing for group in coverage_of(BY_KEY))


def test_a_clause_that_comes_twice_counts_as_itself() -> None:
    assert base_of("times_2") == base_of("times") == "times"
    assert base_of("house_rules") == "house_rules"
    assert base_of("own_12") == "own"


def card_in(body: str) -> str:
    found = re.search(r'<details[^>]*id="wat-staat-erin".*?</form>\s*</details>', body, re.DOTALL)
    return found[0] if found else ""


def test_the_official_sees_it_and_puts_a_clause_in(
    official: Client, draft: AgreementVersion
) -> None:
    draft.add_clause(BY_KEY["place"])
    address = reverse("write", args=[draft.pk])
    card = card_in(official.get(address).content.decode())
    assert f"1 van de {len(dict(GROUPS)[GROUPS[1][0]])}" in card
    assert re.search(r"Welke plek gebruiken we\?</span>\s*<span[^>]*>staat erin", card)
    assert 'name="key" value="times"' in card and 'value="place"' not in card
    assert "Groen in de buurt" in card, "a group of which nothing stands there is only named"
    assert 'value="green_water"' not in card
    send_to = re.search(r'action="([^"]+)"', card)
    assert send_to
    official.post(send_to[1], {"key": "times"})
    assert draft.clauses.filter(key="times").exists()
    assert 'value="times"' not in card_in(official.get(address).content.decode())


def test_the_group_is_not_shown_a_list_of_what_is_missing(
    cast: Cast, draft: AgreementVersion
) -> None:
    draft.open_draft(by=cast.wouter)
    seat = cast.sit(Client(), cast.noor)
    assert not card_in(seat.get(reverse("write", args=[draft.pk])).content.decode())
