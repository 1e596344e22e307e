"""A meeting lives along on every phone, and moves nothing under the hands of who types."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import Participant, Side
from meetings.models import AgendaItem, Meeting
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.meetings.planned import at

pytestmark = pytest.mark.django_db(transaction=True)

# Two turns of the polling, on a machine that has other work.
SOON = 20_000


@pytest.fixture
def official() -> Participant:
    club = make.make_initiative("Chillclub De Kelder")
    return make.make_participant(club, Side.MUNICIPALITY, "Wouter")


@pytest.fixture
def guide(official: Participant) -> Participant:
    return make.make_participant(official.initiative, Side.GUIDE, "Samira Bakali")


@pytest.fixture
def point(official: Participant, guide: Participant) -> AgendaItem:
    meeting = Meeting.plan(official.initiative, by=official, starts_at=at(), place="De kelder")
    item = AgendaItem.add(meeting, by=guide, side=Side.GUIDE, text="De sleutel")
    meeting.start(by=official).go_to(by=official, item=item)
    return item


@pytest.fixture
def page(
    new_context: NewContext, live_server: LiveServer, guide: Participant, point: AgendaItem
) -> Page:
    page = window(new_context, guide.user, live_server.url, **PHONE)
    page.goto(f"/overleg/{point.meeting_id}/nu/")
    return page


def test_another_screen_goes_along_by_itself(
    page: Page, official: Participant, point: AgendaItem
) -> None:
    expect(page.get_by_role("heading", level=1)).to_have_text("De sleutel")
    point.meeting.go_to(by=official, item=None)
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Risico's en knelpunten", timeout=SOON)


def test_what_somebody_wrote_shows_where_nobody_types(
    page: Page, official: Participant, point: AgendaItem
) -> None:
    point.meeting.note(point, by=official, heard="De deur klemt.", means="", seen=1)
    expect(page.get_by_label("Wat hoorden we?")).to_have_value("De deur klemt.", timeout=SOON)


def test_nothing_moves_or_is_lost_under_who_types(
    page: Page, official: Participant, point: AgendaItem
) -> None:
    heard = page.get_by_label("Wat hoorden we?")
    heard.fill("Ik typ nog")
    before = heard.bounding_box()
    point.meeting.go_to(by=official, item=None)
    notice = page.get_by_text("Het overleg is bij een ander punt.")
    expect(notice).to_be_visible(timeout=SOON)
    expect(heard).to_have_value("Ik typ nog")
    expect(heard).to_be_focused()
    assert heard.bounding_box() == before
    page.get_by_role("button", name="Bewaar de notitie").click()
    heading = page.get_by_role("heading", level=1)
    expect(heading).to_have_text("Risico's en knelpunten", timeout=SOON)
    point.refresh_from_db()
    assert point.heard == "Ik typ nog"


def test_two_who_note_are_shown_both_and_both_stay(
    page: Page, official: Participant, point: AgendaItem, expected_complaints: list[str]
) -> None:
    expected_complaints.append("status of 409")
    page.get_by_label("Wat hoorden we?").fill("Van Samira.")
    point.meeting.note(point, by=official, heard="Van Wouter.", means="", seen=1)
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.get_by_text("Iemand anders schreef net iets bij dit punt.")).to_be_visible()
    page.get_by_role("button", name="Houd beide").click()
    expect(page.get_by_label("Wat hoorden we?")).to_have_value("Van Wouter.\n\nVan Samira.")
    point.refresh_from_db()
    assert point.heard == "Van Wouter.\n\nVan Samira."


def test_without_script_a_meeting_can_be_led_and_noted(
    new_context: NewContext, live_server: LiveServer, guide: Participant, point: AgendaItem
) -> None:
    page = window(new_context, guide.user, live_server.url, java_script_enabled=False, **LAPTOP)
    page.goto(f"/overleg/{point.meeting_id}/nu/")
    page.get_by_label("Wat hoorden we?").fill("De deur klemt.")
    page.get_by_role("button", name="Bewaar de notitie").click()
    expect(page.get_by_label("Wat hoorden we?")).to_have_value("De deur klemt.")
    page.get_by_role("button", name="Volgende").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afspraken en acties: lukt dat?")
    page.get_by_role("link", name="Wie is er?").click()
    mine = page.locator(".rows__item", has_text="Samira Bakali").get_by_role("button")
    mine.click()
    expect(mine).to_have_attribute("aria-pressed", "true")
