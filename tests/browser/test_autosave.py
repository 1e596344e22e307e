"""A clause saves itself while somebody types; nothing typed is lost by a bad line, a session that
ended, a closed tab or somebody else who writes."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Locator, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import Session
from agreements.models import AgreementVersion, Clause
from initiatives.models import DutyKind, Participant, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, sign_in, window

pytestmark = pytest.mark.django_db(transaction=True)

OFFLINE = "ERR_INTERNET_DISCONNECTED"
NO_LINE = "Nog niet bewaard: geen verbinding. Je tekst staat op dit apparaat."


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
        draft, "Wie helpt?", make.line("De gemeente helpt."), make.line("Wij vegen de vloer.")
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
    begin(page)
    return page


def begin(page: Page) -> None:
    page.get_by_role("link", name=re.compile("^Bewerk.*Wie helpt")).click()
    expect(page.get_by_label("Vraag boven dit onderdeel")).to_be_visible()


def save(page: Page) -> None:
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_role("link", name=re.compile("^Bewerk.*Wie helpt"))).to_be_visible()


def text_of(page: Page, number: int) -> Locator:
    return page.locator("textarea[name$='-text']").nth(number - 1)


def state(page: Page) -> Locator:
    return page.locator(".saved")


def expect_saved(page: Page) -> None:
    expect(state(page)).to_have_text(re.compile(r"^Bewaard om \d\d\.\d\d uur\.$"), timeout=10_000)


def clause_of(draft: AgreementVersion) -> Clause:
    return draft.clauses.get(key="own_2")


def texts(draft: AgreementVersion) -> list[str]:
    return [row.text for row in clause_of(draft).commitments.all()]


def test_it_saves_by_itself_and_disturbs_nobody(
    page: Page, draft: AgreementVersion, axe: Callable[[Page], None]
) -> None:
    expect(state(page)).to_have_text("Wat je typt, wordt vanzelf bewaard.")
    field = text_of(page, 2)
    field.press("End")
    field.press_sequentially(" Elke vrij")
    expect(state(page)).to_have_text("Nog niet bewaard.")
    expect_saved(page)
    expect(field).to_be_focused()
    # Typing goes on in the middle of the text, while what went before is being saved.
    page.keyboard.type("dag.")
    expect(field).to_have_value("Wij vegen de vloer. Elke vrijdag.")
    expect_saved(page)
    axe(page)
    assert texts(draft) == ["De gemeente helpt.", "Wij vegen de vloer. Elke vrijdag."]
    expect(page.locator("#write-preview")).to_contain_text("Elke vrijdag.")


def test_a_new_line_is_saved_once_however_often_it_saves(
    page: Page, draft: AgreementVersion
) -> None:
    page.get_by_text("Nog een regel").first.click()
    text_of(page, 3).fill("Een nieuwe regel.")
    expect_saved(page)
    text_of(page, 3).fill("Een nieuwe regel, langer.")
    expect(state(page)).to_have_text("Nog niet bewaard.")
    expect_saved(page)
    assert texts(draft)[2:] == ["Een nieuwe regel, langer."]
    save(page)
    expect(page.locator("#own_2")).to_contain_text("Een nieuwe regel, langer.")
    assert len(texts(draft)) == 3
    page.reload()
    expect(page.get_by_text("Je typte hier iets")).to_have_count(0)


def test_without_a_line_it_says_so_and_saves_when_there_is_one(
    page: Page, draft: AgreementVersion, expected_complaints: list[str]
) -> None:
    expected_complaints.append(OFFLINE)
    page.context.set_offline(True)
    text_of(page, 1).fill("Zonder bereik getypt.")
    expect(state(page)).to_have_text(NO_LINE)
    page.context.set_offline(False)
    expect_saved(page)
    assert texts(draft)[0] == "Zonder bereik getypt."


def test_an_answer_that_was_lost_is_no_conflict_with_oneself(
    page: Page, draft: AgreementVersion, expected_complaints: list[str]
) -> None:
    expected_complaints.append("net::ERR_FAILED")
    is_lost = [True]

    def handle(route: Route) -> None:
        if route.request.method == "POST" and is_lost[0]:
            route.fetch()
            route.abort()
        else:
            route.continue_()

    page.route("**/schrijven/", handle)
    text_of(page, 1).fill("Kwam aan, zonder antwoord.")
    expect(state(page)).to_contain_text("dat lukte niet", timeout=10_000)
    assert texts(draft)[0] == "Kwam aan, zonder antwoord."
    text_of(page, 1).fill("En verder getypt.")
    is_lost[0] = False
    save(page)
    expect(page.locator("#own_2")).to_contain_text("En verder getypt.")
    assert texts(draft)[0] == "En verder getypt."


def test_a_session_that_ends_loses_nothing(
    page: Page,
    draft: AgreementVersion,
    official: Participant,
    live_server: LiveServer,
    expected_complaints: list[str],
) -> None:
    expected_complaints.append("status of 401")
    text_of(page, 2).fill("Nog net bewaard.")
    expect_saved(page)
    Session.objects.all().delete()
    text_of(page, 2).fill("Na het einde getypt.")
    text_of(page, 3).evaluate("field => { field.closest('details').open = true }")
    text_of(page, 3).fill("En een regel erbij.")
    expect(state(page)).to_contain_text("Nog niet bewaard: je bent niet meer aangemeld.")
    link = state(page).get_by_role("link", name="Meld je opnieuw aan")
    expect(link).to_have_attribute("href", re.compile(r"/aanmelden/.*next=%2Fversie%2F"))
    link.click()
    expect(page).to_have_url(re.compile("/aanmelden/"))
    assert official.user is not None
    sign_in(page.context, official.user, live_server.url)
    page.goto(f"/versie/{draft.pk}/schrijven/")
    bring_back(page)
    expect(text_of(page, 2)).to_have_value("Na het einde getypt.")
    expect(text_of(page, 3)).to_have_value("En een regel erbij.")
    save(page)
    expect(page.locator("#own_2")).to_contain_text("En een regel erbij.")
    assert texts(draft)[1:] == ["Na het einde getypt.", "En een regel erbij."]


def bring_back(page: Page) -> None:
    expect(page.get_by_text("Je typte hier iets dat nog niet bewaard is.")).to_be_visible()
    page.get_by_role("button", name="Schrijf verder").click()
    expect(page.get_by_text("Dit typte je eerder.")).to_be_visible()


def test_a_closed_tab_loses_nothing_of_who_signed_in(
    page: Page,
    draft: AgreementVersion,
    axe: Callable[[Page], None],
    expected_complaints: list[str],
) -> None:
    expected_complaints.append(OFFLINE)
    context = page.context
    context.set_offline(True)
    text_of(page, 1).fill("Vlak voor het dichtdoen.")
    expect(state(page)).to_have_text(NO_LINE)
    page.close()
    context.set_offline(False)
    another = context.new_page()
    another.goto(f"/versie/{draft.pk}/schrijven/")
    axe(another)
    bring_back(another)
    axe(another)
    expect(text_of(another, 1)).to_have_value("Vlak voor het dichtdoen.")
    assert texts(draft)[0] == "De gemeente helpt.", "looking at it keeps nothing"
    another.locator("form").get_by_role("link", name="Gooi weg").click()
    expect(another.locator("#own_2")).to_contain_text("De gemeente helpt.")
    another.reload()
    expect(another.get_by_text("Je typte hier iets")).to_have_count(0)


def test_signing_out_throws_it_away(
    page: Page, draft: AgreementVersion, expected_complaints: list[str]
) -> None:
    expected_complaints.append(OFFLINE)
    page.context.set_offline(True)
    text_of(page, 1).fill("Niet voor een ander.")
    expect(state(page)).to_have_text(NO_LINE)
    page.context.set_offline(False)
    assert "Niet voor een ander." in page.evaluate("() => JSON.stringify({...localStorage})")
    page.goto("/aanmelden/afmelden/")
    page.locator("form[data-forget] button").click()
    expect(page.locator("form[data-forget]")).to_have_count(0)
    assert page.evaluate("() => localStorage.length") == 0


def test_a_reaction_that_was_not_sent_is_not_for_the_next_person_in_the_tab(
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
) -> None:
    other = make.make_participant(official.initiative, Side.MUNICIPALITY, "Anna Collega")
    page = window(new_context, official.user, live_server.url, **PHONE)
    address = f"/onderdeel/{clause_of(draft).pk}/reageren/"
    field = page.locator("textarea[data-keep]").first
    page.goto(address)
    field.fill("Onder ons gezegd.")
    page.goto(address)
    expect(field).to_have_value("Onder ons gezegd.")
    assert other.user is not None
    sign_in(page.context, other.user, live_server.url)
    page.goto(address)
    expect(field).to_have_value("")
    assert "Onder ons" not in page.evaluate("() => JSON.stringify({...sessionStorage})")


def test_a_guest_keeps_it_in_the_tab_alone(
    new_context: NewContext,
    live_server: LiveServer,
    official: Participant,
    draft: AgreementVersion,
    expected_complaints: list[str],
) -> None:
    expected_complaints.append(OFFLINE)
    draft.open_draft(by=official)
    link = make.make_link(official.initiative)
    page = window(new_context, None, live_server.url, **PHONE)
    page.goto(f"/g/{link.token}/")
    page.goto(f"/versie/{draft.pk}/schrijven/")
    page.get_by_label("Hoe noemen ze je").fill("Noor")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/schrijven/"))
    begin(page)
    page.context.set_offline(True)
    text_of(page, 1).fill("Op de telefoon.")
    expect(state(page)).to_have_text("Nog niet bewaard: geen verbinding. Laat dit tabblad open.")
    assert page.evaluate("() => localStorage.length") == 0
    page.context.set_offline(False)
    expect_saved(page)
    assert texts(draft)[0] == "Op de telefoon."


def test_somebody_else_saved_meanwhile_and_both_texts_stay(
    page: Page,
    draft: AgreementVersion,
    axe: Callable[[Page], None],
    expected_complaints: list[str],
) -> None:
    expected_complaints.append("status of 409")
    clause = clause_of(draft)
    clause.rewrite(revision=clause.revision, heading="Wie?", lines=[make.line("Hun zin.")])
    field = text_of(page, 1)
    field.fill("Mijn zin.")
    conflict = page.locator("[data-conflict]")
    expect(conflict).to_contain_text("Hun zin.")
    expect(conflict).to_contain_text("Mijn zin.")
    expect(state(page)).to_contain_text("Nog niet bewaard: iemand anders veranderde dit ook.")
    # Typing goes on; nothing is overwritten by it.
    expect(field).to_be_focused()
    page.keyboard.type(" En meer.")
    axe(page)
    page.wait_for_timeout(1500)
    assert texts(draft) == ["Hun zin."]
    conflict.get_by_role("button", name="Houd beide").click()
    expect(page.locator("#own_2")).to_contain_text("Hun zin.")
    expect(page.locator("#own_3")).to_contain_text("Mijn zin. En meer.")
    expect(page.get_by_text("Je typte hier iets")).to_have_count(0)


def test_what_was_proposed_meanwhile_stays_as_it_was_and_the_text_can_be_copied(
    page: Page, draft: AgreementVersion, official: Participant, expected_complaints: list[str]
) -> None:
    expected_complaints.append("status of 409")
    clause = clause_of(draft)
    clause.rewrite(
        revision=clause.revision,
        heading=clause.heading,
        lines=[make.line("Klaar.", "municipality", kind="promise")],
    )
    draft.propose(by=official)
    text_of(page, 1).fill("Te laat.")
    expect(state(page)).to_contain_text("Deze tekst is al voorgesteld.")
    expect(text_of(page, 1)).to_have_value("Te laat.")
    page.get_by_role("button", name="Bewaar", exact=True).click()
    expect(page.get_by_label("Dit typte jij")).to_have_value(re.compile("Te laat."))
    assert texts(draft) == ["Klaar."]


def test_back_to_how_it_was(page: Page, draft: AgreementVersion) -> None:
    text_of(page, 1).fill("Per ongeluk.")
    expect_saved(page)
    page.get_by_role("button", name="Terug naar hoe het was").click()
    expect(text_of(page, 1)).to_have_value("De gemeente helpt.")
    expect_saved(page)
    assert texts(draft)[0] == "De gemeente helpt."


def test_closing_saves_first(page: Page, draft: AgreementVersion) -> None:
    text_of(page, 1).fill("Snel getypt en dicht.")
    page.get_by_role("link", name="Sluit").click()
    expect(page.locator("#own_2")).to_contain_text("Snel getypt en dicht.")
    assert texts(draft)[0] == "Snel getypt en dicht."
