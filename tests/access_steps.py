"""Who sees and does what with steps, open points and questions of law: rows of test_access.py."""

from __future__ import annotations

from typing import Any

from agreements.models import AgreementVersion
from tests import access_world as w
from tests import world_steps
from tests.access_row import Row


def running(t: w.Things) -> AgreementVersion:
    return world_steps.with_a_step(t.initiative, t.official)


def step(t: w.Things) -> list[Any]:
    return [world_steps.step_of(running(t)).pk]


def point(t: w.Things) -> list[Any]:
    return [world_steps.point_of(running(t)).pk]


def found(t: w.Things) -> list[Any]:
    return [world_steps.found_of(running(t), t.official).pk]


def clause(t: w.Things) -> list[Any]:
    return [world_steps.clause_of(running(t)).pk]


def advice(t: w.Things) -> list[Any]:
    return [world_steps.advice_of(running(t), t.official).pk]


STEP_ROWS: dict[str, Row] = {
    "mark_step": Row(step, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "take_back_step": Row(step, w.READS, post=w.BOTH_SIDES),
    "point_progress": Row(point, w.READS, get=w.TAKES_PART, post=w.TAKES_PART),
    "point_to_draft": Row(found, w.READS, post=w.BOTH_SIDES),
    "ask_legal_advice": Row(clause, w.READS, get=w.BOTH_SIDES, post=w.BOTH_SIDES),
    "answer_legal_advice": Row(advice, w.READS, get=w.TAKES_PART, post=w.TAKES_PART),
}
