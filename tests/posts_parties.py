"""What the forms about other parties hold, and those of a party link. Part of posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Day, Field, Form, Text
from tests.world_parties import text_of

ROLE: dict[str, Field] = {
    "kind": Choice("neighbours"),
    "role": Text(120, "Bellen eerst de groep.", required=False),
}

PARTIES: dict[str, Form] = {
    "add_party": Form(w.OFFICIAL, {**ROLE, "name": Text(60, "De school om de hoek")}),
    "edit_party": Form(w.OFFICIAL, ROLE, also=lambda world: {"before": world.own.party.role}),
    "end_party": Form(w.OFFICIAL),
    "put_back_party": Form(w.OFFICIAL),
    "make_party_link": Form(w.OFFICIAL),
    "parental_consent": Form(w.OFFICIAL, {"consent": Choice("arranged")}),
    "party_react": Form(
        w.PARTY_LINK, {"kind": Choice("question"), "text": Text(1000, "Hoe laat?")}
    ),
    "party_progress": Form(
        w.PARTY_LINK,
        {
            "state": Choice("no_news"),
            "text": Text(300, "Nog even.", required=False),
            "because": Text(300, "We wachten nog.", required=False),
            "look_again_on": Day(14),
        },
    ),
    "party_word": Form(
        w.PARTY_LINK,
        {"word": Choice("behind_with_concern"), "text": Text(600, "Het is laat.")},
        also=lambda world: {"version": text_of(world.own.party).pk},
    ),
    "party_take_back": Form(w.PARTY_LINK),
}
