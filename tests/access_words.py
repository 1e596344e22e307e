"""Who sees and does what with the words of a partnership: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row, nothing


def own_word(t: w.Things) -> list[Any]:
    return [t.own_word.pk]


WORD_ROWS: dict[str, Row] = {
    "glossary": Row(nothing, w.EVERYBODY, get=w.EVERYBODY, is_open=True),
    "own_words": Row(lambda t: [t.initiative.pk], w.READS, get=w.READS, post=w.BOTH_SIDES),
    "change_own_word": Row(own_word, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "end_own_word": Row(own_word, w.READS, post=w.BOTH_SIDES),
}
