"""Hard words in a text, each with what it means one tap away.

A word is found in the text as it is stored: never inside the name of a person, a blank or an
address. Only the first time in a clause, so that the text stays calm.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import lru_cache

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from initiatives.glossary import GLOSSARY
from initiatives.models import OwnWord
from initiatives.templatetags.texts import in_blocks, with_links

# Not looked into: a person, a blank, a web address.
CLOSED = r"\{[^{}\n]*\}|https?://\S+"
# Around a word that was found, while people are filled in. What somebody pasted of these goes.
BEGIN, MIDDLE, END = "\ue000", "\ue001", "\ue002"
MARK = re.compile(f"[{BEGIN}{MIDDLE}{END}]")
MARKED = re.compile(f"{BEGIN}([0-9]+){MIDDLE}([^{BEGIN}{MIDDLE}{END}]*){END}")
# How else an own word is written: "buddy" is also "buddy's" and "buddys".
ENDINGS = ("", "s", "e", "en", "'s", "’s")


@dataclass(frozen=True)
class Word:
    """One word that can be tapped; `is_own`: people of this initiative explained it."""

    word: str
    meaning: str
    is_own: bool = False


@dataclass
class Explained:
    """The words of one page that can be tapped.

    `prefix`: what their ids begin with, since a part that is put into a page has its own.
    """

    own: Sequence[OwnWord] = ()
    prefix: str = "w"
    used: dict[int, Word] = field(default_factory=dict)

    def __post_init__(self) -> None:
        here = tuple(word.word for word in self.own)
        self._pattern, self._number = _pattern(here)
        self._seen: set[tuple[str, int]] = set()

    def _word(self, n: int) -> Word:
        if n < len(self.own):
            return Word(self.own[n].word, self.own[n].text, is_own=True)
        entry = GLOSSARY[n - len(self.own)]
        return Word(entry.word, str(entry.meaning))

    def mark(self, text: str, place: str) -> str:
        """`text` with marks around its words, those that `place` (a clause) had not yet."""

        def found(match: re.Match[str]) -> str:
            n = self._number.get((match["word"] or "").lower())
            if n is None or (place, n) in self._seen:
                return match.group()
            self._seen.add((place, n))
            self.used.setdefault(n, self._word(n))
            return f"{BEGIN}{n}{MIDDLE}{match.group()}{END}"

        return self._pattern.sub(found, MARK.sub("", text))

    def inline(self, text: str) -> SafeString:
        """Marked `text` of one line as HTML: words are buttons, the rest is escaped."""
        pieces, at = [], 0
        for match in MARKED.finditer(text):
            pieces.append(with_links(text[at : match.start()]))
            pieces.append(
                format_html(
                    '<button type="button" class="word" popovertarget="{}{}">{}</button>',
                    self.prefix,
                    *match.groups(),
                )
            )
            at = match.end()
        pieces.append(with_links(text[at:]))
        return format_html_join("", "{}", ((piece,) for piece in pieces))

    def blocks(self, text: str) -> SafeString:
        """Marked `text` as paragraphs and lists."""
        return in_blocks(text, self.inline)

    @property
    def words(self) -> list[tuple[str, Word]]:
        """(id, word) of what was marked until now, in the order of the alphabet."""
        found = sorted(self.used.items(), key=lambda pair: pair[1].word.lower())
        return [(f"{self.prefix}{n}", word) for n, word in found]


@lru_cache(maxsize=128)
def _pattern(own: tuple[str, ...]) -> tuple[re.Pattern[str], dict[str, int]]:
    """What finds every word, and which word each form is. Own words come first, and win."""
    number: dict[str, int] = {}
    for n, word in enumerate(own):
        for ending in ENDINGS:
            number.setdefault(word.lower() + ending, n)
    for n, entry in enumerate(GLOSSARY, start=len(own)):
        for form in _forms(entry.word, *entry.forms):
            number.setdefault(form, n)
    # The longest first, so that "college van B en W" is found whole.
    forms = "|".join(re.escape(form) for form in sorted(number, key=len, reverse=True))
    return re.compile(rf"{CLOSED}|(?<!\w)(?P<word>{forms})(?!\w)", re.IGNORECASE), number


def _forms(*forms: str) -> Iterable[str]:
    for form in forms:
        yield form.lower()
        yield form.lower().replace("'", "’")
