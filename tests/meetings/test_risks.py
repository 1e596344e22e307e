"""The register: what is open, what comes back most, what is gone; and the page of one."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Side
from meetings.models import RiskItem, RiskReview
from meetings.risk_talk import RiskTalk
from meetings.states import Status
from tests.conftest import Cast
from tests.meetings.risk_talking import closed_with, name, under_way
from tests.world_meetings import make_meeting


def register(client: Client, cast: Cast, **query: Any) -> str:
    return client.get(reverse("risks", args=[cast.club.pk]), query).content.decode()


def test_what_comes_back_most_stands_on_top(cast: Cast, client: Client) -> None:
    once, often, never = name(cast, "Eén keer"), name(cast, "Vaak"), name(cast, "Nooit")
    for days in (42, 28):
        closed_with(cast, days, {often: "same"})
    closed_with(cast, 14, {often: "worse", once: "better"})
    browser = cast.read(client)
    page = register(browser, cast)
    places = [page.index(f"risico-{risk.pk}") for risk in (often, once, never)]
    assert places == sorted(places)
    assert page.count("Komt vaak terug.") == 1
    assert page.count("track--same") == 2 and page.count("track--worse") == 1
    assert "Per overleg: zelfde, zelfde, slechter." in page
    newest = register(browser, cast, volgorde="nieuw")
    assert newest.index(f"risico-{never.pk}") < newest.index(f"risico-{often.pk}")


def test_what_is_gone_is_kept(cast: Cast, client: Client) -> None:
    gone, here = name(cast, "De lamp"), name(cast, "De sleutel")
    closed_with(cast, 14, {gone: "gone", here: "same"})
    browser = cast.read(client)
    assert "De lamp" not in register(browser, cast)
    page = register(browser, cast, stand="weg")
    assert "De lamp" in page and "De sleutel" not in page and "Weg sinds" in page


def test_an_empty_register_says_what_to_do(cast: Cast, client: Client) -> None:
    browser = cast.read(client)
    assert "Er staat niets open." in register(browser, cast)
    assert "Er is nog niets weg." in register(browser, cast, stand="weg")


def test_it_comes_in_pages(cast: Cast, client: Client) -> None:
    for n in range(26):
        name(cast, f"Nummer {n}.")
    browser = cast.read(client)
    first, second = register(browser, cast), register(browser, cast, page=2)
    assert first.count('id="risico-') == 25 and second.count('id="risico-') == 1
    assert "?page=2" in first and "?page=1" in second
    assert "?page=2&amp;volgorde=nieuw" in register(browser, cast, volgorde="nieuw")


def test_a_page_tells_all_that_was_said(cast: Cast, client: Client) -> None:
    risk = name(cast, by=cast.wouter)
    closed_with(cast, 28, {risk: "worse"})
    meeting = closed_with(cast, 14, {risk: "same"})
    RiskReview.objects.filter(meeting=meeting).update(text="We wachten op de offerte.")
    page = cast.sit(client, cast.noor).get(reverse("risk", args=[risk.pk])).content.decode()
    assert page.index("We wachten op de offerte.") < page.index("Slechter")
    assert "genoemd door Wouter de Graaf (gemeente)" in page
    assert "Staat hier sinds 2 overleggen" in page
    assert "Vorige keer: zelfde." in page


def test_a_meeting_under_way_says_its_word_from_there(cast: Cast, client: Client) -> None:
    risk, meeting = name(cast), under_way(cast)
    address = reverse("review_risk", args=[meeting.pk, risk.pk])
    page = reverse("risk", args=[risk.pk])
    assert address in cast.sit(client, cast.noor).get(page).content.decode()
    assert address not in cast.read(Client()).get(page).content.decode()


def fill(cast: Cast, risks: int, meetings: int) -> list[RiskItem]:
    # Some named before any meeting, some during one; everybody under another name.
    made = [
        make_meeting(cast.club, cast.wouter, days=-n, status=Status.CLOSED)
        for n in range(1, meetings + 1)
    ]
    items = RiskItem.objects.bulk_create(
        RiskItem(
            initiative=cast.club,
            side=Side.GROUP,
            by=(cast.noor, cast.dex, cast.wouter, None)[n % 4],
            kind="risk",
            text=f"Nummer {n}.",
            keeper=cast.samira if n % 3 else None,
            named_in=made[0] if n % 5 == 0 else None,
            hidden_at=timezone.now() if n % 7 == 0 else None,
            hidden_by=cast.samira if n % 7 == 0 else None,
            added_on=timezone.localdate() - timedelta(days=n),
        )
        for n in range(risks)
    )
    RiskReview.objects.bulk_create(
        RiskReview(risk=risk, meeting=meeting, by=cast.wouter, word="same", text="Nog steeds.")
        for risk in items
        for meeting in made
    )
    return items


@pytest.mark.parametrize("who", ["seat", "official"])
def test_the_number_of_queries_stays_the_same(cast: Cast, client: Client, who: str) -> None:
    if who == "seat":
        cast.sit(client, cast.noor)
    else:
        client.force_login(cast.wouter.user)
    counted = []
    for risks, meetings in ((5, 2), (60, 12)):
        items = fill(cast, risks, meetings)
        under_way(cast)
        row = []
        for address in (
            reverse("risks", args=[cast.club.pk]),
            reverse("risks", args=[cast.club.pk]) + "?volgorde=nieuw",
            reverse("risk", args=[items[0].pk]),
            reverse("name_risk", args=[cast.club.pk]),
            reverse("keep_risk", args=[items[1].pk]),
        ):
            with CaptureQueriesContext(
                connection,
            ) as queries:
                assert client.get(address).status_code == 200
            row.append(len(queries))
        counted.append(row)
    assert counted[0] == counted[1]
    assert max(counted[0]) <= 10, counted


def test_the_standing_item_is_two_queries(cast: Cast) -> None:
    fill(cast, 30, 5)
    meeting = under_way(cast)
    with CaptureQueriesContext(connection) as queries:
        talk = RiskTalk(meeting)
        assert talk.at_hand and talk.total == 30 and talk.more_after
    assert len(queries) == 2
