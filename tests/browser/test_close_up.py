"""The round before leaving, on a phone in a basement: large ticks, and nothing gets lost."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, Route, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import DutyKind, Participant, Side
from meetings.models import RiskItem
from places.models import ClosingCheck, Place
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.world_keys import room_of

pytestmark = pytest.mark.django_db(transaction=True)

OFFLINE = ["ERR_INTERNET_DISCONNECTED"]
LOST = ["ERR_FAILED", "htmx:sendError", "htmx:afterRequest"]


@pytest.fixture
def guide() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    return make.make_participant(club, Side.GUIDE, "Samira Bakali")


@pytest.fixture
def room(guide: Participant) -> Place:
    official = make.make_participant(guide.initiative, Side.MUNICIPALITY, duty=DutyKind.CONTACT)
    return room_of(guide.initiative, official)


@pytest.fixture(params=[LAPTOP, PHONE], ids=["laptop", "phone"])
def page(
    request: pytest.FixtureRequest,
    new_context: NewContext,
    live_server: LiveServer,
    guide: Participant,
    room: Place,
) -> Page:
    page = window(new_context, guide.user, live_server.url, **request.param)
    page.goto(f"/initiatief/{guide.initiative_id}/nalopen/{room.pk}/")
    return page


def go_round(page: Page, *lines: str, text: str = "") -> None:
    for line in lines:
        page.get_by_label(line).check()
    page.get_by_label("Is er iets aan de hand?").fill(text)
    page.get_by_role("button", name="Klaar, ik ga weg").click()


def test_a_problem_is_two_taps_from_the_agenda(page: Page, axe: Callable[[Page], None]) -> None:
    axe(page)
    go_round(page, "Ramen dicht", "Licht uit", text="De deur klemt.")
    found = page.locator("#close-up")
    expect(found).to_contain_text("De deur klemt.")
    expect(found).to_be_focused()
    axe(page)
    page.get_by_role("button", name="Zet op de agenda").click()
    expect(page.locator("main")).to_contain_text("Gevonden bij het weggaan.")
    check = ClosingCheck.objects.get()
    assert check.not_in_order == ["Verwarming laag", "Deur op slot"]
    assert RiskItem.objects.get().closing_check == check


def test_without_a_connection_it_waits_and_is_kept_once(
    page: Page, expected_complaints: list[str], room: Place
) -> None:
    page.context.set_offline(True)
    go_round(page, "Ramen dicht", "Licht uit", "Verwarming laag", "Deur op slot")
    expect(page.locator("#outbox")).to_contain_text(f"Nagelopen: {room.name}")
    expect(page.get_by_label("Ramen dicht")).not_to_be_checked()
    assert not ClosingCheck.objects.exists()
    page.context.set_offline(False)
    expect(page.locator("#messages .message--success")).to_contain_text(f"Nagelopen: {room.name}")
    assert ClosingCheck.objects.get().not_in_order == []


def test_when_only_the_answer_got_lost_it_is_one_round(
    page: Page, expected_complaints: list[str], room: Place
) -> None:
    expected_complaints += LOST
    lose = [True]

    def handle(route: Route) -> None:
        if route.request.method != "POST" or not lose.pop():
            lose[:] = [False]
            route.continue_()
            return
        lose.append(False)
        route.fetch()
        route.abort()

    page.route("**/nalopen/**", handle)
    go_round(page, "Ramen dicht", text="De kraan lekt.")
    expect(page.locator("#messages .message--success")).to_contain_text(
        "De kraan lekt.", timeout=15_000
    )
    assert ClosingCheck.objects.get().problem == "De kraan lekt."
