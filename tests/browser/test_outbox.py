"""Bad reception: what was typed for the logbook stays on the device and is kept once."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.conf import settings
from playwright.sync_api import BrowserContext, Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from accounts.models import User
from initiatives.models import LogLine, Participant, ShareLink, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, sign_in, window

pytestmark = pytest.mark.django_db(transaction=True)

OFFLINE = ["ERR_INTERNET_DISCONNECTED", "htmx:sendError", "htmx:afterRequest"]


@pytest.fixture
def guide() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    make.make_participant(club, name="Noor")
    return make.make_participant(club, Side.GUIDE, "Samira Bakali")


@pytest.fixture
def address(guide: Participant) -> str:
    return f"/initiatief/{guide.initiative_id}/logboek/"


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(
    request: pytest.FixtureRequest,
    new_context: NewContext,
    live_server: LiveServer,
    guide: Participant,
    address: str,
) -> Page:
    page = window(new_context, guide.user, live_server.url, **request.param)
    page.goto(address)
    return page


def write(page: Page, text: str) -> None:
    page.get_by_label("Wat hoorde of zag je?").fill(text)
    page.get_by_role("button", name="Schrijf op").click()


def texts() -> list[str]:
    return list(LogLine.objects.order_by("pk").values_list("text", flat=True))


def without_line(page: Page, lose_answer: list[bool]) -> Callable[[Route], None]:
    """Posts get lost: before the server sees them, or only their answer."""

    def handle(route: Route) -> None:
        if route.request.method != "POST":
            route.continue_()
        elif lose_answer[0]:
            route.fetch()
            route.abort()
        else:
            route.abort()

    return handle


def test_with_a_line_it_is_one_tap_and_the_list_follows(
    page: Page, axe: Callable[[Page], None]
) -> None:
    write(page, "De soep was op.")
    saved = page.locator("[data-saved]")
    expect(saved).to_contain_text("Het staat in het logboek van Chillclub De Kelder.")
    expect(saved).to_be_focused()
    expect(page.locator("#log-lines")).to_contain_text("De soep was op.")
    expect(page.get_by_label("Wat hoorde of zag je?")).to_have_value("")
    axe(page)
    write(page, "En de sfeer was goed.")
    expect(page.locator("#log-lines")).to_contain_text("En de sfeer was goed.")
    assert texts() == ["De soep was op.", "En de sfeer was goed."]


def test_two_lines_without_a_connection_are_each_kept_once(
    page: Page, axe: Callable[[Page], None]
) -> None:
    page.context.set_offline(True)
    page.get_by_text("gebeld", exact=True).click()
    write(page, "Eerste, onderweg.")
    outbox = page.locator("#outbox")
    expect(outbox).to_be_focused()
    expect(outbox).to_contain_text("Eerste, onderweg.")
    expect(outbox).to_contain_text("Staat nog op dit apparaat.")
    expect(page.get_by_label("Wat hoorde of zag je?")).to_have_value("")
    axe(page)
    write(page, "Tweede, ook onderweg.")
    expect(outbox.get_by_role("listitem")).to_have_count(2)
    assert texts() == []
    page.context.set_offline(False)
    expect(outbox).to_be_hidden()
    expect(page.locator("#messages")).to_contain_text("Verstuurd: “Tweede, ook onderweg.”")
    expect(page.locator("#log-lines")).to_contain_text("Eerste, onderweg.")
    page.reload()
    expect(outbox).to_be_hidden()
    assert texts() == ["Eerste, onderweg.", "Tweede, ook onderweg."]
    assert LogLine.objects.get(text="Eerste, onderweg.").contact == "call"


@pytest.mark.parametrize("lose_answer", [False, True], ids=["lost on the way", "answer lost"])
def test_a_request_that_gets_lost_gives_one_line(
    lose_answer: bool, page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints += ["ERR_FAILED", "htmx:sendError", "htmx:afterRequest"]
    loses = [lose_answer]
    handle = without_line(page, loses)
    page.route("**/logboek/", handle)
    write(page, "Onder de brug.")
    outbox = page.locator("#outbox")
    expect(outbox).to_contain_text("Onder de brug.")
    assert texts() == (["Onder de brug."] if lose_answer else [])
    # The alarm is for forms whose text is not kept like this.
    expect(page.locator("#alarm")).to_be_hidden()
    with page.expect_event("requestfailed"):
        outbox.get_by_role("button", name="Probeer nu").click()
    expect(outbox).to_contain_text("Staat nog op dit apparaat.")
    page.unroute("**/logboek/", handle)
    outbox.get_by_role("button", name="Probeer nu").click()
    expect(outbox).to_be_hidden()
    expect(page.locator("#log-lines")).to_contain_text("Onder de brug.")
    assert texts() == ["Onder de brug."]


def test_it_tries_again_by_itself(page: Page, expected_complaints: list[str]) -> None:
    expected_complaints += ["ERR_FAILED", "htmx:sendError", "htmx:afterRequest"]
    handle = without_line(page, [False])
    page.route("**/logboek/", handle)
    write(page, "Vanzelf.")
    expect(page.locator("#outbox")).to_contain_text("Vanzelf.")
    page.unroute("**/logboek/", handle)
    expect(page.locator("#outbox")).to_be_hidden(timeout=10_000)
    assert texts() == ["Vanzelf."]


def test_after_a_reload_it_is_still_there_and_goes_from_any_page(
    page: Page, guide: Participant, expected_complaints: list[str]
) -> None:
    expected_complaints += ["ERR_FAILED", "htmx:sendError", "htmx:afterRequest"]
    handle = without_line(page, [False])
    page.route("**/logboek/", handle)
    write(page, "Nog even wachten.")
    expect(page.locator("#outbox")).to_contain_text("Nog even wachten.")
    page.reload()
    expect(page.locator("#outbox")).to_contain_text("Staat nog op dit apparaat.")
    # The draft of the field is not shown as if it was not sent.
    expect(page.get_by_label("Wat hoorde of zag je?")).to_have_value("")
    page.goto(f"/initiatief/{guide.initiative_id}/")
    expect(page.locator("#outbox")).to_contain_text("Nog even wachten.")
    page.unroute("**/logboek/", handle)
    page.goto(f"/initiatief/{guide.initiative_id}/tijdlijn/")
    expect(page.locator("#messages")).to_contain_text("Verstuurd: “Nog even wachten.”")
    assert texts() == ["Nog even wachten."]


def test_what_the_server_refuses_comes_back_in_the_form(
    page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints += ["status of 422"]
    page.context.set_offline(True)
    write(page, "Bel 06 12345678.")
    page.context.set_offline(False)
    field = page.get_by_label("Wat hoorde of zag je?")
    expect(field).to_have_value("Bel 06 12345678.")
    expect(page.get_by_role("alert").first).to_contain_text("In je tekst staat een telefoonnummer")
    expect(page.locator("#outbox")).to_be_hidden()
    page.get_by_label("Ja, dit mag erin").check()
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.locator("#log-lines")).to_contain_text("Bel 06 12345678.")
    assert texts() == ["Bel 06 12345678."]


def test_what_is_being_typed_is_not_pushed_aside(
    page: Page, expected_complaints: list[str]
) -> None:
    expected_complaints += ["status of 422"]
    page.context.set_offline(True)
    write(page, "Bel 06 12345678.")
    field = page.get_by_label("Wat hoorde of zag je?")
    field.fill("Hier ben ik nog mee bezig.")
    page.context.set_offline(False)
    outbox = page.locator("#outbox")
    expect(outbox).to_contain_text("In je tekst staat een telefoonnummer")
    expect(field).to_have_value("Hier ben ik nog mee bezig.")
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.locator("#log-lines")).to_contain_text("Hier ben ik nog mee bezig.")
    outbox.get_by_role("button", name="Terug in het formulier").click()
    expect(field).to_have_value("Bel 06 12345678.")
    field.fill("Bel de beheerder.")
    page.get_by_role("button", name="Schrijf op").click()
    expect(page.locator("#log-lines")).to_contain_text("Bel de beheerder.")
    assert texts() == ["Hier ben ik nog mee bezig.", "Bel de beheerder."]


def test_signed_out_meanwhile_it_waits_for_the_same_person(
    page: Page, guide: Participant, address: str, live_server: LiveServer,
    expected_complaints: list[str],
) -> None:  # fmt: skip
    expected_complaints += ["status of 401"]
    other = make.make_participant(guide.initiative, Side.GUIDE, "Yara")
    page.context.set_offline(True)
    write(page, "Van Samira.")
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    page.context.set_offline(False)
    outbox = page.locator("#outbox")
    expect(outbox).to_contain_text("Je bent niet meer aangemeld.")
    expect(outbox.get_by_role("link", name="Meld je opnieuw aan")).to_be_visible()
    # Somebody else on the same device sends nothing of hers, and does not see it.
    sign_in(page.context, user_of(other), live_server.url)
    page.goto(address)
    expect(outbox).to_be_hidden()
    page.context.clear_cookies(name=settings.SESSION_COOKIE_NAME)
    sign_in(page.context, user_of(guide), live_server.url)
    page.goto(address)
    expect(page.locator("#log-lines")).to_contain_text("Van Samira.")
    assert LogLine.objects.get().by == guide


def user_of(person: Participant) -> User:
    assert person.user is not None
    return person.user


def test_leaving_the_device_throws_it_away(page: Page, address: str) -> None:
    page.context.set_offline(True)
    write(page, "Blijft niet staan.")
    page.locator("#outbox").wait_for()
    page.evaluate("document.querySelector('a[data-forget]').addEventListener("
                  "'click', event => event.preventDefault())")  # fmt: skip
    page.locator("details.menu summary").click()
    page.get_by_role("link", name="Afmelden").click()
    assert page.evaluate("Object.keys(sessionStorage).filter(k => k.startsWith('outbox:'))") == []


def test_two_tabs_with_the_same_queue_give_one_line(page: Page, address: str) -> None:
    page.context.set_offline(True)
    write(page, "Uit twee tabs.")
    page.locator("#outbox").wait_for()
    kept = page.evaluate("({...sessionStorage})")
    page.context.set_offline(False)
    expect(page.locator("#log-lines")).to_contain_text("Uit twee tabs.")
    # A tab that was duplicated has a copy of what the first one held.
    twin = page.context.new_page()
    twin.goto(address)
    twin.evaluate(
        "kept => Object.entries(kept).forEach(([k, v]) => sessionStorage.setItem(k, v))", kept
    )
    twin.reload()
    expect(twin.locator("#messages")).to_contain_text("Verstuurd: “Uit twee tabs.”")
    assert texts() == ["Uit twee tabs."]


def test_from_the_start_page(page: Page, guide: Participant) -> None:
    page.goto("/")
    page.get_by_role("link", name="Schrijf in het logboek").click()
    page.wait_for_load_state("load")
    page.context.set_offline(True)
    write(page, "In de bus.")
    expect(page.locator("#outbox")).to_contain_text("In de bus.")
    page.context.set_offline(False)
    expect(page.locator("#messages")).to_contain_text("Verstuurd: “In de bus.”")
    write(page, "En weer thuis.")
    expect(page.locator("[data-saved]")).to_be_visible()
    assert texts() == ["In de bus.", "En weer thuis."]


def test_without_javascript_it_is_a_plain_form(
    new_context: NewContext, live_server: LiveServer, guide: Participant, address: str,
    expected_complaints: list[str],
) -> None:  # fmt: skip
    expected_complaints += ["status of 422"]
    page = window(new_context, guide.user, live_server.url, java_script_enabled=False, **PHONE)
    page.goto(address)
    write(page, "Zonder script.")
    expect(page.locator("[data-saved]")).to_contain_text("Het staat in het logboek")
    write(page, "Bel 06 12345678.")
    expect(page.get_by_text("In je tekst staat een telefoonnummer").first).to_be_visible()
    page.get_by_label("Ja, dit mag erin").check()
    page.get_by_role("button", name="Schrijf op").click()
    page.get_by_role("link", name="Deel met iedereen").click()
    page.get_by_role("button", name="Deel met iedereen").click()
    expect(page.locator("[data-saved]")).to_contain_text("Iedereen die hier meedoet leest het nu.")
    assert texts() == ["Zonder script.", "Bel 06 12345678."]


def test_a_phone_with_a_seat(
    new_context: NewContext, live_server: LiveServer, guide: Participant, address: str
) -> None:
    link = ShareLink.make(guide.initiative, by=guide)
    context: BrowserContext = new_context(**PHONE)
    page = context.new_page()
    page.goto(f"/g/{link.token}/")
    page.goto(f"{address.replace('logboek/', 'wie-ben-je/')}?next={address}")
    page.get_by_label("Hoe noemen ze je?").fill("Lina")
    page.get_by_role("button", name="Verder").or_(page.locator("main button")).first.click()
    page.goto(address)
    context.set_offline(True)
    write(page, "Van Lina.")
    context.set_offline(False)
    expect(page.locator("#log-lines")).to_contain_text("Van Lina.")
    assert LogLine.objects.get().by.name == "Lina"
