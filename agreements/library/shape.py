"""What a clause of the library and a template are."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.functional import Promise

G, M, B = "group", "municipality", "both"


@dataclass(frozen=True)
class LibraryLine:
    """One sentence with blanks. What stands after `text` comes only from an earlier agreement."""

    party: str
    text: str
    party_name: str = ""
    rhythm: str = ""
    condition: str = ""
    sign: str = ""


@dataclass(frozen=True)
class LibraryClause:
    key: str
    heading: str
    lines: tuple[LibraryLine, ...]


@dataclass(frozen=True)
class AgreementTemplate:
    """What an agreement can begin with. `number`: which text of it; 0 is the standard one."""

    key: str
    name: str | Promise
    about: str | Promise
    purpose: str
    clauses: tuple[LibraryClause, ...]
    number: int | None = 0


def clause(key: str, heading: str, *lines: tuple[str, str]) -> LibraryClause:
    return LibraryClause(key, heading, tuple(LibraryLine(*line) for line in lines))
