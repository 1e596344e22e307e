"""What changed between two texts, as words struck and added.

First by sentence, then by word inside what changed, with the algorithm of Myers (An O(ND)
Difference Algorithm, 1986). Every step is counted: a text made to be slow is shown as a whole.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

# After a line break, or after the end of a sentence: "1.000" stays whole.
SENTENCE_END = re.compile(r"(?<=\n)|(?<=[.;:?!] )")
# A word ("22.00" and "foto's" are one), a run of blanks, or one sign of anything else.
WORD = re.compile(r"[^\W_]+(?:[.,:'’-][^\W_]+)*|\s+|.", re.DOTALL)
# Steps for all comparisons that share a budget. 5,000 words against 5,000 take a tenth of it.
MOST_STEPS = 600_000
# A stretch that stayed is not worth jumping to and fro for when it is shorter than this.
SHORT = 4

T = TypeVar("T")


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kind is "same", "added" or "removed"."""

    kind: str
    text: str


@dataclass
class Budget:
    """How many steps a page may still take for comparing. What is over is shown as a whole."""

    steps: int = MOST_STEPS

    def spend(self, steps: int) -> bool:
        """Whether there was enough left."""
        self.steps -= steps
        return self.steps >= 0


@dataclass(frozen=True)
class Word:
    """A word with the blanks after it, which count for nothing when words are compared."""

    text: str
    blanks: str

    @property
    def whole(self) -> str:
        return self.text + self.blanks


def compare(old: str, new: str, budget: Budget | None = None) -> list[Piece]:
    """The stretches that make both texts: without what was added they are `old`, without what was
    removed they are `new`. `budget`: to share one between the texts of a page."""
    if old == new:
        return [Piece("same", old)] if old else []
    budget = budget or Budget()
    before, after = SENTENCE_END.split(old), SENTENCE_END.split(new)
    pieces: list[Piece] = []
    for same, a, b, c, d in _stretches(before, after, budget):
        if same:
            pieces.append(Piece("same", "".join(before[a:b])))
        else:
            pieces += _compare_words("".join(before[a:b]), "".join(after[c:d]), budget)
    return _tidy(pieces)


def _compare_words(old: str, new: str, budget: Budget) -> list[Piece]:
    before, after = _words(old), _words(new)
    pieces: list[Piece] = []
    keys = [w.text for w in before], [w.text for w in after]
    for same, a, b, c, d in _stretches(*keys, budget):
        if not same:
            pieces.append(Piece("removed", "".join(w.whole for w in before[a:b])))
            pieces.append(Piece("added", "".join(w.whole for w in after[c:d])))
            continue
        for was, word in zip(before[a:b], after[c:d], strict=True):
            pieces.append(Piece("same", word.text))
            if was.blanks == word.blanks:
                pieces.append(Piece("same", word.blanks))
            else:
                pieces.append(Piece("removed", was.blanks))
                pieces.append(Piece("added", word.blanks))
    return pieces


def _words(text: str) -> list[Word]:
    words: list[Word] = []
    for token in WORD.findall(text):
        if token.isspace() and words:
            words[-1] = Word(words[-1].text, token)
        else:
            words.append(Word(token, ""))
    return words


# Which stretches are the same -----------------------------------------------------------------

Stretch = tuple[bool, int, int, int, int]


def _stretches(old: Sequence[T], new: Sequence[T], budget: Budget) -> list[Stretch]:
    """What stayed and what did not, in order: whether it is the same, and from where to where in
    both."""
    found: list[Stretch] = []
    at, to = 0, 0
    for a, b, n in [*_same(old, new, budget), (len(old), len(new), 0)]:
        if a > at or b > to:
            found.append((False, at, a, to, b))
        if n:
            found.append((True, a, a + n, b, b + n))
        at, to = a + n, b + n
    return found


def _same(old: Sequence[T], new: Sequence[T], budget: Budget) -> list[tuple[int, int, int]]:
    """Stretches that are in both, in order: where in `old`, where in `new`, how long."""
    head = 0
    while head < min(len(old), len(new)) and old[head] == new[head]:
        head += 1
    tail = 0
    while tail < min(len(old), len(new)) - head and old[-1 - tail] == new[-1 - tail]:
        tail += 1
    known: set[T] = set(old[head : len(old) - tail]) & set(new[head : len(new) - tail])
    # What stands on one side only cannot be the same as anything.
    a = [n for n in range(head, len(old) - tail) if old[n] in known]
    b = [n for n in range(head, len(new) - tail) if new[n] in known]
    pairs = _pairs(len(a), len(b), lambda x, y: old[a[x]] == new[b[y]], budget)
    runs = [(0, 0, head)] if head else []
    for x, y in pairs:
        at, to = a[x], b[y]
        if runs and runs[-1][0] + runs[-1][2] == at and runs[-1][1] + runs[-1][2] == to:
            runs[-1] = (runs[-1][0], runs[-1][1], runs[-1][2] + 1)
        else:
            runs.append((at, to, 1))
    if tail:
        runs.append((len(old) - tail, len(new) - tail, tail))
    return runs


def _pairs(
    n: int, m: int, is_same: Callable[[int, int], bool], budget: Budget
) -> list[tuple[int, int]]:
    """The longest row of pairs that are the same, in order; none when that takes too long."""
    # How far each diagonal came; `trails` keeps what it was before each round.
    middle = n + m + 1
    furthest = array("i", bytes(4 * (2 * middle + 1)))
    trails: list[array[int]] = []
    for distance in range(n + m + 1):
        trails.append(furthest[middle - distance - 1 : middle + distance + 2])
        steps = 2 * distance + 1
        for k in range(-distance, distance + 1, 2):
            left, right = furthest[middle + k - 1], furthest[middle + k + 1]
            x = right if k == -distance or (k != distance and left < right) else left + 1
            y = x - k
            while x < n and y < m and is_same(x, y):
                x, y, steps = x + 1, y + 1, steps + 1
            furthest[middle + k] = x
            if x >= n and y >= m:
                return _walk_back(trails, n, m)
        if not budget.spend(steps):
            return []
    return []


def _walk_back(trails: list[array[int]], x: int, y: int) -> list[tuple[int, int]]:
    pairs = []
    for distance in range(len(trails) - 1, -1, -1):
        furthest, k, middle = trails[distance], x - y, distance + 1
        left, right = furthest[middle + k - 1], furthest[middle + k + 1]
        is_down = k == -distance or (k != distance and left < right)
        from_x = right if is_down else left
        from_y = from_x - (k + 1 if is_down else k - 1)
        while x > max(from_x, 0) and y > max(from_y, 0):
            x, y = x - 1, y - 1
            pairs.append((x, y))
        x, y = from_x, from_y
    return pairs[::-1]


# How it reads ---------------------------------------------------------------------------------


def _tidy(pieces: list[Piece]) -> list[Piece]:
    """Joins what belongs together: first what is removed, then what comes instead."""
    joined: list[Piece] = []
    removed = added = ""
    merged = _merge([piece for piece in pieces if piece.text])
    for n, piece in enumerate(merged):
        is_last = n == len(merged) - 1
        if piece.kind == "removed":
            removed += piece.text
        elif piece.kind == "added":
            added += piece.text
        elif removed and added and not is_last and _is_loose(piece.text):
            # "de" between two changed words: one change reads better than two.
            removed, added = removed + piece.text, added + piece.text
        else:
            joined += _change(removed, added)
            removed = added = ""
            joined.append(piece)
    return _merge([*joined, *_change(removed, added)])


def _is_loose(text: str) -> bool:
    return len(text) < SHORT and "\n" not in text


def _change(removed: str, added: str) -> list[Piece]:
    return [Piece(kind, text) for kind, text in (("removed", removed), ("added", added)) if text]


def _merge(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if merged and merged[-1].kind == piece.kind:
            merged[-1] = Piece(piece.kind, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged
