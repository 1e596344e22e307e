"""A year of meetings in real windows: twelve of them, forty risks, sixty actions, people who come
and go. What the register and the minutes say is compared with what was tapped.

Two who lead take turns: a youth worker on a phone, an official on a laptop without script. The
group names its risks from a phone that only opened the link.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.urls import reverse
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from initiatives.models import Participant
from meetings.models import ActionItem, Meeting, RiskItem
from meetings.states import Status
from tests.browser.people import LAPTOP, PHONE, every_page, sign_in
from tests.conftest import Cast

pytestmark = pytest.mark.django_db(transaction=True)

NewContext = Callable[..., BrowserContext]

# A Tuesday, early in the evening; summer time ends and begins again within the year.
BEGAN = datetime(2026, 9, 1, 17, 0, tzinfo=UTC)
WEEKS = 4
MEETINGS = 12
RISKS = 40
ACTIONS = 60

WORDS = {"Beter": "beter", "Zelfde": "zelfde", "Slechter": "slechter", "Weg": "weg"}
MISSED = "niet aan toegekomen"
# What is tapped, one after the other; the last few of a meeting are not reached.
BUTTONS = ("Zelfde", "Weg", "Slechter", "Weg", "Beter", "Zelfde", "Weg", "Weg", "Slechter")


@dataclass
class Risk:
    """What the test knows of one: the words of the meetings, and when it was named."""

    text: str
    place: int
    named_in: int | None
    words: list[str] = field(default_factory=list)

    @property
    def is_gone(self) -> bool:
        return bool(self.words) and self.words[-1] == "weg"

    @property
    def times_missed(self) -> int:
        count = 0
        for word in reversed(self.words):
            if word != MISSED:
                break
            count += 1
        return count


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=True) as traveller:
        yield traveller


class YearOfMeetings:
    """The windows of the people, and a ledger of what was tapped in them."""

    def __init__(
        self, clock: time_machine.Traveller, cast: Cast, address: str, new_context: NewContext
    ) -> None:
        self.clock, self.cast, self.address = clock, cast, address
        self.buttons, self.left = itertools.cycle(BUTTONS), itertools.cycle((0, 2, 1))
        phone = new_context(**PHONE)
        laptop = new_context(**LAPTOP, java_script_enabled=False)
        self.of_group = new_context(**PHONE).new_page()
        self.leaders: list[tuple[Participant, Page]] = [
            (cast.samira, phone.new_page()),
            (cast.wouter, laptop.new_page()),
        ]
        self.risks: list[Risk] = []
        self.actions: dict[str, bool] = {}
        self.points: list[str] = []

    # Windows --------------------------------------------------------------------------------

    def leader(self, n: int) -> Page:
        """Who leads the `n`th meeting, signed in anew: a session does not last for months."""
        person, page = self.leaders[n % 2]
        sign_in(page.context, person.user, self.address)
        return page

    def go(self, page: Page, name: str, pk: int) -> Page:
        response = page.goto(reverse(name, args=[pk]))
        assert response is not None and response.ok, f"{name}: {response and response.status}"
        return page

    # Before -----------------------------------------------------------------------------------

    def plan_the_first(self) -> None:
        page = self.go(self.leader(1), "plan_meeting", self.cast.club.pk)
        page.get_by_label("Welke dag?").fill("2026-09-08")
        page.get_by_label("Hoe laat?").fill("19:00")
        page.get_by_label("Waar?").fill("De kelder")
        page.get_by_text("Soort, lengte, hoe vaak").click()
        page.get_by_label("Zien jullie elkaar vaker?").select_option("4w")
        page.get_by_role("button", name="Plan dit overleg").click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("8 september")

    def name_a_risk(self, page: Page, *, during: int | None) -> None:
        text = f"Knelpunt {len(self.risks) + 1:02d} van het jaar"
        self.go(page, "name_risk", self.cast.club.pk)
        page.get_by_label("Knelpunt: het speelt nu").check()
        page.get_by_label("In één zin").fill(text)
        page.get_by_role("button", name="Noem het").click()
        expect(page.get_by_text(text).first).to_be_visible()
        self.risks.append(Risk(text, len(self.risks), during))

    def from_the_group(self, meeting: Meeting, n: int) -> None:
        """Two risks and a point for the agenda, from the phone that only has the link."""
        page = self.of_group
        self.clock.move_to(meeting.starts_at - timedelta(days=1))
        page.goto(reverse("open_link", args=[self.cast.link.token]))
        for _each in range(2):
            self.name_a_risk(page, during=None)
        self.go(page, "meeting", meeting.pk)
        self.points.append(f"Punt {n:02d} van de groep")
        page.get_by_label("Waar wil je het over hebben?").fill(self.points[-1])
        page.get_by_role("button", name="Zet het op de agenda").click()
        expect(page.get_by_text(self.points[-1]).first).to_be_visible()

    # During -----------------------------------------------------------------------------------

    def open_before(self, n: int) -> list[Risk]:
        """What the `n`th meeting has to talk about, in order: first what was not reached longest,
        then the oldest; what no meeting had yet comes last."""
        talked = [r for r in self.risks if not r.is_gone and r.named_in != n]
        had = {r.place: bool(r.words) or r.named_in is not None for r in talked}
        return sorted(talked, key=lambda r: (not had[r.place], -r.times_missed, r.place))

    def hold(self, meeting: Meeting, n: int) -> None:
        page = self.leader(n)
        self.clock.move_to(meeting.starts_at)
        self.go(page, "meeting", meeting.pk)
        page.get_by_role("button", name="Begin het overleg").click()
        self.to_the_standing_item(page)
        waiting = self.open_before(n)
        self.expect_waiting(page, waiting)
        tapped = self.tap(page, waiting)
        for _each in range(1 if n % 3 else 2):
            if len(self.risks) < RISKS:
                self.name_a_risk(page, during=n)
        if n == 6:
            self.let_people_come_and_go(page, meeting)
        self.write_actions(page, meeting, n)
        self.settle_some(page, n)
        self.decide(page, meeting, n)
        self.pass_the_points(page, meeting, n)
        self.close(page, meeting, waiting[tapped:], n)

    def to_the_standing_item(self, page: Page) -> None:
        for _step in range(12):
            if "Risico's en knelpunten" in page.get_by_role("heading", level=1).inner_text():
                return
            now = page.get_by_role("heading", level=1).inner_text()
            page.locator("#nu-verder").get_by_role("button", name="Volgende").click()
            expect(page.get_by_role("heading", level=1)).not_to_have_text(now)
        raise AssertionError("no standing item on the agenda")

    def expect_waiting(self, page: Page, waiting: list[Risk]) -> None:
        if not waiting:
            return
        lead = page.locator("#nu-risicos .lead")
        expect(lead).to_have_text(re.compile(rf"1 van {len(waiting)}$"))
        expect(self.at_hand(page)).to_have_text(waiting[0].text)

    def at_hand(self, page: Page) -> Locator:
        return page.locator("#nu-risicos section .sentence")

    def tap(self, page: Page, waiting: list[Risk]) -> int:
        """A word for most of them, in the order in which they come; gives for how many."""
        most = max(len(waiting) - next(self.left), 1)
        for risk in waiting[:most]:
            expect(self.at_hand(page)).to_have_text(risk.text)
            button = next(self.buttons)
            page.locator(f"#nu-risicos button:text-is('{button}')").click()
            risk.words.append(WORDS[button])
            expect(self.at_hand(page).filter(has_text=risk.text)).to_have_count(0)
        return min(most, len(waiting))

    def let_people_come_and_go(self, page: Page, meeting: Meeting) -> None:
        """Half-way through the year one of the group left, and somebody new walks in."""
        self.cast.dex.leave(by=self.cast.samira)
        guide = self.leader(0)
        self.go(guide, "attendance", meeting.pk)
        assert "Zwaluwdex" not in guide.content()
        form = guide.locator("form", has=guide.get_by_role("button", name="Zet erbij"))
        form.get_by_role("textbox").fill("Mereljip")
        guide.get_by_role("button", name="Zet erbij").click()
        expect(guide.get_by_text("Mereljip").first).to_be_visible()
        self.go(page, "live_meeting", meeting.pk)

    def write_actions(self, page: Page, meeting: Meeting, n: int) -> None:
        for i in range(ACTIONS // MEETINGS):
            text = f"Actie {n:02d}-{i} van het jaar"
            self.go(page, "live_meeting", meeting.pk)
            page.get_by_role("link", name="Schrijf een actie op").last.click()
            page.get_by_label("Wat gaat er gebeuren?").fill(text)
            page.get_by_label("Wie doet het?").select_option(("group", "municipality")[i % 2])
            page.get_by_label("Samen met").select_option(("municipality", "")[i % 2])
            page.get_by_role("button", name="Zet op de lijst").click()
            expect(page.get_by_text("De actie staat op de lijst.")).to_be_visible()
            self.actions[text] = True

    def settle_some(self, page: Page, n: int) -> None:
        """The leader's own side is done with some actions of the meeting before this one."""
        side = "group" if n % 2 == 0 else "municipality"
        before = ActionItem.objects.open().filter(
            owner_side=side, text__startswith=f"Actie {n - 1:02d}"
        )
        for found in list(before)[: 1 + n % 2]:
            self.go(page, "action", found.pk)
            page.get_by_role("button", name="Gedaan", exact=True).click()
            expect(page.locator("#zeg")).to_have_count(0)
            self.go(page, "action", found.pk)
            expect(page.locator("#gezegd ~ ol")).to_contain_text("Gedaan")
            self.actions[found.text] = False

    def decide(self, page: Page, meeting: Meeting, n: int) -> None:
        self.go(page, "add_decision", meeting.pk)
        page.get_by_label("Wat spraken jullie af?").fill(f"Besluit {n:02d} van het jaar")
        page.locator("form button.nl-button--primary").click()
        expect(page.get_by_text(f"Besluit {n:02d} van het jaar").first).to_be_visible()

    def pass_the_points(self, page: Page, meeting: Meeting, n: int) -> None:
        """In every third meeting nobody gets to the points of the group; else to all of them."""
        self.go(page, "live_meeting", meeting.pk)
        if n % 3 == 0 and n != MEETINGS:
            return
        for point in self.points:
            page.locator("#ernaast").get_by_role("button", name=point).click()
            expect(page.get_by_role("heading", level=1)).to_have_text(point)
        self.points = []

    def close(self, page: Page, meeting: Meeting, rest: list[Risk], n: int) -> None:
        self.go(page, "close_meeting", meeting.pk)
        for risk in rest:
            expect(page.get_by_role("link", name=risk.text)).to_be_visible()
            risk.words.append(MISSED)
        for point in self.points:
            expect(page.get_by_text(point)).to_be_visible()
        after = (BEGAN + timedelta(days=7, weeks=WEEKS * n)).date()
        expect(page.get_by_label("Wanneer?")).to_have_value(after.isoformat())
        expect(page.get_by_label("Hoe laat?")).to_have_value("19:00")
        name = "De rest: niet aan toegekomen. Sluit af" if rest else "Sluit af"
        page.get_by_role("button", name=name, exact=True).click()
        expect(page.get_by_role("heading", level=1)).to_contain_text("Overleg van")

    # After ------------------------------------------------------------------------------------

    def compare_minutes(self, meeting: Meeting, n: int, talked: list[Risk]) -> None:
        """The minutes hold every word that was tapped, what was new, decided and laid down."""
        page = self.go(self.of_group, "minutes", meeting.pk)
        for fold in page.locator("details:not([open]) > summary").all():
            fold.click()
        rows = page.locator("section[aria-labelledby=risicos] li.rows__item")
        found = [
            (row.locator("a [lang]").inner_text(), row.locator(".pill").inner_text())
            for row in rows.all()
        ]
        expected = [(risk.text, risk.words[-1]) for risk in talked]
        expected += [(risk.text, "nieuw") for risk in self.risks if risk.named_in == n]
        assert sorted(found) == sorted(expected), n
        body = page.locator("main").inner_text()
        assert f"Besluit {n:02d} van het jaar" in body
        for i in range(ACTIONS // MEETINGS):
            assert f"Actie {n:02d}-{i} van het jaar" in body
        assert "Zwaluw" not in body and "Merel" not in body

    def compare_register(self) -> None:
        """Every risk once, with its marks; those that are gone where one finds what is gone."""
        said = {}
        for stand in ("", "?stand=weg"):
            page = self.of_group
            page.goto(reverse("risks", args=[self.cast.club.pk]) + stand)
            for _each in every_page(page):
                for row in page.locator("li.rows__item[id^=risico-]").all():
                    text = row.locator("a").first.inner_text()
                    assert text not in said, f"twice in the register: {text}"
                    marks = row.locator(".track + .visually-hidden")
                    words = marks.text_content() if marks.count() else ""
                    assert words is not None
                    said[text] = (bool(stand), words)
        for risk in self.risks:
            is_gone, words = said.pop(risk.text)
            expected = f"Per overleg: {', '.join(risk.words)}." if risk.words else ""
            assert (is_gone, words.strip()) == (risk.is_gone, expected), risk.text
        assert said == {}

    def compare_actions(self) -> None:
        """On the next agenda stand the actions that are still open, and no other."""
        stored = {a.text: a.settled_at is None for a in ActionItem.objects.all()}
        assert stored == self.actions
        page = self.go(self.leader(1), "who_does_what", self.cast.club.pk)
        shown: list[str] = []
        for _each in every_page(page):
            shown += page.locator("li[id^=actie-] [lang]").all_inner_texts()
        still_open = sorted(text for text, is_open in self.actions.items() if is_open)
        assert sorted(text for text in shown if self.actions[text]) == still_open


def test_a_year_of_meetings(
    clock: time_machine.Traveller, cast: Cast, live_server: LiveServer, new_context: Any
) -> None:
    year = YearOfMeetings(clock, cast, live_server.url, new_context)
    year.plan_the_first()
    for n in range(1, MEETINGS + 1):
        meeting = Meeting.objects.get(initiative=cast.club, status=Status.PLANNED)
        year.from_the_group(meeting, n)
        talked = year.open_before(n)
        year.hold(meeting, n)
        year.compare_minutes(meeting, n, talked)
    assert len(year.risks) == RISKS == RiskItem.objects.count()
    assert len(year.actions) == ACTIONS
    year.compare_register()
    year.compare_actions()
    next_one = Meeting.objects.get(initiative=cast.club, status=Status.PLANNED)
    assert Meeting.objects.filter(initiative=cast.club).count() == MEETINGS + 1
    assert next_one.day.isoformat() == "2027-08-10"
