"""Who names risks and bottlenecks, and says how it goes with them: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import risk_of, under_way_of


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def meeting(t: w.Things) -> list[Any]:
    return [under_way_of(t).pk]


def risk(t: w.Things) -> list[Any]:
    return [risk_of(t).pk]


def risk_in_meeting(t: w.Things) -> list[Any]:
    return [under_way_of(t).pk, risk_of(t).pk]


RISK_ROWS: dict[str, Row] = {
    "risks": Row(initiative, w.READS, get=w.READS),
    # Also from a phone that opened the link and gave no name.
    "name_risk": Row(
        initiative,
        w.READS,
        get=w.TAKES_PART | {w.READER},
        post=w.TAKES_PART | {w.READER},
    ),
    "risk": Row(risk, w.READS, get=w.READS),
    "keep_risk": Row(risk, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "risk_back": Row(risk, w.READS, post=w.BOTH_SIDES),
    # A reader says first who it is.
    "review_risk": Row(
        risk_in_meeting,
        w.READS,
        get=w.BOTH_SIDES | {w.READER},
        post=w.BOTH_SIDES | {w.READER},
    ),
    "rest_not_reached": Row(meeting, w.READS, post=w.BOTH_SIDES),
}
