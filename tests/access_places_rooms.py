"""Who does what with buildings, rooms and the code on a wall: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import KNOWN, MANAGERS, Row, nothing
from tests.world_rooms import building_of, report_of, room_link_of, room_of

PROFESSIONALS = w.USERS - {w.RESIDENT, w.MEMBER}
# Whoever works here, and whoever reads a text with hours in it.
SEES = PROFESSIONALS | w.READS


def building(t: w.Things) -> list[Any]:
    return [building_of(t.initiative, t.official).pk]


def room(t: w.Things) -> list[Any]:
    return [room_of(t.initiative, t.official).pk]


def token(t: w.Things) -> list[Any]:
    return [room_link_of(t.initiative, t.official).token]


def room_link(t: w.Things) -> list[Any]:
    return [room_link_of(t.initiative, t.official).pk]


def report(t: w.Things) -> list[Any]:
    return [report_of(t.initiative, t.official).pk]


ROOM_ROWS: dict[str, Row] = {
    "places": Row(nothing, KNOWN, get=PROFESSIONALS),
    "add_place": Row(nothing, KNOWN, get=MANAGERS, post=MANAGERS),
    "add_room": Row(building, SEES, get=MANAGERS, post=MANAGERS),
    "place": Row(room, SEES, get=SEES),
    "change_place": Row(room, SEES, get=MANAGERS, post=MANAGERS),
    "take_away_place": Row(room, SEES, get=MANAGERS, post=MANAGERS),
    "bring_back_place": Row(room, SEES, post=MANAGERS),
    "room_link": Row(room, SEES, get=w.BOTH_SIDES | MANAGERS, post=MANAGERS),
    "room_qr": Row(
        lambda t: [room_link_of(t.initiative, t.official).place_id],
        SEES,
        get=w.BOTH_SIDES | MANAGERS,
    ),
    "open_room": Row(token, w.EVERYBODY, get=w.EVERYBODY, is_open=True, is_foreign_too=True),
    # Only for whoever opened exactly this code.
    "wall": Row(room_link, {w.ROOM}, get={w.ROOM}, is_open=True),
    "report_room": Row(room_link, {w.ROOM}, post={w.ROOM}, is_open=True),
    "settle_report": Row(
        report, w.BOTH_SIDES | MANAGERS | {w.READ_ONLY}, post=w.BOTH_SIDES | MANAGERS
    ),
}
