"""The page of the next look-back: when, and who does what until then."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from agreements.models import Commitment
from meetings.models import ActionItem
from meetings.states import Feasibility
from tests.conftest import Cast
from tests.evaluations.planning import agreed, in_days, move, path, read, signed_in, text_of
from tests.factories import line
from tests.meetings.planned import at, plan
from tests.world_evaluations import make_evaluation


def count_queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as queries:
        assert client.get(url).status_code == 200
    return len(queries)


def test_who_does_what_until_then_by_side(cast: Cast, client):
    agreement = agreed(
        cast,
        line("Er komt een lamp.", "municipality", kind="promise", due_on=in_days(10)),
        line("Er komt een tweede deur.", "municipality", kind="promise", due_on=in_days(90)),
        line("Wij vegen.", "group", rhythm="elke week"),
        line("Samen is het leuk.", "both"),
        days=30,
    )
    ActionItem.add(
        cast.club,
        by=cast.noor,
        text="De buren bellen",
        owner=cast.dex,
        owner_side="group",
        due_on=in_days(5),
    ).say_feasible(Feasibility.TIGHT, by=cast.dex)
    ActionItem.add(
        cast.club,
        by=cast.wouter,
        text="Veel later",
        owner=None,
        owner_side="municipality",
        due_on=in_days(60),
    )
    official = read(signed_in(cast.wouter), "look_back_plan", agreement.pk)
    for text in ("Er komt een lamp.", "Wij vegen.", "elke week", "De buren bellen", "spannend"):
        assert text in official
    for text in ("tweede deur", "Samen is het leuk", "Veel later", "Zwaluwdex"):
        assert text not in official
    # The group reads who it is.
    own = read(cast.sit(client, cast.noor), "look_back_plan", agreement.pk)
    assert "Zwaluwdex" in own
    # What is further away comes along when the day moves.
    move(agreement, 95)
    later = read(signed_in(cast.wouter), "look_back_plan", agreement.pk)
    assert "tweede deur" in later
    assert "Veel later" in later


def test_what_was_kept_or_is_hidden_says_no_more(cast: Cast, client):
    agreement = agreed(cast, days=30)
    action = ActionItem.add(
        cast.club,
        by=cast.noor,
        text="Bel de politie",
        owner=cast.dex,
        owner_side="group",
        due_on=in_days(5),
    )
    action.hide(by=cast.noor, because="Staat er al.")
    page = read(cast.sit(client, cast.noor), "look_back_plan", agreement.pk)
    assert "Bel de politie" not in page
    assert "Een actie die verborgen is" in page


def test_passed_and_not_held_is_said_to_both_with_two_ways_on(cast: Cast, client):
    agreement = agreed(cast, days=-4, look_back_moves=2)
    for person in (cast.sit(client, cast.noor), signed_in(cast.samira), signed_in(cast.wouter)):
        page = read(person, "look_back_plan", agreement.pk)
        assert "voorbij, niet gehouden" in page
        assert "al 2 keer verzet" in page
        assert path("open_evaluation", agreement.pk) in page
        assert 'href="#verzetten"' in page
        # A day that can be chosen is filled in.
        assert f'name="on" value="{in_days(7).isoformat()}"' in page


def test_a_talk_can_be_planned_for_it(cast: Cast, client):
    agreement = agreed(cast, days=20)
    group = cast.sit(client, cast.noor)
    page = read(group, "look_back_plan", agreement.pk)
    url = f"{path('plan_meeting', cast.club.pk)}?terugkijken={in_days(20).isoformat()}"
    assert url in page
    form = group.get(url).content.decode()
    assert '<option value="look_back" selected>' in form
    assert f'value="{in_days(20).isoformat()}"' in form
    # What is none of our days is as without.
    odd = group.get(f"{path('plan_meeting', cast.club.pk)}?terugkijken=straks").content.decode()
    assert '<option value="look_back" selected>' not in odd
    talk = plan(cast, kind="look_back", starts_at=at(20))
    page = read(group, "look_back_plan", agreement.pk)
    assert url not in page
    assert path("meeting", talk.pk) in page
    assert path("look_backs", cast.club.pk) in read(signed_in(cast.wouter), "meeting", talk.pk)


def test_while_people_look_back_it_leads_there(cast: Cast, client):
    agreement = agreed(cast, days=0)
    running = make_evaluation(text_of(agreement), cast.wouter)
    page = read(cast.sit(client, cast.noor), "look_back_plan", agreement.pk)
    assert path("evaluation", running.pk) in page
    assert "nu open" in page
    assert path("open_evaluation", agreement.pk) not in page
    assert "Wie doet wat tot dan?" not in page


def test_earlier_ones_and_a_day_after_the_last_of_the_text(cast: Cast, client):
    agreement = agreed(cast, days=30)
    closed = make_evaluation(text_of(agreement), cast.wouter, state="closed")
    text = text_of(agreement)
    type(text).objects.filter(pk=text.pk).update(trial_until=in_days(20))
    page = read(cast.sit(client, cast.noor), "look_back_plan", agreement.pk)
    assert path("evaluation", closed.pk) in page
    assert "De volgende keer" in page
    assert "Kijk liever daarvoor terug" in page


def test_who_reads_by_a_read_only_link_is_offered_nothing(cast: Cast, client):
    agreement = agreed(cast, days=0)
    cast.link.is_read_only = True
    cast.link.save()
    page = read(cast.read(client), "look_back_plan", agreement.pk)
    assert 'name="on"' not in page
    assert 'name="word"' not in page
    assert path("open_evaluation", agreement.pk) not in page


def test_another_party_and_a_stranger(cast: Cast, client):
    agreement = agreed(cast, days=0)
    page = read(signed_in(cast.police), "look_back_plan", agreement.pk)
    assert 'name="on"' not in page
    assert 'name="word"' not in page
    read(signed_in(cast.elsewhere), "look_back_plan", agreement.pk, status=404)


@pytest.mark.parametrize("person", ["noor", "wouter"])
def test_queries_stay_few_with_ten_times_the_lines_and_look_backs(cast: Cast, client, person):
    lines = [
        line(f"Er komt {n}.", "municipality", kind="promise", due_on=in_days(10)) for n in range(3)
    ]
    agreement = agreed(cast, *lines, days=30)
    who = cast.sit(client, cast.noor) if person == "noor" else signed_in(cast.wouter)
    few = count_queries(who, path("look_back_plan", agreement.pk))
    text = text_of(agreement)
    clause = text.clauses.get()
    Commitment.objects.bulk_create(
        Commitment(
            clause=clause,
            key=f"meer-{n}",
            position=10 + n,
            party="group" if n % 2 else "municipality",
            kind="" if n % 2 else "promise",
            text=f"Nog {n}, met {{@{cast.dex.pk}}}.",
            due_on=in_days(n % 20),
        )
        for n in range(297)
    )
    for n in range(40):
        done = make_evaluation(text, cast.wouter, state="closed")
        done.opened_at = timezone.now() - timedelta(days=n)
    many = count_queries(who, path("look_back_plan", agreement.pk))
    assert many <= few + 1
    assert many <= 10
    page = read(who, "look_back_plan", agreement.pk)
    assert "En nog" in page
    assert len(page.encode()) < 60_000
