"""The page of one knot: the clock, whose turn it is, hiding it, and taking it back."""

from __future__ import annotations

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Event, Side
from initiatives.states import Refused
from meetings.carrying_over import knots_of
from meetings.models import Knot, RiskItem
from meetings.states import KnotAnswer
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.knotting import (
    QUESTION,
    WHY,
    browser,
    give,
    in_days,
    lay,
    make_decider,
    page,
    pass_day,
    turn,
)
from tests.world_meetings import make_meeting


@pytest.fixture
def phone(cast: Cast) -> Client:
    return cast.sit(Client(), cast.noor)


@pytest.mark.parametrize(
    ("days", "clock", "tone"),
    [
        (14, "nog 14 dagen", "neutral"),
        (3, "nog 3 dagen", "new"),
        (1, "nog 1 dag", "new"),
        (0, "vandaag", "new"),
        (-1, "1 dag over tijd", "bad"),
        (-12, "12 dagen over tijd", "bad"),
    ],
)
def test_everybody_sees_the_clock(
    cast: Cast, phone: Client, days: int, clock: str, tone: str
) -> None:
    knot = lay(cast)
    Knot.objects.filter(pk=knot.pk).update(before_on=in_days(days))
    for client in (phone, cast.read(Client()), browser(cast.wouter), browser(cast.police)):
        shown = page(client, "knot", knot.pk)
        assert clock in shown and f"pill--{tone}" in shown and QUESTION in shown and WHY in shown


def test_only_who_is_asked_gets_the_buttons(cast: Cast, phone: Client) -> None:
    colleague = make_participant(cast.club, Side.MUNICIPALITY)
    knot = lay(cast)
    answer = reverse("answer_knot", args=[knot.pk])
    assert answer in page(browser(cast.wouter), "knot", knot.pk)
    for client in (phone, browser(colleague), browser(cast.samira), cast.read(Client())):
        assert answer not in page(client, "knot", knot.pk)
    change = reverse("change_decider", args=[knot.pk])
    assert change in page(browser(colleague), "knot", knot.pk)
    assert change not in page(phone, "knot", knot.pk)


def test_a_late_one_without_stand_in_says_so(cast: Cast, phone: Client) -> None:
    knot = pass_day(lay(cast))
    assert knot.asked == cast.wouter and "Er is geen vervanger." in page(phone, "knot", knot.pk)


def test_a_hidden_question_reaches_nobody(cast: Cast, phone: Client) -> None:
    knot = lay(cast)
    knot.hide(by=cast.noor, because="Er stond een naam in")
    for name, pk in (("knot", knot.pk), ("knots", cast.club.pk)):
        for client in (phone, browser(cast.wouter)):
            shown = page(client, name, pk)
            assert QUESTION not in shown and WHY not in shown
    assert QUESTION not in page(browser(cast.wouter), "answer_knot", knot.pk)
    assert QUESTION not in page(browser(cast.wouter), "change_decider", knot.pk)


def test_a_knot_can_be_reported_from_its_page(cast: Cast) -> None:
    knot = lay(cast)
    report = reverse("report_text", args=["knoop", knot.pk])
    client = browser(cast.wouter)
    assert report in page(client, "knot", knot.pk)
    answer = client.post(report, {"because": "Dit klopt niet"})
    assert answer.headers["Location"] == reverse("knot", args=[knot.pk])


def test_it_is_on_the_agenda_until_it_is_answered(cast: Cast) -> None:
    meeting, knot = make_meeting(cast.club, cast.wouter), lay(cast)
    assert list(knots_of(meeting)) == [knot]
    give(knot, cast.wouter, KnotAnswer.NOT_YET)
    assert list(knots_of(meeting)) == [knot]
    give(knot, cast.wouter, KnotAnswer.CAN)
    assert not knots_of(meeting)


# Taking it back ------------------------------------------------------------------------------


def test_the_side_that_laid_it_takes_it_back_once(cast: Cast) -> None:
    knot = lay(cast)
    guide = browser(cast.samira)
    assert reverse("withdraw_knot", args=[knot.pk]) in page(guide, "knot", knot.pk)
    for _ in range(2):
        answer = guide.post(reverse("withdraw_knot", args=[knot.pk]))
        assert answer.headers["Location"] == reverse("knots", args=[cast.club.pk])
    knot.refresh_from_db()
    assert knot.withdrawn_by == cast.samira and not Knot.objects.open().exists()
    assert Event.objects.filter(verb="knot_withdrawn").count() == 1
    assert "Teruggenomen door" in page(guide, "knot", knot.pk)


@pytest.mark.parametrize("who", ["wouter", "police"])
def test_another_side_does_not(cast: Cast, who: str) -> None:
    knot, client = lay(cast), browser(getattr(cast, who))
    assert reverse("withdraw_knot", args=[knot.pk]) not in page(client, "knot", knot.pk)
    assert client.post(reverse("withdraw_knot", args=[knot.pk])).status_code == 403
    with pytest.raises(Refused):
        knot.withdraw(by=getattr(cast, who))
    assert turn(knot).is_open


def test_another_party_takes_back_its_own(cast: Cast) -> None:
    knot = lay(cast, by=cast.police)
    other = make_participant(cast.club, Side.OTHER)
    assert not knot.may_be_withdrawn_by(other)
    knot.withdraw(by=cast.police)


def test_what_was_answered_stays(cast: Cast, phone: Client) -> None:
    knot = lay(cast)
    give(knot, cast.wouter, KnotAnswer.CAN)
    assert phone.post(reverse("withdraw_knot", args=[knot.pk])).status_code == 409
    assert turn(knot).withdrawn_at is None


# What the database keeps, and what a page costs ----------------------------------------------


def test_the_database_keeps_one_open_knot_of_a_thing(cast: Cast) -> None:
    risk = RiskItem.objects.create(
        initiative=cast.club, by=cast.noor, side=Side.GROUP, kind="risk", text="Donker"
    )
    first = lay(cast, origin=risk)
    again = {"initiative": cast.club, "by": cast.noor, "question": "?", "decider": cast.wouter,
             "before_on": in_days(1), "risk": risk}  # fmt: skip
    with pytest.raises(IntegrityError), transaction.atomic():
        Knot.objects.create(**again)
    first.withdraw(by=cast.noor)
    Knot.objects.create(**again)


def test_a_page_costs_few_queries_with_many_knots_and_answers(cast: Cast, phone: Client) -> None:
    stand_in = make_decider(cast)

    def cost() -> list[int]:
        found = []
        for name, pk in (("knots", cast.club.pk), ("knot", Knot.objects.first().pk)):
            with CaptureQueriesContext(connection) as queries:
                page(phone, name, pk)
            found.append(len(queries))
        return found

    lay(cast, stand_in=stand_in)
    few = cost()
    for n in range(22):
        give(lay(cast, question=f"Kan {n}?", stand_in=stand_in), cast.wouter, KnotAnswer.NOT_YET)
    for n in range(9):
        give(Knot.objects.first(), cast.wouter, KnotAnswer.NOT_YET, because=f"Reden {n}.")
    assert cost() == few and max(few) <= 8, few
