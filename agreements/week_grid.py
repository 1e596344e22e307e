"""The week of a room as a grid of seven days. Plain numbers; the template makes the SVG of them.

An evening stands under the day on which it begins, also past midnight: so people speak of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from agreements.hours_in_words import clock
from agreements.room_week import Day, RoomWeek, Taken, from_to_minutes, opening_of
from places.models import Place

# Units of the drawing; on a laptop one unit is about one pixel.
LEFT, HEAD, COLUMN = 52, 44, 150
HOUR = 30
WIDTH = LEFT + 7 * COLUMN
GAP = 3
FOOT = 12
# From when to when without any hours in it, in hours.
USUAL = (9, 23)
LEAST_HOURS = 6
# So many signs fit in the width of a day; and a row of text is so high.
SIGNS, ROW = 17, 19
# More beside each other could not be read.
MOST_LANES = 4


@dataclass(frozen=True)
class Block:
    """One time in the drawing. `rows`: its words, each with how high it stands."""

    taken: Taken
    x: float
    y: float
    width: float
    height: float
    rows: tuple[tuple[float, str], ...]

    @property
    def text_x(self) -> float:
        return self.x + 7


@dataclass(frozen=True)
class Mark:
    """An hour on the left."""

    y: float
    word: str

    @property
    def foot(self) -> float:
        return self.y + 5


@dataclass
class Column:
    day: date
    x: float
    is_today: bool
    width: int = COLUMN

    @property
    def middle(self) -> float:
        return self.x + COLUMN / 2


@dataclass
class Grid:
    height: float
    width: int = WIDTH
    left: int = LEFT
    head: int = HEAD
    marks: list[Mark] = field(default_factory=list)
    columns: list[Column] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    @property
    def plot(self) -> float:
        """How high the part below the names of the days is."""
        return self.height - HEAD


def draw_week(week: RoomWeek) -> Grid:
    first, last = _hours_of(week)
    grid = Grid(HEAD + (last - first) * HOUR + FOOT)
    step = 1 if last - first <= 16 else 2
    for hour in range(first, last + 1, step):
        grid.marks.append(Mark(HEAD + (hour - first) * HOUR, f"{hour % 24:02}.00"))
    for n, day in enumerate(week.days):
        x = LEFT + n * COLUMN
        grid.columns.append(Column(day.day, x, day.is_today))
        grid.blocks += _blocks_of(day, x, first, week.place)
    return grid


def _hours_of(week: RoomWeek) -> tuple[int, int]:
    """From which to which whole hour the drawing goes; 25 is one o'clock at night."""
    spans = [from_to_minutes(taken.span, taken.span.day) for taken in week.taken]
    opening = opening_of(week.place)
    if opening is not None:
        spans.append(opening)
    if not spans:
        return USUAL
    first = min(begins for begins, _ends in spans) // 60
    last = -(-max(ends for _begins, ends in spans) // 60)
    short = max(LEAST_HOURS - (last - first), 0)
    first = max(first - short // 2, 0)
    return first, max(last, first + LEAST_HOURS)


def _blocks_of(day: Day, x: float, first_hour: int, place: Place) -> list[Block]:
    blocks = []
    for taken, lane, lanes in _in_lanes(day.taken):
        begins, ends = from_to_minutes(taken.span, day.day)
        y = HEAD + (begins / 60 - first_hour) * HOUR
        height = max((ends - begins) / 60 * HOUR - GAP, 6)
        room = (COLUMN - GAP) / lanes
        left = x + GAP / 2 + lane * room
        # In the week of a building it matters which room.
        room_name = taken.place.name if taken.place.pk != place.pk else ""
        rows = _rows_of(taken, y, height, int(SIGNS / lanes), room_name)
        blocks.append(Block(taken, round(left, 1), round(y, 1), round(room - 1, 1), height, rows))
    return blocks


def _in_lanes(taken: Sequence[Taken]) -> list[tuple[Taken, int, int]]:
    """Each with its place beside what goes on at the same time, and how many lie there."""
    found: list[tuple[Taken, int, int]] = []
    bunch: list[tuple[Taken, int]] = []
    ends: list[int] = []

    def close() -> None:
        found.extend((one, lane, max(len(ends), 1)) for one, lane in bunch)
        bunch.clear()
        ends.clear()

    for one in taken:
        begins, until = from_to_minutes(one.span, one.span.day)
        if ends and begins >= max(ends):
            close()
        free = next((n for n, end in enumerate(ends) if end <= begins), len(ends))
        if free >= MOST_LANES:
            continue  # it stands in the list below
        ends[free : free + 1] = [until]
        bunch.append((one, free))
    close()
    return found


def _rows_of(
    taken: Taken, y: float, height: float, signs: int, room_name: str
) -> tuple[tuple[float, str], ...]:
    """The times first, then as much of the names as fits; of one row only the first of those."""
    times = f"{clock(taken.span.starts)}–{clock(taken.span.ends)}"
    fitting = int((height + 2) / ROW)
    words = wrapped(room_name, signs) + wrapped(taken.whose.name, signs)
    if fitting > 1 and len(times) <= signs:
        words.insert(0, times)
    return tuple((round(y + 16 + ROW * n, 1), word) for n, word in enumerate(words[:fitting]))


def wrapped(name: str, signs: int) -> list[str]:
    """A name in rows of at most `signs` signs; a longer word ends in an ellipsis."""
    rows: list[str] = []
    for word in name.split():
        short = word if len(word) <= signs else f"{word[: max(signs - 1, 1)]}…"
        if rows and len(rows[-1]) + 1 + len(short) <= signs:
            rows[-1] += f" {short}"
        else:
            rows.append(short)
    return rows
