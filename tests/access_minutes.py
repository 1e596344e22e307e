"""Who closes a meeting, reads its minutes and says what is not right: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import closed_of, under_way_of


def under_way(t: w.Things) -> list[Any]:
    return [under_way_of(t).pk]


def closed(t: w.Things) -> list[Any]:
    return [closed_of(t).pk]


# A reader says first who it is, on reading the page too.
CORRECTS = w.TAKES_PART | {w.READER}

MINUTES_ROWS: dict[str, Row] = {
    "close_meeting": Row(under_way, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "reopen_meeting": Row(closed, w.READS, post=w.BOTH_SIDES),
    "minutes": Row(closed, w.READS, get=w.READS),
    "print_minutes": Row(closed, w.READS, get=w.READS),
    "share_minutes": Row(closed, w.READS, get=w.READS),
    "add_correction": Row(closed, w.READS, get=CORRECTS, post=CORRECTS),
}
