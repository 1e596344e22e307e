"""Rows of test_access.py: how both sides go on."""

from __future__ import annotations

from typing import Any

from evaluations.models import Evaluation
from tests import access_world as w
from tests.access_row import Row
from tests.world_evaluations import closed_evaluation_of, talking_of


def talking(t: w.Things) -> list[Any]:
    return [talking_of(t).pk]


def clause(t: w.Things) -> list[Any]:
    evaluation = talking_of(t)
    return [evaluation.pk, evaluation.version.clauses.all()[0].key]


def version_that_came_from_it(t: w.Things) -> list[Any]:
    Evaluation.objects.filter(pk=closed_evaluation_of(t).pk).update(led_to=t.running)
    return [t.running.pk]


# A reader says first who it is.
SAYS = w.BOTH_SIDES | {w.READER}

CONCLUDING_ROWS: dict[str, Row] = {
    "say_verdict": Row(clause, w.READS, get=SAYS, post=SAYS),
    "keep_rest": Row(talking, w.READS, post=w.BOTH_SIDES),
    "conclude": Row(talking, w.READS, get=SAYS, post=SAYS),
    "close_evaluation": Row(talking, w.READS, get=SAYS, post=SAYS),
    "evaluation_of_version": Row(version_that_came_from_it, w.READS, get=w.READS),
}
