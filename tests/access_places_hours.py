"""Who sees and does what with the hours of a draft: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests import world_hours
from tests.access_row import Row


def draft(t: w.Things) -> list[Any]:
    return [t.draft.pk]


def slot(t: w.Things) -> list[Any]:
    return [world_hours.slot_of(t).pk]


def day(t: w.Things) -> list[Any]:
    return [world_hours.day_of(t).pk]


HOURS_ROWS: dict[str, Row] = {
    "hours": Row(draft, w.MUNICIPALITY, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "edit_slot": Row(slot, w.MUNICIPALITY, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "remove_slot": Row(slot, w.MUNICIPALITY, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "add_exception": Row(slot, w.MUNICIPALITY, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "remove_exception": Row(day, w.MUNICIPALITY, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
}
