"""Rows of test_access.py: looking back, one question a screen."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_evaluations import answering_of, look_back_of


def evaluation(t: w.Things) -> list[Any]:
    return [answering_of(t).pk]


def question(t: w.Things) -> list[Any]:
    return [look_back_of(t).evaluation_id, "liep-niet"]


# Who reads by the link says first who it is.
FILLS_IN = w.BOTH_SIDES | {w.READER}

LOOKING_ROWS: dict[str, Row] = {
    "evaluation": Row(evaluation, w.READS, get=w.READS),
    "gather_answers": Row(evaluation, w.READS, get=FILLS_IN, post=FILLS_IN),
    "look_back": Row(evaluation, w.READS, get=FILLS_IN, post=FILLS_IN),
    "look_back_step": Row(question, w.READS, get=FILLS_IN, post=FILLS_IN),
}
