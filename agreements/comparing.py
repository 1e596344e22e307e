"""What changed between two texts, as words struck and added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

# After a line break, or after the end of a sentence: "1.000" stays whole.
SENTENCE_END = re.compile(r"(?<=\n)|(?<=[.;:?!] )")
WORD_END = re.compile(r"(?<=\s)")
# Above this many pairs of words a changed passage is shown as a whole: a full comparison of
# 5,000 words against 5,000 takes seconds.
MOST_PAIRS = 4_000_000


@dataclass(frozen=True)
class Piece:
    """A stretch of text: kind is "same", "added" or "removed"."""

    kind: str
    text: str


def compare(old: str, new: str) -> list[Piece]:
    """First by sentence, then by word inside what changed. Joined, the pieces give both texts."""
    pieces: list[Piece] = []
    before, after = SENTENCE_END.split(old), SENTENCE_END.split(new)
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        removed, added = "".join(before[a:b]), "".join(after[c:d])
        if tag == "equal":
            pieces.append(Piece("same", removed))
        else:
            pieces += _compare_words(removed, added)
    return _merge(pieces)


def _compare_words(old: str, new: str) -> list[Piece]:
    before, after = WORD_END.split(old), WORD_END.split(new)
    if len(before) * len(after) > MOST_PAIRS:
        return [Piece("removed", old), Piece("added", new)]
    pieces = []
    for tag, a, b, c, d in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            pieces.append(Piece("same", "".join(before[a:b])))
        else:
            pieces.append(Piece("removed", "".join(before[a:b])))
            pieces.append(Piece("added", "".join(after[c:d])))
    return pieces


def _merge(pieces: list[Piece]) -> list[Piece]:
    merged: list[Piece] = []
    for piece in pieces:
        if not piece.text:
            continue
        if merged and merged[-1].kind == piece.kind:
            merged[-1] = Piece(piece.kind, merged[-1].text + piece.text)
        else:
            merged.append(piece)
    return merged
