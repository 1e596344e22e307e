"""English: how somebody chooses it, and that it is all there."""

from datetime import date
from html import escape

import polib
import pytest
import time_machine
from django.conf import settings
from django.test import Client
from django.urls import reverse
from django.utils import translation

from initiatives.templatetags.dates import day, distance, human_day
from tests.conftest import Cast
from tools import translations

CATALOGUE = translations.ROOT / "locale/en/LC_MESSAGES/django.po"


def dutch_sentences() -> list[str]:
    """What a page in English may not hold: whole sentences that read otherwise in English."""
    entries = polib.pofile(str(CATALOGUE))
    pairs = [pair for entry in entries for pair in translations.pairs(entry)]
    return [
        source
        for source, english in pairs
        if source != english and " " in source and not translations.placeholders(source)
    ]


def said_in_dutch(page: str) -> list[str]:
    return [text for text in dutch_sentences() if text in page or escape(text) in page]


def english(client: Client) -> Client:
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    return client


def test_nothing_is_missing_from_the_catalogue(capsys: pytest.CaptureFixture[str]) -> None:
    assert translations.check() == 0, capsys.readouterr().out


def test_every_catalogue_is_a_language_that_can_be_chosen() -> None:
    folders = {path.parent.parent.name for path in translations.catalogues()}
    assert folders == {code for code, _name in settings.LANGUAGES} - {settings.LANGUAGE_CODE}


# Choosing --------------------------------------------------------------------------------------


@pytest.mark.django_db
def test_choosing_english_sets_a_cookie_and_comes_back_to_the_page(client: Client) -> None:
    here = reverse("privacy")
    answer = client.post(reverse("set_language"), {"language": "en", "next": here})
    assert (answer.status_code, answer["Location"]) == (302, here)
    cookie = answer.cookies[settings.LANGUAGE_COOKIE_NAME]
    assert cookie.value == "en"
    assert cookie["httponly"]
    page = client.get(here).content.decode()
    assert '<html lang="en">' in page
    assert "Only what is needed." in page
    assert "Alleen wat nodig is." not in page


@pytest.mark.django_db
def test_choosing_dutch_brings_dutch_back(client: Client) -> None:
    english(client).post(reverse("set_language"), {"language": "nl", "next": "/"})
    page = client.get(reverse("privacy"), headers={"accept-language": "en"}).content.decode()
    assert '<html lang="nl">' in page
    assert "Alleen wat nodig is." in page


@pytest.mark.django_db
def test_looking_at_a_page_chooses_nothing(client: Client) -> None:
    client.get(reverse("set_language"), {"language": "en"})
    client.get(reverse("privacy"), {"language": "en"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies
    assert '<html lang="nl">' in client.get(reverse("privacy")).content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(("wanted", "given"), [("en-GB,en;q=0.9", "en"), ("fr", "nl"), ("", "nl")])
def test_a_browser_that_asks_gets_its_language_when_we_have_it(
    client: Client, wanted: str, given: str
) -> None:
    page = client.get(reverse("privacy"), headers={"accept-language": wanted}).content.decode()
    assert f'<html lang="{given}">' in page


@pytest.mark.django_db
def test_a_language_that_we_do_not_have_is_not_chosen(client: Client) -> None:
    client.post(reverse("set_language"), {"language": "xx", "next": "/"})
    assert settings.LANGUAGE_COOKIE_NAME not in client.cookies


@pytest.mark.django_db
def test_choosing_never_leads_to_another_site(client: Client) -> None:
    there = "https://elsewhere.invalid/"
    answer = client.post(reverse("set_language"), {"language": "en", "next": there})
    assert not answer["Location"].startswith("http")


# Reading ---------------------------------------------------------------------------------------


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["start", "account_login", "account_signup", "privacy",
                                  "accessibility", "who_may_what"])  # fmt: skip
def test_pages_for_everybody_hold_no_dutch(client: Client, name: str) -> None:
    answer = english(client).get(reverse(name))
    assert answer.status_code == 200
    assert '<html lang="en">' in answer.content.decode()
    assert said_in_dutch(answer.content.decode()) == []


@pytest.mark.django_db
def test_a_page_that_is_not_there_says_so_in_english(client: Client) -> None:
    answer = english(client).get("/bestaat-niet/")
    assert answer.status_code == 404
    assert "This page does not exist" in answer.content.decode()
    assert said_in_dutch(answer.content.decode()) == []


OF_INITIATIVE = ("initiative", "people", "timeline", "group_page", "group_link", "start_agreement")


@pytest.mark.parametrize("name", OF_INITIATIVE)
def test_pages_of_an_initiative_hold_no_dutch(client: Client, cast: Cast, name: str) -> None:
    user = cast.samira.user
    assert user is not None
    client.force_login(user)
    answer = english(client).get(reverse(name, args=[cast.club.pk]))
    assert answer.status_code == 200
    assert said_in_dutch(answer.content.decode()) == []


@pytest.mark.parametrize("name", ["group_page", "people", "timeline", "take_seat"])
def test_pages_on_a_phone_of_the_group_hold_no_dutch(client: Client, cast: Cast, name: str) -> None:
    answer = english(cast.read(client)).get(reverse(name, args=[cast.club.pk]), follow=True)
    assert answer.status_code == 200
    assert said_in_dutch(answer.content.decode()) == []


def test_what_is_wrong_with_a_form_is_said_in_english(client: Client, cast: Cast) -> None:
    user = cast.samira.user
    assert user is not None
    client.force_login(user)
    answer = english(client).post(reverse("log_initiative"), {"name": "", "headcount": "0"})
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "Fill this in." in page
    assert "Fill in a number of 1 or more." in page
    assert said_in_dutch(page) == []


def test_dutch_sentences_are_recognised() -> None:
    with translation.override("en"):
        assert said_in_dutch("<p>Fill this in.</p>") == []
    assert said_in_dutch("<p>Vul dit in.</p>") == ["Vul dit in."]


# Days ------------------------------------------------------------------------------------------


@time_machine.travel("2026-11-22 12:00+01:00", tick=False)
def test_days_in_english() -> None:
    with translation.override("en"):
        assert ">Tuesday 8 December</time>, in 2 weeks" in human_day(date(2026, 12, 8))
        assert 'title="8 December 2026"' in day(date(2026, 12, 8))
        assert ">Friday 8 January 2027</time>" in day(date(2027, 1, 8))


@pytest.mark.parametrize(
    ("on", "said"),
    [
        (date(2026, 11, 22), "today"),
        (date(2026, 11, 23), "tomorrow"),
        (date(2026, 11, 21), "yesterday"),
        (date(2026, 11, 25), "in 3 days"),
        (date(2026, 10, 31), "3 weeks ago"),
        (date(2027, 5, 22), "in 6 months"),
    ],
)
@time_machine.travel("2026-11-22 12:00+01:00", tick=False)
def test_distance_in_english(on: date, said: str) -> None:
    with translation.override("en"):
        assert distance(on) == said
