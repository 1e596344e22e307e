"""Who reads and says how a line stands: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_progress import line_of, update_of


def line(t: w.Things) -> list[Any]:
    return [line_of(t).pk]


def update(t: w.Things) -> list[Any]:
    return [update_of(t).pk]


PROGRESS_ROWS: dict[str, Row] = {
    "agreement_progress": Row(lambda t: [t.running.pk], w.READS, get=w.READS),
    # A line of both: another party reads it, and says nothing of it. A reader says first who it is.
    "line_progress": Row(line, w.READS, get=w.READS, post=w.BOTH_SIDES | {w.READER}),
    # The group said "gedaan", so the municipality says whether that is so.
    "answer_progress": Row(update, w.READS, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    # Nobody asks their own side.
    "ask_news": Row(
        lambda t: [t.running.pk, "gemeente"], w.READS, post=w.GROUP | {w.GUIDE, w.OTHER}
    ),
}
