"""Which clause of a new text was which of the old one, and what stands somewhere else now."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Collection, Hashable, Sequence

from agreements.models import Clause, Commitment


def pair_up(old: Sequence[Clause], new: Sequence[Clause]) -> dict[int, Clause]:
    """For each clause of `new`, by id, the one of `old` that it was: with the same key, else one
    under the same heading, else one with the same lines."""
    pairs: dict[int, Clause] = {}
    left = list(old)
    ways: tuple[Callable[[Clause], Hashable], ...] = (
        lambda clause: clause.key,
        lambda clause: clause.heading.casefold().strip(),
        _lines_of,
    )
    for same in ways:
        waiting: dict[Hashable, Clause] = {}
        for clause in left:
            if what := same(clause):
                waiting.setdefault(what, clause)
        for clause in new:
            if clause.pk not in pairs and (found := waiting.pop(same(clause), None)):
                pairs[clause.pk] = found
                left.remove(found)
    return pairs


def unmoved(places: Sequence[int]) -> set[int]:
    """The most places that stand in rising order: the fewest others were moved.

    `places`: where each clause of the new text stood in the old one, in the new order.
    """
    ends: list[int] = []  # the lowest place that ends a row of each length
    before: dict[int, int | None] = {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    kept: set[int] = set()
    last = ends[-1] if ends else None
    while last is not None:
        kept.add(last)
        last = before[last]
    return kept


def lines_elsewhere(
    old: Sequence[Clause], new: Sequence[Clause], pairs: dict[int, Clause]
) -> dict[int, str]:
    """Lines that left one clause and stand, word for word, in another: for both rows, by id, the
    heading under which it stood."""
    keys = {clause.pk: {line.key for line in clause.commitments.all()} for clause in (*old, *new)}
    stays = {pairs[clause.pk].pk: keys[clause.pk] for clause in new if clause.pk in pairs}
    left: dict[Hashable, tuple[Commitment, str]] = {}
    for clause in old:
        for line in clause.commitments.all():
            if line.key not in stays.get(clause.pk, ()):
                left.setdefault(_words_of(line), (line, clause.heading))
    found: dict[int, str] = {}
    for clause in new:
        known = keys[pairs[clause.pk].pk] if clause.pk in pairs else set()
        for line in clause.commitments.all():
            if line.key not in known and _words_of(line) in left:
                was, heading = left.pop(_words_of(line))
                found[was.pk] = found[line.pk] = heading
    return found


def same_lines(old: Collection[Commitment], new: Sequence[Commitment]) -> dict[str, str]:
    """Lines of one clause that were written once more: the key of now -> the key of then."""
    keys = {line.key for line in new}
    left = {_words_of(line): line.key for line in old if line.key not in keys}
    known = {line.key for line in old}
    return {
        line.key: left.pop(_words_of(line))
        for line in new
        if line.key not in known and _words_of(line) in left
    }


def _lines_of(clause: Clause) -> Hashable:
    return tuple(_words_of(line) for line in clause.commitments.all())


def _words_of(line: Commitment) -> Hashable:
    return (line.party, line.kind, line.text)
