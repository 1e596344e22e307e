"""What sentences on every floor are made of."""

from __future__ import annotations

from collections.abc import Iterable

from django.utils.translation import gettext as _


def in_a_row(words: Iterable[str]) -> str:
    """ "a", "a en b", "a, b en c"; "" of none."""
    *first, last = list(words) or [""]
    return _("{first} en {last}").format(first=", ".join(first), last=last) if first else last
