"""Links on real screens: the share sheet where there is one, and a personal link on a new phone."""

from __future__ import annotations

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect

from agreements.models import ReadLink
from initiatives.models import Seat, ShareLink
from tests.browser.people import PHONE, NewContext, window
from tests.conftest import Cast
from tests.factories import make_proposal

pytestmark = pytest.mark.django_db(transaction=True)

# A share sheet that remembers what it was given, as a phone has one and this browser has not.
SHEET = "navigator.share = async (given) => { window.shared = given; };"


def test_the_share_sheet_of_the_phone(
    cast: Cast, new_context: NewContext, live_server, settings
) -> None:
    settings.SITE_URL = live_server.url
    page = window(new_context, cast.samira.user, live_server.url, **PHONE)
    page.add_init_script(SHEET)
    page.goto(reverse("group_link", args=[cast.club.pk]))
    page.get_by_role("button", name="Deel met je telefoon").click()
    shared = page.evaluate("window.shared.text")
    assert shared.endswith(f"{live_server.url}/g/{cast.link.token}/")
    assert "Hoi! Dit is de link van" in shared


def test_without_a_share_sheet_there_is_no_button(
    cast: Cast, new_context: NewContext, live_server
) -> None:
    page = window(new_context, cast.samira.user, live_server.url, **PHONE)
    page.add_init_script("delete Navigator.prototype.share;")
    page.goto(reverse("group_link", args=[cast.club.pk]))
    expect(page.get_by_role("button", name="Kopieer de link")).to_be_visible()
    expect(page.get_by_role("button", name="Deel met je telefoon")).to_be_hidden()


def open_and_say_yes(page: Page, link: ShareLink) -> None:
    page.goto(reverse("open_link", args=[link.token]))
    assert link.token not in page.url
    page.get_by_role("button", name="Ja, dit ben ik, verder op deze telefoon").click()
    expect(page.get_by_text("Hoi Zwaluwnoor, je doet mee.")).to_be_visible()


@pytest.mark.parametrize("java_script_enabled", [True, False])
def test_a_personal_link_on_a_new_phone(
    cast: Cast, new_context: NewContext, live_server, java_script_enabled: bool
) -> None:
    link = ShareLink.make_personal(cast.noor, by=cast.samira)
    options = {**PHONE, "java_script_enabled": java_script_enabled}
    old = window(new_context, None, live_server.url, **options)
    open_and_say_yes(old, link)
    new = window(new_context, None, live_server.url, **options)
    new.goto(reverse("open_link", args=[link.token]))
    expect(new.get_by_text("Je doet nu mee op een andere telefoon.")).to_be_visible()
    open_and_say_yes(new, link)
    assert Seat.objects.filter(participant=cast.noor, ended_at=None).count() == 1
    old.goto(reverse("people", args=[cast.club.pk]))
    expect(old.get_by_text("Zwaluwdex")).to_have_count(0)


def test_the_wall_on_paper(cast: Cast, new_context: NewContext, live_server) -> None:
    version = make_proposal(cast.club, by=cast.wouter, title="Over de kelder")
    link = ReadLink.make(version, by=cast.wouter).link
    page = window(new_context, None, live_server.url, **PHONE)
    page.goto(reverse("open_link", args=[link.token]))
    page.emulate_media(media="print")
    expect(page.get_by_role("heading", name="Over de kelder")).to_be_visible()
    expect(page.locator(".footer")).to_be_hidden()
    expect(page.locator("main a")).to_have_count(0)
