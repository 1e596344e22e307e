"""Writing a clause in its place: what only a script can do, and what survives a lost line."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, name="Noor")
    make.make_participant(club, Side.GUIDE, "Samira Bakali")
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter", duty=DutyKind.CONTACT)


@pytest.fixture
def draft(official: Participant) -> AgreementVersion:
    draft = make.make_agreement(official.initiative, by=official, clauses=1)
    make.add_clause(
        draft,
        "Wie helpt?",
        make.line("De gemeente helpt binnen {aantal} dagen.", "municipality"),
        make.line("Wij vegen de vloer.", "group"),
    )
    return draft


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
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


def begin(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Bewerk.*Wie helpt")).click()
    expect(page.get_by_label("Vraag boven dit onderdeel")).to_be_visible()


def save(page: Page, name: str = "Bewaar") -> None:
    page.get_by_role("button", name=name, exact=True).click()


def test_a_clause_is_written_in_its_place(
    page: Page, draft: AgreementVersion, axe: Callable[[Page], None]
) -> None:
    axe(page)
    expect(page.locator("#write-outline nav a[href='#own_2']")).to_contain_text("1 leeg")
    begin(page)
    axe(page)
    line = page.get_by_role("group", name="Regel 1", exact=True)
    line.get_by_label("aantal").fill("5")
    line.get_by_label("Toezegging").check()
    # The preview follows what was typed, and the form stays as it is.
    phone = page.locator("#write-preview")
    expect(phone).to_contain_text("binnen 5 dagen")
    expect(line.get_by_label("aantal")).to_have_value("5")
    save(page)
    clause = page.locator("#own_2")
    expect(clause).to_contain_text("De gemeente helpt binnen 5 dagen.")
    expect(clause).to_be_focused()
    expect(page.locator("#write-outline nav a[href='#own_2']")).to_contain_text("klaar")
    assert page.url.split("#")[0].endswith(f"/versie/{draft.pk}/schrijven/")


def test_a_line_more_and_a_name_from_the_list(page: Page, draft: AgreementVersion) -> None:
    begin(page)
    page.get_by_text("Nog een regel").first.click()
    page.get_by_role("button", name="Nog een regel").click()
    page.get_by_role("group", name="Regel 4", exact=True).get_by_label("Tekst").focus()
    page.get_by_text("Noem iemand").click()
    page.get_by_label("Wie je kunt noemen").select_option(label="Samira Bakali")
    page.get_by_role("button", name="Zet in de tekst").click()
    expect(
        page.get_by_role("group", name="Regel 4", exact=True).get_by_label("Tekst")
    ).to_have_value("{@Samira Bakali}")
    save(page)
    expect(page.get_by_role("link", name=re.compile("^Bewerk.*Wie helpt"))).to_be_visible()
    guide = Participant.objects.get(name="Samira Bakali")
    texts = [row.text for row in draft.clauses.get(key="own_2").commitments.all()]
    assert texts[-1] == f"{{@{guide.pk}}}"


def test_both_texts_are_shown_when_somebody_was_first(
    page: Page,
    draft: AgreementVersion,
    axe: Callable[[Page], None],
    expected_complaints: list[str],
) -> None:
    expected_complaints.append("status of 409")
    begin(page)
    clause = draft.clauses.get(key="own_2")
    clause.rewrite(revision=clause.revision, heading="Wie?", lines=[make.line("Hun zin.")])
    page.get_by_label("Tekst").nth(1).fill("Mijn eigen zin.")
    save(page)
    expect(page.get_by_role("alert").filter(has_text="net veranderd")).to_be_focused()
    expect(page.locator(".conflict")).to_contain_text("Hun zin.")
    expect(page.get_by_label("Tekst").nth(1)).to_have_value("Mijn eigen zin.")
    axe(page)
    save(page, "Bewaar alleen mijn tekst")
    expect(page.locator("#own_2")).to_contain_text("Mijn eigen zin.")


def test_without_a_line_the_text_stays_and_is_saved_later(
    page: Page, draft: AgreementVersion, expected_complaints: list[str]
) -> None:
    expected_complaints += ["ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"]
    begin(page)
    page.get_by_label("Tekst").nth(1).fill("Zonder bereik getypt.")
    page.context.set_offline(True)
    save(page)
    expect(page.locator("#alarm")).to_contain_text("Geen verbinding. Je tekst staat er nog.")
    page.locator("#alarm").get_by_role("button", name="Sluiten").click()
    page.context.set_offline(False)
    save(page)
    expect(page.locator("#own_2")).to_contain_text("Zonder bereik getypt.")
