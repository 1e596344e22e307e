"""A text on one screen, for who is new: the first sentence of what matters most."""

from __future__ import annotations

import re
from dataclasses import dataclass

from agreements.clause_views import ClauseView, LineView
from agreements.people import show_people
from agreements.reading import VersionPage
from agreements.states import Kind, Party, Stance

# How many lines of a side fit on one screen of a phone beside the rest.
MOST_LINES = 4
MOST_LETTERS = 160
SENTENCE_END = re.compile(r"(?<=[.!?])\s+(?=\S)")
# What binds most first. A line of the group has no kind.
WEIGHT = {Kind.PROMISE: 0, "": 0, Kind.INTENTION: 1, Kind.INFORMATION: 2}


@dataclass(frozen=True)
class ShortLine:
    text: str
    clause_key: str


@dataclass(frozen=True)
class ShortSide:
    """What one side does; `more`: how many lines stand in the whole text beside these."""

    party: str
    lines: list[ShortLine]
    more: int

    @property
    def first_key(self) -> str:
        """The clause to begin reading at."""
        return self.lines[0].clause_key


def in_short_of(page: VersionPage) -> list[ShortSide]:
    """The sides that do something, the municipality first, as on the page of the group."""
    order = (Party.MUNICIPALITY, Party.GROUP, Party.BOTH)
    sides = [_side(page, party) for party in order]
    return [side for side in sides if side.lines]


def _side(page: VersionPage, party: Party) -> ShortSide:
    found = [
        (item, view) for view in page.clauses for item in view.lines if item.line.party == party
    ]
    # sorted() keeps the order of the text among equals.
    weighty = sorted(found, key=lambda pair: _weight(pair[0]))[:MOST_LINES]
    lines = [_short(page, item, view) for item, view in found if (item, view) in weighty]
    return ShortSide(party.value, lines, len(found) - len(lines))


def _weight(item: LineView) -> tuple[bool, int]:
    """What holds without an "als", and what binds, comes first. What cannot be comes last."""
    is_open = bool(item.line.condition) or item.line.stance in (Stance.CANNOT, Stance.UNKNOWN)
    return is_open, WEIGHT.get(item.line.kind, 2)


def _short(page: VersionPage, item: LineView, view: ClauseView) -> ShortLine:
    text = first_sentence(show_people(item.line.text, page.who, page.people))
    return ShortLine(text, view.clause.key)


def first_sentence(text: str) -> str:
    """The first sentence, cut between words when it is very long. A question says nothing without
    its answer: "Is de sleutel kwijt? Dan komt er een nieuwe." """
    sentences = SENTENCE_END.split(" ".join(text.split()), maxsplit=2)
    sentence = " ".join(sentences[: 2 if sentences[0].endswith("?") else 1])
    if len(sentence) <= MOST_LETTERS:
        return sentence
    return sentence[: MOST_LETTERS - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
