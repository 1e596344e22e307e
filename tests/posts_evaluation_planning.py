"""Forms: when people look back, and what they do until then. Part of posts.py."""

from __future__ import annotations

from agreements.models import Agreement
from tests import access_world as w
from tests.posting import Choice, Day, Form, Number, Text, World

PLANNING: dict[str, Form] = {
    "plan_look_back": Form(
        w.GUIDE,
        {"on": Day(40), "every": Choice("6w")},
        also=lambda world: {"seen": _mark(world)},
    ),
    "look_back_feasible": Form(
        w.SEAT,
        {
            "word": Choice("tight"),
            "text": Text(200, "Een tweede sleutel.", required=False),
        },
    ),
    "open_evaluation": Form(w.OFFICIAL, {"group": Number("9"), "municipality": Number("2")}),
}


def _mark(world: World) -> str:
    return Agreement.objects.get(pk=world.own.running.agreement_id).look_back_mark
