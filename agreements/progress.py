"""How every line stands: kept, running, late, silent. Computed from what was said and from days.

Nothing is stored or remembered, so nothing has to run for it to be right on any day.
"""

from __future__ import annotations

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

    def next_round(self, today: date) -> date | None:
        if self.rhythm is None:
            return None
        return self.rhythm.day(self.began_on, self.rhythm.round_on(self.began_on, today) + 1)

    def this_round(self, today: date) -> date | None:
        """Its first day."""
        if self.rhythm is None:
            return None
        return self.rhythm.day(self.began_on, self.rhythm.round_on(self.began_on, today))


@dataclass(frozen=True)
class Progress:
    """How a line stands on a day.

    `silent_since`: when it is too long ago that anything was said: the day of the last word, or
    the one on which somebody would look again; else None. `asked_on`: for a line with a rhythm the
    day on which it is asked again. `is_asked`: it is time for a word, and there is none yet.
    `asked_since`: the day of that: to look again, or the first of this round.
    """

    standing: Standing
    silent_since: date | None = None
    asked_on: date | None = None
    is_asked: bool = False
    asked_since: date | None = None


def progress_of(
    promise: Promise, said: Said | None, today: date, *, resumed_on: date | None = None
) -> Progress:
    """How `promise` stands on `today`.

    `resumed_on`: the last day of a pause; silence counts from it. While it stands still nobody
    asks: do not call this, see `Standing.HOLDS`.

    With a rhythm, each round asks once how the one before it went, and any word in it answers. A
    round that passed without a word makes it silent, a "done" makes it kept until the next round
    is over. A day on which somebody would look again goes before both.
    """
    if said is not None and said.state == ProgressState.DROPPED:
        return Progress(Standing.DROPPED)
    if promise.waits:
        return Progress(Standing.WAITS)
    if said is not None and said.state == ProgressState.DONE and promise.rhythm is None:
        return Progress(Standing.KEPT)
    is_asked = _is_asked(promise, said, today)
    looks_on = said and said.look_again_on
    return Progress(
        _standing(promise, said, today),
        _silent_since(promise, said, today, resumed_on),
        promise.next_round(today),
        is_asked,
        (looks_on or promise.this_round(today)) if is_asked else None,
    )


def _standing(promise: Promise, said: Said | None, today: date) -> Standing:
    if said is not None and said.state == ProgressState.DONE:
        return Standing.KEPT if _is_of_now(promise, said, today) else Standing.RUNNING
    if _is_late(promise, said, today):
        return Standing.LATE
    if said is None:
        has_day = promise.due_on is not None or promise.rhythm is not None
        return Standing.RUNNING if has_day else Standing.HOLDS
    if said.state == ProgressState.STUCK:
        return Standing.STUCK
    return Standing.NO_NEWS if said.state == ProgressState.NO_NEWS else Standing.RUNNING


def _is_late(promise: Promise, said: Said | None, today: date) -> bool:
    """Whether the day passed. Of what comes back, it is the day of the first time: any later word
    is about the times after it."""
    if promise.due_on is None or not promise.binds or promise.due_on >= today:
        return False
    return promise.rhythm is None or said is None or said.on <= promise.due_on


def _is_of_now(promise: Promise, said: Said, today: date) -> bool:
    """Whether a "done" is of this round, or of the one that this round asks about."""
    if promise.rhythm is None:
        return True
    began = promise.began_on
    return promise.rhythm.round_on(began, today) - promise.rhythm.round_on(began, said.on) <= 1


def _is_asked(promise: Promise, said: Said | None, today: date) -> bool:
    if said is not None and said.look_again_on is not None:
        return said.look_again_on <= today
    if promise.rhythm is None:
        return False
    now = promise.rhythm.round_on(promise.began_on, today)
    return now >= 1 and (said is None or promise.rhythm.round_on(promise.began_on, said.on) < now)


def _silent_since(
    promise: Promise, said: Said | None, today: date, resumed_on: date | None
) -> date | None:
    began = promise.began_on
    heard_on = max(day for day in (began, said and said.on, resumed_on) if day)
    if said is not None and said.look_again_on is not None:
        # They said on which day they would look again: until then nobody asks.
        heard_on = max(heard_on, said.look_again_on)
        passed = heard_on < today
        if resumed_on is not None and heard_on == resumed_on:
            passed = (today - heard_on).days >= QUIET_DAYS
    elif promise.rhythm is not None:
        # What was said of nothing yet answers no round, not even the first.
        spoke = (
            -1 if heard_on == began and said is None else promise.rhythm.round_on(began, heard_on)
        )
        passed = promise.rhythm.round_on(began, today) - spoke >= 2
    elif said is None and promise.due_on is None:
        return None
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


def is_same(one: Commitment, now: Commitment) -> bool:
    """Whether two lines of two versions promise the same. One whose step was reached since promises
    what it did: nothing was said of it before it counted."""
    counts = bool(one.condition) and not now.condition
    names = [name for name in SAME if name != "condition"] if counts else SAME
    return all(getattr(one, name) == getattr(now, name) for name in names)


def place_of(progress: Progress) -> int:
    """Late, stuck and silent come before what goes well."""
    if progress.standing in (Standing.LATE, Standing.STUCK):
        return WORST.index(progress.standing)
    return 2 if progress.silent_since else WORST.index(progress.standing) + 1


WORST = [
    Standing.LATE,
    Standing.STUCK,
    Standing.NO_NEWS,
    Standing.RUNNING,
    Standing.WAITS,
    Standing.KEPT,
    Standing.HOLDS,
    Standing.DROPPED,
]
