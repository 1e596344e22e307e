"""Blanks on one page and open points: at both widths, with and without JavaScript, by keyboard."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion, Clause
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, Side.GUIDE, "Samira Bakali")
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter", duty=DutyKind.CONTACT)


@pytest.fixture
def draft(official: Participant) -> AgreementVersion:
    draft = make.make_agreement(official.initiative, by=official, clauses=0)
    make.add_clause(draft, "Wanneer?", make.line("Open op {dag} van {tijd} tot 22.00 uur."))
    make.add_clause(draft, "Wie helpt?", make.line("{naam} helpt.", "municipality"))
    return draft


@pytest.fixture(
    params=[LAPTOP, PHONE, LAPTOP | {"java_script_enabled": False},
            PHONE | {"java_script_enabled": False}],
    ids=["laptop", "phone", "laptop without script", "phone without script"],
)  # fmt: skip
def page(
    request: pytest.FixtureRequest,
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
) -> Page:
    page = window(new_context, official.user, live_server.url, **request.param)
    page.goto(f"/versie/{draft.pk}/schrijven/")
    return page


def lines(draft: AgreementVersion) -> list[str]:
    clauses = Clause.objects.filter(version=draft)
    return [line.text for clause in clauses for line in clause.commitments.all()]


def test_every_blank_is_filled_on_one_page_by_keyboard(page: Page, draft: AgreementVersion) -> None:
    page.get_by_role("link", name="Vul de 3 lege plekken op één bladzijde in").click()
    first = page.get_by_label("dag", exact=True)
    first.focus()
    page.keyboard.type("vrijdag")
    page.keyboard.press("Tab")
    expect(page.get_by_label("tijd", exact=True)).to_be_focused()
    page.keyboard.type("19.00")
    page.keyboard.press("Tab")
    page.keyboard.type("Samira Bakali")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Er zijn geen lege plekken meer.")).to_be_visible()
    person = draft.initiative.participants.get(name="Samira Bakali")
    assert lines(draft) == [
        "Open op vrijdag van 19.00 tot 22.00 uur.",
        f"{{@{person.pk}}} helpt.",
    ]


def test_an_open_point_is_added_changed_and_taken_out(page: Page, draft: AgreementVersion) -> None:
    page.get_by_role("link", name="Open punt erbij").click()
    page.get_by_label("Wat weten jullie nog niet?").fill("Mag de tuin erbij?")
    page.get_by_label("De gemeente").check()
    page.get_by_role("button", name="Bewaar").click()
    point = page.locator("#open-punten li")
    expect(point).to_contain_text("Mag de tuin erbij?")
    expect(point).to_contain_text("De gemeente")
    point.get_by_role("link", name=re.compile("^Bewerk")).click()
    page.get_by_label("Wie precies?").fill("de beheerder")
    page.get_by_role("button", name="Bewaar").click()
    expect(point).to_contain_text("zoekt het uit: de beheerder")
    point.get_by_role("link", name=re.compile("^Haal weg")).click()
    page.get_by_role("button", name="Haal weg").click()
    expect(page.locator("#open-punten")).to_contain_text("Weten jullie iets nog niet?")
    assert not draft.open_points.exists()


@pytest.mark.parametrize("size", [LAPTOP, PHONE], ids=["laptop", "phone"])
def test_the_pages_are_accessible_and_nothing_sticks_out(
    size: dict[str, object],
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
    axe: Callable[[Page], None],
    expected_complaints: list[str],
) -> None:
    expected_complaints.append("422")
    make.add_clause(draft, "Hoe?", make.line("Donaudampfschifffahrtsgesellschaft" * 4 + " {wat}."))
    page = window(new_context, official.user, live_server.url, **size)
    for path in ("invullen", "open-punt-erbij", "gegevens"):
        page.goto(f"/versie/{draft.pk}/{path}/")
        axe(page)
        wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
        assert wide <= 0, path
        if path == "open-punt-erbij":
            page.get_by_role("button", name="Bewaar").click()
            expect(page.get_by_text("Dit is nog niet goed.")).to_be_visible()
            axe(page)
