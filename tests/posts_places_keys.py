"""What the forms about keys and leaving hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Data, Day, Form, Id, Loose, Text, World
from tests.world_keys import room_of


def own_room(world: World) -> int:
    return room_of(world.own.initiative, world.own.official).pk


def foreign_room(world: World) -> int:
    return room_of(world.foreign.initiative, world.foreign.official).pk


def shown_list(world: World) -> Data:
    """The mark of the list that was on the screen."""
    from places.forms.closing import CloseUpForm, lines_of

    room = room_of(world.own.initiative, world.own.official)
    return {"shown": CloseUpForm(None, lines=lines_of(room)).mark}


KEY_FORMS: dict[str, Form] = {
    "give_key": Form(
        w.GUIDE,
        {
            "holder": Id(
                lambda world: world.own.official.pk, lambda world: world.foreign.official.pk
            ),
            "place": Id(own_room, foreign_room),
            "label": Text(40, "Voordeur"),
            "agreed": Loose("on"),
            "is_code": Loose(),
            "is_deputy": Loose("on"),
            "since": Day(0, is_past=True),
            "due_back_on": Day(7),
        },
    ),
    "key_back": Form(w.GUIDE),
    "key_lost": Form(w.GUIDE),
    "key_undo": Form(w.GUIDE),
    "close_up": Form(
        w.GUIDE,
        {"ticks": Choice("Ramen dicht"), "text": Text(200, "De kraan lekt.", required=False)},
        also=shown_list,
    ),
    "check_to_agenda": Form(w.GUIDE),
    "report_to_agenda": Form(w.GUIDE),
}
