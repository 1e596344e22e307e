"""What a draft says something about, and what not: a list to look along, never a demand."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from django.utils.functional import Promise

from agreements.library import BY_KEY, GROUPS, LibraryClause

AGAIN = re.compile(r"_\d+$")


@dataclass(frozen=True)
class Covered:
    """One group of the library: what stands in the draft, and what could be put in."""

    name: str | Promise
    present: list[LibraryClause]
    missing: list[LibraryClause]

    @property
    def size(self) -> int:
        return len(self.present) + len(self.missing)


def base_of(key: str) -> str:
    """The clause of the library that a key comes from: "times_2" is "times" once more."""
    return key if key in BY_KEY else AGAIN.sub("", key)


def coverage_of(keys: Iterable[str]) -> list[Covered]:
    """Per group of the library what the clauses with `keys` cover. Groups that the draft says
    something about come first."""
    used = {base_of(key) for key in keys}
    found = []
    for name, group in GROUPS:
        clauses = [BY_KEY[key] for key in group]
        found.append(
            Covered(
                name,
                [clause for clause in clauses if clause.key in used],
                [clause for clause in clauses if clause.key not in used],
            )
        )
    return sorted(found, key=lambda group: not group.present)
