"""Rows of test_access.py: the trust check. The group has nine people, the municipality two."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_evaluations import answering_of


def answering(t: w.Things) -> list[Any]:
    return [answering_of(t).pk]


TRUST_ROWS: dict[str, Row] = {
    # Not the guide; and from a phone that opened the link of the group and gave no name.
    "trust_check": Row(
        answering,
        w.READS,
        get=w.GROUP | w.MUNICIPALITY | {w.READER},
        post=w.GROUP | w.MUNICIPALITY | {w.READER},
    ),
    "trust_joint": Row(answering, w.READS, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "trust_cards": Row(answering, w.READS, get=w.READS),
}
