"""What the forms about an agenda and about preparing hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Form, Loose, Number, Text, World
from tests.world_meetings import interest_of, point_of

AGENDA: dict[str, Form] = {
    "add_point": Form(
        w.SEAT, {"text": Text(200, "De verlichting bij de deur"), "named": Choice("zonder")}
    ),
    "edit_point": Form(
        w.GUIDE,
        {
            "text": Text(200, "Het licht bij de deur"),
            "minutes": Number("15"),
            "working_form": Choice("swap_chairs"),
        },
        also=lambda world: {"seen": point_of(world.own).revision},
    ),
    "withdraw_point": Form(w.GUIDE),
    "order_agenda": Form(w.GUIDE, also=lambda world: {"move": f"punt-{point_of(world.own).pk}:"}),
    "time_risks": Form(w.GUIDE, {"minutes": Number("20")}),
    "central_question": Form(
        w.GUIDE, {"question": Text(200, "Wie doet de deur open?", required=False)}
    ),
    "prepare_meeting": Form(
        w.SEAT,
        {"text": Text(300, "Rustig blijven praten."), "who": Choice("kant")},
        also=lambda _world: {"kind": "practise"},
    ),
    "edit_prep_point": Form(
        w.SEAT,
        {"text": Text(300, "Een plek die van ons is.")},
        also=lambda world: {"seen": _revision(world)},
    ),
    "tick_prep_point": Form(w.SEAT, {"done": Loose("ja")}),
    "remove_prep_point": Form(w.SEAT),
}


def _revision(world: World) -> int:
    return interest_of(world.own).revision
