"""How texts of the demo are written: a line of each side, and a clause with its lines."""

from datetime import date, timedelta

from django.utils import timezone

from agreements.models import Clause, Line
from agreements.states import Kind, Party

WE, MUNICIPALITY, BOTH = Party.GROUP, Party.MUNICIPALITY, Party.BOTH
PROMISE, INTENTION, INFORMATION = Kind.PROMISE, Kind.INTENTION, Kind.INFORMATION


def in_days(days: int) -> date:
    return timezone.localdate() + timedelta(days=days)


def we(text: str) -> Line:
    return Line(text=text, party=WE)


def both(text: str) -> Line:
    return Line(text=text, party=BOTH)


def municipality(text: str, kind: str, **fields: object) -> Line:
    return Line(text=text, party=MUNICIPALITY, kind=kind, **fields)  # type: ignore[arg-type]


def write(clause: Clause, *lines: Line) -> None:
    clause.rewrite(revision=clause.revision, heading=clause.heading, lines=list(lines))
