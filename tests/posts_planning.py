"""What the forms about planning a meeting hold. Part of posts.py."""

from __future__ import annotations

from django.utils import timezone

from tests import access_world as w
from tests.posting import Choice, Data, Day, Field, Form, Number, Text, World
from tests.world_meetings import planned_of

PLAN: dict[str, Field] = {
    "day": Day(20),
    "time": Choice("19:30"),
    "place": Text(120, "De schuur"),
    "leader": Choice("group"),
    "kind": Choice("theme"),
    "minutes": Number("45"),
    "every": Choice("6w"),
    "second": Choice("municipality"),
    "notes": Choice("group"),
}


def as_planned(world: World) -> Data:
    """What the page showed when it was opened."""
    meeting = planned_of(world.own)
    local = timezone.localtime(meeting.starts_at)
    return {
        "initial-day": local.date().isoformat(),
        "initial-time": local.strftime("%H:%M"),
        "initial-place": meeting.place,
        "initial-leader": "",
        "initial-kind": meeting.kind,
        "initial-minutes": meeting.minutes,
        "initial-every": "",
        "initial-second": "",
        "initial-notes": "",
    }


PLANNING: dict[str, Form] = {
    "plan_meeting": Form(
        w.GUIDE, PLAN, also=lambda _world: {"once": "6a3d5a52-0c55-4c0e-8f0c-6f1f3bb2a001"}
    ),
    "change_meeting": Form(w.OFFICIAL, PLAN, also=as_planned),
    "cancel_meeting": Form(w.GUIDE, {"because": Text(200, "De zaal is dicht.")}),
    "answer_coming": Form(w.GUIDE, {"coming": Choice("yes")}),
}
