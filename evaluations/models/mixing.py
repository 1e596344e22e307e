"""Answers lose the order in which they were given, before anybody else reads them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING, Any

from .look_back import LookBackText

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from .evaluation import Evaluation
    from .own_round import GroupRound


def mix_answers(evaluation: Evaluation) -> None:
    """Gives every answer in own words a new number, in an order that is drawn.

    The numbers stand in addresses on the page. As they were given, those of one person would
    follow each other: whoever reads could tell which answers belong together, and which came
    first. Inside the transaction that ends answering; nothing refers to an answer before that.
    """
    _mix(LookBackText.objects.filter(look_back__evaluation=evaluation))


def mix_round(over: GroupRound) -> None:
    """The same for a round of the group: whose answer came first shows nowhere."""
    _mix(over.answers.all())


def _mix(answers: QuerySet[Any]) -> None:
    found = list(answers)
    answers.delete()
    secrets.SystemRandom().shuffle(found)
    for answer in found:
        answer.pk = None
    answers.model.objects.bulk_create(found)
