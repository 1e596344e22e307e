"""The hours of an agreement as a calendar: an independent library reads the same moments as our own
grid, also where the clock changes."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from agreements.calendar_file import TWO_YEARS, clock_changes, events_of
from agreements.hours import AMSTERDAM, Hours, Span
from config.calendars import ZONE, Entry, Weekly, calendar_of
from tests.agreements.calendars import as_file, our_moments, read_exactly, read_moments

DAY = timedelta(days=1)
SINCE = date(2027, 1, 4)
UNTIL = SINCE + TWO_YEARS

quarters = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
# Nights matter more than afternoons.
clocks = st.one_of(quarters, st.sampled_from([time(1), time(2), time(2, 30), time(3), time(0)]))
days = st.dates(SINCE - 30 * DAY, UNTIL - 40 * DAY)


@st.composite
def some_hours(draw) -> Hours:
    starts, ends = draw(st.lists(clocks, min_size=2, max_size=2, unique=True))
    season = draw(st.one_of(st.just((None, None)), st.tuples(days, days).map(sorted)))
    first, last = season
    inside = st.dates(max(first or SINCE, SINCE), max(last or UNTIL, SINCE))
    extra = draw(
        st.lists(
            st.builds(lambda on, pair: Span(on, *pair), inside, st.permutations([starts, ends])),
            max_size=2,
            unique_by=lambda span: span.day,
        )
    )
    return Hours(
        draw(st.frozensets(st.integers(1, 7), min_size=1)),
        starts,
        ends,
        first,
        last,
        draw(st.frozensets(inside, max_size=3)),
        tuple(extra),
    )


SATURDAY_NIGHT = Hours(frozenset({6}), time(22), time(4))
SUNDAY_MORNING = Hours(frozenset({7}), time(2, 30), time(3, 30))
IN_THE_GAP = Hours(frozenset({7}), time(2, 10), time(2, 50))
ONE_NIGHT = Hours(frozenset({6}), time(22), time(4), date(2027, 3, 27), date(2027, 3, 27))


@settings(max_examples=50, deadline=None)
@given(some_hours())
@example(SATURDAY_NIGHT)
@example(SUNDAY_MORNING)
@example(IN_THE_GAP)
@example(ONE_NIGHT)
@example(Hours(frozenset(range(1, 8)), time(23), time(7)))
def test_another_library_reads_the_moments_of_our_own_grid_for_two_years(hours):
    raw = as_file(hours, SINCE, UNTIL)
    ours = our_moments(hours, SINCE, UNTIL)
    assert read_moments(raw, SINCE, UNTIL) == ours
    assert read_exactly(raw, SINCE, UNTIL) == ours


@pytest.mark.parametrize("year", range(2024, 2041))
@pytest.mark.parametrize("hours", [SATURDAY_NIGHT, SUNDAY_MORNING, IN_THE_GAP])
def test_every_change_of_the_clock_from_2024_to_2040(year, hours):
    first, last = date(year, 1, 1), date(year, 12, 31)
    raw = as_file(hours, first, last)
    ours = our_moments(hours, first, last)
    assert read_moments(raw, first, last) == ours
    assert read_exactly(raw, first, last) == ours


@pytest.mark.parametrize("hours", [SATURDAY_NIGHT, SUNDAY_MORNING])
def test_a_plain_rule_would_go_wrong(hours):
    """The control: without the nights by themselves it is read otherwise."""
    ((_kind, span, weekly), *_nights) = events_of(hours, SINCE, UNTIL)
    plain = Entry("x", span.began, span.ended, "", "", weekly=Weekly(weekly.weekdays))
    raw = calendar_of([plain], about="Tijden")
    assert read_exactly(raw, SINCE, UNTIL) != our_moments(hours, SINCE, UNTIL)


def test_the_zone_that_is_written_in_the_file_is_that_of_amsterdam():
    written = Timezone.from_ical(ZONE)
    assert isinstance(written, Timezone)
    zone = written.to_tz(lookup_tzid=False)
    amsterdam = ZoneInfo("Europe/Amsterdam")
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    for hour in range(0, 17 * 366 * 24, 6):
        at = moment + timedelta(hours=hour)
        assert at.astimezone(zone).utcoffset() == at.astimezone(amsterdam).utcoffset(), at


@pytest.mark.parametrize("year", range(2024, 2041))
def test_the_clock_changes_twice_a_year_on_a_sunday(year):
    changes = clock_changes(date(year, 1, 1), date(year, 12, 31))
    assert [day.month for day in changes] == [3, 10]
    assert all(day.isoweekday() == 7 and day.day > 24 for day in changes)


def events(hours: Hours) -> list[Any]:
    return Calendar.from_ical(as_file(hours, SINCE, UNTIL)).walk("VEVENT")


def test_a_plain_week_is_one_event_with_a_rule():
    (event,) = events(Hours(frozenset({1, 5}), time(19), time(22)))
    assert event["RRULE"].to_ical() == b"FREQ=WEEKLY;BYDAY=MO,FR"
    assert event["DTSTART"].to_ical() == b"20270104T190000"
    assert event["DTSTART"].params["TZID"] == "Europe/Amsterdam"


def test_a_season_ends_with_its_last_day():
    season = Hours(frozenset({5}), time(19), time(22), date(2027, 6, 1), date(2027, 8, 31))
    (event,) = events(season)
    assert event["DTSTART"].dt.date() == date(2027, 6, 4)
    assert event["RRULE"]["UNTIL"] == [datetime(2027, 8, 31, 21, 59, 59, tzinfo=UTC)]


def test_what_comes_once_has_no_rule():
    once = Hours(frozenset({5}), time(19), time(22), date(2027, 6, 4), date(2027, 6, 4))
    (event,) = events(once)
    assert "RRULE" not in event


def test_a_season_that_is_over_gives_nothing():
    over = Hours(frozenset({5}), time(19), time(22), date(2026, 6, 1), date(2026, 8, 31))
    raw = as_file(over, SINCE, UNTIL)
    assert Calendar.from_ical(raw).walk("VEVENT") == []
    assert b"BEGIN:VTIMEZONE" in raw  # a calendar without a part would be none


def test_a_day_off_is_left_out_and_a_day_on_top_stands_by_itself():
    on_top = Span(date(2027, 2, 6), time(14), time(17))
    hours = Hours(
        frozenset({5}), time(19), time(22), closed=frozenset({date(2027, 2, 5)}), extra=(on_top,)
    )
    week, extra = events(hours)
    assert week["EXDATE"].to_ical() == b"20270205T190000"
    assert extra["DTSTART"].dt == datetime(2027, 2, 6, 13, tzinfo=UTC)


def test_a_rule_never_begins_on_a_day_that_is_left_out():
    hours = Hours(frozenset({1}), time(19), time(22), closed=frozenset({SINCE}))
    (event,) = events(hours)
    assert event["DTSTART"].dt == datetime(2027, 1, 11, 19, tzinfo=AMSTERDAM)
    assert "EXDATE" not in event
