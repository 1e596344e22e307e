"""A year of one agreement in real windows: what was promised is kept, late, silent, asked, stuck;
people change, a party comes, a trial and a step are decided, the end is forgotten, and it goes on.

The clock jumps; nothing runs in between. So whatever a page says on a day is computed from dates.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.utils import timezone
from playwright.sync_api import BrowserContext, Locator, Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion, Confirmation
from agreements.states import Status, Word
from initiatives.models import DutyKind, Participant, Side
from tests.browser.people import LAPTOP, PHONE, sign_in
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement, make_participant

pytestmark = pytest.mark.django_db(transaction=True)

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]

# Before the clock goes back, and a year that ends in between.
BEGAN = datetime(2026, 10, 5, 10, 0, tzinfo=UTC)

# The questions as long as they are open.
TRIAL, STILL_OURS = "section#vraag-proef", "section#vraag-nog-van-jullie"

NEIGHBOURS = "De buren van de Lindestraat"
TELL = re.compile("^(Vertel hoe het staat|Iets anders vertellen)")

WAYS = [
    pytest.param(PHONE, True, id="phone"),
    pytest.param(LAPTOP, False, id="laptop-without-script"),
]


@pytest.fixture
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(BEGAN, tick=True) as traveller:
        yield traveller


class Year:
    """The agreement, its people, and their windows."""

    def __init__(
        self,
        clock: time_machine.Traveller,
        cast: Cast,
        address: str,
        new_context: NewContext,
        axe: Axe,
        options: dict[str, Any],
    ) -> None:
        self.clock, self.cast, self.address, self.axe = clock, cast, address, axe
        self.has_script = options["java_script_enabled"]
        self.new_context, self.options = new_context, options
        self.windows: dict[int, Page] = {}
        self.fen, self.jip = (make_participant(cast.club, name=n) for n in ("Merelfen", "Mereljip"))
        self.version = self._agree()

    def _agree(self) -> AgreementVersion:
        """A trial of a quarter, half a year in all, with promises of both sides."""
        cast, today = self.cast, timezone.localdate()
        version = make_agreement(cast.club, by=cast.wouter, title="De Kelder", clauses=0)
        add_clause(
            version,
            "Wat doet de gemeente?",
            line(
                "De gemeente maakt de voordeur.",
                "municipality",
                kind="promise",
                due_on=today + timedelta(days=20),
                reservation="genoeg geld",
            ),
            line(
                "De gemeente laat weten hoe het met de vergunning gaat.",
                "municipality",
                kind="promise",
                rhythm="elke maand",
            ),
            line(
                "Jullie mogen ook op zaterdag open.",
                "municipality",
                kind="promise",
                condition="het drie maanden goed gaat",
            ),
        )
        add_clause(
            version,
            "Wat doen wij?",
            line("Wij leggen de stoep recht.", "group", due_on=today + timedelta(days=25)),
            line("Wij vegen elke avond.", "group"),
        )
        add_clause(
            version,
            "Wat doen de buren?",
            line(
                "De buren bellen eerst de groep.", "other", party_name="De buren van de Lindestraat"
            ),
        )
        version.save_head(
            revision=version.revision,
            look_back_on=today + timedelta(days=42),
            trial_until=today + timedelta(days=90),
            trial_decider="de groep en de gemeente",
            trial_then="dan gaan we door",
            ends_on=today + timedelta(days=180),
        )
        version.propose(by=cast.wouter)
        for person in (cast.noor, cast.dex, self.fen, self.jip):
            Confirmation.say(version, by=person, word=Word.BEHIND)
        Confirmation.say(version, by=cast.wouter, word=Word.BEHIND, has_mandate=True)
        version.take_effect(by=cast.wouter)
        return version

    def on_day(self, n: int) -> date:
        self.clock.move_to(BEGAN + timedelta(days=n))
        return timezone.localdate()

    def window(self, person: Participant) -> Page:
        """A session does not last from one season to the next: everybody signs in anew."""
        if person.pk not in self.windows:
            self.windows[person.pk] = self.new_context(**self.options).new_page()
        page = self.windows[person.pk]
        sign_in(page.context, person.user, self.address)
        return page

    def guide(self, path: str = "") -> Page:
        return self.at(self.cast.samira, path)

    def official(self, path: str = "") -> Page:
        return self.at(self.cast.wouter, path)

    def at(self, person: Participant, path: str = "") -> Page:
        page = self.window(person)
        page.goto(self.address + (path or self.standing))
        return page

    @property
    def standing(self) -> str:
        return f"/versie/{self.version.pk}/hoe-staat-het/"

    @property
    def text(self) -> str:
        return f"/versie/{self.version.pk}/"

    def scan(self, page: Page) -> None:
        if self.has_script:
            self.axe(page)

    def say(self, page: Page, words: str, button: str) -> None:
        """One word on the line with these words, on the page of that line."""
        row(page, words).get_by_role("link", name=TELL).click()
        self.scan(page)
        page.get_by_role("button", name=button, exact=True).click()
        expect(page.get_by_role("heading", name="Hoe staat het?").first).to_be_visible()


def row(page: Page, words: str) -> Locator:
    return page.locator("li.rows__item").filter(has_text=words).first


@pytest.mark.parametrize(("size", "script"), WAYS)
def test_a_year_of_one_agreement(
    clock: time_machine.Traveller,
    cast: Cast,
    live_server: LiveServer,
    new_context: NewContext,
    axe: Axe,
    size: dict[str, Any],
    script: bool,
) -> None:
    options = {**size, "java_script_enabled": script}
    year = Year(clock, cast, live_server.url, new_context, axe, options)
    promises_of_both_sides(year)
    the_municipality_falls_silent(year)
    the_neighbours_come(year)
    the_trial_is_decided(year)
    the_step_is_reached(year)
    half_of_the_group_is_new(year)
    nobody_thinks_of_the_end(year)
    it_goes_on(year)
    somebody_takes_over(year)


def promises_of_both_sides(year: Year) -> None:
    """Kept, seen differently, and late."""
    year.on_day(10)
    page = year.official()
    year.scan(page)
    expect(row(page, "voordeur")).to_contain_text("loopt")
    expect(row(page, "voordeur")).to_contain_text("genoeg geld")
    year.say(page, "voordeur", "Gedaan")
    page = year.guide()
    expect(row(page, "voordeur")).to_contain_text("nagekomen")
    row(page, "voordeur").get_by_role("link", name=re.compile("^Wij zien het anders")).click()
    year.scan(page)
    page.get_by_label("Hoe zien jullie het?").fill("De deur klemt nog.")
    page.get_by_role("button", name="Wij zien het anders").click()
    page = year.official()
    expect(row(page, "voordeur")).to_contain_text("De groep ziet het anders.")
    expect(row(page, "voordeur")).to_contain_text("De deur klemt nog.")
    year.say(page, "voordeur", "Gedaan")
    page = year.guide()
    row(page, "voordeur").get_by_role("button", name=re.compile("^Dat klopt")).click()
    expect(row(year.guide(), "voordeur")).to_contain_text("De groep zegt: dat klopt.")

    year.on_day(25)
    expect(row(year.guide(), "stoep")).not_to_contain_text("te laat")
    year.on_day(26)
    page = year.guide()
    expect(row(page, "stoep")).to_contain_text("te laat")
    year.say(page, "stoep", "Gedaan")
    expect(row(year.guide(), "stoep")).to_contain_text("nagekomen")
    # On the day itself and after, in winter time too, nothing is late any more.
    year.on_day(60)
    expect(year.guide().locator(".pill", has_text="te laat")).to_have_count(0)


def the_municipality_falls_silent(year: Year) -> None:
    """A month with a rhythm passed without a word: it shows, and is asked once."""
    page = year.guide()
    expect(row(page, "vergunning")).to_contain_text("stil")
    year.scan(page)
    page.get_by_role("button", name="Vraag hoe het staat").click()
    page = year.guide()
    expect(page.get_by_role("button", name="Vraag hoe het staat")).to_have_count(0)
    expect(page.get_by_text(re.compile("Nog een keer vragen kan vanaf"))).to_be_visible()

    page = year.official()
    row(page, "vergunning").get_by_role("link", name=TELL).click()
    page.get_by_text("Nog geen nieuws, omdat …").click()
    page.get_by_label("Waarom is er nog geen nieuws?").fill("De brandweer komt nog.")
    page.get_by_label("Wanneer kijk je weer?").fill(
        (timezone.localdate() + timedelta(days=10)).isoformat()
    )
    page.get_by_role("button", name="Nog geen nieuws", exact=True).click()
    page = year.guide()
    expect(row(page, "vergunning")).to_contain_text("nog geen nieuws")
    expect(row(page, "vergunning")).to_contain_text("De brandweer komt nog.")

    year.on_day(75)
    year.say(year.official(), "vergunning", "Het zit vast")
    expect(row(year.guide(), "vergunning")).to_contain_text("zit vast")


def the_neighbours_come(year: Year) -> None:
    """A party with a link of its own: it reads, reacts, and stands behind its own line."""
    year.on_day(80)
    page = year.official(f"/afspraak/{year.version.agreement_id}/partijen/")
    page.get_by_role("link", name="Zet een partij erbij").first.click()
    page.get_by_label("Hoe heet deze partij hier?").fill(NEIGHBOURS)
    page.get_by_label("buren", exact=True).check()
    page.get_by_label("Wat doet deze partij?").fill("Bellen eerst de groep.")
    year.scan(page)
    page.get_by_role("button", name="Zet erbij").click()
    page.get_by_role("button", name=re.compile("^Maak een link voor hen")).click()
    address = page.locator("#link-address").inner_text().strip()
    phone = year.new_context(**{**PHONE, "java_script_enabled": year.has_script}).new_page()
    phone.goto(year.address + "/" + address.split("/", 3)[3])
    expect(phone.get_by_role("heading", level=1)).to_have_text("De Kelder")
    year.scan(phone)
    phone.get_by_role("link", name="Wij staan achter onze regels").click()
    phone.get_by_label("Wij staan achter onze regels").check()
    phone.get_by_role("button", name="Zeg dit").click()
    expect(phone.get_by_text("Jullie staan achter jullie regels.")).to_be_visible()
    page = year.guide(f"/afspraak/{year.version.agreement_id}/partijen/")
    expect(page.get_by_text("Zij staan achter hun regels.")).to_be_visible()
    phone.context.close()


def the_trial_is_decided(year: Year) -> None:
    """Both sides are asked once, from the last day of the trial."""
    year.on_day(88)
    asked = re.compile("^De proef")
    year.on_day(91)
    page = year.guide(year.text)
    card = page.locator(TRIAL)
    expect(card.get_by_role("heading", name=asked)).to_be_visible()
    year.scan(page)
    card.get_by_role("button", name="Zo doorgaan").click()
    expect(card.get_by_text("Nu wacht dit op de gemeente.")).to_be_visible()
    page = year.official(year.text)
    page.locator(TRIAL).get_by_role("button", name="Zo doorgaan").click()
    expect(page.locator(TRIAL)).to_have_count(0)
    year.on_day(92)
    expect(year.guide(year.text).locator(TRIAL)).to_have_count(0)
    expect(year.official(year.text).locator(TRIAL)).to_have_count(0)


def the_step_is_reached(year: Year) -> None:
    year.on_day(95)
    page = year.guide(year.text)
    page.get_by_role("button", name=re.compile("^Dit is nu zo")).click()
    expect(page.get_by_text("de groep zegt: bereikt")).to_be_visible()
    page = year.official(year.text)
    page.get_by_role("button", name=re.compile("^Dit is nu zo")).click()
    expect(page.get_by_text(re.compile("In de volgende versie vervalt het “als”"))).to_be_visible()


def half_of_the_group_is_new(year: Year) -> None:
    """Three of the four who stood behind it went: both sides are asked, and not again."""
    year.on_day(120)
    for person in (year.cast.dex, year.fen):
        person.leave(by=person)
    assert year.guide(year.text).locator(STILL_OURS).count() == 0, "half is not more"
    year.jip.leave(by=year.jip)
    make_participant(year.cast.club, name="Merelsam")
    page = year.guide(year.text)
    card = page.locator(STILL_OURS)
    expect(card).to_be_visible()
    year.scan(page)
    card.get_by_role("button", name="Zo doorgaan").click()
    expect(card.get_by_text("Nu wacht dit op de gemeente.")).to_be_visible()
    page = year.official(year.text)
    page.locator(STILL_OURS).get_by_role("button", name="Zo doorgaan").click()
    expect(page.locator(STILL_OURS)).to_have_count(0)
    year.on_day(125)
    expect(year.guide(year.text).locator(STILL_OURS)).to_have_count(0)


def nobody_thinks_of_the_end(year: Year) -> None:
    """The day passes. Nobody is put out; both sides are asked."""
    year.on_day(140)
    expect(year.guide(year.text).locator("#loopt-af")).to_have_count(0)
    year.on_day(160)
    page = year.guide(year.text)
    expect(page.locator("#loopt-af")).to_be_visible()
    year.scan(page)
    year.on_day(190)
    page = year.official(year.text)
    expect(page.get_by_text(re.compile("liep af op", re.IGNORECASE)).first).to_be_visible()
    expect(page.get_by_text("Wij vegen elke avond.").first).to_be_visible()
    year.scan(page)
    year.version.refresh_from_db()
    assert year.version.status == Status.IN_EFFECT


def it_goes_on(year: Year) -> None:
    """One step to the same text with new days; words are asked again; the step is a plain line."""
    page = year.official(f"/versie/{year.version.pk}/verlengen/")
    year.scan(page)
    page.get_by_role("button", name="Stel voor aan iedereen").click()
    renewed = AgreementVersion.objects.get(status=Status.PROPOSED)
    assert renewed.ends_on is not None
    assert renewed.ends_on > timezone.localdate()
    expect(page).to_have_url(re.compile(rf"/versie/{renewed.pk}/"))
    Confirmation.say(renewed, by=year.cast.noor, word=Word.BEHIND)
    Confirmation.say(renewed, by=Participant.objects.get(name="Merelsam"), word=Word.BEHIND)
    page.goto(f"{year.address}/versie/{renewed.pk}/zeg/sta-erachter/")
    page.get_by_label(re.compile("namens de gemeente")).first.check()
    page.get_by_role("button", name="Ik sta hierachter").click()
    page.goto(f"{year.address}/versie/{renewed.pk}/")
    page.get_by_role("button", name=re.compile("ingaan")).first.click()
    renewed.refresh_from_db()
    assert renewed.status == Status.IN_EFFECT
    year.version = renewed
    page = year.guide(year.text)
    expect(page.get_by_text("het drie maanden goed gaat")).to_have_count(0)
    expect(page.get_by_text("Jullie mogen ook op zaterdag open.").first).to_be_visible()
    # What was said of a line goes along with it.
    expect(row(year.guide(), "voordeur")).to_contain_text("nagekomen")
    expect(row(year.guide(), "vergunning")).to_contain_text("zit vast")


def somebody_takes_over(year: Year) -> None:
    """A new official and a new member of the group read in two minutes how it stands."""
    year.on_day(200)
    page = year.guide(f"/initiatief/{year.cast.club.pk}/overdracht/")
    page.get_by_role("link", name="Schrijf iets op voor wie nieuw is").click()
    page.get_by_role("textbox").first.fill("Bel liever dan dat je mailt.")
    page.get_by_role("button", name="Zet het erbij").click()

    fresh = make_participant(
        year.cast.club, Side.MUNICIPALITY, "Bo Nieuwkamer", duty=DutyKind.CONTACT
    )
    page = year.at(fresh, f"/initiatief/{year.cast.club.pk}/overdracht/")
    year.scan(page)
    expect(page.get_by_text("Bel liever dan dat je mailt.")).to_be_visible()
    expect(page.get_by_text(re.compile("vergunning")).first).to_be_visible()
    assert "Zwaluwnoor" not in page.content(), "an official reads no nickname"

    member = make_participant(year.cast.club, name="Merelkim", has_account=True)
    page = year.at(member, f"/initiatief/{year.cast.club.pk}/overdracht/")
    year.scan(page)
    expect(page.get_by_text("Bel liever dan dat je mailt.")).to_be_visible()
    expect(page.get_by_role("heading", name="Wat is er beloofd?")).to_be_visible()
