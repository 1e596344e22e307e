"""What follows from what both sides concluded: pure rules, that read and write nothing.

`models/closing.py` carries it out. A difference stays a difference: then the text stays as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from typing import TYPE_CHECKING

from django.utils import translation
from django.utils.formats import date_format

from agreements.looking_back import after
from agreements.states import KeyReturn
from evaluations.states import Outcome, Verdict
from initiatives.models import Side

if TYPE_CHECKING:
    from evaluations.models import ClauseVerdict, Conclusion

SIDES = (Side.GROUP, Side.MUNICIPALITY)
# After these nobody is asked for the next day: after a pause it comes by the rhythm, and what
# stopped has none.
WITHOUT_NEXT = (Outcome.PAUSE, Outcome.STOP)
# These need a day: until when the trial or the pause goes.
NEEDS_UNTIL = (Outcome.LONGER_TRIAL, Outcome.PAUSE)
# Of these a next text comes.
MAKES_DRAFT = (Outcome.CHANGE, Outcome.EXTEND)
# How many characters fit, so that what both sides wrote fits together where the agreement keeps it.
MOST_PLACE = 80
MOST_LESSON = 280


def mark_of(said: ClauseVerdict | Conclusion | None) -> str:
    """Which word somebody saw; another one by now means that a colleague was first."""
    return said.said_at.isoformat() if said else ""


def mark_of_page(conclusions: Iterable[Conclusion], verdicts: Iterable[ClauseVerdict]) -> str:
    """What somebody saw of both sides who now closes the look-back."""
    marks = [*map(mark_of, conclusions), *map(mark_of, verdicts)]
    return f"{len(marks)}|{max(marks, default='')}"


def by_side(conclusions: Iterable[Conclusion]) -> dict[str, Conclusion]:
    """Side -> what it concluded, the group first."""
    said = {conclusion.side: conclusion for conclusion in conclusions}
    return {side: said[side] for side in SIDES if side in said}


def chosen_by_both(said: Mapping[str, Conclusion]) -> Outcome | None:
    """What both sides chose; None while they did not, or chose differently."""
    chosen = {conclusion.outcome for conclusion in said.values()}
    return Outcome(chosen.pop()) if len(said) == len(SIDES) and len(chosen) == 1 else None


def until_of(said: Mapping[str, Conclusion]) -> date | None:
    """Until when a trial or a pause goes. When both chose another day the first one counts."""
    return min((c.until_on for c in said.values() if c.until_on), default=None)


def next_of(said: Mapping[str, Conclusion], *, today: date, every: str) -> date | None:
    """The day that is proposed for the next look-back: what the sides asked for, the first one
    when they differ; else by the rhythm."""
    if chosen_by_both(said) in WITHOUT_NEXT:
        return None
    asked = [c.next_on for c in said.values() if c.next_on and c.next_on > today]
    return min(asked, default=after(today, every))


def dropped_by_both(verdicts: Iterable[ClauseVerdict]) -> set[str]:
    """The keys of the clauses that both sides want to lose."""
    by_key: dict[str, list[str]] = {}
    for verdict in verdicts:
        by_key.setdefault(verdict.clause_key, []).append(verdict.word)
    return {key for key, words in by_key.items() if words == [Verdict.DROP] * len(SIDES)}


def to_change(verdicts: Iterable[ClauseVerdict]) -> set[str]:
    """The keys of the clauses that change, or that only one side wants to lose."""
    verdicts = list(verdicts)
    moved = {verdict.clause_key for verdict in verdicts if verdict.word != Verdict.KEEP}
    return moved - dropped_by_both(verdicts)


def reason_of(outcome: Outcome, on: date, *, changing: int = 0, dropping: int = 0) -> str:
    """Why the text, the pause or the end came: the source, and what both chose. It is stored, and
    Dutch as every reason is; no words that somebody could hide."""
    said = {
        Outcome.LONGER_TRIAL: "we proberen het langer",
        Outcome.EXTEND: "we breiden uit",
        Outcome.PAUSE: "even pauze",
        Outcome.STOP: "we stoppen",
    }.get(outcome, "we gaan door met een andere afspraak")
    parts = []
    if outcome in MAKES_DRAFT and changing:
        parts.append(
            "1 onderdeel verandert" if changing == 1 else f"{changing} onderdelen veranderen"
        )
    if outcome in MAKES_DRAFT and dropping:
        parts.append("1 gaat eruit" if dropping == 1 else f"{dropping} gaan eruit")
    tail = f" ({', '.join(parts)})" if parts else ""
    return f"Samen teruggekeken op {dutch_day(on)}: {said}{tail}."


def dutch_day(day: date) -> str:
    with translation.override("nl"):
        return date_format(day, "j F Y")


def left_behind(said: Mapping[str, Conclusion]) -> dict[str, str]:
    """How an agreement ends: the key, the place and the lesson, in the words of both sides.

    A key of which one side says that it is not back yet, is not back. Hidden words stay out.
    """
    keys = {conclusion.key for conclusion in said.values() if conclusion.key}
    first = [key for key in (KeyReturn.NOT_YET, KeyReturn.RETURNED, KeyReturn.NONE) if key in keys]
    return {
        "key": str(first[0]) if first else "",
        "place": _together(said, "place", " "),
        "lesson": _together(said, "lesson", "\n"),
    }


NAMES = {Side.GROUP: "De groep", Side.MUNICIPALITY: "De gemeente"}


def _together(said: Mapping[str, Conclusion], name: str, between: str) -> str:
    texts = {
        side: {"place": c.place, "lesson": c.lesson}[name]
        for side, c in said.items()
        if c.hidden_at is None
    }
    found = {side: text for side, text in texts.items() if text}
    if len(set(found.values())) <= 1:
        return next(iter(found.values()), "")
    return between.join(f"{NAMES[Side(side)]}: {text}" for side, text in found.items())
