"""Forms: examples, experiments and learning questions. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Data, Day, Field, Form, Id, Loose, Text, World
from tests.world_evaluations import example_of, experiment_of, learning_question_of

EXAMPLE: dict[str, Field] = {
    "title": Text(80, "Een sleutelkastje met code."),
    "kind": Choice("way"),
    "place": Text(80, "In een ander dorp.", required=False),
    "text": Text(600, "De sleutel hangt buiten, in een kastje."),
    "worked": Text(400, "Niemand hoeft te wachten.", required=False),
    "did_not_work": Text(400, "De code bleef een jaar dezelfde.", required=False),
    "take_along": Text(400, "Elke maand een nieuwe code.", required=False),
    "dos": Text(400, "- Vraag het de buren.", required=False),
    "donts": Text(400, "- Zet de code niet in de app.", required=False),
    "link": Text(300, "https://example.org/kastje", required=False, says="webadres"),
    "pattern": Choice("light_bulb"),
    "readers": Choice("wij"),
}
EXPERIMENT: dict[str, Field] = {
    "text": Text(300, "Vier vrijdagen zelf afsluiten."),
    "until_on": Day(30),
    "readers": Choice("wij"),
}
QUESTION: dict[str, Field] = {
    "text": Text(200, "Hoe laten we weten dat er geen nieuws is?"),
    "circle": Choice("shared"),
    "why": Text(300, "Nu wacht iedereen.", required=False),
    "trying": Text(300, "Elke vrijdag een bericht.", required=False),
    "with_whom": Text(120, "De beheerder.", required=False),
    "partner": Id(lambda world: world.own.partner.pk, lambda world: world.foreign.partner.pk),
}


def of_example(world: World) -> Data:
    return {"revision": example_of(world.own).revision}


def of_experiment(world: World) -> Data:
    return {"revision": experiment_of(world.own).revision}


def of_question(world: World) -> Data:
    return {"revision": learning_question_of(world.own).revision}


LEARNING: dict[str, Form] = {
    "add_example": Form(w.GUIDE, EXAMPLE),
    "edit_example": Form(w.OFFICIAL, EXAMPLE, also=of_example),
    "note_example": Form(w.GUIDE, {"text": Text(400, "Ook een kastje, maar dan bij de buren.")}),
    "discuss_example": Form(w.GUIDE),
    "start_experiment": Form(
        w.SEAT,
        {
            **EXPERIMENT,
            "voorbeeld": Loose(""),
            "afspraak": Loose(""),
            "onderdeel": Loose(""),
        },
    ),
    "edit_experiment": Form(w.GUIDE, EXPERIMENT, also=of_experiment),
    "end_experiment": Form(
        w.OFFICIAL, {"saw": Text(400, "Het ging vier keer goed."), "ended_as": Choice("go_on")}
    ),
    "add_learning_question": Form(w.OFFICIAL, QUESTION),
    "edit_learning_question": Form(w.GUIDE, QUESTION, also=of_question),
    "settle_learning_question": Form(
        w.GUIDE,
        {
            "happened": Text(400, "Er kwam elke week een bericht."),
            "lesson": Text(400, "Zeg ook dat er geen nieuws is.", required=False),
        },
    ),
}
