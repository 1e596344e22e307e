"""What is free in a room on a day, and its week as a drawing."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from agreements.hours import Hours, Span
from agreements.models import UseSlot
from agreements.room_week import Taken, free_in_words, free_on, monday_of, week_of
from agreements.week_grid import COLUMN, LEFT, draw_week, wrapped
from places.models import Place
from tests.agreements.holding import held, put_in_effect, written
from tests.conftest import Cast
from tests.factories import add_hours, make_place

# A Wednesday.
pytestmark = pytest.mark.at("2027-03-10 12:00")
MONDAY, FRIDAY = date(2027, 3, 8), date(2027, 3, 12)

clocks = st.builds(time, st.integers(0, 23), st.sampled_from([0, 20, 30]))
spans = st.builds(
    lambda shift, starts, ends: Span(FRIDAY + timedelta(days=shift), starts, ends),
    st.integers(-1, 1),
    clocks,
    clocks,
).filter(lambda span: span.starts != span.ends)


@settings(max_examples=200, deadline=None)
@given(st.lists(spans, max_size=5), st.one_of(st.none(), st.tuples(clocks, clocks)))
def test_what_is_called_free_is_free_and_nothing_is_forgotten(taken, opening):
    if opening and opening[0] == opening[1]:
        opening = None
    opens, closes = opening or (None, None)
    place = Place(name="Zaal", opens_at=opens, closes_at=closes)
    free = free_on(place, FRIDAY, taken)
    begin, end = 0, 24 * 60
    if opens and closes:
        begin = opens.hour * 60 + opens.minute
        end = closes.hour * 60 + closes.minute
        end += 24 * 60 if end <= begin else 0
    held = set()
    for span in taken:
        first, last = span.on_the_clock
        midnight = Span(FRIDAY, time(0), time(1)).on_the_clock[0]
        minutes = [int((moment - midnight).total_seconds() // 60) for moment in (first, last)]
        held |= set(range(*minutes))
    said = {minute for first, last in free for minute in range(first, last)}
    assert not said & held
    assert said <= set(range(begin, end))
    # What is left out is shorter than half an hour at a stretch.
    rest = sorted(set(range(begin, end)) - held - said)
    runs = "".join(
        "1" if minute - 1 in rest[max(n - 1, 0) : n] else " 1" for n, minute in enumerate(rest)
    ).split()
    assert all(len(run) < 30 for run in runs)


@pytest.mark.parametrize(
    ("taken", "words"),
    [
        ([], "De hele dag vrij."),
        ([("00:00", "12:00"), ("12:00", "00:00")], "Niets meer vrij."),
        ([("09:00", "12:00")], "Vrij tot 09.00 en vanaf 12.00 uur."),
        (
            [("09:00", "12:00"), ("19:00", "22:00")],
            "Vrij tot 09.00, van 12.00 tot 19.00 en vanaf 22.00 uur.",
        ),
        ([("00:20", "23:40")], "Niets meer vrij."),
    ],
)
def test_free_in_words(taken, words):
    found = [Span(FRIDAY, time.fromisoformat(a), time.fromisoformat(b)) for a, b in taken]
    assert free_in_words(Place(name="Zaal"), FRIDAY, found) == words


# The drawing -----------------------------------------------------------------------------------


def test_the_drawing_has_a_block_for_each_time_in_the_column_of_its_day(cast: Cast):
    room = make_place()
    held(cast.wouter, room, "15", "20:00", "01:00")
    week = week_of(room, MONDAY + timedelta(days=7), has_rooms=False)
    grid = draw_week(week)
    assert [int((block.x - LEFT) // COLUMN) for block in grid.blocks] == [0, 4]
    assert all(block.y + block.height <= grid.height for block in grid.blocks)
    assert "01.00" in [mark.word for mark in grid.marks]
    assert [word for _y, word in grid.blocks[0].rows] == ["20.00–01.00", "Chillclub De", "Kelder"]


def test_what_goes_on_at_once_lies_beside_each_other(cast: Cast):
    room = make_place()
    draft = written(cast.wouter, room, "5", "19:00", "22:00")
    add_hours(draft, room, "5", "20:00", "21:00")
    add_hours(draft, room, "5", "22:00", "23:00")
    put_in_effect(draft, cast.wouter)
    first, second, third = draw_week(week_of(room, MONDAY, has_rooms=False)).blocks
    assert first.x + first.width <= second.x
    assert third.width > first.width + second.width


def test_an_empty_week_is_drawn_too(cast: Cast):
    grid = draw_week(week_of(make_place(), MONDAY, has_rooms=False))
    assert grid.blocks == []
    assert next(mark.word for mark in grid.marks) == "09.00"


@pytest.mark.parametrize("name", ["x" * 80, "een twee drie", "", "é" * 30 + " b"])
def test_a_name_is_cut_to_the_width_of_a_day(name):
    assert all(len(row) <= 17 for row in wrapped(name, 17))


def test_every_day_belongs_to_the_week_of_its_monday():
    for n in range(14):
        day = MONDAY + timedelta(days=n)
        assert monday_of(day) == MONDAY + timedelta(days=n // 7 * 7)


def test_times_are_in_order_of_the_clock():
    early, late = Span(FRIDAY, time(9), time(10)), Span(FRIDAY, time(19), time(22))
    slot = UseSlot()
    assert min(Taken(late, slot), Taken(early, slot)).span == early
    assert Hours(frozenset({5}), time(9), time(10)).on(FRIDAY) == [early]


def test_in_the_week_of_a_building_each_time_says_in_which_room(cast: Cast):
    building = make_place("De Brug")
    rooms = [make_place(name, building=building) for name in ("Hal", "Zolder")]
    draft = written(cast.wouter, rooms[0], "5")
    add_hours(draft, rooms[1], "5")
    put_in_effect(draft, cast.wouter)
    whole = draw_week(week_of(building, MONDAY, has_rooms=True))
    said = {word for block in whole.blocks for _y, word in block.rows}
    assert {"Hal", "Zolder"} <= said
    alone = draw_week(week_of(rooms[0], MONDAY, has_rooms=False))
    assert "Hal" not in {word for block in alone.blocks for _y, word in block.rows}
