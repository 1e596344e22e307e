"""The one function that makes an agenda: the points in their order, with the standing item.

Five points come by themselves and are the frame: the four of `FixedPoint` and the standing item,
"Risico's en knelpunten". Everything else stands in a room between two of those.

`AgendaItem.position` says where. Of a point of the frame it is its rank, from 1, as
`Meeting.risks_position` is that of the standing item. Of any other point:

======================  ============================================================================
below `ROOM`            nobody put it anywhere: it stands before "Afspraken en acties", and what
                        the group put there before what the municipality did
`ROOM` * (k + 1) + n    the nth in the room behind the kth point of the frame (k = 0: before all)
======================  ============================================================================

So a point that goes on to the next agenda stands there where it stood: in the same room.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import models
from django.utils.translation import gettext as _

from initiatives.models import Side
from meetings.carrying_over import points_of
from meetings.models import AgendaItem, Meeting, PassedOver
from meetings.models.meeting import STANDING_ITEM
from meetings.states import FixedPoint, Status

ROOM = 1000
STANDING_KEY = "risicos"
OF_GROUP = (Side.GROUP, Side.GUIDE)


@dataclass(frozen=True)
class Entry:
    """One point of an agenda as the pages show it. `item` is None for the standing item only."""

    minutes: int
    item: AgendaItem | None = None
    # How many meetings before this one did not get to it, and the last of those.
    times_passed: int = 0
    passed_at: datetime | None = None
    # It came from a meeting that did not take place.
    was_cancelled: bool = False

    @property
    def is_standing(self) -> bool:
        return self.item is None

    @property
    def key(self) -> str:
        """Its anchor on the page, and what forms call it."""
        return STANDING_KEY if self.item is None else f"punt-{self.item.pk}"

    @property
    def is_fixed(self) -> bool:
        """Whether it comes on every agenda by itself."""
        return self.item is None or bool(self.item.fixed)

    @property
    def is_hidden(self) -> bool:
        """Whether its heading is. What comes by itself is no text of anybody: of that only what
        was noted can be hidden."""
        return self.item is not None and not self.item.fixed and self.item.hidden_at is not None

    @property
    def heading(self) -> str:
        """What it is called; the words of a hidden text reach nobody."""
        if self.item is None:
            return str(STANDING_ITEM)
        return _("Een punt dat verborgen is") if self.is_hidden else self.item.heading

    @property
    def side(self) -> str:
        """Whose point it is; "" for what comes by itself."""
        return "" if self.item is None or self.item.fixed else self.item.side

    @property
    def is_carried(self) -> bool:
        """Whether it stood on an earlier agenda first."""
        return self.times_passed > 0 or self.was_cancelled


def agenda_of(meeting: Meeting) -> list[Entry]:
    """The agenda of `meeting`, in order. Always has the standing item, exactly once.

    At most two queries. The writers come along, and `meeting.initiative` with everything.
    """
    return in_order(meeting, [_entry(meeting, item) for item in _items_of(meeting)])


def in_order(meeting: Meeting, entries: Iterable[Entry]) -> list[Entry]:
    """`entries`, without the standing item, put in order; with it."""
    entries = list(entries)
    fixed = [entry for entry in entries if entry.is_fixed]
    frame = sorted([Entry(meeting.risks_minutes), *fixed], key=lambda e: _rank(meeting, e))
    rooms: list[list[Entry]] = [[] for _each in range(len(frame) + 1)]
    home = next((i for i, entry in enumerate(frame) if _is_actions(entry)), len(frame))
    loose = []
    for entry in sorted((e for e in entries if not e.is_fixed), key=_place):
        room = _place(entry)[0] // ROOM - 1
        if room < 0:
            loose.append(entry)
        else:
            rooms[min(room, len(frame))].append(entry)
    for entry in loose:
        behind = [i for i, other in enumerate(rooms[home], start=1) if other.side in OF_GROUP]
        at = max(behind, default=0) if entry.side in OF_GROUP else len(rooms[home])
        rooms[home].insert(at, entry)
    agenda = list(rooms[0])
    for entry, room_behind in zip(frame, rooms[1:], strict=True):
        agenda += [entry, *room_behind]
    return agenda


def minutes_of(agenda: list[Entry]) -> int:
    """How long everything takes together."""
    return sum(entry.minutes for entry in agenda)


def positions_of(agenda: list[Entry]) -> tuple[int, dict[int, int]]:
    """What to store so that an agenda has this order: the place of the standing item, and the
    position of each point by its id."""
    rank, behind, standing = 0, 0, 1
    positions: dict[int, int] = {}
    for entry in agenda:
        if entry.is_fixed:
            rank, behind = rank + 1, 0
        else:
            behind += 1
        if entry.item is None:
            standing = rank
        else:
            positions[entry.item.pk] = rank if entry.is_fixed else ROOM * (rank + 1) + behind
    return standing, positions


def _items_of(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    """The points, each with the meetings before this one that did not get to it."""
    before = PassedOver.objects.filter(
        item=models.OuterRef("pk"), meeting__starts_at__lte=meeting.starts_at
    ).exclude(meeting=meeting)
    counted = before.order_by().values("item").annotate(n=models.Count("pk")).values("n")
    last = before.order_by("-meeting__starts_at", "-pk").values("meeting__starts_at")[:1]
    items = points_of(meeting).select_related(
        "meeting", "by__merged_into", "hidden_by__merged_into"
    )
    return items.annotate(
        passes=models.functions.Coalesce(models.Subquery(counted), 0),
        passed_at=models.Subquery(last),
    )


def _entry(meeting: Meeting, item: AgendaItem) -> Entry:
    # The initiative that was loaded already, where the point and its people look for it.
    item.meeting.initiative = meeting.initiative
    for person in (item.by, item.hidden_by):
        if person is not None:
            person.initiative = meeting.initiative
    came_from = item.meeting
    was_cancelled = came_from.pk != meeting.pk and came_from.status == Status.CANCELLED
    return Entry(
        item.minutes,
        item,
        times_passed=item.passes,  # type: ignore[attr-defined]
        passed_at=item.passed_at,  # type: ignore[attr-defined]
        was_cancelled=was_cancelled,
    )


def _rank(meeting: Meeting, entry: Entry) -> tuple[int, bool, int]:
    """Where a point of the frame stands in it."""
    if entry.item is None:
        return meeting.risks_position, False, 0
    return entry.item.position, True, entry.item.pk


def _place(entry: Entry) -> tuple[int, int]:
    return (0, 0) if entry.item is None else (entry.item.position, entry.item.pk)


def _is_actions(entry: Entry) -> bool:
    return entry.item is not None and entry.item.fixed == FixedPoint.ACTIONS
