"""Choices that look like chance and are the same for the same seed, on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from hashlib import blake2b
from typing import TypeVar

Item = TypeVar("Item")


class Dice:
    """Throws from a stream of hashes. Good enough for made-up data; never for a secret."""

    def __init__(self, *seed: object) -> None:
        self._seed = "/".join(map(str, seed))
        self._block = 0
        self._numbers: list[int] = []

    def below(self, most: int) -> int:
        """A number from 0 up to, not including, `most`."""
        if not self._numbers:
            digest = blake2b(f"{self._seed}#{self._block}".encode()).digest()
            self._block += 1
            self._numbers = [int.from_bytes(digest[at : at + 4], "big") for at in range(0, 64, 4)]
        return self._numbers.pop() * most >> 32

    def between(self, least: int, most: int) -> int:
        """Both ends included; `least` when there is nothing between."""
        return least + self.below(max(most - least, 0) + 1)

    def chance(self, percent: int) -> bool:
        return self.below(100) < percent

    def pick(self, items: Sequence[Item]) -> Item:
        return items[self.below(len(items))]

    def some(self, items: Sequence[Item], count: int) -> list[Item]:
        """`count` different ones, in the order of a draw; all of them when there are fewer."""
        rest = list(items)
        return [rest.pop(self.below(len(rest))) for _ in range(min(count, len(rest)))]
