"""The forms of the words of a partnership: see posts.py."""

from __future__ import annotations

from tests import access_world as w
from tests.posting import Form, Loose, Text

WORD_FORMS: dict[str, Form] = {
    "own_words": Form(w.GUIDE, {"word": Text(60, "de kerngroep"), "text": Text(300)}),
    "change_own_word": Form(
        w.OFFICIAL,
        {"text": Text(300, "Onder de flat.")},
        also=lambda world: {"initial-text": world.own.own_word.text},
    ),
    "end_own_word": Form(w.GUIDE, {"back": Loose()}),
}
