"""Rows of test_access.py: what people said, side by side."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_evaluations import talking_of


def talking(t: w.Things) -> list[Any]:
    return [talking_of(t).pk]


def proud(t: w.Things) -> list[Any]:
    return [talking_of(t).pk, "trots"]


RESULT_ROWS: dict[str, Row] = {
    "print_evaluation": Row(talking, w.READS, get=w.READS),
    "look_back_lines": Row(talking, w.READS, get=w.READS),
    "look_back_words": Row(proud, w.READS, get=w.READS),
    # Also from a phone that opened the link and gave no name.
    "put_on_agenda": Row(
        talking, w.READS, get=w.TAKES_PART | {w.READER}, post=w.TAKES_PART | {w.READER}
    ),
}
