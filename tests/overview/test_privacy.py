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


def test_how_long_cookies_stay_is_what_the_settings_say():
    assert settings.SESSION_COOKIE_AGE == 14 * 24 * 3600, "the page says two weeks"
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
