"""Forms: looking back, one question a screen. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Form, Loose, Number, Text

LOOKING: dict[str, Form] = {
    "gather_answers": Form(w.SEAT),
    "look_back": Form(w.SEAT, {"how": Choice("samen"), "together": Number("6")}),
    "look_back_step": Form(
        w.SEAT,
        {
            "text": Text(500, "De lamp bleef stuk.", required=False),
            "pattern": Choice("post_it"),
            "seen": Loose(""),
            "then": Loose("verder"),
        },
    ),
}
