"""What the forms about risks and bottlenecks hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Form, Id, Loose, Number, Text, World
from tests.world_meetings import risk_of

RISKS: dict[str, Form] = {
    "name_risk": Form(
        w.SEAT,
        {
            "kind": Choice("bottleneck"),
            "text": Text(200, "Het is donker bij de deur."),
            "named": Choice("zonder"),
        },
    ),
    "review_risk": Form(
        w.GUIDE,
        {
            "word": Choice("worse"),
            "text": Text(300, "De lamp is weer stuk.", required=False),
            "seen": Number("", is_hidden=True),
            "back": Loose("nu"),
        },
    ),
    "rest_not_reached": Form(w.GUIDE, {"back": Loose("nu")}),
    "keep_risk": Form(
        w.GUIDE,
        {
            "kind": Choice("risk"),
            "keeper": Id(
                lambda world: world.own.official.pk, lambda world: world.foreign.official.pk
            ),
            "look_again_on": Day(14),
        },
        also=lambda world: {"revision": _revision(world)},
    ),
    "risk_back": Form(w.GUIDE),
}


def _revision(world: World) -> int:
    return risk_of(world.own).revision
