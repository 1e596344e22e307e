"""Who sees and keeps keys, and who goes round before leaving: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_keys import check_of, key_before_of, key_of, report_of, room_of

# A reader says first who it is; a phone on a read-only link still reads.
SEES_KEYS = w.BOTH_SIDES | {w.READER}


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def key(t: w.Things) -> list[Any]:
    return [key_of(t).pk]


def key_before(t: w.Things) -> list[Any]:
    return [key_before_of(t).pk]


def round_in_room(t: w.Things) -> list[Any]:
    return [t.initiative.pk, room_of(t.initiative, t.official).pk]


def check(t: w.Things) -> list[Any]:
    return [check_of(t).pk]


def report(t: w.Things) -> list[Any]:
    return [report_of(t).pk]


KEY_ROWS: dict[str, Row] = {
    "keys": Row(initiative, w.READS, get=SEES_KEYS | {w.READ_ONLY}),
    "give_key": Row(initiative, w.READS, get=SEES_KEYS, post=SEES_KEYS),
    "key_back": Row(key, w.READS, post=w.BOTH_SIDES),
    "key_lost": Row(key, w.READS, post=w.BOTH_SIDES),
    "key_undo": Row(key_before, w.READS, post=w.BOTH_SIDES),
    "close_up": Row(round_in_room, w.READS, get=SEES_KEYS, post=SEES_KEYS),
    "closing_check": Row(check, w.READS, get=w.READS),
    "check_to_agenda": Row(check, w.READS, post=w.TAKES_PART),
    # A coordinator reads what was reported everywhere; an agenda is of who takes part.
    "report_to_agenda": Row(
        report,
        w.BOTH_SIDES | {w.READ_ONLY, w.MANAGER_OUT},
        post=w.BOTH_SIDES,
    ),
}
