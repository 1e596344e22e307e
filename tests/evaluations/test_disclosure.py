"""Which numbers of one question are shown: worked out for every way to answer."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator

import pytest

from evaluations import publishing
from evaluations.disclosure import (
    Counts,
    half_points,
    mean,
    points_at_somebody,
    possible,
    shown_counts,
)
from evaluations.publishing import PublishedItem, add, empty_tally, publish

CHOICES = 6


@pytest.fixture(autouse=True)
def one_question(monkeypatch: pytest.MonkeyPatch) -> None:
    """Each question is shown by itself, so that one says it all."""
    monkeypatch.setattr(publishing, "KEYS", publishing.KEYS[:1])


def every_way(people: int, choices: int = CHOICES) -> Iterator[Counts]:
    """In which so many people can have answered one question."""
    if choices == 1:
        yield (people,)
        return
    for number in range(people + 1):
        for rest in every_way(people - number, choices - 1):
            yield number, *rest


def published(counts: Counts, mode: str) -> PublishedItem:
    tally = {**empty_tally(), "answers": sum(counts)}
    tally["items"] = {key: list(counts) for key in tally["items"]}
    return publish(mode, tally)[0].items[0]


def by_what_is_shown(people: int, mode: str) -> dict[PublishedItem, list[Counts]]:
    found = defaultdict(list)
    for way in every_way(people):
        found[published(way, mode)].append(way)
    return found


@pytest.mark.parametrize(
    ("people", "mode"),
    [(5, "bands"), (6, "bands"), (7, "bands"), (12, "bands")]
    + [(people, "counts") for people in (5, 7, 8, 9, 10, 11, 12)],
)
def test_nothing_that_is_shown_says_what_one_or_two_people_chose(people, mode):
    """Whoever knows this code, and works out every way that fits, finds nobody."""
    for item, ways in by_what_is_shown(people, mode).items():
        assert not points_at_somebody(ways), (item, ways[:3])


def naively(counts: Counts) -> tuple[tuple[int | None, ...], float | None]:
    """Small numbers left out, and the exact figure beside the others."""
    exact = mean(counts)
    shown = tuple(n if n > 2 else None for n in counts)
    return shown, half_points(exact) if exact is not None else None


def test_leaving_out_small_numbers_only_does_not_do():
    """The control: with the exact figure beside it they follow from the rest."""
    found = defaultdict(list)
    for way in every_way(9):
        found[naively(way)].append(way)
    pointing = [ways for ways in found.values() if points_at_somebody(ways)]
    assert len(pointing) > 20


@pytest.mark.parametrize("people", [8, 10])
def test_an_attacker_can_work_out_no_more_than_this(people):
    """`possible` is exactly what fits; the ranges of the figures rest on it."""
    found = defaultdict(set)
    for way in every_way(people):
        found[shown_counts(way)].add(way)
    for shown, ways in found.items():
        assert set(possible(shown, people)) == ways


@pytest.mark.parametrize(
    ("counts", "shown"),
    [
        # Three or more are shown, fewer are not.
        ((3, 4, 0, 1, 2, 0), (3, 4, None, None, None, None)),
        # All the same: with one choice left out, the rest would say it.
        ((0, 0, 0, 9, 0, 0), (None,) * 6),
        # One person besides: the smallest number that is shown goes as well.
        ((0, 1, 0, 3, 5, 0), (None, None, None, None, 5, None)),
        # And every choice that has it.
        ((0, 1, 0, 4, 4, 0), (None,) * 6),
        # So many in so few choices that each must have some.
        ((3, 4, 5, 5, 2, 2), (None, 4, 5, 5, None, None)),
        ((2, 2, 2, 2, 2, 2), (None,) * 6),
    ],
)
def test_what_is_left_out(counts, shown):
    assert shown_counts(counts) == shown


@pytest.mark.parametrize("people", [8, 9, 12, 20, 30, 60])
def test_the_figure_is_close_to_the_mean(people):
    """It may be a range, never another story: at most three quarters of a point beside it."""
    for by in range(1, 6):
        counts = [0] * CHOICES
        for n in range(people):
            counts[min(4, max(0, by - 1 + (n * by) % 3 - 1))] += 1
        item, exact = published(tuple(counts), "counts"), mean(counts)
        assert exact is not None
        assert item.figure is not None or item.band or people < 12
        if item.figure is not None:
            assert abs(item.figure - exact) <= 0.75


def test_two_taps_with_one_ticket_count_once():
    answers = dict.fromkeys(empty_tally()["items"], 4)
    once = add(empty_tally(), answers, "Meer licht.", "k1")
    assert add(once, answers, "Meer licht.", "k1") == once
    assert add(once, answers, "Meer licht.", "k2")["answers"] == 2
