"""Every row of test_access.py about buildings, rooms and hours, from the files of its parts."""

from __future__ import annotations

from tests.access_places_hours import HOURS_ROWS
from tests.access_places_keys import KEY_ROWS
from tests.access_places_paper import PAPER_ROWS
from tests.access_places_rooms import ROOM_ROWS
from tests.access_places_weeks import WEEK_ROWS
from tests.access_row import Row

PLACE_ROWS: dict[str, Row] = {
    **HOURS_ROWS,
    **KEY_ROWS,
    **PAPER_ROWS,
    **ROOM_ROWS,
    **WEEK_ROWS,
}
