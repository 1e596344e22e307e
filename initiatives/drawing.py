"""Drawings of the group through time. Plain numbers; the template makes the SVG of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from django.utils import timezone
from django.utils.dateformat import format as format_date

from initiatives.composition import Composition, Line, next_month
from initiatives.models import Headcount, Participant

# Units of the drawing; on a phone one unit is about one pixel.
WIDTH = 340
LEFT, RIGHT = 4, 10
ROW = 34
HEAD = 24
PLOT = 120


@dataclass
class Tick:
    """A word on the axis of time."""

    x: float
    word: str
    anchor: str = "middle"


@dataclass
class Bar:
    x: float
    y: float
    width: float
    height: float
    word: str = ""
    # Still going on at the edge of the drawing.
    is_open: bool = False


@dataclass
class DrawnLine:
    person: Participant
    y: float
    bars: list[Bar]


@dataclass
class Drawing:
    width: int
    height: int
    ticks: list[Tick] = field(default_factory=list)
    bars: list[Bar] = field(default_factory=list)
    lines: list[DrawnLine] = field(default_factory=list)
    path: str = ""
    most: int = 0


class _Time:
    """Days to places from left to right."""

    def __init__(self, first: date, last: date) -> None:
        self.first, self.last = first, last
        self.days = max((last - first).days, 1)

    def x(self, day: date) -> float:
        share = (day - self.first).days / self.days
        return round(LEFT + min(max(share, 0), 1) * (WIDTH - LEFT - RIGHT), 1)

    def ticks(self) -> list[Tick]:
        """The beginning and today, and the new years that have room between them."""
        begin = Tick(self.x(self.first), format_date(self.first, "b Y"), "start")
        end = Tick(self.x(self.last), format_date(self.last, "b Y"), "end")
        years = [date(y, 1, 1) for y in range(self.first.year + 1, self.last.year + 1)]
        inner = [Tick(self.x(day), format_date(day, "Y")) for day in years]
        return [begin, *(t for t in inner if begin.x + 90 < t.x < end.x - 90), end]


def draw_months(found: Composition) -> Drawing:
    """A bar for each month: how many took part in it."""
    time = _Time(found.months[0], next_month(found.months[-1]))
    drawing = Drawing(WIDTH, HEAD + PLOT + 24, _Time(found.months[0], found.months[-1]).ticks())
    drawing.most = found.most
    for month, n in found.month_counts:
        left, right = time.x(month), time.x(next_month(month))
        height = round(PLOT * n / max(found.most, 1), 1)
        width = round(max(right - left - 1, 1), 1)
        drawing.bars.append(Bar(left, HEAD + PLOT - height, width, height, str(n)))
    return drawing


def draw_lines(found: Composition) -> Drawing:
    """A line for each person, from the first day to the last; the name stands above it."""
    today = timezone.localdate()
    time = _Time(found.months[0], today)
    drawing = Drawing(WIDTH, HEAD + ROW * len(found.lines) + 8, time.ticks())
    for n, line in enumerate(found.lines):
        y = HEAD + ROW * n + 18
        drawing.lines.append(DrawnLine(line.person, y, _bars_of(line, time, y)))
    return drawing


def _bars_of(line: Line, time: _Time, y: float) -> list[Bar]:
    bars = []
    for stay in line.stays:
        if stay.ended_on is not None and stay.ended_on <= time.first:
            continue
        left = time.x(stay.started_on)
        is_open = stay.ended_on is None or stay.ended_on > time.last
        right = time.x(time.last if is_open else stay.ended_on or time.last)
        bars.append(Bar(left, y, round(max(right - left, 3), 1), 8, is_open=is_open))
    return bars


def draw_headcounts(counts: list[Headcount]) -> Drawing:
    """With about how many the group was: a line that steps on the days it was written down."""
    today = timezone.localdate()
    time = _Time(counts[0].counted_on, today)
    most = max(count.people for count in counts) or 1
    drawing = Drawing(WIDTH, HEAD + PLOT + 24, time.ticks(), most=most)
    steps = []
    for n, count in enumerate(counts):
        x, y = time.x(count.counted_on), round(HEAD + PLOT - PLOT * count.people / most, 1)
        steps.append(f"M{x} {y}" if n == 0 else f"H{x}V{y}")
        drawing.bars.append(Bar(x, y, 0, 0, str(count.people)))
    drawing.path = " ".join([*steps, f"H{time.x(today)}"])
    return drawing
