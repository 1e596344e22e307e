"""One list over agreements and meetings: what asks for attention first, per side, or mine."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from initiatives.models import Side
from meetings.models import ActionItem, ActionUpdate
from meetings.states import Feasibility
from meetings.who_does_what import ON_A_PAGE
from tests.agreements.progressing import lamps, line_in, running
from tests.agreements.progressing import say as say_of_line
from tests.conftest import Cast
from tests.factories import line
from tests.meetings.acting import add, in_days, page, say, under_way


@pytest.fixture
def official(cast: Cast) -> Client:
    client = Client()
    client.force_login(cast.wouter.user)
    return client


def order(shown: str, *texts: str) -> list[str]:
    """`texts` in the order in which they stand on the page; those that are not there left out."""
    return sorted((text for text in texts if text in shown), key=shown.index)


def test_actions_and_lines_in_one_list(cast: Cast, official: Client) -> None:
    version = running(
        cast, lamps(due_on=in_days(9)), line("De muur is wit.", "group", due_on=in_days(2))
    )
    late = add(cast, "Te laat.", due_on=in_days(0))
    ActionItem.objects.filter(pk=late.pk).update(due_on=timezone.localdate() - timedelta(days=1))
    soon, never = add(cast, "Morgen.", due_on=in_days(1)), add(cast, "Ooit.")
    hard = add(cast, "Zo niet.", due_on=in_days(40))
    hard.say_feasible(Feasibility.NO, by=cast.noor)
    shown = page(official, "who_does_what", cast.club.pk)
    texts = [str(a) for a in (late, soon, never, hard)]
    texts += [of.text for of in (line_in(version), line_in(version, 1))]
    assert order(shown, *texts) == [
        "Te laat.",
        "Zo niet.",
        "Morgen.",
        "De muur is wit.",
        line_in(version).text,
        "Ooit.",
    ]


def test_per_side_and_mine(cast: Cast, official: Client) -> None:
    running(cast, lamps(due_on=in_days(9)), line("Samen eten.", "both", due_on=in_days(3)))
    texts = {"groep": "Groep.", "gemeente": "Gemeente.", "samen": "Samen.", "mij": "Van Wouter."}
    add(cast, texts["groep"])
    add(cast, texts["gemeente"], owner_side=Side.MUNICIPALITY)
    add(cast, texts["samen"], second_side=Side.MUNICIPALITY)
    add(cast, texts["mij"], owner=cast.wouter)
    every = [*texts.values(), "Samen eten.", "Er komen lampen bij de deur."]

    def found(only: str) -> set[str]:
        return set(order(page(official, "who_does_what", cast.club.pk, wie=only), *every))

    assert found("") == found("onzin") == set(every)
    assert found("groep") == {"Groep.", "Samen.", "Samen eten."}
    assert found("gemeente") == set(every) - {"Groep."}
    assert found("mij") == {"Van Wouter."}
    assert found("anderen") == set()


def test_what_is_done_has_a_list_of_its_own(cast: Cast, official: Client) -> None:
    version = running(cast, lamps(due_on=in_days(9)))
    say_of_line(line_in(version), cast.wouter, "done")
    say(add(cast, "Klaar."), cast.noor, "done")
    add(cast, "Open.")
    every = ("Klaar.", "Open.", "Er komen lampen bij de deur.")
    assert order(page(official, "who_does_what", cast.club.pk), *every) == ["Open."]
    done = page(official, "who_does_what", cast.club.pk, wie="klaar")
    assert set(order(done, *every)) == {"Klaar.", "Er komen lampen bij de deur."}


def test_it_has_pages(cast: Cast, official: Client) -> None:
    for n in range(ON_A_PAGE + 3):
        add(cast, f"Actie {n:02}.", due_on=in_days(n))
    first = page(official, "who_does_what", cast.club.pk, wie="groep")
    assert first.count("Actie ") == ON_A_PAGE and "?wie=groep&amp;page=2" in first
    second = page(official, "who_does_what", cast.club.pk, wie="groep", page="2")
    assert second.count("Actie ") == 3 and "page=1" in second


def test_an_empty_list_says_what_to_do(cast: Cast, official: Client) -> None:
    shown = page(official, "who_does_what", cast.club.pk)
    assert "Spreken jullie iets af?" in shown
    assert reverse("add_action", args=[cast.club.pk]) in shown
    reader = cast.read(Client())
    assert reverse("add_action", args=[cast.club.pk]) in page(
        reader, "who_does_what", cast.club.pk
    ), "who reads by the link says first who it is"


def test_ten_times_as_much_costs_no_more(cast: Cast, official: Client) -> None:
    guide, noor = Client(), cast.sit(Client(), cast.noor)
    guide.force_login(cast.samira.user)
    reader = cast.read(Client())
    clients = {"official": official, "guide": guide, "seat": noor, "reader": reader}
    running(cast, lamps(due_on=in_days(9)), line("Samen eten.", "both", due_on=in_days(3)))
    say(add(cast, by=cast.noor, owner=cast.dex), cast.dex, "stuck")
    paths = [reverse("who_does_what", args=[cast.club.pk])]
    paths.append(reverse("live_meeting", args=[_at_actions(cast).pk]))

    def counts() -> dict[str, int]:
        found = {}
        for path in paths:
            for name, client in clients.items():
                with CaptureQueriesContext(
                    connection,
                ) as queries:
                    assert client.get(path).status_code == 200
                found[f"{name} {path}"] = len(queries)
        return found

    few = counts()
    assert max(few.values()) <= 10, few
    version = running(cast, *(line(f"Regel {n}.", "group", due_on=in_days(n)) for n in range(12)))
    for n in range(60):
        say(add(cast, f"{n}", by=cast.noor, owner=cast.dex, second=cast.wouter), cast.dex, "stuck")
        say_of_line(line_in(version, n % 12), cast.noor, "on_track", text=f"{n}")
    assert ActionUpdate.objects.count() == 61
    assert counts() == few


def _at_actions(cast: Cast):
    meeting = under_way(cast)
    meeting.current_item = meeting.items.get(fixed="actions")
    meeting.save()
    return meeting
