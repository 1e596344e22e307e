"""Payment by all for what one broke: both sides see that it is contested. Nothing is refused."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.contested import notes_on_contested
from agreements.library import CLAUSES
from agreements.models import LegalAdvice
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement

ALL_PAY = "Weten we niet wie het deed? Dan betalen alle aanwezigen samen, via hun ouders."
HEADING = "Wat als er iets kapot gaat?"
NOTE = "is omstreden"


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (HEADING, ALL_PAY),
        ("Wat spreken we af?", "Is er schade? Dan betaalt iedereen mee."),
        ("Schade", "De ouders vergoeden het."),
        ("Huisregels", "Wordt er iets vernield, dan draait de hele groep op voor de kosten."),
    ],
)
def test_it_is_seen(heading: str, text: str) -> None:
    assert len(notes_on_contested(heading, [text])) == 1


@pytest.mark.parametrize(
    ("heading", "text"),
    [
        (HEADING, "Heeft iemand het met opzet gedaan, dan betaalt die het."),
        (HEADING, "We vertellen het allemaal binnen drie dagen."),
        ("Wat kost het?", "De ouders betalen niets."),
        ("Wie komt er?", "Iedereen is welkom."),
    ],
)
def test_what_is_usual_is_left_alone(heading: str, text: str) -> None:
    assert notes_on_contested(heading, [text]) == []


def test_our_own_sentences_are_not_contested() -> None:
    for clause in CLAUSES:
        assert notes_on_contested(clause.heading, [one.text for one in clause.lines]) == []


def test_both_sides_see_it_writing_and_reading_until_advice_was_asked(
    cast: Cast, client: Client, official: Client
) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    clause = add_clause(draft, HEADING, line(ALL_PAY))
    draft.open_draft(by=cast.wouter)
    group = cast.sit(client, cast.noor)
    for browser in (official, group):
        assert NOTE in browser.get(reverse("write", args=[draft.pk])).content.decode()
        assert NOTE in browser.get(reverse("version", args=[draft.pk])).content.decode()
        assert NOTE in browser.get(reverse("clause", args=[clause.pk])).content.decode()
    draft.propose(by=cast.wouter)
    LegalAdvice.ask(
        clause, by=cast.wouter, text="Mag dit?", asked_of="jurist", asked_on=timezone.localdate()
    )
    for browser in (official, group):
        page = browser.get(reverse("version", args=[draft.pk])).content.decode()
        assert NOTE not in page and "Juridisch advies gevraagd" in page


def test_it_is_not_for_the_wall(cast: Cast, official: Client) -> None:
    draft = make_agreement(cast.club, by=cast.wouter)
    add_clause(draft, HEADING, line(ALL_PAY))
    draft.propose(by=cast.wouter)
    page = official.get(reverse("print_agreement", args=[draft.pk])).content.decode()
    assert ALL_PAY in page and NOTE not in page
