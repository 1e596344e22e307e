"""How a line stands is the same on every page, and over every version of the text."""

from __future__ import annotations

import re
from datetime import date, timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date

from agreements.at_a_glance import at_a_glance
from agreements.load_progress import LineProgress, load_progress
from agreements.models import (
    AgreementVersion,
    OtherView,
    Pause,
    StepReached,
)
from agreements.progress import Promise, Said, Standing, progress_of
from agreements.rhythm import Rhythm
from agreements.silence import lines_of, silence_in
from agreements.states import Choice, ProgressState
from tests.agreements.answering import fresh, later, trial
from tests.agreements.answering import say as answer
from tests.agreements.progressing import in_days, lamps, line_in, running, say
from tests.conftest import Cast
from tests.factories import line
from tests.initiatives.conftest import text_of
from tests.overview import world
from tests.overview.test_waiting import waits
from tests.world_makers import take_effect
from tests.world_steps import step_of, with_a_step


def stands(version: AgreementVersion) -> list[LineProgress]:
    return list(load_progress(lines_of(fresh(version))).values())


def read(cast: Cast, name: str, pk: int) -> str:
    client = Client()
    client.force_login(cast.samira.user)
    page = re.sub(r"<[^>]+>", "", text_of(client.get(reverse(name, args=[pk]))))
    return " ".join(page.split())


# Over versions ---------------------------------------------------------------------------------


def test_what_was_done_after_its_step_stays_done_when_the_step_is_gone(cast: Cast) -> None:
    version = with_a_step(cast.club, cast.wouter)
    for person in (cast.noor, cast.wouter):
        StepReached.mark(step_of(version), by=person)
    say(step_of(version), cast.noor, "done")
    assert stands(version)[0].is_kept
    renewed = version.agreement.renew(
        fresh(version), by=cast.noor, look_back_on=in_days(30), ends_on=in_days(200)
    )
    take_effect(renewed, cast.wouter)
    (at, *_rest) = stands(renewed)
    assert at.line.condition == "" and at.is_kept


def test_a_line_that_comes_back_begins_anew(cast: Cast) -> None:
    """After a text without it: nobody was silent meanwhile, and it is needed again."""
    version = running(cast, lamps(due_on=in_days(200)), line("Wij vegen."), days_ago=90)
    say(line_in(version), cast.wouter, "dropped", days_ago=60)
    without = version.agreement.start_version(by=cast.noor)
    clause = without.clauses.get()
    kept = [row.as_line() for row in clause.commitments.all() if "vegen" in row.text]
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=kept)
    without.propose(by=cast.noor)
    take_effect(without, cast.wouter)
    world.set_dates(without, in_effect_at=timezone.localtime() - timedelta(days=40))
    back = version.agreement.restore(fresh(version), by=cast.noor, reason="Toch wel.")
    back.propose(by=cast.noor)
    take_effect(back, cast.wouter)
    (at, sweep) = stands(back)
    assert (at.standing, at.silent_since, at.word) == (Standing.RUNNING, None, None)
    with later(21):
        (at, _sweep) = stands(back)
        assert at.silent_since == timezone.localdate(fresh(back).in_effect_at)
    # What was in every text counts from the first.
    assert sweep.standing is Standing.HOLDS


def test_a_line_in_every_text_counts_from_the_first(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(200)), days_ago=30)
    renewed = version.agreement.renew(
        fresh(version), by=cast.noor, look_back_on=in_days(30), ends_on=in_days(200)
    )
    take_effect(renewed, cast.wouter)
    assert stands(renewed)[0].silent_since == in_days(-30)


# Nobody is asked what they just said -------------------------------------------------------------


def test_what_was_said_after_its_day_is_not_asked_beside_the_text(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(-2)), days_ago=10)
    assert len(at_a_glance(stands(version), cast.wouter).waiting) == 1
    say(line_in(version), cast.wouter, "stuck")
    (at,) = stands(version)
    assert at.is_late and not at.passed_unsaid
    assert at_a_glance([at], cast.wouter).waiting == []


def test_who_looks_again_later_is_not_asked_when_the_day_passes(cast: Cast) -> None:
    version = running(cast, lamps(due_on=in_days(2)))
    say(line_in(version), cast.wouter, "no_news", look_again_on=in_days(9))
    for days, asks in ((3, False), (8, False), (9, True), (10, True)):
        with later(days):
            (at,) = stands(version)
            assert at.is_late
            assert bool(at_a_glance([at], cast.wouter).waiting) == asks, days


def test_it_is_asked_since_the_first_day_of_the_round(cast: Cast) -> None:
    """Also when a month is too short for the day on which it began."""
    promise = Promise(date(2026, 1, 31), rhythm=Rhythm(1, "month"))
    said = Said(ProgressState.ON_TRACK, date(2026, 2, 3))
    for today, since in (
        (date(2026, 2, 27), date(2026, 1, 31)),
        (date(2026, 3, 1), date(2026, 2, 28)),
        (date(2026, 4, 15), date(2026, 3, 31)),
    ):
        found = progress_of(promise, None, today)
        assert found.asked_since == (since if since > date(2026, 1, 31) else None)
    assert progress_of(promise, said, date(2026, 2, 27)).asked_since is None
    looks = Said(ProgressState.NO_NEWS, date(2026, 2, 3), date(2026, 2, 20))
    assert progress_of(promise, looks, date(2026, 3, 2)).asked_since == date(2026, 2, 20)


# On every page -----------------------------------------------------------------------------------


def test_a_side_is_silent_for_as_long_on_every_page(cast: Cast) -> None:
    """Also when the line that it is silent about for longest is told as late."""
    version = running(cast, lamps(due_on=in_days(-2)), lamps(due_on=in_days(90)), days_ago=60)
    world.set_dates(version, look_back_on=None, ends_on=None, trial_until=None)
    say(line_in(version, 1), cast.wouter, "on_track", days_ago=22)
    silence = silence_in(fresh(version), "municipality")
    assert silence is not None and silence.span == "2 maanden"
    (late, quiet) = sorted(waits(cast), key=lambda item: item.pill != "te laat")
    assert late.pill == "te laat"
    assert "2 maanden niets laten weten" in quiet.sentence


def test_every_page_counts_the_lines_alike(cast: Cast) -> None:
    version = running(
        cast,
        lamps(due_on=in_days(-2)),
        *(lamps(due_on=in_days(90), rhythm="") for _n in range(5)),
        lamps(),
        lamps(condition="er geld is"),
        days_ago=30,
    )
    states = ("done", "on_track", "stuck", "no_news")
    for n, state in enumerate(states, start=1):
        more = {"look_again_on": in_days(5)} if state == "no_news" else {}
        said = say(line_in(version, n), cast.wouter, state, **more)
        if state == "done":
            OtherView.say(said, by=cast.noor, agrees=False)
    counted = {
        "verschillend gezien": 1,
        "te laat": 1,
        "zit vast": 1,
        "lang stil": 1,
        "nog geen nieuws": 1,
        "loopt": 1,
        "wacht op een stap": 1,
    }
    for name, pk in (
        ("agreement_progress", version.pk),
        ("version", version.pk),
        ("initiative", cast.club.pk),
        ("handover_page", cast.club.pk),
        ("partnership", cast.club.pk),
    ):
        page = read(cast, name, pk)
        for word, n in counted.items():
            assert f"{n} {word}" in page, (name, word)
        assert "nagekomen" not in page, name
    Pause.begin(version.agreement, by=cast.noor, because="Vakantie.", look_again_on=in_days(9))
    for name in ("handover_page", "partnership"):
        page = read(cast, name, cast.club.pk)
        for word in ("te laat", "lang stil", "loopt", "zit vast"):
            assert not re.search(rf"\d {word}", page), (name, word)


def test_after_a_trial_that_goes_on_the_text_goes_until_its_own_last_day(cast: Cast) -> None:
    version = trial(running(cast, lamps()), 10, 100)
    day, ends = version.trial_until, version.ends_on
    assert day is not None and ends is not None
    pages = (
        ("in_short", version.pk),
        ("print_agreement", version.pk),
        ("renew", version.pk),
        ("group_page", cast.club.pk),
        ("initiative", cast.club.pk),
    )
    with later(11):
        assert "De laatste dag" in read(cast, "in_short", version.pk)
        for person in (cast.noor, cast.wouter):
            answer(version, person, Choice.GO_ON)
        for name, pk in pages:
            page = read(cast, name, pk)
            assert "De laatste dag" not in page and "Die liep tot" not in page, name
            if name != "print_agreement":
                assert f"tot en met {format_date(ends, 'l j F')}" in page.lower(), name
