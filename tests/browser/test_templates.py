"""A coordinator makes a template, somebody begins with it: at both widths, with and without JS."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import Agreement, TemplateVersion
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window

pytestmark = pytest.mark.django_db(transaction=True)

WINDOWS = [PHONE, LAPTOP, {**PHONE, "java_script_enabled": False}]


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter", duty=DutyKind.CONTACT)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).first.click()


def write_a_template(page: Page, look: Callable[[Page], None]) -> None:
    page.goto("/sjablonen/")
    look(page)
    page.get_by_role("link", name="Nieuw sjabloon").click()
    page.get_by_label("Hoe heet het?").fill("Een moestuin")
    press(page, "Begin")
    page.get_by_role("link", name="Kies een onderdeel").click()
    page.get_by_role("heading", name="Groen in de buurt").click()
    page.get_by_role("button", name=re.compile("^Zet erin.*water vandaan")).click()
    page.get_by_role("link", name="Onderdeel erbij").click()
    page.get_by_label("Je eigen vraag").fill("Wie heeft de schep?")
    page.locator("form", has=page.get_by_label("Je eigen vraag")).get_by_role("button").click()
    # A question of one's own goes on to its lines.
    line = page.get_by_role("group", name="Regel 1", exact=True)
    line.get_by_label("De groep").check()
    line.get_by_label("Tekst").fill("{Naam} bewaart de schep.")
    look(page)
    press(page, "Bewaar")
    page.get_by_role("button", name="Omhoog: Wie heeft de schep?").click()
    expect(page.locator(".clause h2").first).to_have_text("Wie heeft de schep?")
    look(page)
    press(page, "Publiceer")
    expect(page.get_by_text("Nieuwe afspraken beginnen voortaan met deze tekst.")).to_be_visible()
    look(page)


@pytest.mark.parametrize("options", WINDOWS, ids=["phone", "laptop", "without js"])
def test_a_template_is_made_and_begun_with(
    options: dict[str, Any],
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    axe: Callable[[Page], None],
) -> None:
    # Without scripts nothing can look for mistakes; the other two windows do.
    look = (lambda _page: None) if "java_script_enabled" in options else axe
    page = window(new_context, make.make_manager(), live_server.url, **options)
    write_a_template(page, look)
    assert TemplateVersion.objects.get().as_template().clauses[0].heading == "Wie heeft de schep?"

    page = window(new_context, official.user, live_server.url, **options)
    page.goto(f"/initiatief/{official.initiative_id}/afspraken/nieuw/")
    look(page)
    page.get_by_label("Waar gaat de afspraak over?").fill("De tuin")
    page.get_by_label("Een moestuin").check()
    press(page, "Begin")
    expect(page.get_by_role("heading", name="Wie heeft de schep?").first).to_be_visible()
    expect(page.get_by_text("Begonnen met het sjabloon “Een moestuin”, tekst 1.")).to_be_visible()
    covered = page.locator("#wat-staat-erin")
    covered.locator("summary").first.click()
    covered.get_by_text("Groen in de buurt").click()
    look(page)
    covered.get_by_role("button", name=re.compile("^Zet erin.*Welk stuk groen")).click()
    expect(page.get_by_role("heading", name="Welk stuk groen is het?").first).to_be_visible()
    assert Agreement.objects.get().template_number == 1


@pytest.mark.parametrize("options", WINDOWS[1:], ids=["laptop", "without js"])
def test_an_earlier_agreement_is_found_and_begun_with(
    options: dict[str, Any],
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
) -> None:
    make.make_link(official.initiative)
    for n in range(5):
        make.make_proposal(official.initiative, by=official, title=f"Plek {n}", clauses=1)
    page = window(new_context, official.user, live_server.url, **options)
    page.goto(f"/initiatief/{official.initiative_id}/afspraken/nieuw/")
    page.get_by_role("link", name="Zoek in alle afspraken").click()
    page.get_by_label("Zoek een afspraak").fill("plek 1")
    page.get_by_role("button", name="Zoek").click()
    expect(page.get_by_role("link", name="Plek 3")).to_have_count(0)
    page.get_by_role("link", name="Plek 1").click()
    page.get_by_label("Waar gaat de afspraak over?").fill("Nog een plek")
    press(page, "Begin")
    expect(page.get_by_text("Begonnen met de tekst van een eerdere afspraak.")).to_be_visible()
    expect(page.get_by_role("heading", name="Vraag 1?").first).to_be_visible()
