"""Taking a word back: no word any more, and an objection stays to be read."""

import pytest
from django.test import Client
from django.urls import reverse

from agreements.carrying import carrying_of
from agreements.models import AgreementVersion, Confirmation
from agreements.states import Word
from initiatives.models import Event, merging
from initiatives.states import Refused
from tests.agreements.saying import html, say, signed_in, three_clauses
from tests.conftest import Cast
from tests.factories import make_participant


@pytest.fixture
def proposal(cast: Cast) -> AgreementVersion:
    return three_clauses(cast)


@pytest.mark.parametrize("word", list(Word))
def test_a_word_taken_back_is_no_word(
    cast: Cast, client: Client, proposal: AgreementVersion, word: Word
) -> None:
    before = carrying_of(proposal)
    say(proposal, cast.noor, word, text="Hierom." if word != Word.BEHIND else "")
    assert carrying_of(proposal) != before
    cast.sit(client, cast.noor)
    assert "Neem mijn woord terug" in html(client, "my_word", proposal.pk)
    response = client.post(reverse("take_back_word", args=[proposal.pk]))
    assert response.status_code == 302
    assert carrying_of(proposal) == before
    assert Event.objects.filter(verb="word_taken_back").count() == 1
    page = html(client, "version", proposal.pk)
    assert "Ik sta hierachter" in page
    assert reverse("my_word", args=[proposal.pk]) not in page
    assert ("Hierom." in page) == (word == Word.OBJECT)


def test_twice_is_once_and_nothing_is_nothing(cast: Cast, proposal: AgreementVersion) -> None:
    Confirmation.take_back(proposal, by=cast.noor)
    assert not Event.objects.filter(verb="word_taken_back").exists()
    say(proposal, cast.noor)
    Confirmation.take_back(proposal, by=cast.noor)
    Confirmation.take_back(proposal, by=cast.noor)
    assert Event.objects.filter(verb="word_taken_back").count() == 1


def test_a_word_can_be_given_again(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.noor)
    Confirmation.take_back(proposal, by=cast.noor)
    say(proposal, cast.noor)
    assert carrying_of(proposal).backing.behind == 1
    assert proposal.confirmations.count() == 1


def test_the_mandate_of_the_municipality_goes_too(cast: Cast, proposal: AgreementVersion) -> None:
    say(proposal, cast.wouter, has_mandate=True)
    assert carrying_of(proposal).by_municipality
    Confirmation.take_back(proposal, by=cast.wouter)
    assert not carrying_of(proposal).by_municipality
    assert not Confirmation.objects.get().has_mandate


def test_what_was_said_under_a_double_is_taken_back_with_it(
    cast: Cast, proposal: AgreementVersion
) -> None:
    double = make_participant(cast.club, name="Dubbelnoor")
    say(proposal, double)
    merging.merge(double, into=cast.noor, by=cast.samira)
    assert carrying_of(proposal).backing.behind == 1
    Confirmation.take_back(proposal, by=cast.noor)
    assert carrying_of(proposal).backing.behind == 0


def test_of_a_text_that_is_over_nothing_is_taken_back(
    cast: Cast, proposal: AgreementVersion
) -> None:
    say(proposal, cast.noor)
    proposal.withdraw(by=cast.wouter)
    with pytest.raises(Refused, match="niet meer aan de orde"):
        Confirmation.take_back(proposal, by=cast.noor)
    response = signed_in(cast.wouter).post(reverse("take_back_word", args=[proposal.pk]))
    assert response.status_code == 409
    assert Confirmation.objects.get().word == Word.BEHIND


def test_signing_what_came_after_does_not_sign_an_objection_that_was_taken_back(
    cast: Cast, proposal: AgreementVersion
) -> None:
    official = signed_in(cast.wouter)
    say(proposal, cast.dex, Word.OBJECT, text="Te vroeg dicht.")
    assert cast.dex.name not in html(official, "version", proposal.pk)
    say(proposal, cast.dex, Word.BEHIND, text="Toch goed.", is_signed=True)
    say(proposal, cast.noor, Word.BEHIND_WITH_CONCERN, text="Wel zachtjes.")
    body = html(official, "version", proposal.pk)
    taken_back = body[body.index('id="bezwaar-') :]
    taken_back = taken_back[: taken_back.index("</li>")]
    assert "Te vroeg dicht." in taken_back
    assert cast.dex.name in body, "the word itself is signed"
    assert cast.dex.name not in taken_back
    assert body.index("Wel zachtjes.") < body.index("Te vroeg dicht."), "not beside it either"
