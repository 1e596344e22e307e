"""A silent side is asked how it stands, at most once a week, and never without reason."""

from __future__ import annotations

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agreements.models import CommitmentUpdate, NewsAsk, Pause
from agreements.silence import load_asks, silence_in
from agreements.states import ProgressState
from initiatives.models import Event
from initiatives.states import Refused
from tests.agreements.progressing import asked, in_days, lamps, line_in, moment, running, say
from tests.conftest import Cast
from tests.factories import line


@pytest.fixture
def version(cast: Cast):
    return running(cast, lamps(due_on=in_days(90)), line("Samen.", "both"), days_ago=21)


def path(version, side: str = "gemeente") -> str:
    return reverse("ask_news", args=[version.pk, side])


def test_it_is_asked_once_a_week_whoever_asks(cast: Cast, client, version):
    group = cast.sit(client, cast.noor)
    for _tap in range(2):
        assert group.post(path(version)).status_code == 302, "a second tap is no mistake"
    ask = NewsAsk.objects.get()
    assert (ask.party, ask.by) == ("municipality", cast.noor)
    assert Event.objects.filter(verb="asked_municipality").count() == 1
    for days in (0, 6):
        asked(ask, days)
        with pytest.raises(Refused, match="deze week al gevraagd"):
            NewsAsk.ask(version, party="municipality", by=cast.dex)
    assert (version.agreement_id, "municipality") in load_asks([version.agreement_id])
    asked(ask, 7)
    assert not load_asks([version.agreement_id])
    assert NewsAsk.ask(version, party="municipality", by=cast.dex).pk != ask.pk


def test_nobody_is_asked_without_silence(cast: Cast, client, version):
    say(line_in(version), cast.wouter, "on_track")
    response = cast.sit(client, cast.noor).post(path(version))
    assert (
        response.status_code == 409 and "Er valt nu niets te vragen." in response.content.decode()
    )
    with pytest.raises(Refused):
        NewsAsk.ask(version, party="group", by=cast.wouter)
    assert not NewsAsk.objects.exists()


def test_nobody_asks_their_own_side(cast: Cast, client, official, version):
    assert official.post(path(version)).status_code == 403
    assert cast.sit(client, cast.noor).post(path(version, "groep")).status_code == 403
    assert official.post(path(version, "samen")).status_code == 404
    for party in ("municipality", "both", "other"):
        with pytest.raises(Refused):
            NewsAsk.ask(version, party=party, by=cast.wouter)
    assert NewsAsk.ask(version, party="municipality", by=cast.police).party == "municipality"


def test_what_stands_still_or_has_ended_asks_nothing(cast: Cast, version):
    Pause.begin(version.agreement, by=cast.noor, because="Vakantie.", look_again_on=in_days(9))
    assert silence_in(version, "municipality") is None
    with pytest.raises(Refused):
        NewsAsk.ask(version, party="municipality", by=cast.noor)
    version.agreement.end(by=cast.noor, because="Klaar.")
    with pytest.raises(Refused, match="gestopt"):
        NewsAsk.ask(version, party="municipality", by=cast.noor)


TAPS = st.lists(
    st.tuples(st.integers(0, 90), st.sampled_from(["ask", "on_track", "no_news", "stuck"])),
    max_size=14,
)


@pytest.mark.at("2027-10-20 23:30")
@settings(
    max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(taps=TAPS)
def test_for_any_history_a_question_is_asked_at_most_once_a_week_and_only_in_silence(
    cast: Cast, taps
):
    """From before the clock goes back to after the change of the year."""
    began = moment("2027-10-20 23:30")
    with time_machine.travel(began, tick=False):
        version = running(cast, lamps(due_on=in_days(400)))
    lamp = line_in(version)
    heard, last = timezone.localdate(began), None
    for day, what in sorted(taps, key=lambda tap: tap[0]):
        with time_machine.travel(began + timedelta(days=day), tick=False):
            today = timezone.localdate()
            if what != "ask":
                looks = in_days(30) if what == "no_news" else None
                CommitmentUpdate.say(
                    lamp, by=cast.wouter, state=ProgressState(what), text=f"{day}",
                    look_again_on=looks,
                )  # fmt: skip
                heard = looks + timedelta(days=1 - 21) if looks else today
                continue
            may = (today - heard).days >= 21
            waits = last is not None and (today - last).days < 7
            try:
                before = NewsAsk.objects.count()
                NewsAsk.ask(version, party="municipality", by=cast.noor)
            except Refused:
                assert not may or waits
                continue
            if NewsAsk.objects.count() > before:
                assert may and not waits
                last = today
    NewsAsk.objects.all().delete()
    CommitmentUpdate.objects.all().delete()
