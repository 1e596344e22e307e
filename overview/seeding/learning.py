"""Rounds of the group itself, and what people learned: the widest initiative has much of it."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from evaluations.models import (
    Example,
    Experiment,
    GroupRound,
    LearningQuestion,
    Lesson,
    RoundAnswer,
)
from evaluations.patterns import PATTERNS
from evaluations.states import ExampleKind, RoundMood
from initiatives.models import Circle as Readers

from . import words
from .dice import Dice
from .look_backs import evening
from .people import Circle
from .rows import Rows, yesterday

# Rounds of the group, and of lessons, examples, experiments and questions each.
FIRST_COUNTS = {0: (12, 60), 1: (1, 2), 2: (2, 3)}
LEARNING_KINDS = (GroupRound, RoundAnswer, Lesson, Example, Experiment, LearningQuestion)


def add_learning(circle: Circle, seed: str, rows: Rows) -> None:
    """Everything of one initiative, unsaved. Throws its own dice, so that nothing else changes."""
    dice = Dice(seed, "learning", circle.number)
    rounds, learnt = FIRST_COUNTS.get(circle.number, (dice.between(0, 2), dice.between(0, 3)))
    for n in range(rounds):
        _round(circle, n, dice, rows)
    for n in range(learnt):
        _learnt(circle, n, dice, rows)


def _round(circle: Circle, n: int, dice: Dice, rows: Rows) -> None:
    """The newest is open, the one before it was shared."""
    opened_at = evening(yesterday() - timedelta(days=20 * n))
    found = GroupRound(
        initiative=circle.initiative,
        question=dice.pick(words.POINTS)[:150],
        opened_at=opened_at,
        opened_by=circle.guide,
        closed_at=opened_at + timedelta(days=3) if n else None,
    )
    if n == 1:
        found.shared_at, found.shared_by = found.closed_at, circle.guide
    rows.add(found)
    for person in dice.some(circle.group[1:], 30 if circle.number == 0 else 4):
        rows.add(
            RoundAnswer(
                round=found,
                by=person,
                mood=dice.pick(RoundMood.values),
                good=dice.pick(words.LOG_LINES),
                better=dice.pick(words.CONCERNS),
                said_on=timezone.localdate(opened_at),
            )
        )


def _learnt(circle: Circle, n: int, dice: Dice, rows: Rows) -> None:
    """A lesson, an example, an experiment and a question."""
    by = dice.pick([circle.guide, *circle.officials])
    said_at = evening(yesterday() - timedelta(days=3 * n))
    same = {"initiative": circle.initiative, "by": by, "said_at": said_at}
    until = timezone.localdate() + timedelta(days=dice.between(-10, 60))
    experiment = Experiment(
        **same, is_for_everyone=dice.chance(20), text=dice.pick(words.ACTIONS), until_on=until
    )
    if n:
        experiment.saw, experiment.ended_as = dice.pick(words.PROGRESS), "go_on"
        experiment.ended_on = timezone.localdate(said_at)
    rows.add(
        Lesson(
            **same,
            is_for_everyone=dice.chance(30),
            happened=dice.pick(words.LOG_LINES),
            text=dice.pick(words.DECISIONS),
            pattern=dice.pick(PATTERNS).key if dice.chance(40) else "",
        ),
        Example(
            **same,
            is_for_everyone=dice.chance(50),
            title=f"{dice.pick(words.ACTIONS)} ({n})"[:80],
            kind=dice.pick(ExampleKind.values),
            text=dice.pick(words.LOG_LINES),
            worked=dice.pick(words.PROGRESS),
            take_along=dice.pick(words.DECISIONS),
        ),
        experiment,
        LearningQuestion(**same, side=by.side, circle=Readers.SHARED, text=dice.pick(words.POINTS)),
    )
