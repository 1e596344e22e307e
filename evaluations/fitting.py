"""Which lessons fit what people are about to agree on, or what stays stuck. Pure: no query.

A lesson fits by words of four letters or more that both hold, by a pattern that came up here
before, and by an initiative of the same kind. Nobody has to fill in anything for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime

MOST_FITTING = 3
LETTERS = 4
MOST_WORDS = 5
WORD, PATTERN, KIND = 3, 3, 2
# Of four letters or more, and in nearly every sentence.
_EVERYWHERE = """
alle alleen alles andere anders daar daarna deze door doen doet echt eens elkaar even
gaan gaat geen goed graag groep hebben heeft hier hoeveel ieder iedereen iemand iets
jullie kunnen later maar maken meer meest mensen mocht moet moeten mogen naar niemand niet niets
nodig omdat onder onze over samen steeds tegen toch toen tussen vaak vanaf veel voor vooral
waar waarom wanneer want waren welke werd wordt worden wilde willen zich zijn zoals zodat
zonder gemeente afspraak afspraken initiatief
"""
EVERYWHERE = frozenset(_EVERYWHERE.split())
A_WORD = re.compile(r"[^\W\d_]+")


def words_of(*texts: str) -> frozenset[str]:
    """The words that say what a text is about."""
    found = (word for text in texts for word in A_WORD.findall(text.casefold()))
    return frozenset(word for word in found if len(word) >= LETTERS and word not in EVERYWHERE)


def alike(word: str, other: str) -> bool:
    """ "lamp" and "lampen", "sleutel" and "sleutelkastje": one begins with the other."""
    return word.startswith(other) or other.startswith(word)


@dataclass(frozen=True)
class Sought:
    """What lessons are looked for. `kind`: of the initiative, "" when it says nothing.

    `needs_more_than_kind`: of something that is stuck, only what is about that too.
    """

    words: frozenset[str] = frozenset()
    patterns: frozenset[str] = frozenset()
    kind: str = ""
    needs_more_than_kind: bool = False


@dataclass(frozen=True)
class Candidate:
    """What is known of one lesson, before it is loaded."""

    pk: int
    said_at: datetime
    kind: str
    pattern: str = ""
    words: frozenset[str] = field(default_factory=frozenset)


def score(candidate: Candidate, sought: Sought) -> int:
    """0 when it does not fit."""
    shared = sum(any(alike(word, other) for other in candidate.words) for word in sought.words)
    found = WORD * min(shared, MOST_WORDS)
    if candidate.pattern and candidate.pattern in sought.patterns:
        found += PATTERN
    if not found and sought.needs_more_than_kind:
        return 0
    return found + (KIND if sought.kind and candidate.kind == sought.kind else 0)


def best(candidates: Iterable[Candidate], sought: Sought) -> list[int]:
    """The numbers of at most three that fit, the best first; of the same, the newest."""
    scored = [(score(candidate, sought), candidate) for candidate in candidates]
    fitting = [(n, c) for n, c in scored if n > 0]
    fitting.sort(key=lambda pair: (pair[0], pair[1].said_at, pair[1].pk), reverse=True)
    return [candidate.pk for _n, candidate in fitting[:MOST_FITTING]]
