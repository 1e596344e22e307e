"""Which numbers of one question can be shown, so that together they point at nobody.

Everybody may know this file, so a number that is not shown must not follow from what is shown:
- A choice of two people or fewer is not shown. Are there fewer than three people in what is not
  shown, or so many that every such choice must have some, then the smallest number that is shown
  goes as well, for every choice that has it.
- The figure beside it stands for a range. Whoever works out every way in which people can have
  answered, must find that no choice, and no end of the scale, certainly has one or two people.
  Where half points say too much the range is wider; where it would be too wide there is none.

What to leave out is decided from the numbers that are shown only, so that leaving out says
nothing. A test works out all of it, for every way to answer.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from itertools import combinations, product

HIDDEN_TO = 2  # a choice of so many or fewer is not shown by its number
FEWEST_HIDDEN = 3
FEWEST_IN_FIGURE = 5
SCALE = 5  # 1 to 5, and then "weet ik niet", which counts in no figure
WIDEST = 1.0  # between the lowest and the highest figure that one range takes together
# Of each choice, and of both ends of the scale.
POINTED_AT = ((0,), (1,), (2,), (3,), (4,), (5,), (0, 1), (3, 4))

Counts = tuple[int, ...]
Shown = tuple[int | None, ...]


def shown_counts(counts: Sequence[int]) -> Shown:
    """The numbers that can be shown; None is one that is not."""
    shown: Shown = tuple(n if n > HIDDEN_TO else None for n in counts)
    hidden = [n for n in counts if n <= HIDDEN_TO]
    if _says_nothing(sum(hidden), len(hidden)) or not any(shown):
        return shown
    smallest = min(n for n in counts if n > HIDDEN_TO)
    return tuple(None if n == smallest else n for n in shown)


def _says_nothing(people: int, choices: int) -> bool:
    """Whether so many people in so many small choices can leave any of those empty."""
    return FEWEST_HIDDEN <= people <= HIDDEN_TO * (choices - 1)


def mean(counts: Sequence[int]) -> float | None:
    """Of who chose 1 to 5; None below five of those."""
    said = counts[:SCALE]
    if sum(said) < FEWEST_IN_FIGURE:
        return None
    return sum(at * n for at, n in enumerate(said, 1)) / sum(said)


def half_points(number: float) -> float:
    return math.floor(2 * number + 0.5) / 2


def beside(
    shown: Shown, counts: Sequence[int], word: Callable[[Sequence[int]], str]
) -> tuple[float | None, str]:
    """The figure that can stand beside `shown`; else the word for it; else neither."""
    answers, exact = sum(counts), mean(counts)
    figures = _figures(shown, answers)
    figure = figures.get(half_points(exact)) if exact is not None else None
    if figure is not None:
        return figure, ""
    by_word: dict[str, list[Counts]] = {}
    for way in possible(shown, answers):
        other = mean(way)
        if other is None or half_points(other) not in figures:
            by_word.setdefault(word(way), []).append(way)
    says_too_much = any(points_at_somebody(ways) for ways in by_word.values())
    return None, "" if says_too_much else word(counts)


@lru_cache(maxsize=256)
def _figures(shown: Shown, answers: int) -> dict[float, float]:
    """Half points -> what is shown for it: the narrowest ranges that are safe, as one figure."""
    ways: dict[float, list[Counts]] = {}
    for way in possible(shown, answers):
        exact = mean(way)
        if exact is not None:
            ways.setdefault(half_points(exact), []).append(way)
    figures = sorted(ways)
    # From low to high: the best way to divide the first so many figures into ranges.
    best: dict[int, tuple[float, list[tuple[int, int]]]] = {0: (0.0, [])}
    for end in range(1, len(figures) + 1):
        for start in [at for at in range(end) if at in best]:
            if points_at_somebody([w for at in figures[start:end] for w in ways[at]]):
                continue
            cost = best[start][0] + (figures[end - 1] - figures[start] + 0.5) ** 2
            if end not in best or cost < best[end][0]:
                best[end] = cost, [*best[start][1], (start, end)]
    found: dict[float, float] = {}
    for start, end in best.get(len(figures), (0.0, []))[1]:
        lowest, highest = figures[start], figures[end - 1]
        if highest - lowest <= WIDEST:
            middle = half_points((lowest + highest) / 2)
            found |= dict.fromkeys(figures[start:end], middle)
    return found


def points_at_somebody(ways: Sequence[Counts]) -> bool:
    """Whether one or two people certainly chose something, when it was one of these ways."""
    for choices in POINTED_AT:
        numbers = [sum(way[at] for at in choices) for way in ways]
        if min(numbers) >= 1 and max(numbers) <= HIDDEN_TO:
            return True
    return False


def possible(shown: Shown, answers: int) -> Iterator[Counts]:
    """Every way in which so many people can have answered when this is what is shown."""
    hidden = [at for at, n in enumerate(shown) if n is None]
    seen = [n for n in shown if n is not None]
    people = answers - sum(seen)
    if _says_nothing(people, len(hidden)) or not seen:
        for numbers in _small(len(hidden), people):
            yield _filled(shown, dict(zip(hidden, numbers, strict=True)))
    # Or the smallest number went as well: once, or for more choices that had it.
    for times in range(1, len(hidden) + 1):
        left = len(hidden) - times
        for number in range(HIDDEN_TO + 1, min(seen, default=answers + 1)):
            rest = people - times * number
            if not 0 <= rest <= HIDDEN_TO * left or _says_nothing(rest, left):
                continue
            for larger in combinations(hidden, times):
                others = [at for at in hidden if at not in larger]
                for numbers in _small(left, rest):
                    known = dict.fromkeys(larger, number)
                    yield _filled(shown, known | dict(zip(others, numbers, strict=True)))


def _small(choices: int, people: int) -> Iterator[Counts]:
    if people <= HIDDEN_TO * choices:
        for numbers in product(range(HIDDEN_TO + 1), repeat=choices):
            if sum(numbers) == people:
                yield numbers


def _filled(shown: Shown, numbers: dict[int, int]) -> Counts:
    return tuple(numbers[at] if n is None else n for at, n in enumerate(shown))
