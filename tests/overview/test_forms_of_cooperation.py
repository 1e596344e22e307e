"""The neutral page: open to all, no advice, no form better than another, nobody's contact data."""

from __future__ import annotations

import re

from django.test import Client
from django.urls import reverse

from initiatives.models import LegalForm

PATH = "/vormen-van-samenwerken/"


def body() -> str:
    response = Client().get(PATH)
    assert response.status_code == 200
    return response.content.decode()


def test_it_is_open_and_says_that_it_is_no_advice(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        page = body()
    assert "Dit is geen juridisch advies." in page
    assert "Geen vorm is beter dan een andere." in page


def test_it_explains_the_three_ways(db):
    page = body()
    for words in ("Participatie", "Initiatief", "Uitdaagrecht", "right to challenge"):
        assert words in page


def test_every_form_that_can_be_chosen_stands_on_it(db):
    page = body().lower()
    words = {
        LegalForm.NONE: ">geen<", LegalForm.INFORMAL_ASSOCIATION: "informele vereniging",
        LegalForm.ASSOCIATION: "vereniging", LegalForm.FOUNDATION: "stichting",
        LegalForm.COOPERATIVE: "coöperatie", LegalForm.PARTNERSHIP: "maatschap",
        LegalForm.WITH_ORGANISATION: "meeliften bij een organisatie",
    }  # fmt: skip
    assert set(words) == set(LegalForm)
    for word in words.values():
        assert word in page


def test_sources_are_plain_and_nobody_can_be_reached_by_it(db):
    main = body().split("<main")[1].split("</main>")[0]
    assert "artikel 30" in main
    assert not re.findall(r"https?://|@|\b\d{10}\b", main)


def test_every_page_leads_to_it(client, db):
    assert f'href="{PATH}"' in client.get(reverse("start")).content.decode()
    assert (
        f'href="{PATH}"' in client.get(reverse("who_may_what")).content.decode().split("<main")[1]
    )
