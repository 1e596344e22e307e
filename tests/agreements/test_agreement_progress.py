"""Per side what is kept, running, late and silent; the worst first, in few queries."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from agreements.load_progress import load_progress
from agreements.models import CommitmentUpdate, NewsAsk, OtherView, Pause
from agreements.progress import Standing
from agreements.silence import lines_of
from tests.agreements.progressing import asked, in_days, lamps, line_in, moment, running, say
from tests.conftest import Cast
from tests.factories import add_clause, line, make_agreement
from tests.overview import world


def page(client: Client, version, **query: object) -> str:
    path = reverse("agreement_progress", args=[version.pk])
    response = client.get(path, query)
    assert response.status_code == 200
    return response.content.decode()


def test_each_side_reads_what_is_kept_running_late_and_silent(cast: Cast, client, official):
    version = running(
        cast,
        lamps(due_on=in_days(-5)),
        line("Wij praten met de buren.", "group", rhythm="elke maand"),
        line("Wij verven de muur.", "group", due_on=in_days(60)),
        line("Wij houden de deur vrij.", "group"),
        days_ago=100,
    )
    say(line_in(version, 1), cast.noor, "done", days_ago=2)
    for who in (cast.sit(client, cast.noor), official):
        shown = page(who, version)
        assert shown.index("De gemeente") < shown.index("Wij verven") < shown.index("Wij praten")
        for word in ("1 te laat", "1 nagekomen", "1 lang stil", "3 maanden stil"):
            assert word in shown
        assert "1 regel die gewoon geldt" in shown and "Wij houden de deur vrij." in shown


def test_the_last_word_stands_at_the_line_with_when_they_look_again(cast: Cast, client):
    version = running(cast, lamps(due_on=in_days(9)), days_ago=30)
    say(line_in(version), cast.wouter, "no_news", text="De aannemer komt later.",
        look_again_on=in_days(12))  # fmt: skip
    shown = page(cast.sit(client, cast.noor), version)
    assert "Nog geen nieuws" in shown and "De aannemer komt later." in shown
    assert "Kijkt weer op" in shown and "stil" not in shown


def test_late_is_gone_once_it_is_done(cast: Cast, client):
    version = running(cast, lamps(due_on=in_days(-5)), days_ago=10)
    reader = cast.sit(client, cast.noor)
    assert "te laat" in page(reader, version)
    say(line_in(version), cast.wouter, "done")
    shown = page(reader, version)
    assert "te laat" not in shown and "nagekomen" in shown


def test_an_intention_of_the_municipality_is_never_late(cast: Cast, official):
    version = running(
        cast, line("Wij willen lampen.", "municipality", kind="intention", due_on=in_days(-5))
    )
    assert "te laat" not in page(official, version)


def test_two_lines_are_not_both_called_as_silent_as_the_worst(cast: Cast, official, client):
    version = running(cast, lamps(due_on=in_days(60)), lamps(due_on=in_days(90)), days_ago=70)
    say(line_in(version, 1), cast.wouter, "on_track", days_ago=22)
    shown = page(cast.sit(client, cast.noor), version)
    assert "De gemeente liet al een tijd niets weten over 2 regels, het langst 2 maanden." in shown
    assert "Over 2 regels lieten jullie niets weten, het langst 2 maanden." in page(
        official, version
    )


def test_silence_is_a_question_with_a_button_for_the_other_side_only(cast: Cast, client, official):
    version = running(cast, lamps(due_on=in_days(60)), days_ago=22)
    group, button = cast.sit(client, cast.noor), "Vraag hoe het staat"
    shown = page(group, version)
    assert "De gemeente heeft 3 weken niets laten weten over 1 regel." in shown
    assert button in shown
    shown = page(official, version)
    assert "Over 1 regel lieten jullie 3 weken niets weten. Hoe staat het?" in shown
    assert button not in shown and "heeft 3 weken" not in shown
    ask = NewsAsk.ask(version, party="municipality", by=cast.noor)
    assert "De gemeente is gevraagd hoe het staat." in page(official, version)
    shown = page(group, version)
    assert button not in shown and "Nog een keer vragen kan vanaf" in shown
    asked(ask, 7)
    assert button in page(group, version), "once a week"


def test_a_paused_agreement_asks_nothing_and_counts_silence_from_its_end(cast: Cast, official):
    version = running(cast, lamps(due_on=in_days(-5)), days_ago=50)
    Pause.begin(version.agreement, by=cast.noor, because="Verbouwing.", look_again_on=in_days(9))
    shown = page(official, version)
    assert "op pauze" in shown and "te laat" not in shown and "weken" not in shown
    Pause.resume(version.agreement, by=cast.noor)
    (at,) = load_progress(lines_of(version)).values()
    assert (at.standing, at.silent_since) == (Standing.LATE, None)
    version.agreement.pauses.update(
        began_at=timezone.localtime() - timedelta(days=40),
        ended_at=timezone.localtime() - timedelta(days=21),
    )
    (at,) = load_progress(lines_of(version)).values()
    assert at.silent_since == in_days(-21)


def test_a_word_stays_with_the_line_over_versions_as_long_as_it_says_the_same(cast: Cast):
    version = running(cast, lamps(due_on=in_days(9)), line("Wij verven.", "group"), days_ago=10)
    for n, by in ((0, cast.wouter), (1, cast.noor)):
        say(line_in(version, n), by, "done")
    after = world.next_text(cast, version, text="Er komen lampen en een camera.")
    world.carry(cast, after)
    after.take_effect(by=cast.wouter)
    first, second = load_progress(lines_of(after)).values()
    assert (first.standing, first.is_about_this) == (Standing.RUNNING, False)
    assert (second.standing, second.is_about_this) == (Standing.KEPT, True)
    assert first.silent_since is None, "a new text begins anew"


def test_contested_stands_first_and_counts_as_no_kept_one(cast: Cast, official):
    version = running(cast, line("Wij verven.", "group"), line("Wij poetsen.", "group"))
    for n in (0, 1):
        update = say(line_in(version, n), cast.noor, "done")
    OtherView.say(update, by=cast.wouter, agrees=False, text="De hoek is nog vies.")
    shown = page(official, version)
    assert shown.index("Wij poetsen.") < shown.index("Wij verven.")
    assert "1 verschillend gezien" in shown and "1 nagekomen" in shown
    assert "De gemeente ziet het anders." in shown and "De hoek is nog vies." in shown


def test_what_holds_no_more_leads_to_what_does(cast: Cast, official):
    version = running(cast, lamps())
    after = world.next_text(cast, version, text="Er komt een camera.")
    assert official.get(reverse("agreement_progress", args=[after.pk])).headers[
        "Location"
    ] == reverse("agreement_progress", args=[version.pk])
    version.agreement.end(by=cast.wouter, because="Klaar.")
    response = official.get(reverse("agreement_progress", args=[version.pk]))
    assert response.headers["Location"] == reverse("version", args=[version.pk])


@pytest.mark.at("2027-03-20 12:00")
@pytest.mark.parametrize(("day", "late"), [("2027-03-28", False), ("2027-03-29", True)])
def test_days_are_local_days_also_when_the_clock_moves(cast: Cast, day: str, late: bool):
    """The clock goes forward on 28 March: half an hour past midnight is the day before in UTC."""
    version = running(cast, lamps(due_on=moment("2027-03-28").date()))
    with time_machine.travel(moment(f"{day} 00:30"), tick=False):
        (at,) = load_progress(lines_of(version)).values()
    assert (at.standing is Standing.LATE) == late


def big(cast: Cast, commitments: int):
    version = make_agreement(cast.club, by=cast.wouter, clauses=0)
    for n in range(commitments // 10):
        lines = [lamps(due_on=in_days(n - 5), rhythm="elke maand") for _n in range(5)]
        lines += [line(f"Wij {n} met {{@{cast.dex.pk}}}.", "group") for n in range(4)]
        held = line("Als het kan.", "both", condition="het goed gaat")
        add_clause(version, f"Vraag {n}?", *lines, held)
    version.propose(by=cast.wouter)
    world.carry(cast, version)
    version.take_effect(by=cast.wouter)
    world.set_dates(version, in_effect_at=timezone.localtime() - timedelta(days=90))
    for at, commitment in enumerate(lines_of(version)):
        by = cast.wouter if commitment.party == "municipality" else cast.noor
        if at % 3 == 0:
            update = CommitmentUpdate.objects.create(
                commitment=commitment, by=by, state="done", text="Ja."
            )
            OtherView.objects.create(update=update, by=cast.dex, agrees=True, text="Mooi.")
            if at % 2:
                update.hide(by=cast.samira, because="Onduidelijk.")
    return version


@pytest.mark.parametrize("commitments", [10, 300])
def test_queries_do_not_grow(
    cast: Cast, client, official, commitments, django_assert_max_num_queries
):
    version = big(cast, commitments)
    NewsAsk.ask(version, party="municipality", by=cast.noor)
    for who in (official, cast.sit(client, cast.noor), cast.read(Client())):
        page(who, version)
        with django_assert_max_num_queries(10):
            shown = page(who, version)
    assert ("?wie=gemeente" in shown) == (commitments == 300)


def test_a_big_agreement_has_a_page_for_each_side(cast: Cast, official):
    version = big(cast, 300)
    seen, number = "", 1
    while True:
        shown = page(official, version, wie="gemeente", page=number)
        seen += shown
        assert shown.count('id="regel-') <= 40 and "Wij " not in shown
        number += 1
        if f"page={number}" not in shown:
            break
    assert seen.count('id="regel-') == 150
    assert "?wie=groep" in page(official, version, wie="onzin"), "whatever else is asked: all"


def test_whoever_said_something_of_what_is_late_is_not_asked_again(cast: Cast, official):
    version = running(cast, lamps(due_on=in_days(-5)), days_ago=10)
    assert 'value="on_track"' in page(official, version)
    say(line_in(version), cast.wouter, "stuck", text="Het kabeltje mist.")
    shown = page(official, version)
    assert "te laat" in shown and 'value="on_track"' not in shown
    assert "Vertel hoe het staat" in shown
