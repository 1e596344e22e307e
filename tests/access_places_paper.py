"""Who may have a sheet of paper as a file: rows of test_access.py."""

from __future__ import annotations

from tests import access_world as w
from tests.access_places_rooms import SEES, room
from tests.access_row import Row

PAPER_ROWS: dict[str, Row] = {
    "agreement_pdf": Row(lambda t: [t.proposal.pk], w.READS, get=w.READS),
    # Of a text that is still a proposal there is none.
    "public_pdf": Row(lambda t: [t.running.pk], w.READS, get=w.READS),
    "house_rules_pdf": Row(lambda t: [t.proposal.pk], w.READS, get=w.READS),
    "room_poster": Row(room, SEES, get=SEES),
    "cards_pdf": Row(lambda t: [t.initiative.pk], w.READS | w.OUTSIDE, get=w.GROUP | {w.GUIDE}),
}
