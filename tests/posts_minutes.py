"""What the forms about closing a meeting and its minutes hold. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Form, Loose, Text

MINUTES: dict[str, Form] = {
    "close_meeting": Form(
        w.GUIDE,
        {
            "day": Day(42),
            "time": Choice("19:30"),
            "place": Text(120, "De schuur", required=False),
            "rest": Loose("yes"),
        },
    ),
    "reopen_meeting": Form(w.OFFICIAL),
    "add_correction": Form(w.SEAT, {"text": Text(500, "Het was de schuur."), "is_signed": Loose()}),
}
