"""What is said about privacy is what the app does."""

from __future__ import annotations

from django.conf import settings
from django.test import Client
from django.urls import reverse


def body() -> str:
    return Client().get(reverse("privacy")).content.decode()


def test_every_cookie_is_named(db):
    page = body()
    for name in (
        settings.SESSION_COOKIE_NAME,
        settings.CSRF_COOKIE_NAME,
        settings.SEAT_COOKIE_NAME,
        settings.LANGUAGE_COOKIE_NAME,
        "messages",
    ):
        assert f"<code>{name}</code>" in page


def test_how_long_cookies_stay_is_what_the_settings_say(db):
    assert f"Hooguit {settings.SESSION_DAYS} dagen." in body()
    assert settings.LANGUAGE_COOKIE_AGE is None, "the page says: until the browser closes"


def test_no_cookie_that_is_not_on_the_page(cast):
    """A walk over the pages sets nothing else."""
    page = body()
    client = Client()
    client.force_login(cast.samira.user)
    for path in ("/", f"/initiatief/{cast.club.pk}/", f"/g/{cast.link.token}/", "/privacy/"):
        client.get(path)
    client.post(reverse("set_language"), {"language": "en", "next": "/"})
    assert len(client.cookies) >= 3
    for name in client.cookies:
        assert name in page


def test_open_to_all_and_without_a_query(db, django_assert_num_queries):
    with django_assert_num_queries(0):
        assert "Alleen wat nodig is." in body()


def test_how_long_names_stay_is_what_the_settings_say(db, settings):
    settings.NAME_MONTHS, settings.WORK_NAME_MONTHS = 7, 31
    page = body()
    assert "Tot 7 maanden nadat je stopt." in page
    assert "Tot 31 maanden na het stoppen." in page
    settings.NAME_MONTHS = 1
    assert "Tot 1 maand nadat je stopt." in body()
