"""Every row of test_access.py about meetings, from the files of its parts."""

from __future__ import annotations

from tests.access_actions import ACTION_ROWS
from tests.access_agenda import AGENDA_ROWS
from tests.access_knots import KNOT_ROWS
from tests.access_minutes import MINUTES_ROWS
from tests.access_planning import PLANNING_ROWS
from tests.access_risks import RISK_ROWS
from tests.access_row import Row
from tests.access_running import RUNNING_ROWS

MEETING_ROWS: dict[str, Row] = {
    **ACTION_ROWS,
    **AGENDA_ROWS,
    **KNOT_ROWS,
    **MINUTES_ROWS,
    **PLANNING_ROWS,
    **RISK_ROWS,
    **RUNNING_ROWS,
}
