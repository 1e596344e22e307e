"""Who plans a meeting, changes it and says whether they come: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import planned_of


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def planned(t: w.Things) -> list[Any]:
    return [planned_of(t).pk]


# Who reads by the link says first who it is, on reading the page too.
PLANS = w.BOTH_SIDES | {w.READER}
SAYS = w.TAKES_PART | {w.READER}

PLANNING_ROWS: dict[str, Row] = {
    "meetings": Row(initiative, w.READS, get=w.READS),
    "plan_meeting": Row(initiative, w.READS, get=PLANS, post=PLANS),
    "meeting": Row(planned, w.READS, get=w.READS),
    "change_meeting": Row(planned, w.READS, get=PLANS, post=PLANS),
    "cancel_meeting": Row(planned, w.READS, get=PLANS, post=PLANS),
    "answer_coming": Row(planned, w.READS, get=SAYS, post=SAYS),
    "meeting_calendar": Row(planned, w.READS, get=w.READS),
}
