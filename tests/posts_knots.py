"""What the forms about knots hold. Part of posts.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.posting import Choice, Day, Field, Form, Id, Loose, Text, World
from tests.world_meetings import knot_of


def official(things: w.Things) -> Any:
    return things.official.pk


def colleague(world: World) -> Any:
    return knot_of(world.own).stand_in_id


def seen(world: World) -> dict[str, Any]:
    return {"seen": knot_of(world.own).revision}


DECIDER: dict[str, Field] = {
    "decider": Id(lambda world: official(world.own), lambda world: official(world.foreign)),
    "stand_in": Id(colleague, lambda world: knot_of(world.foreign).stand_in_id),
}

KNOTS: dict[str, Form] = {
    "lay_knot": Form(
        w.SEAT,
        {
            "question": Text(200, "Mag het licht buiten aan?"),
            "why_stuck": Text(300, "Niemand weet wie dat betaalt."),
            **DECIDER,
            "before_on": Day(14),
            "is_signed": Loose(),
        },
    ),
    "answer_knot": Form(
        w.OFFICIAL,
        {
            "answer": Choice("cannot"),
            "because": Text(300, "Het budget is er nog niet."),
            "instead": Text(300, "Tot tien uur kan wel."),
            "societal_value": Text(300, "Het wordt veiliger.", required=False),
        },
        also=seen,
    ),
    "change_decider": Form(w.OFFICIAL, DECIDER, also=seen),
    "withdraw_knot": Form(w.SEAT),
}
