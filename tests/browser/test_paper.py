"""What comes out of the printer: an agreement on two A4 at most, the poster on one."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from django.urls import reverse
from playwright.sync_api import Page, expect
from pytest_django.live_server_helper import LiveServer

from agreements.models import AgreementVersion, ReadLink
from agreements.paper import HEADING, MOST_WORDS, SIZES, WHO
from agreements.states import Kind
from tests.browser.people import LAPTOP, PHONE, NewContext, window
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

pytestmark = pytest.mark.django_db(transaction=True)

SENTENCE = "Op vrijdag houden wij de deur open tot elf uur."


def agreement(cast: Cast) -> AgreementVersion:
    """An ordinary one: twelve clauses, thirty lines, a read link."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0, title="Afspraak over De Kelder")
    for n in range(6):
        add_clause(
            draft,
            f"Wat doen we met nummer {n}?",
            line(SENTENCE, "group"),
            line(f"{SENTENCE} {SENTENCE}", "municipality", kind=Kind.PROMISE, rhythm="elke week"),
            line(SENTENCE),
        )
        add_clause(draft, f"En met kamer {n}?", line(SENTENCE), line(SENTENCE, "group"))
    draft.propose(by=cast.wouter)
    ReadLink.make(draft, by=cast.wouter)
    return draft


def pages_of(page: Page) -> int:
    printed = page.pdf(format="A4", prefer_css_page_size=True)
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", printed))


@pytest.mark.parametrize("size", [PHONE, LAPTOP], ids=["phone", "laptop"])
def test_an_agreement_is_printed_on_two_sheets(
    cast: Cast,
    new_context: NewContext,
    live_server: LiveServer,
    axe: Callable[[Page], None],
    size: dict[str, object],
) -> None:
    version = agreement(cast)
    page = window(new_context, cast.wouter.user, live_server.url, **size)
    page.goto(reverse("version", args=[version.pk]))
    page.get_by_role("link", name="Print de afspraak").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Afspraak over De Kelder")
    axe(page)
    page.evaluate("() => { window.print = () => { document.title = 'geprint'; }; }")
    page.get_by_role("button", name="Print dit blad").click()
    expect(page).to_have_title("geprint")
    assert page.get_by_alt_text("QR-code van de leeslink").is_visible()
    assert pages_of(page) <= 2
    page.emulate_media(media="print")
    for gone in ("Print dit blad", "Onderling"):
        assert not page.get_by_text(gone, exact=True).is_visible()
    expect(page.get_by_text("Wie staat erachter?")).to_be_visible()


def poster_of(cast: Cast, words: int, party: str = "both") -> AgreementVersion:
    """Rules of about so many words, a few lines of `party` to a clause."""
    draft = make_agreement(cast.club, by=cast.wouter, clauses=0)
    left, n = words, 0
    official = party == "municipality"
    kind = Kind.PROMISE if official else ""
    sentence = len(SENTENCE.split()) + (WHO if official else 0)
    while left >= HEADING + sentence:
        n += 1
        lines = [line(SENTENCE, party, kind=kind)] * min((left - HEADING) // sentence, 3)
        add_clause(draft, f"Hoe doen we dit samen {n}?", *lines)
        left -= HEADING + sentence * len(lines)
    return draft


@pytest.mark.parametrize("party", ["both", "municipality"])
@pytest.mark.parametrize("words", [25, *(most for most, _name in SIZES), MOST_WORDS])
def test_the_poster_fits_on_one_sheet_in_every_size(
    cast: Cast, new_context: NewContext, live_server: LiveServer, words: int, party: str
) -> None:
    draft = poster_of(cast, words, party)
    draft.propose(by=cast.wouter)
    # With the code of the link to read it: that takes room too.
    ReadLink.make(draft, by=cast.wouter)
    page = window(new_context, cast.wouter.user, live_server.url, **LAPTOP)
    keys = "&".join(f"onderdeel={clause.key}" for clause in draft.clauses.all())
    page.goto(f"{reverse('house_rules', args=[draft.pk])}?{keys}")
    assert pages_of(page) == 1
    # Nothing is cut off: on paper the rules end above the foot of the sheet.
    page.set_viewport_size({"width": 703, "height": 1032})  # what 12 mm of margin leaves of an A4
    page.emulate_media(media="print")
    assert (
        page.evaluate(
            """() => {
          const poster = document.querySelector(".poster");
          const rules = document.querySelector(".poster__rules");
          return [poster.scrollHeight - poster.clientHeight, rules.scrollWidth - rules.clientWidth]
            .filter((over) => over > 1);
        }"""
        )
        == []
    )


def test_without_script_the_browser_prints(
    cast: Cast, new_context: NewContext, live_server: LiveServer
) -> None:
    version = agreement(cast)
    page = window(
        new_context, cast.wouter.user, live_server.url, java_script_enabled=False, **PHONE
    )
    page.goto(reverse("house_rules", args=[version.pk]))
    expect(page.get_by_text("Kies Afdrukken in het menu van je browser.")).to_be_visible()
    expect(page.get_by_role("button", name="Print dit blad")).to_be_hidden()
    # There are no rules in it, so what can be chosen lies open.
    page.get_by_label("En met kamer 3?").check()
    page.get_by_role("button", name="Maak de poster opnieuw").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Onze huisregels")
    expect(page.locator(".poster__rules h2")).to_have_text(["En met kamer 3?"])
