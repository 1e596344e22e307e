"""What is different in a new text, short enough for a card."""

from __future__ import annotations

from dataclasses import dataclass

from agreements.comparing import Piece, compare
from agreements.models import Commitment
from agreements.people import show_people
from initiatives.models import Participant
from initiatives.who import Who

# How much of an unchanged stretch stays beside a change.
AROUND = 40


@dataclass(frozen=True)
class Change:
    """One line that is new, gone or different, under its heading."""

    heading: str
    pieces: tuple[Piece, ...]


def changes_between(
    old: list[Commitment], new: list[Commitment], who: Who, people: dict[int, Participant]
) -> list[Change]:
    """Line by line, in the order of the new text; what is gone comes last."""
    before = {(line.clause.key, line.key): line for line in old}
    found = []
    for line in new:
        earlier = before.pop((line.clause.key, line.key), None)
        text = show_people(line.whole_sentence, who, people)
        was = show_people(earlier.whole_sentence, who, people) if earlier else ""
        if text != was:
            found.append(Change(line.clause.heading, shorten(compare(was, text))))
    for line in before.values():
        gone = compare(show_people(line.whole_sentence, who, people), "")
        found.append(Change(line.clause.heading, shorten(gone)))
    return found


def shorten(pieces: list[Piece]) -> tuple[Piece, ...]:
    """Keeps what changed, with some words around it, cut between words."""
    last = len(pieces) - 1
    return tuple(
        _cut(piece, has_before=n > 0, has_after=n < last) if piece.kind == "same" else piece
        for n, piece in enumerate(pieces)
    )


def _cut(piece: Piece, *, has_before: bool, has_after: bool) -> Piece:
    text = piece.text
    if len(text) <= 2 * AROUND + 10:
        return piece
    head = text[:AROUND].rpartition(" ")[0] if has_before else ""
    tail = text[-AROUND:].partition(" ")[2] if has_after else ""
    return Piece("same", f"{head} … {tail}")
