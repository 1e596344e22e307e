"""A building from nothing to an evening in it: kept by a coordinator, asked for in an agreement,
held, read from the wall, closed up, and left with its key back.

Everybody has a window of their own and uses what a person sees. On a phone and a laptop with
script every page is scanned with axe; on a laptop without script the same must work.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion, UseSlot
from agreements.states import Status
from meetings.models import RiskItem
from places.models import ClosingCheck, Key, Place, PlaceReport
from places.models.key import KeyEnd
from tests.agreements.holding import carried, held, official_of
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.conftest import Cast
from tests.factories import make_agreement

pytestmark = pytest.mark.django_db(transaction=True)

Scan = Callable[[Page], None]

# A Friday that no week on the way shows.
FAR = date(2031, 1, 3)
CLOSED = "Dan zijn we er niet"

WAYS = [
    pytest.param(PHONE, True, id="phone"),
    pytest.param(LAPTOP, True, id="laptop"),
    pytest.param(LAPTOP, False, id="laptop-without-script"),
]


class Building:
    """The windows of the people, and the steps in the order in which they are taken."""

    def __init__(
        self, cast: Cast, new_context: NewContext, address: str, scan: Scan, options: dict[str, Any]
    ) -> None:
        self.cast, self.scan_page = cast, scan
        self.has_script = options["java_script_enabled"]

        def open_for(user: Any) -> Page:
            return window(new_context, user, address, **options)

        self.coordinator = open_for(cast.manager)
        self.official = open_for(cast.wouter.user)
        self.guide = open_for(cast.samira.user)
        self.passer_by = open_for(None)

    def scan(self, page: Page) -> None:
        """axe needs a script in the page; where there is none the same page was seen with it."""
        if self.has_script:
            self.scan_page(page)

    def go(self, page: Page, name: str, *args: Any) -> Page:
        response = page.goto(reverse(name, args=args))
        assert response is not None and response.ok, f"{name}: {response and response.status}"
        return page

    # The coordinator --------------------------------------------------------------------------

    def build(self) -> None:
        page = self.go(self.coordinator, "places")
        self.scan(page)
        page.locator(f"a[href='{reverse('add_place')}']").first.click()
        self.scan(page)
        page.get_by_label("Hoe heet het?").fill("De Brug")
        page.get_by_label("Adres").fill("Kade 1")
        page.get_by_label("Bij het weggaan").fill("Ramen dicht\nLicht uit\nDeur op slot")
        page.get_by_label("Huisregels").fill("- Voeten vegen\n- Om elf uur stil")
        page.get_by_role("button", name="Zet het erin").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("De Brug")
        self.scan(page)
        page.get_by_role("link", name="Ruimte erbij").click()
        self.scan(page)
        page.get_by_label("Hoe heet het?").fill("De Kelder")
        page.get_by_role("button", name="Zet het erin").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("De Kelder")
        self.scan(page)
        self.room = Place.objects.get(name="De Kelder")

    def hang_up_a_code(self) -> None:
        page = self.go(self.coordinator, "place", self.room.pk)
        page.get_by_role("link", name="Code voor op de muur").click()
        page.get_by_role("button", name="Maak de code").click()
        self.scan(page)
        self.code = urlsplit(page.locator("#link-address").inner_text().strip()).path

    # The agreement -----------------------------------------------------------------------------

    def others_have_the_friday(self) -> None:
        neighbour = official_of(self.cast.garden)
        self.theirs = held(neighbour, self.room, "5", "21:00", "23:00")

    def write_hours(self) -> None:
        self.version = make_agreement(self.cast.club, by=self.cast.wouter, title="De Kelder")
        page = self.go(self.official, "write", self.version.pk)
        page.get_by_role("link", name="Tijden erbij").click()
        self.scan(page)
        # First as somebody types it in a hurry: nothing chosen, and a time that is none.
        page.get_by_label("Van", exact=True).fill("19:00")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("Kies een dag.").first).to_be_visible()
        self.scan(page)
        expect(page.get_by_label("Van", exact=True)).to_have_value("19:00")
        choice = page.get_by_label("Welke ruimte?")
        choice.select_option(str(self.room.pk))
        page.get_by_label("vrijdag").check()
        page.get_by_label("Tot", exact=True).fill("22:00")
        page.get_by_label("Waarvoor?").fill("Open avond")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("Bewaard: elke vrijdag van 19.00 tot 22.00 uur.")).to_be_visible()
        expect(page.get_by_text("Iemand anders is er dan al")).to_be_visible()
        self.scan(page)
        assert UseSlot.objects.get(version=self.version).weekdays == "5"

    def close_one_day(self) -> None:
        page = self.go(self.official, "hours", self.version.pk)
        page.get_by_role("link", name=re.compile("^Een dag anders")).click()
        self.scan(page)
        page.get_by_role("radio", name=CLOSED).check()
        page.get_by_label("Welke dag?", exact=True).fill((FAR + timedelta(days=1)).isoformat())
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("Op die dag zijn er geen tijden.").first).to_be_visible()
        self.scan(page)
        page.get_by_label("Welke dag?", exact=True).fill(FAR.isoformat())
        page.get_by_label("Waarom?").fill("Vakantie")
        page.get_by_role("button", name="Bewaar").click()
        expect(page.get_by_text("Vakantie").first).to_be_visible()
        assert self.version.slots.get().exceptions.get().on == FAR

    def propose_is_warned(self) -> None:
        page = self.go(self.official, "propose", self.version.pk)
        expect(page.get_by_text("Iemand anders is er dan al")).to_be_visible()
        expect(page.get_by_text(re.compile("21.00 tot 23.00 uur.*Groene Hoek"))).to_be_visible()
        self.scan(page)
        page.get_by_role("button", name="Stel voor").click()
        expect(page.get_by_role("heading", level=1)).not_to_contain_text("Stel versie")
        self.version.refresh_from_db()
        assert self.version.status == Status.PROPOSED

    def taking_effect_is_refused_until_they_leave(self) -> None:
        carried(self.version, self.cast.wouter)
        self.let_it_take_effect()
        page = self.official
        expect(page.get_by_role("heading", level=1)).to_have_text("De afspraak kan nog niet ingaan")
        expect(page.get_by_text("Groene Hoek")).to_be_visible()
        self.scan(page)
        assert AgreementVersion.objects.get(pk=self.version.pk).status == Status.PROPOSED
        self.theirs.agreement.end(by=self.theirs.began_by, because="Wij stoppen.")
        self.let_it_take_effect()
        expect(page.get_by_text("De afspraak geldt vanaf nu.")).to_be_visible()
        self.scan(page)

    def let_it_take_effect(self) -> None:
        page = self.go(self.official, "version", self.version.pk)
        page.get_by_role("button", name="Laat de afspraak ingaan").first.click()

    # The room is theirs -------------------------------------------------------------------------

    def look_at_the_week(self) -> None:
        page = self.go(self.guide, "our_place", self.cast.club.pk)
        self.scan(page)
        expect(page.get_by_text(re.compile("19.00 tot 22.00 uur")).first).to_be_visible()
        page.get_by_role("link", name=re.compile("^De week van deze ruimte")).click()
        self.scan(page)
        expect(page.get_by_text("Chillclub De Kelder").first).to_be_visible()
        page.get_by_role("link", name="Week later").click()
        expect(page.get_by_role("heading", level=1)).to_have_text("Wie is er die week?")
        self.scan(page)

    def report_from_the_wall(self) -> None:
        page = self.passer_by
        page.goto(self.code)
        expect(page.get_by_role("heading", level=1)).to_have_text("De Kelder")
        expect(page.get_by_text("Chillclub De Kelder").first).to_be_visible()
        expect(page.get_by_text("Voeten vegen")).to_be_visible()
        words = page.locator("body").inner_text()
        assert not re.search("Open avond|Wouter|Samira|Zwaluw", words)
        self.scan(page)
        page.get_by_label("Wat is er?").fill("De kraan lekt")
        page.get_by_role("button", name="Stuur").click()
        expect(page.get_by_text("De kraan lekt")).to_have_count(0)
        self.scan(page)
        assert PlaceReport.objects.get().text == "De kraan lekt"
        self.go(self.guide, "our_place", self.cast.club.pk)
        expect(self.guide.get_by_text("De kraan lekt")).to_be_visible()

    def close_up(self) -> None:
        page = self.go(self.guide, "our_place", self.cast.club.pk)
        page.get_by_role("link", name="Nalopen bij het weggaan").click()
        self.scan(page)
        page.get_by_label("Licht uit").check()
        page.get_by_label("Deur op slot").check()
        page.get_by_label("Is er iets aan de hand?").fill("Een ruit is stuk")
        page.get_by_role("button", name="Klaar, ik ga weg").click()
        expect(page.get_by_text("Een ruit is stuk")).to_be_visible()
        expect(page.get_by_text(re.compile("Ramen dicht.*niet in orde"))).to_be_visible()
        self.scan(page)
        page.get_by_role("button", name="Zet op de agenda").click()
        self.scan(page)
        check = ClosingCheck.objects.get()
        risk = RiskItem.objects.get()
        assert risk.closing_check == check and "ruit" in risk.text
        self.go(page, "closing_check", check.pk)
        expect(page.get_by_role("link", name="Dit staat op de agenda")).to_be_visible()
        self.scan(page)

    def give_a_key_and_get_it_back(self) -> None:
        page = self.go(self.guide, "keys", self.cast.club.pk)
        self.scan(page)
        page.get_by_role("link", name="Schrijf een sleutel op").first.click()
        self.scan(page)
        page.get_by_label("Wie krijgt de sleutel?").select_option(str(self.cast.noor.pk))
        page.get_by_label("Van welke plek?").select_option(str(self.room.pk))
        page.get_by_label("Hoe noemen jullie deze sleutel?").fill("blauw label")
        page.get_by_role("button", name="Zet op de lijst").click()
        expect(page.get_by_label("Hoe noemen jullie deze sleutel?")).to_have_value("blauw label")
        self.scan(page)
        page.get_by_label(re.compile("De gemeente mag")).check()
        page.get_by_role("button", name="Zet op de lijst").click()
        expect(page.get_by_text("blauw label").first).to_be_visible()
        self.scan(page)
        self.go(self.official, "keys", self.cast.club.pk)
        expect(self.official.get_by_text("Zwaluwnoor").first).to_be_visible()
        page.get_by_role("button", name=re.compile("^Is terug")).click()
        expect(page.get_by_role("heading", name="Wie had er een?")).to_be_visible()
        self.scan(page)
        assert Key.objects.get().ended_how == KeyEnd.RETURNED

    # Paper and calendar -------------------------------------------------------------------------

    def fetch(self, page: Page, name: str, *args: Any) -> bytes:
        """What a link on the page leads to; headless, a browser shows no PDF."""
        href = reverse(name, args=args)
        expect(page.locator(f"a[href='{href}']").first).to_be_attached()
        answer = page.context.request.get(href)
        assert answer.ok, f"{name}: {answer.status}"
        return answer.body()

    def take_paper_along(self) -> None:
        page = self.go(self.official, "version", self.version.pk)
        page.get_by_role("link", name="Print de afspraak").click()
        self.scan(page)
        assert self.fetch(page, "agreement_pdf", self.version.pk).startswith(b"%PDF-")
        page = self.go(self.coordinator, "room_link", self.room.pk)
        assert self.fetch(page, "room_poster", self.room.pk).startswith(b"%PDF-")
        page = self.go(self.guide, "our_place", self.cast.club.pk)
        calendar = self.fetch(page, "hours_file", self.version.agreement_id)
        assert b"BEGIN:VEVENT" in calendar and b"Europe/Amsterdam" in calendar


@pytest.mark.parametrize(("size", "script"), WAYS)
def test_a_building_and_an_evening_in_it(
    cast: Cast,
    new_context: NewContext,
    live_server: LiveServer,
    axe: Scan,
    expected_complaints: list[str],
    size: dict[str, Any],
    script: bool,
) -> None:
    expected_complaints += ["status of 409", "status of 422"]
    options = {**size, "java_script_enabled": script}
    building = Building(cast, new_context, live_server.url, axe, options)
    building.build()
    building.hang_up_a_code()
    building.others_have_the_friday()
    building.write_hours()
    building.close_one_day()
    building.propose_is_warned()
    building.taking_effect_is_refused_until_they_leave()
    building.look_at_the_week()
    building.report_from_the_wall()
    building.close_up()
    building.give_a_key_and_get_it_back()
    building.take_paper_along()
