"""The page of one's own word."""

from django.test import Client
from django.urls import reverse

from agreements.states import Word
from tests.agreements.saying import html, say, three_clauses
from tests.conftest import Cast


def test_it_shows_what_was_said_and_offers_the_others(cast: Cast, client: Client) -> None:
    proposal = three_clauses(cast)
    key = proposal.clauses.get(heading="Tijden?").key
    say(proposal, cast.noor, text="Behalve dat ene.", except_keys=[key])
    body = html(cast.sit(client, cast.noor), "my_word", proposal.pk)
    assert "Jij staat hierachter, op 1 onderdeel na" in body
    assert "Tijden?" in body and "Behalve dat ene." in body
    assert "Sleutel?" not in body
    for word in ("sta-erachter", "zorg", "niet-mee-leven"):
        assert reverse("confirm", args=[proposal.pk, word]) in body


def test_without_a_word_it_asks_for_one(cast: Cast, client: Client) -> None:
    proposal = three_clauses(cast)
    response = cast.sit(client, cast.noor).get(reverse("my_word", args=[proposal.pk]))
    assert response.headers["Location"] == reverse("confirm", args=[proposal.pk, "sta-erachter"])


def test_of_a_text_that_is_over_it_only_tells(cast: Cast, client: Client) -> None:
    proposal = three_clauses(cast)
    say(proposal, cast.noor, Word.BEHIND_WITH_CONCERN, text="De buren?")
    proposal.withdraw(by=cast.wouter)
    body = html(cast.sit(client, cast.noor), "my_word", proposal.pk)
    assert "De buren?" in body
    assert "Van gedachten veranderd?" not in body


def test_it_shows_nobody_elses_word(cast: Cast, client: Client) -> None:
    proposal = three_clauses(cast)
    say(proposal, cast.dex, Word.OBJECT, text="Van Dex.")
    say(proposal, cast.noor, text="Van Noor.")
    body = html(cast.sit(client, cast.noor), "my_word", proposal.pk)
    assert "Van Noor." in body and "Van Dex." not in body
