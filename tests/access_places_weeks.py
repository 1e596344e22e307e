"""Who sees the week of a room and the place of an initiative: rows of test_access.py."""

from __future__ import annotations

from tests import access_world as w
from tests.access_places_rooms import SEES, room
from tests.access_row import Row
from tests.world_rooms import hours_of

WEEK_ROWS: dict[str, Row] = {
    "room_week": Row(room, SEES, get=SEES),
    "our_place": Row(lambda t: [t.initiative.pk], w.READS, get=w.READS),
    "hours_file": Row(
        lambda t: [hours_of(t.initiative, t.official).agreement_id], w.READS, get=w.READS
    ),
}
