"""How easy a text is to read: friendly notes, never a refusal.

Long sentences, passive sentences and words of the office make a text hard. The list and the limits
follow the advice on plain Dutch of the national government (direct duidelijk). A coordinator adds
words to the list: see `SimplerWord`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import ceil

from django.utils.translation import gettext as _

LONGEST_SENTENCE = 15
# What fits on a printed page with headings and room around it, and how many pages still read well.
WORDS_A_PAGE = 400
MOST_PAGES = 2

# Words of the office, and what people say. They are looked for in what people write, in Dutch.
SIMPLER = {
    "aangaande": "over", "aldus": "zo", "alsmede": "en", "alsook": "en", "behoudens": "behalve",
    "betreffende": "over", "conform": "volgens", "danwel": "of", "derhalve": "daarom",
    "desbetreffende": "deze", "dient": "moet", "dienen": "moeten",
    "doch": "maar", "echter": "maar", "eveneens": "ook", "geschieden": "gebeuren",
    "geschiedt": "gebeurt", "gaarne": "graag", "heden": "vandaag", "hieromtrent": "hierover",
    "indien": "als", "ingevolge": "door", "inzake": "over", "jegens": "tegenover",
    "krachtens": "volgens", "middels": "met", "mits": "als", "momenteel": "nu",
    "nadien": "daarna", "nochtans": "toch", "omtrent": "over", "onverwijld": "meteen",
    "reeds": "al", "teneinde": "om", "tevens": "ook", "thans": "nu", "trachten": "proberen",
    "verstrekken": "geven", "vigerende": "geldende", "voorts": "verder", "wederom": "weer",
    "zulks": "dat", "zorgdragen": "zorgen", "door middel van": "met",
    "in het kader van": "voor", "in verband met": "door", "met betrekking tot": "over",
    "met inachtneming van": "volgens", "te allen tijde": "altijd", "ten aanzien van": "over",
    "ten behoeve van": "voor", "ter beschikking stellen": "geven",
}  # fmt: skip
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
# A person or a blank counts as one word, whatever it is called.
ONE_WORD = re.compile(r"\{[^{}\n]*\}")
WORD = re.compile(r"\w[\w'’.-]*")

# "wordt gedaan": a form of "worden" with a past participle beside it or at the end of its clause.
BECOMES = r"wordt|worden|word|werden|werd"
PARTICIPLE = r"(?:[a-zé]*ge[a-zé]{2,}(?:d|t|en)|(?:be|ver|ont|her)[a-zé]{2,}(?:d|t|en))"
PASSIVE = re.compile(
    rf"\b(?P<after>{BECOMES})\b[^.!?;:,]*?\b(?P<done>{PARTICIPLE})(?=\s*(?:$|[.!?;:,)]|en\b|of\b|"
    rf"door\b|met\b|aan\b|bij\b))"
    rf"|\b(?P<done_first>{PARTICIPLE})\s+(?P<before>{BECOMES})\b",
    re.IGNORECASE,
)
# What looks like a participle and is none.
NO_PARTICIPLE = {
    "bedragen", "begint", "beleid", "beneden", "besluit", "bestand", "betekent", "gebeurt",
    "gebied", "gebouwen", "gedrag", "gehakt", "geluid", "geluiden", "gerecht", "gerechten",
    "geschikt", "getallen", "gevecht", "geweld", "gewicht", "gewoont", "gezicht", "gezichten",
    "gezond", "herhaalt", "verband", "verenigingen", "verschillend", "verstand",
}  # fmt: skip


def lengths_of(text: str) -> list[int]:
    """How many words each sentence of `text` has."""
    plain = ONE_WORD.sub("woord", text)
    counts = [len(WORD.findall(sentence)) for sentence in SENTENCE_END.split(plain)]
    return [count for count in counts if count]


@lru_cache(maxsize=32)
def _pattern(words: frozenset[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    joined = "|".join(r"\s+".join(map(re.escape, word.split())) for word in longest_first)
    return re.compile(rf"(?<!\w)({joined})(?!\w)", re.IGNORECASE)


def passives_in(text: str) -> list[str]:
    """What is said without saying who does it: "wordt … gedaan"."""
    found = []
    for match in PASSIVE.finditer(ONE_WORD.sub("woord", text)):
        done = match["done"] or match["done_first"]
        if done.lower() in NO_PARTICIPLE:
            continue
        if match["before"]:
            found.append(f"{done} {match['before']}")
        elif match[0].split() == [match["after"], done]:
            found.append(f"{match['after']} {done}")
        else:
            found.append(f"{match['after']} … {done}")
    return found


def notes_on(texts: Iterable[str], added: Mapping[str, str] | None = None) -> list[str]:
    """What could be simpler in `texts`, each thing once. Empty when they read well.

    `added`: words of a coordinator with a simpler one, in small letters; they go before ours.
    """
    simpler = {**SIMPLER, **(added or {})}
    pattern = _pattern(frozenset(simpler))
    notes: dict[str, None] = {}
    for text in texts:
        for count in lengths_of(text):
            if count > LONGEST_SENTENCE:
                notes[_("Een zin van {n} woorden is lang. Kan het in twee?").format(n=count)] = None
        for match in pattern.finditer(text):
            word = match.group(0)
            better = simpler[" ".join(word.lower().split())]
            note = _("“{word}” kan simpeler: “{simpler}”.").format(word=word, simpler=better)
            notes[note] = None
        for said in passives_in(text):
            notes[_("“{said}”: schrijf wie het doet.").format(said=said)] = None
    return list(notes)


def words_a_sentence(texts: Iterable[str]) -> int:
    """The average length of a sentence, rounded; 0 when there is none."""
    counts = [count for text in texts for count in lengths_of(text)]
    return round(sum(counts) / len(counts)) if counts else 0


@dataclass(frozen=True)
class Length:
    """How long an agreement is on paper, by its words."""

    words: int

    @property
    def pages(self) -> int:
        """How many A4 that takes, rounded up."""
        return ceil(self.words / WORDS_A_PAGE)

    @property
    def words_a_page(self) -> int:
        return WORDS_A_PAGE

    @property
    def is_long(self) -> bool:
        return self.pages > MOST_PAGES


def length_of(texts: Iterable[str]) -> Length:
    return Length(sum(sum(lengths_of(text)) for text in texts))
