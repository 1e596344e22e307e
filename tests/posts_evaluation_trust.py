"""Forms: the trust check. Part of posts.py."""

from __future__ import annotations

from typing import Any

from evaluations.publishing import KEYS
from tests import access_world as w
from tests.posting import Choice, Field, Form, Loose, Text, World
from tests.world_evaluations import answering_of


def revision(world: World) -> dict[str, Any]:
    return {"seen": answering_of(world.own).trust.get(side="municipality").revision}


SENTENCES: dict[str, Field] = {key: Choice("4") for key in KEYS}
OPEN: dict[str, Field] = {"text": Text(300, "Meer licht bij de deur.", required=False)}

TRUST: dict[str, Form] = {
    "trust_check": Form(w.SEAT, {**SENTENCES, **OPEN, "ticket": Loose("tweemaal is eens")}),
    "trust_joint": Form(
        w.OFFICIAL,
        {**SENTENCES, **OPEN, "signed_as": Text(120, "gebiedsmakelaar en beheerder")},
        also=revision,
    ),
}
