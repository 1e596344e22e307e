"""What the forms about blanks and open points of a draft hold. Part of posts.py."""

from __future__ import annotations

from agreements.forms.filling import mark_of
from tests import access_world as w
from tests.posting import Choice, Day, Field, Form, Loose, Text


def blank_prefix(things: w.Things) -> str:
    clause = things.unfinished_clause
    return f"c{clause.pk}-{clause.commitments.get().key}-text-"


OPEN_POINT: dict[str, Field] = {
    "what": Text(300, "Mag de tuin erbij?"),
    "party": Choice("municipality"),
    "finder": Text(80, "de beheerder", required=False),
    "due_on": Day(30),
}

LINES: dict[str, Form] = {
    "fill_blanks": Form(
        w.OFFICIAL,
        {"blank_0": Text(80, "vrijdag", required=False)},
        prefix=blank_prefix,
        also=lambda world: {
            blank_prefix(world.own) + "mark": mark_of("Open op {dag}."),
            blank_prefix(world.own) + "blanks": "{dag}",
        },
    ),
    "add_open_point": Form(w.OFFICIAL, OPEN_POINT),
    "edit_open_point": Form(
        w.OFFICIAL,
        OPEN_POINT,
        also=lambda world: {
            "revision": world.own.open_point.revision,
            "version": world.own.draft.pk,
        },
    ),
    "remove_open_point": Form(w.OFFICIAL, also=lambda world: {"version": world.own.draft.pk}),
    "move_clause": Form(w.OFFICIAL, {"to": Loose("up")}),
    "remove_clause": Form(w.OFFICIAL),
    "put_back_clause": Form(w.OFFICIAL),
}
