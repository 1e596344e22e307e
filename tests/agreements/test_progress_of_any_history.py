"""How a line stands on any day, for any history of words, against a second, plainer account.

The second one plays the days one by one, as people would count them on a calendar.
"""

from __future__ import annotations

import calendar
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from agreements.progress import QUIET_DAYS, Promise, Said, Standing, progress_of
from agreements.rhythm import Rhythm
from agreements.states import ProgressState

# Around the change of the year, a leap day, and the days on which the clock moves.
BEGAN = st.sampled_from(
    [date(2026, 12, 1), date(2028, 1, 31), date(2027, 3, 25), date(2027, 10, 20), date(2027, 1, 30)]
)
SPAN = 150
RHYTHM = st.none() | st.sampled_from(
    [Rhythm(7, "day"), Rhythm(14, "day"), Rhythm(30, "day"), Rhythm(1, "month"), Rhythm(3, "month")]
)


@dataclass(frozen=True)
class History:
    began: date
    rhythm: Rhythm | None
    due: int | None
    binds: bool
    # day -> what was said, and after how many days somebody would look again
    words: tuple[tuple[int, ProgressState, int], ...]
    resumed: int | None = None

    def on(self, n: int) -> date:
        return self.began + timedelta(days=n)

    @property
    def promise(self) -> Promise:
        due_on = None if self.due is None else self.on(self.due)
        return Promise(self.began, due_on, self.rhythm, self.binds)

    def said(self, n: int) -> Said | None:
        """The last word on day `n`."""
        found = [word for word in self.words if word[0] <= n]
        if not found:
            return None
        day, state, ahead = found[-1]
        looks = self.on(day + ahead) if state == ProgressState.NO_NEWS else None
        return Said(state, self.on(day), looks)

    def resumed_on(self, n: int) -> date | None:
        return self.on(self.resumed) if self.resumed is not None and self.resumed <= n else None

    def stands(self, n: int):
        said, resumed = self.said(n), self.resumed_on(n)
        return progress_of(self.promise, said, self.on(n), resumed_on=resumed)


@st.composite
def histories(draw: st.DrawFn) -> History:
    word = st.tuples(
        st.integers(0, SPAN - 1), st.sampled_from(list(ProgressState)), st.integers(1, 60)
    )
    return History(
        draw(BEGAN),
        draw(RHYTHM),
        draw(st.none() | st.integers(0, SPAN)),
        draw(st.booleans()),
        tuple(sorted(draw(st.lists(word, max_size=8)), key=lambda word: word[0])),
        draw(st.none() | st.integers(0, SPAN - 1)),
    )


def round_days(h: History) -> list[date]:
    """The first day of every round, counted on a calendar."""
    if h.rhythm is None:
        return []
    days, year, month = [h.began], h.began.year, h.began.month
    while days[-1] < h.on(SPAN + 400):
        if h.rhythm.unit == "day":
            days.append(days[-1] + timedelta(days=h.rhythm.n))
            continue
        for _n in range(h.rhythm.n):
            year, month = (year + 1, 1) if month == 12 else (year, month + 1)
        last = calendar.monthrange(year, month)[1]
        days.append(date(year, month, min(h.began.day, last)))
    return days


def is_silent(h: History, n: int) -> bool:
    """Nothing was heard for three weeks; or in a whole round; or on the day that was promised."""
    said, resumed, today = h.said(n), h.resumed_on(n), h.on(n)
    if said and said.state == ProgressState.DROPPED:
        return False
    if said and said.state == ProgressState.DONE and not h.rhythm:
        return False
    if said and said.look_again_on:
        if resumed and resumed >= said.look_again_on:
            return today >= resumed + timedelta(days=QUIET_DAYS)
        return today > said.look_again_on
    heard = [day for day in (said and said.on, resumed) if day]
    if h.rhythm:
        days = round_days(h)
        rounds = pairwise(days)
        # `resumed` on the very first day is as good as nothing heard.
        heard = [day for day in heard if said or day > h.began]
        return any(end <= today and all(day < first for day in heard) for first, end in rounds)
    if not said and h.due is None:
        return False
    return today >= max([h.began, *heard]) + timedelta(days=QUIET_DAYS)


def standing(h: History, n: int) -> Standing:
    said, today = h.said(n), h.on(n)
    due = None if h.due is None or not h.binds else h.on(h.due)
    if said and said.state == ProgressState.DROPPED:
        return Standing.DROPPED
    if said and said.state == ProgressState.DONE:
        days = round_days(h)
        now = sum(day <= today for day in days)
        return Standing.KEPT if now - sum(day <= said.on for day in days) <= 1 else Standing.RUNNING
    is_first = not h.rhythm or not said or said.on <= (due or today)
    if due and today > due and is_first:
        return Standing.LATE
    if not said:
        return Standing.RUNNING if h.rhythm or h.due is not None else Standing.HOLDS
    words = {ProgressState.STUCK: Standing.STUCK, ProgressState.NO_NEWS: Standing.NO_NEWS}
    return words.get(said.state, Standing.RUNNING)


@settings(max_examples=300, deadline=None)
@given(histories())
@example(History(date(2028, 1, 31), Rhythm(1, "month"), None, True, ((0, ProgressState.DONE, 1),)))
@example(History(date(2027, 3, 25), None, 5, True, ((3, ProgressState.NO_NEWS, 30),), 40))
@example(History(date(2026, 12, 1), Rhythm(7, "day"), 3, True, ((20, ProgressState.STUCK, 1),), 0))
def test_it_stands_on_any_day_as_a_calendar_says(h):
    for n in range(0, SPAN, 1):
        found = h.stands(n)
        assert found.standing == standing(h, n), n
        assert (found.silent_since is not None) == is_silent(h, n), n
        if found.silent_since is not None:
            assert h.began <= found.silent_since < h.on(n)


@settings(max_examples=200, deadline=None)
@given(histories())
def test_nothing_is_asked_twice(h):
    """Whoever said something is not asked again on that day, in that round, or before the day on
    which they would look again."""
    days = round_days(h)
    for n in range(SPAN):
        said, found = h.said(n), h.stands(n)
        if said is None:
            continue
        asks = found.is_asked or found.silent_since is not None
        if said.on == h.on(n) or (said.look_again_on and h.on(n) < said.look_again_on):
            assert not asks, n
        elif h.rhythm and not said.look_again_on:
            same_round = sum(day <= said.on for day in days) == sum(day <= h.on(n) for day in days)
            assert not (asks and same_round), n


@settings(max_examples=100, deadline=None)
@given(histories())
def test_of_what_comes_back_every_round_is_asked(h):
    """Until there is a word, from the first round on; and then silent when a whole round passed."""
    for n in range(SPAN):
        said, found = h.said(n), h.stands(n)
        if h.rhythm is None or (said and (said.look_again_on or said.state == "dropped")):
            continue
        began = [day for day in round_days(h) if h.began < day <= h.on(n)]
        expects = bool(began) and (said is None or said.on < began[-1])
        assert found.is_asked == expects, n
        assert found.asked_on == next(day for day in round_days(h) if day > h.on(n))
        if found.silent_since and h.resumed is None:
            assert found.is_asked


@pytest.mark.parametrize("state", [None, ProgressState.ON_TRACK, ProgressState.DONE])
def test_what_waits_for_a_step_is_neither_late_nor_silent(state):
    promise = Promise(date(2026, 1, 1), date(2026, 2, 1), Rhythm(7, "day"), waits=True)
    said = state and Said(state, date(2026, 1, 2))
    found = progress_of(promise, said, date(2027, 1, 1))
    assert (found.standing, found.silent_since) == (Standing.WAITS, None)
