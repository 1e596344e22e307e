"""How easy a text is to read: friendly notes, never a refusal.

Long sentences and words of the office make a text hard. The limit of 20 words and the list follow
the advice on plain Dutch of the national government (direct duidelijk).
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from django.utils.translation import gettext as _

LONGEST_SENTENCE = 20

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
OFFICIAL = re.compile(rf"\b({'|'.join(sorted(SIMPLER, key=len, reverse=True))})\b", re.IGNORECASE)
SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+|\n+")
# A person or a blank counts as one word, whatever it is called.
ONE_WORD = re.compile(r"\{[^{}\n]*\}")
WORD = re.compile(r"\w[\w'’.-]*")


def lengths_of(text: str) -> list[int]:
    """How many words each sentence of `text` has."""
    plain = ONE_WORD.sub("woord", text)
    counts = [len(WORD.findall(sentence)) for sentence in SENTENCE_END.split(plain)]
    return [count for count in counts if count]


def notes_on(texts: Iterable[str]) -> list[str]:
    """What could be simpler in `texts`, each thing once. Empty when they read well."""
    notes: dict[str, None] = {}
    for text in texts:
        for count in lengths_of(text):
            if count > LONGEST_SENTENCE:
                notes[_("Een zin van {n} woorden is lang. Kan het in twee?").format(n=count)] = None
        for match in OFFICIAL.finditer(text):
            word = match.group(0)
            simpler = SIMPLER[" ".join(word.lower().split())]
            note = _("“{word}” kan simpeler: “{simpler}”.").format(word=word, simpler=simpler)
            notes[note] = None
    return list(notes)


def words_a_sentence(texts: Iterable[str]) -> int:
    """The average length of a sentence, rounded; 0 when there is none."""
    counts = [count for text in texts for count in lengths_of(text)]
    return round(sum(counts) / len(counts)) if counts else 0
