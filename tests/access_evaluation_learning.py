"""Rows of test_access.py: examples, experiments and learning questions."""

from __future__ import annotations

from typing import Any

from tests import access_world as w
from tests.access_row import KNOWN, Row, nothing
from tests.world_evaluations import example_of, experiment_of, learning_question_of


def initiative(t: w.Things) -> list[Any]:
    return [t.initiative.pk]


def example(t: w.Things) -> list[Any]:
    return [example_of(t).pk]


def example_for_us(t: w.Things) -> list[Any]:
    return [t.initiative.pk, example_of(t).pk]


def experiment(t: w.Things) -> list[Any]:
    return [experiment_of(t).pk]


def question(t: w.Things) -> list[Any]:
    return [learning_question_of(t).pk]


# A reader who wants to write is sent to "Wie ben je?" first.
WRITES = w.TAKES_PART | {w.READER}
# The experiment and the question are of the group; a guide works with it.
OF_GROUP = w.GROUP | {w.GUIDE}

LEARNING_ROWS: dict[str, Row] = {
    "learning": Row(nothing, KNOWN, get=KNOWN),
    "ask_around": Row(nothing, KNOWN, get=KNOWN),
    "initiative_learning": Row(initiative, w.READS, get=w.READS),
    "add_example": Row(initiative, w.READS, get=WRITES, post=WRITES),
    # For everyone here; written by the official.
    "example": Row(example, KNOWN, get=KNOWN, is_foreign_too=True),
    "edit_example": Row(example, KNOWN, get=w.MUNICIPALITY, post=w.MUNICIPALITY),
    "note_example": Row(example_for_us, w.READS, get=WRITES, post=WRITES),
    "discuss_example": Row(example_for_us, w.READS, post=w.TAKES_PART),
    "start_experiment": Row(initiative, w.READS, get=WRITES, post=WRITES),
    "experiment": Row(experiment, w.READS, get=w.READS),
    "edit_experiment": Row(experiment, w.READS, get=OF_GROUP, post=OF_GROUP),
    "end_experiment": Row(experiment, w.READS, get=WRITES, post=WRITES),
    "add_learning_question": Row(initiative, w.READS, get=WRITES, post=WRITES),
    "learning_question": Row(question, w.READS, get=w.READS),
    "edit_learning_question": Row(question, w.READS, get=OF_GROUP, post=OF_GROUP),
    "settle_learning_question": Row(question, w.READS, get=OF_GROUP, post=OF_GROUP),
}
