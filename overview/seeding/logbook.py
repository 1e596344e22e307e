"""Lines in the logbook: the widest initiative has some thousand, most have a few."""

from __future__ import annotations

from datetime import timedelta

from django.utils import timezone

from initiatives.models import Circle, Contact, LogLine, Mood

from . import words
from .dice import Dice
from .people import Circle as People
from .rows import Rows, moment, tell, yesterday

FIRST_COUNTS = {0: 1200, 1: 1, 2: 12}


def add_log_lines(circle: People, seed: str, rows: Rows) -> list[LogLine]:
    """The lines of one initiative, unsaved. Throws its own dice, so that nothing else changes."""
    dice = Dice(seed, "logbook", circle.number)
    lines = []
    for _ in range(FIRST_COUNTS.get(circle.number) or dice.between(0, 8)):
        day = yesterday() - timedelta(days=dice.between(0, 300))
        group = circle.group_on(timezone.localdate())
        by = dice.pick([circle.guide, *circle.officials, *group[:6]])
        kind = dice.pick((Circle.SIDE, Circle.SIDE, Circle.SHARED, Circle.OWN))
        line = LogLine(
            initiative=circle.initiative,
            by=by,
            side=by.side,
            circle=kind,
            contact=dice.pick(Contact.values),
            mood=dice.pick(("", *Mood.values)),
            people=dice.between(1, 30) if dice.chance(60) else None,
            text=dice.pick(words.LOG_LINES),
            happened_on=day,
            written_at=moment(day, dice),
        )
        if kind == Circle.SHARED:
            line.shared_at = line.written_at
            rows.add(tell(circle.initiative, "log_shared", line.written_at, by=by, signed=False))
        lines.append(line)
    return lines
