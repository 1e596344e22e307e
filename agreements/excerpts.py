"""Of a long text in which a few words differ: those words, and a little around them."""

from __future__ import annotations

import re
from collections.abc import Iterable

from agreements.comparing import Piece

WORD = re.compile(r"\S+\s*|\s+")


def around(pieces: Iterable[Piece], words: int) -> list[Piece]:
    """`pieces` with at most `words` words on each side of what changed, and "…" for the rest."""
    pieces = list(pieces)
    last = len(pieces) - 1
    short = []
    for n, piece in enumerate(pieces):
        if piece.kind != "same":
            short.append(piece)
            continue
        split = WORD.findall(piece.text)
        # Before the first change only the end matters, after the last one only the beginning.
        head = 0 if n == 0 else words
        tail = 0 if n == last else words
        if last == 0 or len(split) <= head + tail + 2:
            short.append(piece)
        else:
            kept_tail = "".join(split[len(split) - tail :]) if tail else ""
            start = "".join(split[:head]).rstrip()
            gap = "… " if not head else " … " if tail else " …"
            short.append(Piece("same", f"{start}{gap}{kept_tail}"))
    return short
