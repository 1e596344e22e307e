"""The forms of the pages of a partnership: see posts.py."""

from __future__ import annotations

from initiatives.forms.partner import partner_as_typed
from tests import access_world as w
from tests.posting import Choice, Day, Field, Form, Id, Text
from tests.posts_words import WORD_FORMS

PARTNER: dict[str, Field] = {
    "name": Text(80, "De Kringloop"),
    "kind": Choice("work"),
    "role": Text(120, "leert timmeren", required=False),
    "stake": Text(160, "rust na tien uur", required=False),
    "influence": Choice("much"),
    "approach": Text(160, "elke maand bellen", required=False),
    "decides": Text(160, "of er een slot komt", required=False),
    "decides_before": Day(30),
    "known_by": Id(
        lambda world: world.cast.samira.pk,
        lambda world: world.foreign.person.pk,
    ),
}

PARTNERSHIP_FORMS: dict[str, Form] = {
    **WORD_FORMS,
    "add_partner": Form(w.GUIDE, PARTNER),
    "edit_partner": Form(
        w.GUIDE,
        PARTNER,
        also=lambda world: {
            f"initial-{name}": value
            for name, value in partner_as_typed(world.own.partner).items()
            if value is not None
        },
    ),
    "add_reciprocity": Form(
        w.GUIDE,
        {"for_whom": Choice("guide"), "direction": Choice("good_at"), "text": Text(200)},
    ),
    "leave_handover_note": Form(w.GUIDE, {"text": Text(1000, "Bel eerst het buurthuis.")}),
}
