"""Forms: the group's own round, and lessons. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Form, Loose, Text, World
from tests.world_evaluations import lesson_of

LESSON = {
    "happened": Text(400, "De lamp bleef stuk."),
    "text": Text(400, "Vraag na een week waar iets blijft."),
    "pattern": Choice("elephant"),
    "readers": Choice("wij"),
}

ROUNDS: dict[str, Form] = {
    "start_round": Form(w.GUIDE, {"question": Text(160, "Nog leuk?", required=False)}),
    "answer_round": Form(
        w.SEAT,
        {
            "mood": Choice("so_so"),
            "good": Text(300, "De avonden.", required=False),
            "better": Text(300, "Het licht.", required=False),
            "own": Text(300, "Ja.", required=False),
        },
    ),
    "take_back_answer": Form(w.SEAT),
    "end_round": Form(w.GUIDE),
    "share_round": Form(w.GUIDE, {"seen": Loose("1")}),
    "add_lesson": Form(w.SEAT, LESSON),
    "edit_lesson": Form(w.GUIDE, LESSON, also=lambda world: {"revision": _revision(world)}),
}


def _revision(world: World) -> int:
    return lesson_of(world.own).revision
