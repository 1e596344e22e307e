"""The words of the municipality, for everybody."""

import pytest
from django.test import Client
from django.urls import reverse

from initiatives.glossary import GLOSSARY


@pytest.mark.django_db
def test_every_word_stands_there_without_an_account(client: Client) -> None:
    body = client.get(reverse("glossary")).content.decode()
    for entry in GLOSSARY:
        assert f">{entry.word}</strong></dt>" in body
    assert 'id="bestemmingsplan"' in body, "a word has an address of its own"
    assert body.index(">borg<") < body.index(">VOG<") < body.index(">voorbehoud<")
    assert reverse("glossary") in client.get(reverse("start")).content.decode()
