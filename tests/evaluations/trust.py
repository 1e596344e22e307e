"""What the tests of the trust check share."""

from __future__ import annotations

import hashlib
import re
from typing import Any

from django.test import Client
from django.urls import reverse

from evaluations.models import Evaluation, TrustCheck
from evaluations.publishing import KEYS

FOURS = dict.fromkeys(KEYS, 4)


class Dice:
    """The same throws every time, for people who are made up."""

    def __init__(self, seed: int) -> None:
        self.seed, self.thrown = seed, 0

    def below(self, number: int) -> int:
        self.thrown += 1
        digest = hashlib.sha256(f"{self.seed}, {self.thrown}".encode()).digest()
        return int.from_bytes(digest[:8], "big") % number

    def spread(self) -> float:
        """Mostly around 0, at most 3 to either side."""
        return sum(self.below(1001) / 500 - 1 for _throw in range(3))

    def mixed(self, things: list[Any]) -> list[Any]:
        return sorted(things, key=lambda _thing: self.below(2**32))


def check_of(evaluation: Evaluation, side: str = "group") -> TrustCheck:
    return TrustCheck.objects.with_home().get(evaluation=evaluation, side=side)


def page(evaluation: Evaluation, name: str = "trust_check") -> str:
    return reverse(name, args=[evaluation.pk])


def ticket_on(client: Client, evaluation: Evaluation) -> str:
    content = client.get(page(evaluation)).content.decode()
    found = re.search(r'name="ticket" value="([^"]+)"', content)
    assert found
    return found[1]


def send(client: Client, evaluation: Evaluation, query: str = "", **said: Any) -> Any:
    return client.post(page(evaluation) + query, {**FOURS, **said})


def answers_in(evaluation: Evaluation, side: str = "group") -> int:
    tally = check_of(evaluation, side).tally
    assert tally is not None
    number: int = tally["answers"]
    return number
