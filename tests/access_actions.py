"""Who writes down and follows actions, decisions and how a side sees it: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import action_of, decision_of, planned_of, point_of, under_way_of

# Who reads by the link says first who it is.
WRITES = w.TAKES_PART | {w.READER}
# Those for whom the group speaks: the action is of somebody of the group.
OF_GROUP = w.GROUP | {w.GUIDE, w.READER}


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def action(t: w.Things) -> list[Any]:
    return [action_of(t).pk]


def decision(t: w.Things) -> list[Any]:
    return [decision_of(t).pk]


def point(t: w.Things) -> list[Any]:
    return [planned_of(t).pk, "punt", point_of(t).pk]


ACTION_ROWS: dict[str, Row] = {
    "who_does_what": Row(initiative, w.READS, get=w.READS),
    "add_action": Row(initiative, w.READS, get=WRITES, post=WRITES),
    "action": Row(action, w.READS, get=w.READS, post=OF_GROUP),
    "say_feasible": Row(action, w.READS, post=OF_GROUP),
    "change_action": Row(action, w.READS, get=WRITES, post=WRITES),
    "add_decision": Row(
        lambda t: [under_way_of(t).pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES
    ),
    "change_decision": Row(decision, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "decision_to_line": Row(decision, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "say_perspective": Row(point, w.READS, get=WRITES, post=WRITES),
}
