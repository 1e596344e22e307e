"""How every line stands: kept, running, late, silent. Computed from what was said and from days.

Nothing is stored or remembered, so nothing has to run for it to be right on any day.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import Enum

from django.utils.translation import gettext_lazy as _

from agreements.models import Commitment
from agreements.rhythm import Rhythm, StrangeRhythm, rhythm_of
from agreements.states import Kind, Party, ProgressState, Stance

# After so many days without a word a line is silent, when it has no rhythm of its own.
QUIET_DAYS = 21
# What makes it the same thing that was promised. A "done" of another text is not one of this.
SAME = ("text", "party", "party_name", "due_on", "rhythm", "condition")


class Standing(Enum):
    """Where a line stands; the value is the word on the screen."""

    KEPT = _("nagekomen")
    RUNNING = _("loopt")
    NO_NEWS = _("nog geen nieuws")
    STUCK = _("zit vast")
    LATE = _("te laat")
    DROPPED = _("niet meer nodig")
    # It simply holds: no day, no rhythm, and nobody said anything of it.
    HOLDS = _("geldt gewoon")
    # "Als …, dan …", and it is not so yet.
    WAITS = _("wacht op een stap")


@dataclass(frozen=True)
class Said:
    """The last word on a line, as far as it is about this same text."""

    state: ProgressState
    on: date
    look_again_on: date | None = None


@dataclass(frozen=True)
class Promise:
    """What of a line decides how it stands. `began_on`: the day on which this same line began to
    count, in whatever version."""

    began_on: date
    due_on: date | None = None
    rhythm: Rhythm | None = None
    # A day that passes makes it late: not an intention of the municipality.
    binds: bool = True
    waits: bool = False


@dataclass(frozen=True)
class Progress:
    """How a line stands on a day.

    `silent_since`: the day of the last word, when that is too long ago; else None. `asked_on`: for
    a line with a rhythm the day on which it is asked again.
    """

    standing: Standing
    silent_since: date | None = None
    asked_on: date | None = None


def progress_of(
    promise: Promise, said: Said | None, today: date, *, resumed_on: date | None = None
) -> Progress:
    """How `promise` stands on `today`.

    `resumed_on`: the last day of a pause; silence counts from it. While it stands still nobody
    asks: do not call this, see `Standing.HOLDS`.

    With a rhythm, a word answers the round in which it was said. A round that passed without any
    word makes it silent, a "done" makes it kept until the next round is over.
    """
    if said is not None and said.state == ProgressState.DROPPED:
        return Progress(Standing.DROPPED)
    if promise.waits:
        return Progress(Standing.WAITS)
    if said is not None and said.state == ProgressState.DONE and promise.rhythm is None:
        return Progress(Standing.KEPT)
    silent_since = _silent_since(promise, said, today, resumed_on)
    asked_on = None
    if promise.rhythm is not None:
        asked_on = promise.rhythm.day(
            promise.began_on, promise.rhythm.round_on(promise.began_on, today) + 1
        )
    return Progress(_standing(promise, said, today), silent_since, asked_on)


def _standing(promise: Promise, said: Said | None, today: date) -> Standing:
    if said is not None and said.state == ProgressState.DONE:
        return Standing.KEPT if _is_of_now(promise, said, today) else Standing.RUNNING
    if promise.due_on is not None and promise.due_on < today and promise.binds:
        return Standing.LATE
    if said is None:
        has_day = promise.due_on is not None or promise.rhythm is not None
        return Standing.RUNNING if has_day else Standing.HOLDS
    if said.state == ProgressState.STUCK:
        return Standing.STUCK
    return Standing.NO_NEWS if said.state == ProgressState.NO_NEWS else Standing.RUNNING


def _is_of_now(promise: Promise, said: Said, today: date) -> bool:
    """Whether a "done" is of this round, or of the one that this round asks about."""
    if promise.rhythm is None:
        return True
    began = promise.began_on
    return promise.rhythm.round_on(began, today) - promise.rhythm.round_on(began, said.on) <= 1


def _silent_since(
    promise: Promise, said: Said | None, today: date, resumed_on: date | None
) -> date | None:
    heard_on = max(day for day in (promise.began_on, said and said.on, resumed_on) if day)
    if said is None and promise.due_on is None and promise.rhythm is None:
        return None
    if promise.rhythm is not None:
        began = promise.began_on
        spoke = promise.rhythm.round_on(began, heard_on)
        if said is None and heard_on == began:
            spoke = -1
        passed = promise.rhythm.round_on(began, today) - spoke >= 2
    elif said is not None and said.look_again_on is not None and said.on == heard_on:
        passed = said.look_again_on < today
    else:
        passed = (today - heard_on).days >= QUIET_DAYS
    return heard_on if passed else None


def is_followed(line: Commitment) -> bool:
    """Whether there is anything to keep: not what is only told, or cannot be done."""
    if line.stance in (Stance.CANNOT, Stance.UNKNOWN):
        return False
    return line.kind != Kind.INFORMATION


def binds(line: Commitment) -> bool:
    """Whether a day that passes makes it late: an intention of the municipality is no promise."""
    return line.party != Party.MUNICIPALITY or line.kind == Kind.PROMISE


def rhythm_in(line: Commitment) -> Rhythm | None:
    """The rhythm of a line, as far as it can be counted."""
    try:
        return rhythm_of(line.rhythm)
    except StrangeRhythm:
        return None


def is_same(one: Commitment, other: Commitment) -> bool:
    """Whether two lines of two versions promise the same."""
    return all(getattr(one, name) == getattr(other, name) for name in SAME)


def worst_first(lines: Iterable[tuple[Commitment, Progress]]) -> list[tuple[Commitment, Progress]]:
    """Late and silent before what goes well; the order of the text among equals."""
    order = [Standing.LATE, Standing.STUCK, Standing.NO_NEWS, Standing.RUNNING]

    def place(pair: tuple[Commitment, Progress]) -> tuple[int, bool]:
        standing = pair[1].standing
        at = order.index(standing) if standing in order else len(order)
        return at, pair[1].silent_since is None

    return sorted(lines, key=place)
