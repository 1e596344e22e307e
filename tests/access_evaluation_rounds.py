"""Rows of test_access.py: the group's own round, and lessons."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import Row
from tests.world_evaluations import ended_round_of, lesson_of, round_of


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def own_round(t: w.Things) -> list[Any]:
    return [round_of(t).pk]


def ended_round(t: w.Things) -> list[Any]:
    return [ended_round_of(t).pk]


def lesson(t: w.Things) -> list[Any]:
    return [lesson_of(t).pk]


OWN = w.GROUP | {w.GUIDE}
# A seat keeps reading what is of the group, also when its link lets nobody write.
READS_OWN = OWN | {w.READ_ONLY}

ROUNDS_ROWS: dict[str, Row] = {
    "group_rounds": Row(initiative, w.READS, get=w.READS),
    "start_round": Row(initiative, w.READS, get=OWN, post=OWN),
    # For anybody else there is no round at all, until it is shared.
    "group_round": Row(own_round, READS_OWN, get=READS_OWN),
    "answer_round": Row(own_round, READS_OWN, get=OWN, post=OWN),
    "take_back_answer": Row(own_round, READS_OWN, post=OWN),
    "end_round": Row(own_round, READS_OWN, get=OWN, post=OWN),
    "share_round": Row(ended_round, READS_OWN, get=OWN, post=OWN),
    # A reader says first who it is.
    "add_lesson": Row(
        initiative, w.READS, get=w.TAKES_PART | {w.READER}, post=w.TAKES_PART | {w.READER}
    ),
    "lesson": Row(lesson, w.READS, get=w.READS),
    # Of the group: the guide works with it.
    "edit_lesson": Row(lesson, w.READS, get=OWN, post=OWN),
    "lessons_that_fit": Row(initiative, w.READS, get=w.READS),
}
