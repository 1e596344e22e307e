"""What the forms about how a line stands hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Form, Number, Text

PROGRESS: dict[str, Form] = {
    "line_progress": Form(
        w.GUIDE,
        {
            "state": Choice("no_news"),
            "text": Text(300, "Bijna.", required=False),
            # With a line above it, it may stay empty.
            "because": Text(300, "De aannemer belt nog.", required=False),
            "look_again_on": Day(14),
            "seen": Number("", is_hidden=True),
        },
    ),
    "answer_progress": Form(
        w.OFFICIAL, {"agrees": Choice("no"), "text": Text(300, "Het hek mist.", required=False)}
    ),
    "ask_news": Form(w.GUIDE),
}
