"""Forms: how both sides go on. Part of posts.py."""

from __future__ import annotations

from agreements.states import KeyReturn
from evaluations.going_on import MOST_LESSON, MOST_PLACE, mark_of_page
from evaluations.models import Conclusion
from initiatives.models import Side
from tests import access_world as w
from tests.posting import Choice, Day, Form, Loose, Text, World
from tests.world_evaluations import talking_of

CONCLUDING: dict[str, Form] = {
    "say_verdict": Form(
        w.OFFICIAL,
        {
            "word": Choice("change"),
            "text": Text(300, "Eerder beginnen.", required=False),
            "seen": Loose(),
        },
    ),
    "keep_rest": Form(w.OFFICIAL),
    "conclude": Form(
        w.OFFICIAL,
        {
            "outcome": Choice("stop"),
            "text": Text(300, "Het gebouw gaat dicht."),
            "key": Choice(KeyReturn.RETURNED),
            "place": Text(MOST_PLACE, "Leeg en schoon.", required=False),
            "lesson": Text(MOST_LESSON, "Eerder met de buren praten.", required=False),
            "seen": Loose(),
        },
    ),
    "close_evaluation": Form(
        w.OFFICIAL, {"next_on": Day(80)}, also=lambda world: {"seen": both_concluded(world)}
    ),
}


def both_concluded(world: World) -> str:
    """Both sides want to go on; what the page of closing says that somebody saw."""
    evaluation = talking_of(world.own)
    for side, by in ((Side.GROUP, world.own.person), (Side.MUNICIPALITY, world.own.official)):
        Conclusion.objects.get_or_create(
            evaluation=evaluation, side=side, defaults={"by": by, "outcome": "go_on"}
        )
    return mark_of_page(evaluation.conclusions.all(), evaluation.verdicts.all())
