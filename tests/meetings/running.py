"""A meeting that is under way, for the tests of its pages."""

from __future__ import annotations

from typing import Any

from initiatives.models import Side
from meetings.models import AgendaItem, Meeting
from tests.conftest import Cast
from tests.meetings.planned import plan


def with_point(cast: Cast, text: str = "De sleutel", **fields: Any) -> tuple[Meeting, AgendaItem]:
    """Planned, with one point of the group."""
    meeting = plan(cast, **fields)
    item = AgendaItem.add(meeting, by=cast.noor, side=Side.GROUP, text=text)
    return meeting, item


def under_way(cast: Cast, text: str = "De sleutel", **fields: Any) -> tuple[Meeting, AgendaItem]:
    """Begun, at the first point."""
    meeting, item = with_point(cast, text, **fields)
    return meeting.start(by=cast.samira), item


def at_point(cast: Cast, text: str = "De sleutel", **fields: Any) -> tuple[Meeting, AgendaItem]:
    """Begun, and talking about the point of the group."""
    meeting, item = under_way(cast, text, **fields)
    return meeting.go_to(by=cast.samira, item=item), item
