"""The forms of templates and simpler words: see posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Choice, Form, Loose, Text

TEMPLATE_FORMS: dict[str, Form] = {
    "start_template": Form(w.MANAGER_OUT, {"name": Text(80, "Boomspiegels")}),
    "draft_template": Form(w.MANAGER_OUT, {"number": Loose()}),
    "offer_template": Form(w.MANAGER_OUT, {"is_offered": Loose("no")}),
    "edit_template": Form(
        w.MANAGER_OUT,
        {
            "name": Text(80, "Een moestuin"),
            "about": Text(200, "Voor buren die eten verbouwen.", required=False),
            "purpose": Text(400, "Wij willen samen {doel}.", required=False),
        },
        also=lambda world: {"revision": world.own.template.revision},
    ),
    "add_template_clause": Form(w.MANAGER_OUT, {"heading": Text(100, "Wie heeft de schep?")}),
    "edit_template_clause": Form(
        w.MANAGER_OUT,
        {
            "heading": Text(100, "Waar komt het water vandaan?"),
            "r0-party": Choice("municipality"),
            "r0-text": Text(600, "Jullie krijgen een kraan.", required=False),
        },
        also=lambda world: {"revision": world.own.template.clauses.get().revision, "count": 1},
    ),
    "move_template_clause": Form(w.MANAGER_OUT, {"to": Loose("up")}),
    "remove_template_clause": Form(w.MANAGER_OUT),
    "publish_template": Form(w.MANAGER_OUT),
    "discard_template": Form(w.MANAGER_OUT),
    "simpler_words": Form(
        w.MANAGER_OUT, {"word": Text(40, "faciliteren"), "simpler": Text(60, "helpen")}
    ),
    "remove_simpler_word": Form(w.MANAGER_OUT),
}
