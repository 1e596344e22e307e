"""Who reads, lays and answers knots: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_meetings import knot_of


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def knot(t: w.Things) -> list[Any]:
    return [knot_of(t).pk]


# Whoever reads by the link says first who it is.
LAYS = w.TAKES_PART | {w.READER}

KNOT_ROWS: dict[str, Row] = {
    "knots": Row(initiative, w.READS, get=w.READS),
    "lay_knot": Row(initiative, w.READS, get=LAYS, post=LAYS),
    "knot": Row(knot, w.READS, get=w.READS),
    # Of the municipality only the one who decides.
    "answer_knot": Row(knot, w.READS, get=frozenset({w.OFFICIAL}), post=frozenset({w.OFFICIAL})),
    "change_decider": Row(knot, w.READS, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    # The group laid it, and takes it back; so may its guide.
    "withdraw_knot": Row(knot, w.READS, post=w.GROUP | {w.GUIDE}),
}
