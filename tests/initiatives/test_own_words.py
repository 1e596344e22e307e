"""The words of one partnership, explained by whoever takes part."""

from __future__ import annotations

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.models import Event, OwnWord
from initiatives.models.profile import MOST_STANDING
from initiatives.states import Overtaken, Refused
from tests.agreements.saying import html
from tests.conftest import Cast


def page(cast: Cast) -> str:
    return reverse("own_words", args=[cast.club.pk])


def add(client: Client, cast: Cast, word: str = "het hok", text: str = "De kelder.") -> Any:
    return client.post(page(cast), {"word": word, "text": text}, follow=True)


def test_a_word_is_explained_and_told(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor)
    assert "Hier staat nog geen woord." in html(client, "own_words", cast.club.pk)
    body = add(client, cast).content.decode()
    assert "Dat woord is nu uitgelegd." in body and "De kelder." in body
    assert Event.objects.filter(verb="own_word_added").count() == 1


def test_the_same_word_twice_is_one(cast: Cast, client: Client) -> None:
    cast.sit(client, cast.noor)
    add(client, cast)
    add(client, cast)
    assert OwnWord.objects.count() == 1
    refused = add(client, cast, "Het  HOK", "Iets anders.")
    assert refused.status_code == 409
    body = refused.content.decode()
    assert "staat er al" in body and "Iets anders." in body, "what was typed is kept"


@pytest.mark.parametrize(
    ("word", "text"), [("", "x"), ("x", ""), ("x" * 61, "y"), ("x", "y" * 301)]
)
def test_bad_input_says_so_at_the_field(cast: Cast, client: Client, word: str, text: str) -> None:
    response = add(cast.sit(client, cast.noor), cast, word, text)
    assert response.status_code == 422
    assert "field--invalid" in response.content.decode()


def test_another_explanation(cast: Cast, client: Client) -> None:
    word = OwnWord.add(cast.club, by=cast.noor, word="hok", text="De kelder.")
    client.force_login(cast.wouter.user)
    path = reverse("change_own_word", args=[word.pk])
    sent = {"initial-text": "De kelder.", "text": "De kelder onder de flat."}
    for _n in range(2):
        assert client.post(path, sent).status_code == 303
    word.refresh_from_db()
    assert word.text == "De kelder onder de flat."
    assert Event.objects.filter(verb="own_word_changed").count() == 1


def test_two_who_explain_at_once_see_both(cast: Cast, client: Client) -> None:
    word = OwnWord.add(cast.club, by=cast.noor, word="hok", text="De kelder.")
    word.change(by=cast.dex, before="De kelder.", text="Onder de flat.")
    path = reverse("change_own_word", args=[word.pk])
    cast.sit(client, cast.noor)
    response = client.post(path, {"initial-text": "De kelder.", "text": "Bij de flat."})
    body = response.content.decode()
    assert response.status_code == 409
    assert "Onder de flat." in body and "Bij de flat." in body
    # What stands there now was seen, so saving again goes through.
    again = {"initial-text": "Onder de flat.", "text": "Bij de flat."}
    assert client.post(path, again).status_code == 303
    with pytest.raises(Overtaken):
        word.change(by=cast.dex, before="Onder de flat.", text="Anders.")


def test_taking_away_and_putting_back(cast: Cast, client: Client) -> None:
    word = OwnWord.add(cast.club, by=cast.noor, word="hok", text="De kelder.")
    cast.sit(client, cast.noor)
    path = reverse("end_own_word", args=[word.pk])
    client.post(path)
    client.post(path)
    assert "1 woord van eerder" in html(client, "own_words", cast.club.pk)
    with pytest.raises(Refused):
        word.change(by=cast.noor, before="De kelder.", text="Anders.")
    OwnWord.add(cast.club, by=cast.noor, word="Hok", text="Iets anders.")
    assert client.post(path, {"back": "yes"}).status_code == 409, "there is another one now"
    OwnWord.objects.get(word="Hok").end(by=cast.noor)
    client.post(path, {"back": "yes"})
    word.refresh_from_db()
    assert word.ended_at is None
    assert Event.objects.filter(verb="own_word_ended").count() == 2


def test_there_is_room_for_so_many(cast: Cast, client: Client) -> None:
    for n in range(MOST_STANDING):
        OwnWord.add(cast.club, by=cast.noor, word=f"woord {n}", text="Zo.")
    assert add(cast.sit(client, cast.noor), cast).status_code == 409


def test_it_can_be_reported_and_hidden(cast: Cast, client: Client) -> None:
    word = OwnWord.add(cast.club, by=cast.noor, word="hok", text="Rare uitleg.")
    client.force_login(cast.wouter.user)
    path = reverse("report_text", args=["uitleg", word.pk])
    assert client.post(path, {"because": "Klopt niet."}).headers["Location"].startswith(page(cast))
    assert "gemeld" in html(client, "own_words", cast.club.pk)
    guest = cast.sit(Client(), cast.noor)
    guest.post(reverse("hide_text", args=["uitleg", word.pk]), {"because": "Klopt niet."})
    body = html(client, "own_words", cast.club.pk)
    assert "Rare uitleg." not in body and "Verborgen door" in body
    change = reverse("change_own_word", args=[word.pk])
    assert "Rare uitleg." not in client.get(change).content.decode()
    refused = client.post(change, {"text": "Netjes uitgelegd."})
    assert refused.status_code == 409 and "Netjes uitgelegd." in refused.content.decode()


def test_a_reader_reads_and_has_no_form(cast: Cast, client: Client) -> None:
    OwnWord.add(cast.club, by=cast.noor, word="hok", text="De kelder.")
    body = html(cast.read(client), "own_words", cast.club.pk)
    assert "De kelder." in body and "<textarea" not in body
    assert client.post(page(cast), {"word": "x", "text": "y"}).status_code in (302, 303, 403)
