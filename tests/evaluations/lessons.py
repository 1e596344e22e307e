"""Lessons that people wrote down."""

from __future__ import annotations

from typing import Any

from evaluations.models import Lesson
from tests.conftest import Cast


def learn(cast: Cast, text: str = "Bel na een week over de lampen.", **more: Any) -> Lesson:
    said = {"happened": "De lamp bij de deur bleef stuk.", "by": cast.noor, **more}
    return Lesson.write(said.pop("initiative", cast.club), text=text, **said)


def filled_in(**fields: Any) -> dict[str, Any]:
    return {
        "happened": "Het bleef donker.",
        "text": "Bel eerder.",
        "pattern": "",
        "readers": "wij",
        **fields,
    }
