"""Windows of the people in a browser test."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any
from urllib.parse import urljoin

from django.conf import settings
from django.test import Client
from playwright.sync_api import BrowserContext, Page

from accounts.models import Function, User

PHONE = {"viewport": {"width": 390, "height": 844}}
LAPTOP = {"viewport": {"width": 1280, "height": 900}}

NewContext = Callable[..., BrowserContext]


@dataclass
class Town:
    """Who is there before anything happens: two colleagues, and no initiative."""

    youth_worker: User
    official: User


def make_town() -> Town:
    return Town(
        youth_worker=User.objects.create_user(
            "samira@voorbeeld.invalid", "Samira Bakali", Function.YOUTH_WORKER
        ),
        official=User.objects.create_user(
            "wouter@voorbeeld.invalid", "Wouter de Graaf", Function.CIVIL_SERVANT
        ),
    )


def sign_in(context: BrowserContext, user: User, address: str) -> None:
    """Gives the window the session of `user`. Signing in by code has its own tests."""
    client = Client()
    client.force_login(user)
    name = settings.SESSION_COOKIE_NAME
    context.add_cookies([{"name": name, "value": client.cookies[name].value, "url": address}])


def window(new_context: NewContext, user: User | None, address: str, **options: Any) -> Page:
    context = new_context(**options)
    if user:
        sign_in(context, user, address)
    return context.new_page()


def every_page(page: Page) -> Iterator[None]:
    """Goes through a list that stands on several pages, from the one that is open."""
    while True:
        yield
        older = page.locator("main").locator("a[rel=next]")
        if not older.count():
            return
        # Opened, not tapped: after a tap the page may still be the old one, or empty.
        page.goto(urljoin(page.url, older.get_attribute("href")))
