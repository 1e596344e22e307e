"""Who sees and does what with templates and simpler words: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import KNOWN, MANAGERS, Row, nothing


def standard(_things: w.Things) -> list[Any]:
    return ["activity"]


def template(t: w.Things) -> list[Any]:
    return [t.template.pk]


def template_clause(t: w.Things) -> list[Any]:
    return [t.template.clauses.get().pk]


# They are of no initiative: only coordinators change them.
TEMPLATE_ROWS: dict[str, Row] = {
    "templates": Row(nothing, KNOWN, get=MANAGERS),
    "start_template": Row(nothing, KNOWN, get=MANAGERS, post=MANAGERS),
    "template": Row(standard, KNOWN, get=MANAGERS, is_foreign_too=True),
    "template_text": Row(lambda _things: ["activity", 0], KNOWN, get=MANAGERS, is_foreign_too=True),
    "draft_template": Row(standard, KNOWN, post=MANAGERS, is_foreign_too=True),
    "offer_template": Row(standard, KNOWN, post=MANAGERS, is_foreign_too=True),
    "write_template": Row(template, KNOWN, get=MANAGERS, is_foreign_too=True),
    "publish_template": Row(template, KNOWN, post=MANAGERS, is_foreign_too=True),
    **{
        name: Row(template, KNOWN, get=MANAGERS, post=MANAGERS, is_foreign_too=True)
        for name in ("edit_template", "add_template_clause", "discard_template")
    },
    **{
        name: Row(template_clause, KNOWN, get=MANAGERS, post=MANAGERS, is_foreign_too=True)
        for name in ("edit_template_clause", "remove_template_clause")
    },
    "move_template_clause": Row(template_clause, KNOWN, post=MANAGERS, is_foreign_too=True),
    "simpler_words": Row(nothing, KNOWN, get=MANAGERS, post=MANAGERS),
    "remove_simpler_word": Row(lambda t: [t.word.pk], KNOWN, post=MANAGERS, is_foreign_too=True),
}
