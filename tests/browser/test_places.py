"""Lines and clauses change places, and a clause goes and comes back: with keys alone, and without
a script."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, Side.GUIDE, "Samira Bakali")
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter", duty=DutyKind.CONTACT)


@pytest.fixture
def draft(official: Participant) -> AgreementVersion:
    draft = make.make_agreement(official.initiative, by=official, clauses=0)
    for heading in ("Waar?", "Wanneer?", "Wie?"):
        make.add_clause(draft, heading, make.line("Eerst dit."), make.line("Dan dat."))
    return draft


def order(draft: AgreementVersion) -> list[str]:
    return [clause.heading for clause in draft.clauses.all()]


def texts(draft: AgreementVersion, heading: str) -> list[str]:
    return [row.text for row in draft.clauses.get(heading=heading).commitments.all()]


WINDOWS = [(LAPTOP, True), (PHONE, True), (LAPTOP, False), (PHONE, False)]


@pytest.fixture(params=WINDOWS, ids=["laptop", "phone", "laptop-plain", "phone-plain"])
def page(
    request: pytest.FixtureRequest,
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
) -> Page:
    size, has_script = request.param
    options: dict[str, Any] = {**size, "java_script_enabled": has_script}
    page = window(new_context, official.user, live_server.url, **options)
    page.goto(f"/versie/{draft.pk}/schrijven/")
    return page


def test_a_line_moves_and_is_saved(page: Page, draft: AgreementVersion) -> None:
    page.get_by_role("link", name=re.compile("^Bewerk.*Wanneer")).click()
    page.get_by_role("button", name="Regel 2 omhoog").click()
    field = page.locator("textarea[name$='-0-text']")
    expect(field).to_have_value("Dan dat.")
    expect(page.get_by_role("button", name="Regel 1 omlaag")).to_be_focused()
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Bewerk.*Wanneer"))).to_be_visible()
    assert texts(draft, "Wanneer?") == ["Dan dat.", "Eerst dit."]


def test_a_clause_moves_by_one_and_to_any_place(page: Page, draft: AgreementVersion) -> None:
    page.get_by_role("button", name="Omlaag: Waar?").click()
    expect(page.get_by_role("button", name="Omlaag: Waar?")).to_be_focused()
    assert order(draft) == ["Wanneer?", "Waar?", "Wie?"]
    page.get_by_role("link", name="Zet ergens anders: Wie?").click()
    page.get_by_label("Waar moet dit onderdeel komen?").select_option(label="Helemaal bovenaan")
    page.get_by_role("button", name="Zet het daar").click()
    expect(page.get_by_text("“Wie?” staat nu op een andere plek.")).to_be_visible()
    assert order(draft) == ["Wie?", "Wanneer?", "Waar?"]


def test_a_clause_goes_and_comes_back(page: Page, draft: AgreementVersion) -> None:
    for place in (".message", "#weggehaald"):
        page.get_by_role("link", name="Haal weg: Wanneer?").click()
        page.get_by_role("button", name="Haal weg").click()
        assert order(draft) == ["Waar?", "Wie?"]
        page.locator(place).get_by_role("button", name=re.compile("^Zet terug")).click()
        expect(page.get_by_text("“Wanneer?” staat er weer.")).to_be_visible()
        assert order(draft) == ["Waar?", "Wanneer?", "Wie?"]


def test_the_pages_are_accessible(
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
    axe: Callable[[Page], None],
) -> None:
    clause = draft.clauses.all()[1]
    clause.remove()
    for size in (LAPTOP, PHONE):
        page = window(new_context, official.user, live_server.url, **size)
        first = draft.clauses.all()[0]
        for path in (f"/versie/{draft.pk}/schrijven/", f"/onderdeel/{first.pk}/verplaatsen/"):
            page.goto(path)
            axe(page)


def test_with_a_keyboard_alone(
    new_context: NewContext, live_server: LiveServer, official: Participant, draft: AgreementVersion
) -> None:
    page = window(new_context, official.user, live_server.url, **LAPTOP)
    page.goto(f"/versie/{draft.pk}/schrijven/")
    tab_to(page, "^Omlaag: Waar")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Omlaag: Waar?")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Omhoog: Waar?")).to_be_focused()
    assert order(draft) == ["Wanneer?", "Wie?", "Waar?"]

    page.goto(f"/versie/{draft.pk}/schrijven/")
    tab_to(page, "^Bewerk.*Wanneer")
    page.keyboard.press("Enter")
    expect(page.get_by_label("Vraag boven dit onderdeel")).to_be_visible()
    tab_to(page, "^Regel 1 omlaag")
    page.keyboard.press("Enter")
    expect(page.locator("textarea[name$='-0-text']")).to_have_value("Dan dat.")
    tab_to(page, "^Tekst$")
    page.keyboard.press("End")
    page.keyboard.type(" Met toetsen.")
    expect(page.locator(".saved")).to_contain_text("Bewaard om", timeout=10_000)
    tab_to(page, "^Sluit")
    page.keyboard.press("Enter")
    clause = page.locator(f"#{draft.clauses.get(heading='Wanneer?').key}")
    expect(clause).to_contain_text("Met toetsen.")
    expect(clause).to_be_focused()

    tab_to(page, "^Haal weg.*Wanneer")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/weghalen/"))
    tab_to(page, "^Haal weg$")
    page.keyboard.press("Enter")
    expect(page.get_by_text("is weg uit dit concept")).to_be_visible()
    tab_to(page, "^Zet terug")
    page.keyboard.press("Enter")
    expect(page.get_by_text("“Wanneer?” staat er weer.")).to_be_visible()
    assert " ".join(texts(draft, "Wanneer?")).count("Met toetsen.") == 1
