"""Who puts points on an agenda, arranges it and prepares: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row, nothing
from tests.world_meetings import interest_of, planned_of, point_of, practice_of


def meeting(t: w.Things) -> list[Any]:
    return [planned_of(t).pk]


def point(t: w.Things) -> list[Any]:
    item = point_of(t)
    return [item.meeting_id, item.pk]


OF_GROUP = w.GROUP | {w.GUIDE}

AGENDA_ROWS: dict[str, Row] = {
    # A catalogue; it knows no initiative.
    "working_forms": Row(nothing, w.EVERYBODY, get=w.EVERYBODY, is_open=True, is_foreign_too=True),
    # Also from a phone that opened the link and gave no name.
    "add_point": Row(
        meeting,
        w.READS,
        get=w.TAKES_PART | {w.READER},
        post=w.TAKES_PART | {w.READER},
    ),
    # The point is of the group. The municipality sets its minutes, in the words of the group.
    "edit_point": Row(point, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "withdraw_point": Row(point, w.READS, post=OF_GROUP),
    "order_agenda": Row(meeting, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "time_risks": Row(meeting, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "central_question": Row(meeting, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    # A reader sees what both sides read, and says first who it is to write.
    "prepare_meeting": Row(meeting, w.READS, get=w.READS, post=w.TAKES_PART | {w.READER}),
    # What matters to the group everybody reads; the group changes it.
    "edit_prep_point": Row(lambda t: [interest_of(t).pk], w.READS, get=w.GROUP, post=w.GROUP),
    # What the group practises nobody else sees, the guide neither. A seat on a link that was set
    # to read only is still of the group.
    "tick_prep_point": Row(lambda t: [practice_of(t).pk], w.GROUP | {w.READ_ONLY}, post=w.GROUP),
    "remove_prep_point": Row(lambda t: [practice_of(t).pk], w.GROUP | {w.READ_ONLY}, post=w.GROUP),
}
