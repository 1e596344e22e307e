"""The life of an agreement in real windows: versions, a pause, an older text, the end."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone
from playwright.sync_api import BrowserContext, Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion
from agreements.states import Status
from tests.browser.people import LAPTOP, PHONE, window
from tests.conftest import Cast
from tests.factories import add_clause, line
from tests.overview import world

pytestmark = pytest.mark.django_db(transaction=True)

NewContext = Callable[..., BrowserContext]
Axe = Callable[[Page], None]
WINDOWS = pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
SIZES = pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])


def two_versions(cast: Cast) -> AgreementVersion:
    """Version 2 in effect; a clause of it came before the one of version 1."""
    first = world.run(cast, line("Vrijdag tot 22.00 uur open."))
    draft = first.agreement.start_version(by=cast.samira, reason="Het ging goed.")
    clause = draft.clauses.get()
    text = clause.commitments.get().as_line()
    clause.rewrite(
        revision=1,
        heading=clause.heading,
        lines=[line("Vrijdag tot 23.00 uur open.", key=text.key)],
    )
    add_clause(draft, "Wie ruimt op?", line("Wij ruimen elke avond op.", "group"))
    draft.propose(by=cast.samira)
    world.carry(cast, draft)
    draft.take_effect(by=cast.wouter)
    return draft


@SIZES
@WINDOWS
def test_from_the_text_to_every_version_and_what_is_different(
    cast: Cast,
    live_server: LiveServer,
    new_context: NewContext,
    axe: Axe,
    size: dict[str, Any],
    scripts: bool,
) -> None:
    version = two_versions(cast)
    page = window(
        new_context, cast.wouter.user, live_server.url, java_script_enabled=scripts, **size
    )
    page.goto(f"{live_server.url}/versie/{version.pk}/")
    page.get_by_role("link", name="Alle versies").click()
    expect(page.get_by_text("Het ging goed.")).to_be_visible()
    page.get_by_label("Van", exact=True).select_option(label="versie 1")
    page.get_by_label("Naar", exact=True).select_option(label="versie 2")
    page.get_by_role("button", name="Vergelijk").click()
    expect(page.locator("del").filter(has_text="22.00")).to_be_visible()
    expect(page.locator("ins").filter(has_text="23.00")).to_be_visible()
    expect(page.get_by_role("heading", name="Wie ruimt op?")).to_be_visible()
    if scripts:
        axe(page)
        said = page.locator("main").inner_text()
        assert "weg: " in (page.locator("del").filter(has_text="22.00").text_content() or "")
        assert "1 onderdeel anders, 1 onderdeel erbij" in said
    page.go_back()
    page.get_by_role("link", name="Kies een dag").click()
    yesterday = timezone.localdate() - timedelta(days=1)
    page.get_by_label("Welke dag?").fill(yesterday.isoformat())
    page.get_by_role("button", name="Laat zien").click()
    expect(page.get_by_text("Op deze dag gold er nog niets.")).to_be_visible()
    page.get_by_role("link", name="Versie 2", exact=True).click()
    expect(page.get_by_text("Vrijdag tot 23.00 uur open.")).to_be_visible()
    if scripts:
        axe(page)


@SIZES
@WINDOWS
def test_a_pause_is_seen_by_the_other_side_and_the_end_too(
    cast: Cast,
    live_server: LiveServer,
    new_context: NewContext,
    axe: Axe,
    expected_complaints: list[str],
    size: dict[str, Any],
    scripts: bool,
) -> None:
    expected_complaints.append("status of 422")
    version = two_versions(cast)
    options = {"java_script_enabled": scripts, **size}
    guide = window(new_context, cast.samira.user, live_server.url, **options)
    official = window(new_context, cast.wouter.user, live_server.url, **options)
    address = f"{live_server.url}/versie/{version.pk}/"

    guide.goto(address)
    guide.get_by_role("link", name="Zet op pauze").click()
    if scripts:
        axe(guide)
    guide.get_by_role("button", name="Zet op pauze").click()
    expect(guide.get_by_text("Vul dit in.").first).to_be_visible()
    guide.get_by_label("Waarom?").fill("De vloer wordt gelegd.")
    guide.get_by_role("button", name="Zet op pauze").click()
    expect(guide.get_by_text("Deze afspraak staat op pauze sinds")).to_be_visible()

    official.goto(f"{live_server.url}/initiatief/{cast.club.pk}/")
    official.get_by_role("link", name="De groep zette “De Kelder” op pauze. Lees waarom.").click()
    expect(official.get_by_text("De vloer wordt gelegd.")).to_be_visible()
    official.get_by_role("link", name="Ga weer verder, of maak de pauze langer").click()
    if scripts:
        axe(official)
    official.get_by_role("button", name="Ga weer verder").click()
    expect(official.get_by_text("De afspraak gaat weer verder.")).to_be_visible()

    official.get_by_role("link", name="Stop met deze afspraak").click()
    if scripts:
        axe(official)
    official.get_by_label("Waarom stoppen jullie?").fill("Het gebouw gaat dicht.")
    official.get_by_role("button", name="Stop de afspraak").click()
    expect(official.get_by_text("Deze afspraak is gestopt op")).to_be_visible()
    guide.goto(address)
    expect(guide.get_by_text("Het gebouw gaat dicht.")).to_be_visible()
    expect(guide.get_by_role("link", name="Begin een nieuwe afspraak")).to_be_visible()
    if scripts:
        axe(guide)


def test_an_older_text_comes_back_by_keyboard_alone(
    cast: Cast, live_server: LiveServer, new_context: NewContext, axe: Axe
) -> None:
    version = two_versions(cast)
    page = window(new_context, cast.wouter.user, live_server.url, **LAPTOP)
    page.goto(f"{live_server.url}/afspraak/{version.agreement_id}/versies/")

    def reach(name: str) -> None:
        for _step in range(60):
            page.keyboard.press("Tab")
            if name in page.evaluate("document.activeElement.textContent"):
                return
        pytest.fail(f"no way to {name} by keyboard")

    reach("Zet deze tekst terug")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Terug naar versie 1?")).to_be_visible()
    axe(page)
    reach("Begin met deze tekst")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Er is een concept met de oude tekst.")).to_be_visible()
    draft = version.agreement.versions.get(status=Status.DRAFT)
    assert draft.reason == "Terug naar de tekst van versie 1."


def test_long_words_stay_inside_a_narrow_page(
    cast: Cast, live_server: LiveServer, new_context: NewContext
) -> None:
    long = "Meervoudigepersoonlijkheidsontwikkelingsgesprekken" * 3
    first = world.run(cast, line(f"{long} om 22.00 uur."))
    second = world.next_text(cast, first, text=f"{long}en om 23.00 uur.")
    second.agreement.start_version(by=cast.wouter, reason=long)
    page = window(
        new_context, cast.wouter.user, live_server.url, viewport={"width": 320, "height": 700}
    )
    agreement = second.agreement_id
    for path in (
        f"/versie/{second.pk}/verschil/{first.pk}/",
        f"/afspraak/{agreement}/versies/",
        f"/afspraak/{agreement}/op/",
    ):
        page.goto(live_server.url + path)
        assert page.evaluate("document.documentElement.scrollWidth") <= 320, path
