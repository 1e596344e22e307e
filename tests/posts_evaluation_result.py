"""Forms: what people said, side by side. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Data, Form, Text, World
from tests.world_meetings import planned_of


def _with_a_meeting(world: World) -> Data:
    """Nothing can be put on an agenda that is not there."""
    planned_of(world.own)
    return {}


RESULT: dict[str, Form] = {
    "put_on_agenda": Form(
        w.SEAT,
        {"text": Text(200, "De lamp bij de deur."), "named": Choice("zonder")},
        also=_with_a_meeting,
    ),
}
