"""Giving a word on a text, in part, again and back, as people see it: at both widths, with and
without a script; and with a keyboard alone."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from agreements.models import AgreementVersion, Comment, Confirmation
from agreements.states import CommentKind, Word
from initiatives.models import DutyKind, Initiative, Side
from tests import factories as make
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.browser.test_keyboard import tab_to

pytestmark = pytest.mark.django_db(transaction=True)

Scan = Callable[[Page], None]

WAYS = [
    pytest.param(PHONE, True, id="phone"),
    pytest.param(PHONE, False, id="phone-without-script"),
    pytest.param(LAPTOP, True, id="laptop"),
    pytest.param(LAPTOP, False, id="laptop-without-script"),
]


class Club:
    """A proposal of three clauses; Noor has an account, Dex sits on a phone somewhere else."""

    def __init__(self) -> None:
        self.club: Initiative = make.make_initiative("Chillclub De Kelder")
        self.noor = make.make_participant(self.club, name="Noor", has_account=True)
        self.dex = make.make_participant(self.club, name="Dex")
        self.guide = make.make_participant(self.club, Side.GUIDE, "Samira Bakali")
        self.official = make.make_participant(
            self.club, Side.MUNICIPALITY, "Wouter de Graaf", duty=DutyKind.CONTACT
        )
        self.draft = make.make_agreement(self.club, by=self.official, clauses=0, title="De Kelder")
        for heading in ("Wanneer?", "Wie heeft de sleutel?", "Wie maakt schoon?"):
            make.add_clause(self.draft, heading, make.line(f"Dit staat bij: {heading}"))
        self.draft.propose(by=self.official)
        self.version: AgreementVersion = self.draft

    def next_text(self) -> AgreementVersion:
        """The same text, with another key holder."""
        text = self.version.agreement.start_version(by=self.guide)
        clause = text.clauses.get(heading="Wie heeft de sleutel?")
        old = clause.commitments.get()
        clause.rewrite(
            revision=clause.revision,
            heading=clause.heading,
            lines=[make.line("Twee mensen hebben de sleutel.", key=old.key)],
        )
        text.propose(by=self.guide)
        return text


@pytest.mark.parametrize(("size", "script"), WAYS)
def test_from_all_but_one_to_still_behind_it_and_back(
    new_context: NewContext, live_server, axe: Scan, size: dict[str, Any], script: bool
) -> None:
    club = Club()
    page = window(new_context, club.noor.user, live_server.url, **size, java_script_enabled=script)
    look = axe if script else lambda _page: None
    page.goto(f"/versie/{club.version.pk}/")
    page.get_by_role("link", name="Ik sta hierachter").click()
    page.get_by_text("Alles, behalve …").click()
    page.get_by_label("Wanneer?").check()
    page.get_by_label("Wil je er iets bij zeggen?").fill("Te vroeg dicht.")
    look(page)
    page.get_by_role("button", name="Ik sta hierachter").click()
    expect(page.get_by_text("Jij staat achter de rest, maar niet hierachter.")).to_be_visible()
    expect(page.get_by_text("1 van de 2 die hier meedoen staat erachter")).to_be_visible()
    look(page)

    text = club.next_text()
    page.goto(f"/versie/{text.pk}/")
    page.get_by_role("link", name="Ik sta er nog achter").click()
    expect(page.get_by_role("heading", name="Wie heeft de sleutel?")).to_be_visible()
    expect(page.get_by_role("heading", name="Wie maakt schoon?")).to_have_count(0)
    expect(page.get_by_label("Wanneer?")).to_be_checked()
    look(page)
    page.get_by_label("Wanneer?").uncheck()
    page.get_by_role("button", name="Ik sta er nog achter").click()
    expect(page.get_by_role("link", name=re.compile("Jij staat hierachter"))).to_be_visible()
    said = text.confirmations.get()
    assert (said.word, said.except_keys) == (Word.BEHIND, [])

    page.get_by_role("link", name=re.compile("Jij staat hierachter")).click()
    look(page)
    page.get_by_role("button", name="Neem mijn woord terug").click()
    expect(page.get_by_text("Je woord is weg.")).to_be_visible()
    expect(page.get_by_role("link", name="Ik sta er nog achter")).to_be_visible()
    assert text.confirmations.get().word == ""


@pytest.mark.parametrize(("size", "script"), WAYS)
def test_what_is_new_stays_marked_until_somebody_says_seen(
    new_context: NewContext, live_server, axe: Scan, size: dict[str, Any], script: bool
) -> None:
    club = Club()
    page = window(new_context, club.noor.user, live_server.url, **size, java_script_enabled=script)
    page.goto(f"/versie/{club.version.pk}/")
    page.get_by_role("button", name="Gezien").click()
    expect(page.get_by_text("Er is niets nieuws sinds je vorige keer")).to_be_visible()
    Comment.add(
        club.version.clauses.all()[1], by=club.dex, kind=CommentKind.QUESTION, text="Wie dan?"
    )
    for _twice in range(2):
        page.goto(f"/versie/{club.version.pk}/")
        new = page.get_by_role("region", name="Nieuw sinds je vorige keer")
        expect(new.get_by_role("link", name=re.compile("Wie heeft de sleutel?"))).to_be_visible()
    if script:
        axe(page)
    page.get_by_role("button", name="Gezien").click()
    expect(page.get_by_text("Nieuw sinds je vorige keer")).to_have_count(0)


def test_everybody_goes_first_and_then_reads(new_context: NewContext, live_server) -> None:
    club = Club()
    page = window(new_context, club.noor.user, live_server.url, **PHONE)
    page.goto(f"/versie/{club.version.pk}/")
    page.get_by_role("link", name="Verander dit").click()
    page.get_by_role("button", name="Zet het aan").click()
    Confirmation.say(club.version, by=club.dex, word=Word.OBJECT, text="Te vroeg dicht.")
    page.goto(f"/versie/{club.version.pk}/")
    expect(page.get_by_text("Wat anderen vinden, lees je als je zelf iets zei.")).to_be_visible()
    expect(page.get_by_text("Te vroeg dicht.")).to_have_count(0)
    page.get_by_role("link", name="Lees het in het kort").click()
    page.get_by_role("link", name="Ik heb een zorg").click()
    page.get_by_label("Welke zorg heb je?").fill("De buren?")
    page.get_by_role("button", name="Ik heb een zorg").click()
    expect(page.get_by_text("Te vroeg dicht.")).to_be_visible()
    expect(page.get_by_text("Jouw zorg staat erbij")).to_be_visible()


def test_a_reminder_is_a_text_to_copy(new_context: NewContext, live_server, axe: Scan) -> None:
    club = Club()
    page = window(new_context, club.guide.user, live_server.url, **PHONE)
    page.goto(f"/versie/{club.version.pk}/")
    page.get_by_role("link", name="Herinner de groep").click()
    axe(page)
    page.get_by_role("button", name="Maak de tekst").click()
    expect(page.get_by_label("Tekst voor in de app")).to_have_value(
        re.compile(rf"/versie/{club.version.pk}/")
    )
    expect(page.get_by_role("button", name="Kopieer de tekst")).to_be_visible()
    axe(page)


def test_in_part_and_still_behind_it_with_a_keyboard_alone(
    new_context: NewContext, live_server
) -> None:
    club = Club()
    page = window(new_context, club.noor.user, live_server.url, **LAPTOP)
    page.goto(f"/versie/{club.version.pk}/")
    tab_to(page, "^Ik sta hierachter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/zeg/sta-erachter/"))
    tab_to(page, "^Alles, behalve")
    page.keyboard.press("Enter")
    tab_to(page, "^Wanneer")
    page.keyboard.press("Space")
    tab_to(page, "^Ik sta hierachter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Jij staat achter de rest, maar niet hierachter.")).to_be_visible()
    text = club.next_text()
    page.goto(f"/versie/{text.pk}/")
    tab_to(page, "^Ik sta er nog achter")
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("/nog-steeds/"))
    tab_to(page, "^Ik sta er nog achter")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Het staat erbij.")).to_be_visible()
    assert len(text.confirmations.get().except_keys) == 1
