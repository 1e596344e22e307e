"""The forms about the hours of a draft: see posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests import world_hours
from tests.posting import Choice, Data, Day, Field, Form, Id, Loose, Text, World


def room(_world: World) -> int:
    return world_hours.room().pk


def gone_room(_world: World) -> int:
    return world_hours.gone_room().pk


def draft(world: World) -> Data:
    return {"version": world.own.draft.pk}


SLOT: dict[str, Field] = {
    "place": Id(room, gone_room),
    "weekdays": Choice("5"),
    "starts": Loose("20:00"),
    "ends": Loose("23:00"),
    "first_on": Day(0),
    "last_on": Day(90),
    "label": Text(60, "repetitie", required=False),
}

HOURS_FORMS: dict[str, Form] = {
    "hours": Form(w.OFFICIAL, SLOT),
    "edit_slot": Form(
        w.OFFICIAL,
        SLOT,
        also=lambda world: {
            **draft(world),
            "revision": world_hours.slot_of(world.own).revision,
        },
    ),
    "remove_slot": Form(w.OFFICIAL, also=draft),
    "add_exception": Form(
        w.OFFICIAL,
        {
            "kind": Choice("closed"),
            "on": Day(10),
            "until": Day(12),
            "starts": Loose(),
            "ends": Loose(),
            "because": Text(100, "Verbouwing.", required=False),
        },
        also=draft,
    ),
    "remove_exception": Form(w.OFFICIAL, also=draft),
}
