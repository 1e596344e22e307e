"""What the forms about steps, open points and questions of law hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Form, Text

STEPS: dict[str, Form] = {
    "mark_step": Form(w.SEAT, {"text": Text(300, required=False)}),
    "take_back_step": Form(w.SEAT),
    "point_progress": Form(
        w.OFFICIAL,
        {
            "state": Choice("no_news"),
            "text": Text(300, required=False),
            "look_again_on": Day(7),
        },
    ),
    "point_to_draft": Form(w.OFFICIAL),
    "ask_legal_advice": Form(
        w.OFFICIAL,
        {
            "text": Text(400, "Mag dit zonder vergunning?"),
            "asked_of": Text(80, "de jurist van de gemeente"),
            "asked_on": Day(-3, is_past=True),
        },
    ),
    "answer_legal_advice": Form(
        w.OFFICIAL,
        {"answer": Text(1000, "Ja, dat mag."), "answered_on": Day(0, is_past=True)},
    ),
}
