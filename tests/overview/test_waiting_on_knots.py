"""Knots on the pages that tell what waits: whoever decides is told, late ones a coordinator too."""

from __future__ import annotations

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from initiatives.models import Initiative, Participant, Side
from meetings.models import ActionItem, Knot
from meetings.states import KnotAnswer
from overview.facts import load_facts, with_requests
from overview.wait import Waiting
from overview.waiting import waiting
from overview.waiting_on_knots import late_elsewhere, with_knots, with_late_elsewhere
from tests.conftest import Cast
from tests.factories import make_participant
from tests.meetings.knotting import QUESTION, browser, give, in_days, lay, make_decider, pass_day
from tests.overview import world


def waits(cast: Cast, person: Participant) -> list[Waiting]:
    found = with_knots(with_requests(Initiative.objects.filter(pk=cast.club.pk)))
    return waiting(load_facts(world.who_is(person), list(found)))[cast.club.pk]


def get(client: Client, name: str, *args: int) -> str:
    return client.get(reverse(name, args=args)).content.decode()


def test_who_decides_is_told_so_and_everybody_sees_the_clock(cast: Cast) -> None:
    knot = lay(cast, before_on=in_days(5))
    (mine,) = waits(cast, cast.wouter)
    assert mine.sentence == f"Jij beslist over deze knoop: “{QUESTION}”"
    assert (mine.side, mine.pill, mine.url) == ("municipality", "nog 5 dagen", f"/knoop/{knot.pk}/")
    (theirs,) = waits(cast, cast.samira)
    assert theirs.sentence == f"Een knoop wacht op een besluit: “{QUESTION}”"
    for client in (browser(cast.wouter), browser(cast.samira)):
        assert "nog 5 dagen" in get(client, "start")
        assert "nog 5 dagen" in get(client, "initiative", cast.club.pk)
    for client in (cast.sit(Client(), cast.noor), cast.read(Client())):
        shown = get(client, "group_page", cast.club.pk)
        assert "nog 5 dagen" in shown and QUESTION in shown


def test_after_the_day_the_stand_in_is_told(cast: Cast) -> None:
    stand_in = make_decider(cast)
    pass_day(lay(cast, stand_in=stand_in))
    (item,) = waits(cast, stand_in)
    assert item.sentence.startswith("Jij beslist") and (item.pill, item.tone) == (
        "2 dagen over tijd",
        "bad",
    )
    assert waits(cast, cast.wouter)[0].sentence.startswith("De vervanger beslist nu")


def test_when_nobody_can_decide_the_municipality_is_asked_to_choose(cast: Cast) -> None:
    lay(cast)
    make_decider(cast)
    cast.wouter.leave(by=None)
    assert waits(cast, cast.samira)[0].sentence.startswith("Kies wie beslist.")


@pytest.mark.parametrize("end", ["answer", "withdraw"])
def test_what_is_over_waits_no_more(cast: Cast, end: str) -> None:
    knot = lay(cast)
    if end == "answer":
        give(knot, cast.wouter, KnotAnswer.CAN)
    else:
        knot.withdraw(by=cast.noor)
    assert waits(cast, cast.wouter) == []


def test_a_hidden_question_is_told_nowhere(cast: Cast) -> None:
    lay(cast).hide(by=cast.noor, because="Een naam")
    assert waits(cast, cast.wouter)[0].sentence == "Een knoop wacht op een besluit."
    assert QUESTION not in get(cast.sit(Client(), cast.noor), "group_page", cast.club.pk)
    assert QUESTION not in get(browser(cast.wouter), "start")


def test_the_timeline_leads_to_the_knot(cast: Cast) -> None:
    knot = lay(cast)
    shown = get(browser(cast.wouter), "timeline", cast.club.pk)
    assert reverse("knot", args=[knot.pk]) in shown and QUESTION not in shown


# A coordinator who takes no part -------------------------------------------------------------


def test_a_coordinator_outside_sees_a_number_and_a_day(cast: Cast) -> None:
    pass_day(lay(cast), days=3)
    lay(cast, question="Nog lang niet?")
    (late,) = late_elsewhere(world.who_is(cast.manager), [])
    assert (late.initiative, late.n, late.clock) == (cast.club.pk, 1, "3 dagen over tijd")
    shown = get(world.signed_in(cast.manager), "start")
    assert cast.club.name in shown and "3 dagen over tijd" in shown
    assert QUESTION not in shown and "Nog lang niet?" not in shown
    assert QUESTION not in get(world.signed_in(cast.manager), "initiative", cast.club.pk)


def test_it_comes_along_with_the_initiatives_of_the_coordinator(cast: Cast) -> None:
    pass_day(lay(cast), days=3)
    who = world.who_is(cast.manager)
    found = list(with_late_elsewhere(Initiative.objects.filter(pk=cast.garden.pk), who))
    assert late_elsewhere(who, found) == late_elsewhere(who, []) != []


def test_who_takes_part_elsewhere_reads_what_is_late_there_and_what_is_late_here(
    cast: Cast,
) -> None:
    pass_day(lay(cast), days=3)
    make_participant(cast.garden, Side.MUNICIPALITY, user=cast.manager)
    late = ActionItem.objects.create(
        initiative=cast.garden,
        by=cast.gardener,
        text="Een heg snoeien",
        owner_side=Side.MUNICIPALITY,
        due_on=in_days(-2),
    )
    shown = get(world.signed_in(cast.manager), "start")
    assert cast.club.name in shown and "3 dagen over tijd" in shown
    assert reverse("action", args=[late.pk]) in shown


def test_nobody_else_outside_sees_it(cast: Cast) -> None:
    pass_day(lay(cast))
    for person in (cast.elsewhere, cast.resident):
        assert late_elsewhere(world.who_is(person), []) == []
        assert "over tijd" not in get(world.signed_in(person), "start")


def test_nothing_late_shows_nothing(cast: Cast) -> None:
    lay(cast)
    assert late_elsewhere(world.who_is(cast.manager), []) == []
    assert "Besluiten die uitblijven" not in get(world.signed_in(cast.manager), "start")


def test_knots_cost_no_query(cast: Cast) -> None:
    phone, official = cast.sit(Client(), cast.noor), browser(cast.wouter)
    pages = [(official, "start", ()), (official, "initiative", (cast.club.pk,)),
             (phone, "group_page", (cast.club.pk,))]  # fmt: skip

    def cost() -> list[int]:
        found = []
        for client, name, args in pages:
            with CaptureQueriesContext(connection) as queries:
                get(client, name, *args)
            found.append(len(queries))
        return found

    before = cost()
    for n in range(12):
        lay(cast, question=f"Kan {n}?", before_on=in_days(n))
    assert cost() == before and Knot.objects.count() == 12
