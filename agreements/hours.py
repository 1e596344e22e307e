"""Hours on the clock, and the moments that they are: of every week, in a season, with exceptions.

Hours are what people say: "vrijdag van 20:00 tot 01:00". They follow the clock on the wall, so over
summer time an evening has the same hours and may last an hour more or less.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from functools import cached_property
from math import ceil
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
DAY = timedelta(days=1)
MINUTE = timedelta(minutes=1)
WEEK = 7 * 24 * 60  # minutes
# Summer time begins at two: from then on it is three (Directive 2000/84/EC).
AFTER_THE_JUMP = time(3)


def midnight_of(day: date) -> datetime:
    """With which it begins."""
    return datetime.combine(day, time(0), tzinfo=AMSTERDAM)


def moment_of(day: date, clock: time) -> datetime:
    """When the clock says so on that day.

    In the hour that is skipped it is the moment of the jump; of the hour that comes twice it is the
    first. So what is later on the clock is never earlier.
    """
    moment = datetime.combine(day, clock, tzinfo=AMSTERDAM)
    is_there = moment.astimezone(ZoneInfo("UTC")).astimezone(AMSTERDAM).time() == clock
    return moment if is_there else datetime.combine(day, AFTER_THE_JUMP, tzinfo=AMSTERDAM)


@dataclass(frozen=True, order=True)
class Span:
    """Once: from `starts` on `day`, past midnight when `ends` is not later on the clock."""

    day: date
    starts: time
    ends: time

    @property
    def last_day(self) -> date:
        return self.day if self.ends > self.starts else self.day + DAY

    @property
    def is_over_midnight(self) -> bool:
        return self.last_day != self.day

    @property
    def goes_past_midnight(self) -> bool:
        """Into the next day; until midnight itself it is still one evening."""
        return self.is_over_midnight and self.ends != time(0)

    @property
    def began(self) -> datetime:
        return moment_of(self.day, self.starts)

    @property
    def ended(self) -> datetime:
        return moment_of(self.last_day, self.ends)

    @property
    def on_the_clock(self) -> tuple[datetime, datetime]:
        """From and until as the clock says, without a zone."""
        return datetime.combine(self.day, self.starts), datetime.combine(self.last_day, self.ends)

    @property
    def length(self) -> timedelta:
        """On the clock."""
        began, ended = self.on_the_clock
        return ended - began

    def overlaps(self, other: Span) -> bool:
        """Whether the clock is in both at some time; touching is not overlapping.

        Compared on the clock: `moment_of` keeps the order, so it holds for the moments too.
        """
        mine, theirs = self.on_the_clock, other.on_the_clock
        return mine[0] < theirs[1] and theirs[0] < mine[1]


def minutes_in_week(weekday: int, starts: time, ends: time) -> int:
    """The minutes of a week on the clock that it is in, as the bits of one number.

    What overlaps has some in common; comparing two takes no time.
    """
    began, ended = Span(date(1, 1, 1), starts, ends).on_the_clock
    midnight = datetime.combine(began, time(0))
    first, last = (began - midnight) // MINUTE, ceil((ended - midnight) / MINUTE)
    bits = ((1 << last) - (1 << first)) << ((weekday - 1) * 24 * 60)
    # What begins on Sunday evening goes on on Monday.
    return (bits | bits >> WEEK) & ((1 << WEEK) - 1)


@dataclass(frozen=True)
class Hours:
    """The rule of one slot. `weekdays`: 1 for Monday to 7 for Sunday; a season with its first and
    last day, both counted; days on which it is closed; and days that come on top."""

    weekdays: frozenset[int]
    starts: time
    ends: time
    first_on: date | None = None
    last_on: date | None = None
    closed: frozenset[date] = frozenset()
    extra: tuple[Span, ...] = field(default=())

    def is_in_season(self, day: date) -> bool:
        return (self.first_on is None or day >= self.first_on) and (
            self.last_on is None or day <= self.last_on
        )

    def is_weekly_on(self, day: date) -> bool:
        """Whether the hours of every week are held on `day`."""
        return day not in self.closed and self._is_usual_on(day)

    def is_off_on(self, day: date) -> bool:
        """Whether `day` is closed, and would have had the hours of every week."""
        return day in self.closed and self._is_usual_on(day)

    def _is_usual_on(self, day: date) -> bool:
        return day.isoweekday() in self.weekdays and self.is_in_season(day)

    @cached_property
    def _extra_on(self) -> dict[date, list[Span]]:
        found: dict[date, list[Span]] = {}
        for span in self.extra:
            found.setdefault(span.day, []).append(span)
        return found

    @cached_property
    def week(self) -> int:
        """See `minutes_in_week`: of two that have none in common no week clashes."""
        minutes = 0
        for weekday in self.weekdays:
            minutes |= minutes_in_week(weekday, self.starts, self.ends)
        return minutes

    @cached_property
    def extra_in_week(self) -> list[tuple[Span, int]]:
        """Each that comes on top, in order of time, and the minutes of a week that it is in."""
        found = sorted(self.extra)
        return [(s, minutes_in_week(s.day.isoweekday(), s.starts, s.ends)) for s in found]

    def has_extra_around(self, span: Span) -> bool:
        days = (span.day - DAY, span.day, span.last_day)
        return any(day in self._extra_on for day in days)

    def on(self, day: date) -> list[Span]:
        """What begins on `day`."""
        spans = list(self._extra_on.get(day, ()))
        if self.is_weekly_on(day):
            spans.append(Span(day, self.starts, self.ends))
        return sorted(spans)

    def between(self, first: date, last: date) -> Iterator[Span]:
        """What begins from `first` to `last`, both counted, in order of time."""
        day = first
        while day <= last:
            yield from self.on(day)
            day += DAY

    @property
    def is_of_one_day(self) -> bool:
        """Not of every week: an agreement about one evening."""
        return self.first_on is not None and self.first_on == self.last_on


def first_clash(mine: Hours, theirs: Hours, since: date) -> tuple[Span, Span] | None:
    """The first time from `since` on that both hold the same moment, mine and theirs; or None.

    Exact, also without a last day: every week is the same but for the days that are written down,
    so a weekly clash shows in the first week that both have, not counting those days.
    """
    found = list(_weekly_clashes(mine, theirs, since)) if mine.week & theirs.week else []
    first = min((_known_on(*pair) for pair in found), default=date.max)
    found += _clashes_of_extra(mine, theirs, since, first)
    found += [(other, span) for span, other in _clashes_of_extra(theirs, mine, since, first)]
    return min(found, key=lambda pair: (_known_on(*pair), pair), default=None)


def _until(mine: Span, theirs: Span) -> date:
    """The last day on which both go on."""
    return min(mine.last_day, theirs.last_day)


def _known_on(mine: Span, theirs: Span) -> date:
    """The day on which both have begun."""
    return max(mine.day, theirs.day)


def _clashes_of_extra(
    mine: Hours, theirs: Hours, since: date, first: date
) -> Iterator[tuple[Span, Span]]:
    """Those that are known by the day `first`, or by that of an earlier one that is found."""
    for span, minutes in mine.extra_in_week:
        if span.day > first:
            return
        is_over = span.last_day < since
        if is_over or not (minutes & theirs.week or theirs.has_extra_around(span)):
            continue
        for other in theirs.between(span.day - DAY, span.last_day):
            if span.overlaps(other) and _until(span, other) >= since:
                first = min(first, _known_on(span, other))
                yield span, other


def _weekly_clashes(mine: Hours, theirs: Hours, since: date) -> Iterator[tuple[Span, Span]]:
    """The first clash of each weekday of mine with the day before, the same and the next."""
    begins = [day for day in (since, mine.first_on, theirs.first_on) if day]
    # What began the evening before can still go on.
    first = max(begins) - DAY
    for weekday in mine.weekdays:
        day = first + timedelta(days=(weekday - first.isoweekday()) % 7)
        for shift in (-DAY, timedelta(0), DAY):
            pair = _first_of_weekday(mine, theirs, day, shift, since)
            if pair is not None:
                yield pair


def _first_of_weekday(
    mine: Hours, theirs: Hours, day: date, shift: timedelta, since: date
) -> tuple[Span, Span] | None:
    """From `day` on, each week: mine on that day and theirs `shift` later."""
    weeks = len(mine.closed) + len(theirs.closed) + 3  # each of these days puts it off by one
    for _week in range(weeks):
        span = Span(day, mine.starts, mine.ends)
        other = Span(day + shift, theirs.starts, theirs.ends)
        if not span.overlaps(other):
            return None
        is_held = mine.is_weekly_on(span.day) and theirs.is_weekly_on(other.day)
        if is_held and _until(span, other) >= since:
            return span, other
        day += timedelta(days=7)
    return None
