"""Which lessons fit: a pure rule, so a table."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from evaluations.fitting import Candidate, Sought, best, score, words_of

NOW = datetime(2026, 3, 1, tzinfo=UTC)


def lesson(pk: int, text: str = "", kind: str = "youth", pattern: str = "") -> Candidate:
    return Candidate(pk, NOW + timedelta(days=pk), kind, pattern, words_of(text))


LAMP = Sought(words_of("De lampen bij de deur zijn stuk"), frozenset({"elephant"}), "youth")


@pytest.mark.parametrize(
    ("found", "points"),
    [
        (lesson(1, "Iets heel anders", kind="green"), 0),
        (lesson(1, "Iets heel anders"), 2),  # the same kind
        (lesson(1, "Meld een kapotte lamp meteen", kind="green"), 3),  # lamp, lampen
        (lesson(1, "Een lamp naast de deur", kind="green"), 6),
        (lesson(1, kind="green", pattern="elephant"), 3),
        (lesson(1, kind="green", pattern="junk"), 0),
        (lesson(1, "Een lamp naast de deur", pattern="elephant"), 11),
        (lesson(1, "Zij zijn bij ons", kind="green"), 0),  # words that stand everywhere
        (lesson(1, "ROZE DEUREN", kind="green"), 3),
    ],
)
def test_points(found: Candidate, points: int) -> None:
    assert score(found, LAMP) == points


def test_of_something_stuck_the_same_kind_is_not_enough() -> None:
    stuck = Sought(LAMP.words, LAMP.patterns, LAMP.kind, needs_more_than_kind=True)
    assert best([lesson(1, "Iets heel anders")], stuck) == []
    assert best([lesson(1, "Een lamp")], stuck) == [1]


def test_at_most_three_the_best_first_and_of_equals_the_newest() -> None:
    there = [lesson(n, "Een lamp") for n in range(1, 6)]
    there += [lesson(9, "Een lamp naast de deur"), lesson(10, "Niets", kind="green")]
    assert best(there, LAMP) == [9, 5, 4]
    assert best(there, Sought()) == []


def test_only_words_of_four_letters_that_say_something() -> None:
    assert words_of("De hal is van ons, maar niet altijd. Lámpen 2026!") == {"altijd", "lámpen"}
