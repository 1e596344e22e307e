"""What the forms hold that make a text go on. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Form, Loose, Text

RENEWING: dict[str, Form] = {
    "renew": Form(w.OFFICIAL, {"look_back_on": Day(30), "ends_on": Day(200)}),
    "side_answer": Form(
        w.OFFICIAL,
        {
            "choice": Choice("talk"),
            "text": Text(300, "Eerst samen eten.", required=False),
            "seen": Loose(),
        },
    ),
    "return_key": Form(w.OFFICIAL),
}
