"""What the forms about actions, decisions and how a side sees it hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Data, Day, Form, Id, Number, Text, World
from tests.world_meetings import action_of, decision_of, point_of, risk_of, under_way_of

ACTION: dict[str, Text | Choice | Day] = {
    "text": Text(200, "Een lamp ophangen."),
    "owner": Choice("group"),
    "second": Choice("municipality"),
    "due_on": Day(20),
}


def into_proposal(world: World) -> Data:
    """A clause of its own, in the agreement that lies on the table."""
    return {"place": f"{world.own.running.agreement_id}:"}


ACTION_FORMS: dict[str, Form] = {
    "add_action": Form(
        w.SEAT,
        {
            **ACTION,
            "meeting": Id(
                lambda world: under_way_of(world.own).pk,
                lambda world: under_way_of(world.foreign).pk,
            ),
            "risk": Id(
                lambda world: risk_of(world.own).pk, lambda world: risk_of(world.foreign).pk
            ),
        },
    ),
    "action": Form(
        w.GUIDE,
        {
            "state": Choice("no_news"),
            "text": Text(300, "Bijna.", required=False),
            # With a line above it, it may stay empty.
            "because": Text(300, "De winkel is dicht.", required=False),
            "look_again_on": Day(14),
            "seen": Number("", is_hidden=True),
        },
    ),
    "say_feasible": Form(w.GUIDE, {"feasible": Choice("tight")}),
    "change_action": Form(
        w.OFFICIAL,
        {**ACTION, "revision": Number("1", is_hidden=True)},
        also=lambda world: {"revision": action_of(world.own).revision},
    ),
    "add_decision": Form(
        w.OFFICIAL,
        {
            "text": Text(300, "We gaan tot elf uur open."),
            "sides": Choice("group"),
            "item": Id(
                lambda world: under_way_of(world.own).items.order_by("pk")[0].pk,
                lambda world: point_of(world.foreign).pk,
            ),
        },
    ),
    "change_decision": Form(
        w.OFFICIAL,
        {
            "text": Text(300, "We gaan tot elf uur open."),
            "sides": Choice("municipality"),
            "revision": Number("1", is_hidden=True),
        },
        also=lambda world: {"revision": decision_of(world.own).revision},
    ),
    "decision_to_line": Form(
        w.OFFICIAL,
        {"text": Text(600, "Wij gaan tot elf uur open."), "party": Choice("group")},
        also=into_proposal,
    ),
    "say_perspective": Form(
        w.OFFICIAL,
        {"text": Text(300, "Wij zien het anders."), "seen": Number("", is_hidden=True)},
    ),
}
