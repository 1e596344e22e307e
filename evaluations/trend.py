"""How trust went over the rounds: plain numbers, of which the template makes drawings and a table.

Only what was shown in each round. A word stands where it stands in the drawing; the table says it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise

from django.utils.functional import Promise

from evaluations.models import TrustCheck
from evaluations.publishing import (
    BAND_WORDS,
    ITEMS,
    Band,
    Item,
    Published,
    PublishedItem,
    place_of,
)
from evaluations.sentences import OF_BOTH
from initiatives.models import Side

# Of a drawing: how high it is, and the room above and below the lines; across in per cent.
HEIGHT, ROOM = 72, 10
EDGE = 3.0
FEWEST_ROUNDS = 2


@dataclass(frozen=True)
class Round:
    """What was shown of both sides in one look-back."""

    number: int
    at: datetime | None
    sides: dict[str, Published]

    def item(self, key: str, side: str) -> PublishedItem | None:
        published = self.sides.get(side)
        return published.item(key) if published else None

    @property
    def rows(self) -> list[tuple[str, list[float | str | Promise]]]:
        """Each side that was shown, with a figure or a word per sentence; for the table."""
        return [
            (side, [_said(self.item(item.key, side)) for item in ITEMS])
            for side in (Side.GROUP, Side.MUNICIPALITY)
            if side in self.sides
        ]


def _said(item: PublishedItem | None) -> float | str | Promise:
    if item is None:
        return ""
    if item.figure is not None:
        return item.figure
    return BAND_WORDS[Band(item.band)] if item.band else ""


@dataclass(frozen=True)
class Dot:
    """`x` in per cent of the width, `y` in units of the height."""

    x: str
    y: float

    @property
    def top(self) -> float:
        """Of a square around it."""
        return round(self.y - 4, 1)


@dataclass(frozen=True)
class ItemTrend:
    """One sentence over the rounds. Lines join rounds that follow each other."""

    item: Item
    group: list[Dot]
    municipality: list[Dot]
    group_lines: list[tuple[Dot, Dot]]
    municipality_lines: list[tuple[Dot, Dot]]

    @property
    def sentence(self) -> str | Promise:
        return OF_BOTH[self.item.key]


class Trend:
    """`checks`: of this look-back and of those before it."""

    height, low, high = HEIGHT, HEIGHT - ROOM, ROOM

    def __init__(self, checks: Iterable[TrustCheck]) -> None:
        found: dict[int, dict[str, Published]] = defaultdict(dict)
        moments: dict[int, datetime | None] = {}
        for check in checks:
            published = Published.from_json(check.result) if check.result else None
            if published is None or not published.is_shown:
                continue
            found[check.evaluation.number][check.side] = published
            moments[check.evaluation.number] = check.evaluation.gathered_at
        # The oldest first.
        self.rounds = [Round(number, moments[number], found[number]) for number in sorted(found)]

    @property
    def is_shown(self) -> bool:
        return len(self.rounds) >= FEWEST_ROUNDS

    @property
    def items(self) -> list[ItemTrend]:
        return [self._item(item) for item in ITEMS]

    def _item(self, item: Item) -> ItemTrend:
        dots = {side: self._dots(item.key, side) for side in (Side.GROUP, Side.MUNICIPALITY)}
        group, municipality = dots[Side.GROUP], dots[Side.MUNICIPALITY]
        return ItemTrend(
            item,
            [dot for dot in group if dot],
            [dot for dot in municipality if dot],
            _joined(group),
            _joined(municipality),
        )

    def _dots(self, key: str, side: str) -> list[Dot | None]:
        step = (100 - 2 * EDGE) / max(len(self.rounds) - 1, 1)
        found: list[Dot | None] = []
        for n, one in enumerate(self.rounds):
            item = one.item(key, side)
            place = place_of(item) if item else None
            x = f"{EDGE + n * step:.1f}%"
            found.append(None if place is None else Dot(x, _height_of(place)))
        return found


def _height_of(place: float) -> float:
    """1 stands at the bottom, 5 on top."""
    return round(HEIGHT - ROOM - (place - 1) / 4 * (HEIGHT - 2 * ROOM), 1)


def _joined(dots: list[Dot | None]) -> list[tuple[Dot, Dot]]:
    pairs = pairwise(dots)
    return [(one, other) for one, other in pairs if one is not None and other is not None]
