"""Who does what in one agreement: from the duties of people, and from what its lines say."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from agreements.models import Clause, OpenPoint
from initiatives.models import Participant, Side
from initiatives.names import is_readable
from initiatives.who import Who

Picks = Callable[[Participant], bool]


@dataclass
class RoleRow:
    """One row of the table: what, and who. Names only of those whom the reader may read by name.

    `about`: what the row is about, in the words of the agreement; `text`: who, in those words.
    """

    what: str
    side: str = ""
    named: list[Participant] = field(default_factory=list)
    unnamed: int = 0
    text: str = ""
    about: list[str] = field(default_factory=list)


def roles_in(
    who: Who,
    present: Iterable[Participant],
    clauses: Iterable[Clause] = (),
    points: Iterable[OpenPoint] = (),
) -> list[RoleRow]:
    """The rows for `who`, in the order people ask for them. No query.

    `present`: who takes part today, loaded with `with_today` and `with_official_duties`; `clauses`
    with their commitments; `points`: what is still to be found out.
    """
    here = list(present)
    rows = [_row(who, what, side, [p for p in here if picks(p)]) for what, side, picks in _duties()]
    lines = [(clause, line) for clause in clauses for line in clause.commitments.all()]
    rows += _by_text(_("Let erop"), ((line.watcher, clause.heading) for clause, line in lines))
    rows += _by_text(
        _("Beslist"), ((line.decider, line.reservation or c.heading) for c, line in lines)
    )
    rows += _by_text(_("Zoekt uit"), ((point.finder, point.what) for point in points))
    return [row for row in rows if row.named or row.unnamed or row.text]


def _duties() -> list[tuple[str, str, Picks]]:
    def official(kind: str) -> Picks:
        return lambda p: p.side == Side.MUNICIPALITY and getattr(p, f"does_{kind}", False)

    return [
        (_("Vast gezicht van de groep"), "group", _speaks_for_group),
        (
            _("Vast gezicht van de gemeente"),
            "municipality",
            lambda p: p.is_contact and p.side == Side.MUNICIPALITY,
        ),
        (_("Vervanger"), "municipality", official("stand_in")),
        (_("Mag beslissen"), "municipality", official("decider")),
        (_("Regisseur"), "municipality", official("director")),
        (_("Begeleiding"), "guide", lambda p: p.side == Side.GUIDE),
        (_("Heeft een sleutel"), "", lambda p: p.has_key),
    ]


def _speaks_for_group(person: Participant) -> bool:
    return person.is_contact and person.side in (Side.GROUP, Side.GUIDE)


def _row(who: Who, what: str, side: str, people: list[Participant]) -> RoleRow:
    named = [person for person in people if person.name and is_readable(who, person)]
    return RoleRow(what, side, named, len(people) - len(named))


def _by_text(what: str, found: Iterable[tuple[str, str]]) -> list[RoleRow]:
    """One row for each whom the lines name, with everything that is about."""
    rows: dict[str, RoleRow] = {}
    for text, about in found:
        if not text:
            continue
        row = rows.setdefault(text.casefold(), RoleRow(what, text=text))
        if about not in row.about:
            row.about.append(about)
    return list(rows.values())
