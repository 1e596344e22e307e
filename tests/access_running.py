"""Who runs a meeting, follows it and says who is there: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from meetings.models import Attendance
from meetings.pulse import pulse_url
from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import planned_of, point_under_way_of, under_way_of


def running(t: w.Things) -> list[Any]:
    return [under_way_of(t).pk]


def all_there(t: w.Things) -> list[Any]:
    """Everybody of the initiative is there."""
    meeting = under_way_of(t)
    for person in t.initiative.participants.all():
        Attendance.objects.get_or_create(
            meeting=meeting, participant=person, defaults={"was_there": True}
        )
    return [meeting.pk]


def point(t: w.Things) -> list[Any]:
    item = point_under_way_of(t)
    return [item.meeting_id, item.pk]


def stamp(t: w.Things) -> list[Any]:
    return [pulse_url(under_way_of(t)).strip("/").split("/")[-1]]


OF_GROUP = w.GROUP | {w.GUIDE}

RUNNING_ROWS: dict[str, Row] = {
    # Whoever has the stamp reads one number; it names nobody and asks nobody who they are.
    "pulse": Row(stamp, w.EVERYBODY, get=w.EVERYBODY, is_open=True, is_foreign_too=True),
    "start_meeting": Row(lambda t: [planned_of(t).pk], w.READS, post=w.BOTH_SIDES),
    "put_back_meeting": Row(running, w.READS, post=w.BOTH_SIDES),
    "live_meeting": Row(running, w.READS, get=w.READS),
    "go_to_point": Row(running, w.READS, post=w.BOTH_SIDES),
    "note_point": Row(point, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "point_not_reached": Row(point, w.READS, post=w.BOTH_SIDES),
    "attendance": Row(running, w.READS, get=w.READS),
    # Everybody says it of oneself. A reader says first who it is.
    "note_attendance": Row(running, w.READS, post=w.TAKES_PART | {w.READER}),
    "name_in_minutes": Row(all_there, w.READS, post=w.TAKES_PART),
    "count_group": Row(running, w.READS, post=w.BOTH_SIDES),
    "add_newcomer": Row(running, w.READS, post=OF_GROUP),
}
