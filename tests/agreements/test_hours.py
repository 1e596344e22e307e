"""Hours on the clock: what begins when, over summer time, and whether two hold the same moment."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.hours import AMSTERDAM, Hours, Span, first_clash, moment_of

DAY = timedelta(days=1)
QUARTERS = [time(h, m) for h in range(24) for m in (0, 15, 30, 45)]
BASE = date(2027, 3, 15)


def last_sunday(year: int, month: int) -> date:
    day = date(year, month, 31)
    return day - timedelta(days=day.isoweekday() % 7)


CHANGES = [last_sunday(year, month) for year in range(2024, 2041) for month in (3, 10)]


@pytest.mark.parametrize("sunday", CHANGES, ids=str)
def test_what_is_later_on_the_clock_is_never_earlier(sunday: date) -> None:
    days = [sunday - DAY, sunday, sunday + DAY]
    moments = [moment_of(day, clock) for day in days for clock in QUARTERS]
    assert all(before <= after for before, after in pairwise(m.astimezone(UTC) for m in moments))


@pytest.mark.parametrize("sunday", CHANGES, ids=str)
def test_hours_stay_on_the_clock_when_the_clock_changes(sunday: date) -> None:
    evening = Hours(frozenset({6, 7}), time(20), time(23))
    spans = list(evening.between(sunday - timedelta(weeks=2), sunday + timedelta(weeks=2)))
    assert len(spans) == 9
    for span in spans:
        for moment, clock in ((span.began, time(20)), (span.ended, time(23))):
            assert moment.astimezone(AMSTERDAM).time() == clock
        # In UTC: within one zone Python subtracts what the clock says.
        assert span.ended.astimezone(UTC) - span.began.astimezone(UTC) == timedelta(hours=3)


@pytest.mark.parametrize("sunday", CHANGES, ids=str)
def test_a_night_over_the_change_is_an_hour_shorter_or_longer(sunday: date) -> None:
    night = Span(sunday - DAY, time(23), time(4))
    length = night.ended.astimezone(UTC) - night.began.astimezone(UTC)
    assert length == timedelta(hours=4 if sunday.month == 3 else 6)


@pytest.mark.parametrize("sunday", [d for d in CHANGES if d.month == 3], ids=str)
def test_a_time_that_is_skipped_is_the_moment_of_the_jump(sunday: date) -> None:
    jump = datetime(sunday.year, 3, sunday.day, 1, tzinfo=UTC)
    assert moment_of(sunday, time(2, 30)) == jump == moment_of(sunday, time(3))


exceptions = st.dates(BASE - timedelta(days=3), BASE + timedelta(days=30))
times = st.sampled_from([time(h) for h in (0, 1, 2, 3, 12, 18, 20, 22, 23)])


@st.composite
def hours(draw: st.DrawFn) -> Hours:
    starts = draw(times)
    ends = draw(times.filter(lambda clock: clock != starts))
    seasons = st.one_of(st.none(), exceptions)
    first_on, last_on = draw(seasons), draw(seasons)
    if first_on and last_on and first_on > last_on:
        first_on, last_on = last_on, first_on
    season = Hours(frozenset(), starts, ends, first_on, last_on)
    inside = exceptions.filter(season.is_in_season)
    closed = draw(st.frozensets(inside, max_size=4)) if last_on is None else frozenset()
    extra = []
    if last_on is None:
        days = draw(st.sets(exceptions.filter(season.is_in_season), max_size=2))
        extra = [Span(day, draw(times), time(17)) for day in sorted(days)]
    weekdays = draw(st.frozensets(st.integers(1, 7), min_size=1, max_size=3))
    return Hours(weekdays, starts, ends, first_on, last_on, closed, tuple(extra))


@settings(max_examples=600, deadline=None)
@given(hours(), hours())
def test_a_clash_is_found_when_there_is_one_and_it_is_the_first(a: Hours, b: Hours) -> None:
    """Against trying every day of four months, on which anything that repeats has shown itself."""
    last = BASE + timedelta(days=120)
    mine = list(a.between(BASE - DAY, last))
    theirs = list(b.between(BASE - DAY, last))
    tried = [
        max(x.day, y.day)
        for x in mine
        for y in theirs
        if x.overlaps(y) and min(x.last_day, y.last_day) >= BASE
    ]
    found = first_clash(a, b, BASE)
    if not tried:
        assert found is None
    else:
        assert found is not None
        assert found[0].overlaps(found[1])
        assert max(found[0].day, found[1].day) == min(tried)
        assert found[0] in a.on(found[0].day) and found[1] in b.on(found[1].day)
        other_way = first_clash(b, a, BASE)
        assert other_way is not None
        assert max(span.day for span in other_way) == min(tried)


def test_touching_is_no_clash() -> None:
    until_eight = Hours(frozenset({5}), time(18), time(20))
    from_eight = Hours(frozenset({5}), time(20), time(22))
    assert first_clash(until_eight, from_eight, BASE) is None


def test_hours_past_midnight_clash_with_the_next_morning() -> None:
    night = Hours(frozenset({7}), time(22), time(1))
    early = Hours(frozenset({1}), time(0), time(6))
    clash = first_clash(night, early, BASE)
    assert clash is not None
    assert (clash[0].day, clash[1].day) == (BASE - DAY, BASE)  # BASE is a Monday


@pytest.mark.parametrize("weekly", [time(18), time(8)])
def test_days_on_top_cost_little_once_a_clash_is_found(
    monkeypatch: pytest.MonkeyPatch, weekly: time
) -> None:
    """Sixty hours with sixty days on top, against those of others: each pair stops at its first."""
    days = [Span(BASE + timedelta(days=3 * n), time(8), time(9)) for n in range(60)]
    week = frozenset(range(1, 8))
    mine = Hours(week, time(18), time(20), extra=tuple(reversed(days)))
    theirs = Hours(week, weekly, time(22), extra=tuple(days))
    looked_at = []
    between = Hours.between

    def counted(hours: Hours, first: date, last: date) -> Iterator[Span]:
        looked_at.append(first)
        return between(hours, first, last)

    monkeypatch.setattr(Hours, "between", counted)
    found = first_clash(mine, theirs, BASE)
    assert found is not None
    assert found[0].day == BASE
    assert len(looked_at) <= 4
