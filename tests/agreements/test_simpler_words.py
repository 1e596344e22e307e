"""The list of words of the office with a simpler one, which a coordinator makes longer."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.test import Client
from django.urls import reverse

from agreements.models import SimplerWord, simpler_word
from agreements.models.simpler_word import added_words
from agreements.readable import SIMPLER, notes_on
from tests.conftest import Cast


@pytest.fixture
def client(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.manager)
    return client


def add(client: Client, word: str, simpler: str) -> Any:
    return client.post(reverse("simpler_words"), {"word": word, "simpler": simpler}, follow=True)


def test_a_word_is_added_in_small_letters_and_gives_a_note(client: Client) -> None:
    body = add(client, " Participatie ", "meedoen").content.decode()
    assert "“participatie” staat op de lijst." in body
    assert added_words() == {"participatie": "meedoen"}
    assert notes_on(["PARTICIPATIE!"], added_words()) == ["“PARTICIPATIE” kan simpeler: “meedoen”."]


def test_the_page_shows_own_words_and_those_that_are_always_there(client: Client) -> None:
    body = client.get(reverse("simpler_words")).content.decode()
    assert "Nog geen." in body
    for word in SIMPLER:
        assert word in body
    add(client, "faciliteren", "helpen")
    body = client.get(reverse("simpler_words")).content.decode()
    assert "faciliteren" in body and "Nog geen." not in body


def test_the_same_twice_is_once_and_another_meaning_is_refused(client: Client) -> None:
    add(client, "faciliteren", "helpen")
    assert add(client, "Faciliteren", "helpen").status_code == 200
    response = add(client, "faciliteren", "mogelijk maken")
    assert response.status_code == 409
    body = response.content.decode()
    assert "staat al op de lijst" in body and 'value="mogelijk maken"' in body
    assert added_words() == {"faciliteren": "helpen"}


@pytest.mark.parametrize(("word", "simpler"), [("", "x"), ("x", ""), ("w" * 41, "x"), ("  ", "x")])
def test_a_bad_form_says_so(client: Client, word: str, simpler: str) -> None:
    response = add(client, word, simpler)
    assert response.status_code == 422
    assert "Dit is nog niet goed." in response.content.decode()
    assert not added_words()


def test_a_word_goes_off_the_list_again(client: Client) -> None:
    add(client, "faciliteren", "helpen")
    address = reverse("remove_simpler_word", args=[SimplerWord.objects.get().pk])
    assert "is van de lijst" in client.post(address, follow=True).content.decode()
    assert not added_words()
    assert client.post(address).status_code == 404


def test_the_list_has_an_end(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(simpler_word, "MOST_WORDS", 1)
    add(client, "een", "1")
    response = add(client, "twee", "2")
    assert response.status_code == 409 and 'value="twee"' in response.content.decode()


def test_only_a_coordinator_changes_the_list(cast: Cast) -> None:
    word = SimplerWord.add(by=cast.manager, word="een", simpler="1")
    with pytest.raises(PermissionDenied):
        SimplerWord.add(by=cast.elsewhere, word="twee", simpler="2")
    with pytest.raises(PermissionDenied):
        word.remove(by=cast.elsewhere)


@pytest.mark.parametrize("many", [5, 60])
def test_it_has_pages_and_few_queries(
    client: Client, cast: Cast, many: int, django_assert_max_num_queries: Any
) -> None:
    for n in range(many):
        SimplerWord.add(by=cast.manager, word=f"woord{n:02}", simpler="x")
    with django_assert_max_num_queries(8):
        body = client.get(reverse("simpler_words")).content.decode()
    assert ("?page=2" in body) == (many > 25)
    assert body.count("woord0") >= 5 and ("woord59" not in body)
