"""What both sides have not agreed yet, as a page shows it: late or not, and what changed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from django.utils import timezone

from agreements.comparing import Piece, compare
from agreements.models import OpenPoint


@dataclass
class PointView:
    """One open point as it is read: `pieces` when its words changed since the text before."""

    point: OpenPoint
    change: str = ""  # "", "added", "changed" or "removed"
    pieces: list[Piece] | None = None

    @property
    def is_late(self) -> bool:
        """The day has passed; of a point that is gone nobody asks that any more."""
        day = self.point.due_on
        return self.change != "removed" and day is not None and day < timezone.localdate()


def point_views(
    points: Iterable[OpenPoint], before: Iterable[OpenPoint] | None = None
) -> list[PointView]:
    """`points` in order. With `before`, those of the version compared with: each says what changed,
    and what is gone comes last. An open point that is gone was agreed on, or given up."""
    if before is None:
        return [PointView(point) for point in points]
    old = {point.key: point for point in before}
    views = [_view(point, old.pop(point.key, None)) for point in points]
    return views + [PointView(point, "removed") for point in old.values()]


def _view(point: OpenPoint, before: OpenPoint | None) -> PointView:
    if before is None:
        return PointView(point, "added")
    if point.what != before.what:
        return PointView(point, "changed", compare(before.what, point.what))
    return PointView(point, "" if point.as_written() == before.as_written() else "changed")
