"""The list of knots: what waits, what is due first on top; and what can and cannot be done."""

from __future__ import annotations

from django.test import Client
from django.urls import reverse

from meetings.models import Knot
from meetings.states import KnotAnswer
from tests.conftest import Cast
from tests.meetings.knotting import QUESTION, browser, give, in_days, lay, page, pass_day

ANSWERED = "?stand=beantwoord"


def test_with_nothing_it_says_what_it_is_for(cast: Cast) -> None:
    shown = page(cast.sit(Client(), cast.noor), "knots", cast.club.pk)
    assert "Er wacht niets op een besluit." in shown
    assert reverse("lay_knot", args=[cast.club.pk]) in shown
    assert "nog geen knoop beantwoord" in page(
        browser(cast.wouter), "knots", cast.club.pk, ANSWERED
    )


def test_what_is_due_first_stands_on_top(cast: Cast) -> None:
    for days in (20, 5, 10):
        lay(cast, question=f"Kan dit in {days}?", before_on=in_days(days))
    pass_day(lay(cast, question="Kan dit nog?"))
    shown = page(browser(cast.samira), "knots", cast.club.pk)
    order = [shown.index(f"Kan dit {what}?") for what in ("nog", "in 5", "in 10", "in 20")]
    assert order == sorted(order)


def test_what_was_answered_says_wel_and_niet(cast: Cast) -> None:
    give(lay(cast, question="Kan A?"), cast.wouter, KnotAnswer.CAN)
    give(lay(cast, question="Kan B?"), cast.wouter, KnotAnswer.CANNOT)
    lay(cast, question="Kan C?")
    lay(cast, question="Kan D?").withdraw(by=cast.noor)
    client = cast.read(Client())
    shown = page(client, "knots", cast.club.pk, ANSWERED)
    assert "Kan A?" in shown and "Kan B?" in shown and "Tot tien uur kan wel." in shown
    assert "dit kan</span>" in shown and "dit kan niet</span>" in shown
    assert "Kan C?" not in shown and "Kan D?" not in shown
    waiting = page(client, "knots", cast.club.pk)
    assert "Kan C?" in waiting and not any(f"Kan {x}?" in waiting for x in "ABD")


def test_long_lists_have_pages(cast: Cast) -> None:
    for n in range(27):
        lay(cast, question=f"Kan nummer {n:02}?", before_on=in_days(n + 1))
    client = browser(cast.wouter)
    first, second = (page(client, "knots", cast.club.pk, f"?page={n}") for n in (1, 2))
    assert "nummer 24" in first and "nummer 25" not in first and "nummer 26" in second
    for knot in Knot.objects.all():
        give(knot, cast.wouter, KnotAnswer.CAN)
    assert "page=2&amp;stand=beantwoord" in page(client, "knots", cast.club.pk, ANSWERED)


def test_those_of_another_initiative_are_not_in_it(cast: Cast) -> None:
    lay(cast)
    shown = page(browser(cast.wouter), "knots", cast.club.pk)
    assert QUESTION in shown
    gardener = cast.sit(Client(), cast.gardener)
    assert QUESTION not in page(gardener, "knots", cast.garden.pk)
    assert gardener.get(reverse("knots", args=[cast.club.pk])).status_code == 404
