"""When both sides look back: the rhythm over the year, and how it stands with a day."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.utils import timezone

from agreements.every import Every
from agreements.looking_back import MomentState, after, moment_of
from agreements.models import Agreement
from agreements.models.agreement import LOOK_BACKS

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 20, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("day", "every", "expected"),
    [
        # By weeks: the same day of the week, over summer time and over the end of a year.
        (date(2026, 3, 1), Every.SIX_WEEKS, date(2026, 4, 12)),
        (date(2026, 10, 1), Every.EIGHT_WEEKS, date(2026, 11, 26)),
        (date(2026, 12, 10), Every.SIX_WEEKS, date(2027, 1, 21)),
        # By months: of the fourth Thursday the fourth Thursday.
        (date(2026, 11, 26), Every.QUARTER, date(2027, 2, 25)),
        (date(2026, 9, 29), Every.HALF_YEAR, date(2027, 3, 30)),
        (date(2026, 12, 31), Every.QUARTER, date(2027, 3, 25)),
        (date(2024, 2, 29), Every.YEAR, date(2025, 2, 27)),
    ],
)
def test_the_next_day_by_the_rhythm(day: date, every: Every, expected: date):
    assert after(day, every.value) == expected
    assert after(day, every.value).weekday() == day.weekday()


@pytest.mark.parametrize("every", LOOK_BACKS)
def test_every_day_of_five_years_has_a_next_one(every: Every):
    """Nobody ends up on a day that was, nor further than the rhythm with a week to spare."""
    most = {"6w": 42, "8w": 56, "3m": 98, "6m": 190, "1y": 371}[every.value]
    for n in range(5 * 365):
        day = date(2026, 1, 1) + timedelta(days=n)
        found = after(day, every.value)
        assert day < found <= day + timedelta(days=most)
        assert found.weekday() == day.weekday()


def of(days: int | None, **fields) -> Agreement:
    on = None if days is None else TODAY + timedelta(days=days)
    return Agreement(title="De Kelder", look_back_on=on, **fields)


@pytest.mark.parametrize(
    ("days", "running", "paused_at", "ended_at", "state"),
    [
        (8, True, None, None, MomentState.PLANNED),
        (7, True, None, None, MomentState.OPEN_NOW),
        (0, True, None, None, MomentState.OPEN_NOW),
        (-1, True, None, None, MomentState.PASSED),
        (-400, True, None, None, MomentState.PASSED),
        (None, True, None, None, MomentState.NONE),
        # A text that does not hold, or not yet.
        (8, False, None, None, MomentState.NONE),
        # What stands still is not asked, whatever its day says.
        (0, True, NOW, None, MomentState.PAUSED),
        (-9, True, NOW, None, MomentState.PAUSED),
        (0, False, None, NOW, MomentState.ENDED),
        (-9, True, NOW, NOW, MomentState.ENDED),
    ],
)
def test_how_it_stands_with_the_day(days, running, paused_at, ended_at, state):
    agreement = of(days, ended_at=ended_at, look_back_moves=2)
    moment = moment_of(agreement, running=running, paused_at=paused_at, today=TODAY, held=3)
    assert moment.state == state
    assert (moment.moves, moment.round) == (2, 4)
    has_day = state not in (MomentState.NONE, MomentState.ENDED)
    assert (moment.on is not None) == has_day
    assert moment.can_open == (state in (MomentState.OPEN_NOW, MomentState.PASSED))
    if moment.on is not None:
        assert moment.opens_on == moment.on - timedelta(days=7)


def test_today_is_the_day_here_and_not_in_greenwich():
    """Just after midnight here the day is there, also when it is yesterday in UTC."""
    for moment in (
        datetime(2026, 3, 28, 23, 30, tzinfo=UTC),  # the night in which summer time begins
        datetime(2026, 10, 25, 23, 30, tzinfo=UTC),  # the day on which it ended
        datetime(2026, 12, 31, 23, 30, tzinfo=UTC),
    ):
        today = timezone.localdate(moment)
        assert today == moment.date() + timedelta(days=1)
        agreement = Agreement(title="De Kelder", look_back_on=today)
        found = moment_of(agreement, running=True, paused_at=None, today=today)
        assert found.state == MomentState.OPEN_NOW
