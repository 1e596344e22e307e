"""What both sides have not agreed yet, as a page shows it: late or not, what was found out, and
what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils import timezone

from agreements.comparing import Piece, compare
from agreements.models import OpenPoint, PointUpdate
from agreements.states import ProgressState


@dataclass
class PointView:
    """One open point as it is read: `pieces` when its words changed since the text before."""

    point: OpenPoint
    change: str = ""  # "", "added", "changed" or "removed"
    pieces: list[Piece] | None = None
    # The last word on it: found out, not yet, or not needed any more.
    last: PointUpdate | None = None

    @property
    def is_found(self) -> bool:
        return self.last is not None and self.last.state == ProgressState.DONE

    @property
    def is_dropped(self) -> bool:
        return self.last is not None and self.last.state == ProgressState.DROPPED

    @property
    def is_settled(self) -> bool:
        return self.is_found or self.is_dropped

    @property
    def asked_on(self) -> date | None:
        """The day after which whoever would find out is asked; a later one when they said so."""
        if self.change == "removed" or self.is_settled:
            return None
        return (self.last and self.last.look_again_on) or self.point.due_on

    @property
    def is_late(self) -> bool:
        """The day has passed; of a point that is gone nobody asks that any more."""
        return self.asked_on is not None and self.asked_on < timezone.localdate()


def point_views(
    points: Iterable[OpenPoint],
    before: Iterable[OpenPoint] | None = None,
    words: dict[str, PointUpdate] | None = None,
) -> list[PointView]:
    """`points` in order. With `before`, those of the version compared with: each says what changed,
    and what is gone comes last. An open point that is gone was agreed on, or given up.

    `words`: point key -> the last word on it; it counts for the same question only."""
    old = {point.key: point for point in before or ()}
    if before is None:
        views = [PointView(point) for point in points]
    else:
        views = [_view(point, old.pop(point.key, None)) for point in points]
    for view in views:
        word = (words or {}).get(view.point.key)
        if word is not None and word.point.what == view.point.what:
            view.last = word
    return views + [PointView(point, "removed") for point in old.values()]


def load_words(agreement: int, points: Iterable[OpenPoint]) -> dict[str, PointUpdate]:
    """Point key -> the last word on it, in whatever version. One query, none without points."""
    keys = {point.key for point in points}
    if not keys:
        return {}
    said = PointUpdate.objects.filter(point__version__agreement=agreement, point__key__in=keys)
    words = said.select_related("point", "by__merged_into", "hidden_by__merged_into")
    # In order of being said: the last one stays.
    return {word.point.key: word for word in words}


def _view(point: OpenPoint, before: OpenPoint | None) -> PointView:
    if before is None:
        return PointView(point, "added")
    if point.what != before.what:
        return PointView(point, "changed", compare(before.what, point.what))
    return PointView(point, "" if point.as_written() == before.as_written() else "changed")
