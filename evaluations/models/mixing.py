"""Answers lose the order in which they were given, before anybody else reads them."""

from __future__ import annotations

import secrets
from typing import TYPE_CHECKING

from .look_back import LookBackText

if TYPE_CHECKING:
    from .evaluation import Evaluation


def mix_answers(evaluation: Evaluation) -> None:
    """Gives every answer in own words a new number, in an order that is drawn.

    The numbers stand in addresses on the page. As they were given, those of one person would
    follow each other: whoever reads could tell which answers belong together, and which came
    first. Inside the transaction that ends answering; nothing refers to an answer before that.
    """
    texts = list(LookBackText.objects.filter(look_back__evaluation=evaluation))
    LookBackText.objects.filter(look_back__evaluation=evaluation).delete()
    secrets.SystemRandom().shuffle(texts)
    for text in texts:
        text.pk = None
    LookBackText.objects.bulk_create(texts)
