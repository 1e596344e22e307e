"""What the forms of a meeting that is under way hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import NAME, Choice, Form, Id, Number, Text

RUNNING: dict[str, Form] = {
    "start_meeting": Form(w.OFFICIAL),
    "put_back_meeting": Form(w.GUIDE),
    "go_to_point": Form(w.GUIDE, {"point": Choice("risicos")}),
    "note_point": Form(
        w.OFFICIAL,
        {
            "heard": Text(2000, "De deur klemt.", required=False),
            "means": Text(2000, "We bellen de monteur.", required=False),
            "seen": Number("1", is_hidden=True),
        },
    ),
    "point_not_reached": Form(w.GUIDE),
    "note_attendance": Form(
        w.GUIDE,
        {
            "person": Id(lambda world: world.own.person.pk, lambda world: world.foreign.person.pk),
            "there": Choice("yes"),
        },
    ),
    "name_in_minutes": Form(w.GUIDE, {"named": Choice("yes")}),
    "count_group": Form(w.OFFICIAL, {"group_count": Number("7")}),
    "add_newcomer": Form(w.GUIDE, {"name": Text(24, "Bo", says=NAME)}),
}
