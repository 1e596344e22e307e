"""Another text for a clause: proposed on a phone, supported, taken over, and asked about."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion, ChangeProposal
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.agreements.proposing import propose
from tests.browser.people import LAPTOP, PHONE, NewContext, window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, Side.GUIDE, "Samira Bakali", duty=DutyKind.CONTACT)
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter", duty=DutyKind.CONTACT)


@pytest.fixture
def member(official: Participant) -> Participant:
    return make.make_participant(official.initiative, name="Noor", has_account=True)


@pytest.fixture
def text(official: Participant) -> AgreementVersion:
    draft = make.make_agreement(official.initiative, by=official, clauses=0)
    make.add_clause(
        draft,
        "Wanneer mogen we erin?",
        make.line("Vrijdag van 19.00 tot 22.00 uur."),
        make.line("De verwarming is aan.", "municipality", kind="promise"),
    )
    draft.propose(by=official)
    return draft


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def size(request: pytest.FixtureRequest) -> dict[str, object]:
    return request.param  # type: ignore[no-any-return]


def read(
    new_context: NewContext,
    who: Participant,
    server: LiveServer,
    text: AgreementVersion,
    **options: object,
) -> Page:
    page = window(new_context, who.user, server.url, **options)
    page.goto(f"/versie/{text.pk}/")
    return page


def change_friday(page: Page, words: str) -> None:
    field = page.get_by_label("Regel 1", exact=True)
    expect(field).to_have_value("Vrijdag van 19.00 tot 22.00 uur.")
    field.fill(words)
    page.get_by_role("button", name="Stel deze tekst voor").click()
    expect(page.locator(".proposal ins").first).to_contain_text("23.00")


def test_from_a_reaction_to_another_text_in_its_place(
    new_context: NewContext,
    live_server: LiveServer,
    member: Participant,
    text: AgreementVersion,
    size: dict[str, object],
    axe: Callable[[Page], None],
) -> None:
    page = read(new_context, member, live_server, text, **size)
    page.get_by_role("link", name=re.compile("^Reageer op: Wanneer")).click()
    page.get_by_label("Je reactie").fill("Dan is het net gezellig.")
    page.get_by_role("button", name=re.compile("^Andere tekst")).click()
    expect(page.get_by_label("Waarom is dit beter?")).to_have_value("Dan is het net gezellig.")
    axe(page)
    change_friday(page, "Vrijdag van 19.00 tot 23.00 uur.")
    assert page.url.endswith(f"/versie/{text.pk}/"), "only the clause was swapped"
    assert page.locator("section.clause").count() == 1
    axe(page)


def test_without_javascript_and_by_keyboard(
    new_context: NewContext,
    live_server: LiveServer,
    member: Participant,
    text: AgreementVersion,
    size: dict[str, object],
) -> None:
    page = read(new_context, member, live_server, text, java_script_enabled=False, **size)
    page.get_by_role("link", name=re.compile("^Reageer op: Wanneer")).focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name=re.compile("^Andere tekst")).focus()
    page.keyboard.press("Enter")
    change_friday(page, "Vrijdag van 19.00 tot 23.00 uur.")
    page.get_by_role("button", name="Trek je voorstel in").focus()
    page.keyboard.press("Space")
    expect(page.get_by_text("Het voorstel is ingetrokken.")).to_be_visible()


@pytest.mark.parametrize("script", [True, False], ids=["script", "no script"])
def test_one_is_taken_over_and_of_the_other_both_texts_are_shown(
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    member: Participant,
    text: AgreementVersion,
    size: dict[str, object],
    axe: Callable[[Page], None],
    expected_complaints: list[str],
    script: bool,
) -> None:
    expected_complaints.append("409 (Conflict)")
    clause = text.clauses.get()
    guide = text.initiative.participants.get(side=Side.GUIDE)
    propose(clause, "Vrijdag van 19.00 tot 23.00 uur.", by=member)
    propose(clause, "Vrijdag van 18.00 tot 22.00 uur.", by=guide)
    page = read(new_context, official, live_server, text, java_script_enabled=script, **size)
    first = page.locator(".proposal").first
    first.get_by_role("button", name="Hier sta ik achter").click()
    expect(page.locator(".proposal").first).to_contain_text("Jij ook.")
    page.locator(".proposal").first.get_by_role("button", name="Neem over").click()
    expect(page).to_have_url(re.compile("/schrijven/"))
    expect(page.get_by_text("Voorgesteld door de groep")).to_be_visible()
    page.goto(f"/versie/{text.pk}/")
    page.locator(".proposal").first.get_by_role("button", name="Neem over").click()
    expect(page.get_by_text("De tekst in het concept is intussen anders.")).to_be_visible()
    if script:
        axe(page)
    page.get_by_role("button", name="Zet de voorgestelde tekst erbij").click()
    expect(page).to_have_url(re.compile("/schrijven/"))
    draft = text.agreement.versions.get(status="draft")
    lines = [row.text for row in draft.clauses.get().commitments.all()]
    assert lines[0].endswith("23.00 uur.") and lines[2].startswith("Vrijdag van 18.00")
    assert not ChangeProposal.objects.open().exists()


def test_why_not(
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    member: Participant,
    text: AgreementVersion,
    size: dict[str, object],
    axe: Callable[[Page], None],
) -> None:
    propose(text.clauses.get(), "Vrijdag tot 23.00 uur.", by=member)
    page = read(new_context, official, live_server, text, **size)
    page.locator(".proposal").get_by_role("link", name=re.compile("^Waarom niet")).click()
    axe(page)
    page.get_by_label("Waarom niet?").fill("De buren slapen dan.")
    page.get_by_role("button", name="Neem niet over").click()
    page.get_by_role("link", name="1 eerder voorstel").click()
    expect(page.get_by_text("De buren slapen dan.")).to_be_visible()
    axe(page)
