"""Who sees and does what on the pages of a partnership: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.access_words import WORD_ROWS


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


PARTNERSHIP_ROWS: dict[str, Row] = {
    **WORD_ROWS,
    "partnership": Row(initiative, w.READS, get=w.READS),
    "handover_page": Row(initiative, w.READS, get=w.READS),
    "leave_handover_note": Row(initiative, w.READS, get=w.TAKES_PART, post=w.TAKES_PART),
    "edit_partner": Row(lambda t: [t.partner.pk], w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    # Another party writes for itself.
    "add_reciprocity": Row(initiative, w.READS, get=w.TAKES_PART, post=w.TAKES_PART),
}
