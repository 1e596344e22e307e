"""A name in pieces of three letters, so that names which look alike can be found by an index."""

from __future__ import annotations

import re
import unicodedata

LETTERS = 3
MOST_IN_KEY = 80
# They stand in so many names that sharing them says nothing.
SMALL_WORDS = frozenset({"de", "het", "t", "een", "en", "van", "in", "op", "the", "of"})


def folded(text: str) -> str:
    """Without capitals, accents and signs: "Café 't Hoekje!" and "cafe t hoekje" are one."""
    # Folding capitals can give new accents, so the parts are taken apart before and after.
    apart = unicodedata.normalize("NFKD", text).casefold()
    letters = "".join(
        sign for sign in unicodedata.normalize("NFKD", apart) if unicodedata.category(sign) != "Mn"
    )
    return " ".join(re.findall(r"[^\W_]+", letters))


def sort_key_of(name: str) -> str:
    """By which a name stands in a list: capitals and accents do not count."""
    return (folded(name) or name.casefold())[:MOST_IN_KEY]


def words_of(name: str) -> list[str]:
    """The words that tell names apart; all of them when there are only small ones."""
    words = folded(name).split()
    return [word for word in words if word not in SMALL_WORDS] or words


def pieces_of(name: str) -> frozenset[str]:
    """Every three letters in a row. Spaces do not count, so "chill club" is "chillclub".

    A name of one or two letters is a piece by itself; one without letters has none.
    """
    return _pieces("".join(words_of(name)))


def pieces_of_words(text: str) -> frozenset[str]:
    """The pieces inside each word of three letters or more, whatever the order of the words."""
    return frozenset().union(*(_pieces(w) for w in words_of(text) if len(w) >= LETTERS))


def _pieces(letters: str) -> frozenset[str]:
    last = max(len(letters) - LETTERS, 0)
    return frozenset(letters[at : at + LETTERS] for at in range(last + 1) if letters)
