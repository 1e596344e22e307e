"""What was said of the lines of a text in effect: most have a word or two, some are contested."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone

from agreements.models import Commitment, CommitmentUpdate, OtherView
from agreements.states import Kind, Party, ProgressState, Stance
from agreements.states import Status as State
from initiatives.models import Participant

from . import words
from .dice import Dice
from .people import Circle
from .rows import Rows, moment, tell, yesterday
from .texts import Text

STATES = (
    ProgressState.DONE,
    ProgressState.DONE,
    ProgressState.ON_TRACK,
    ProgressState.ON_TRACK,
    ProgressState.NO_NEWS,
    ProgressState.STUCK,
    ProgressState.DROPPED,
)


def add_progress(circle: Circle, text: Text, seed: str, rows: Rows) -> None:
    """Of each line that can be kept up to three words, the first after the text took effect. The
    lines have been written. Throws its own dice, so that nothing else changes."""
    version = text.version
    if version.status != State.IN_EFFECT or version.in_effect_at is None or not circle.officials:
        return
    dice = Dice(seed, "progress", circle.number, version.agreement.title, version.number)
    began = timezone.localdate(version.in_effect_at)
    for line in text.lines:
        if line.kind == Kind.INFORMATION or line.stance == Stance.CANNOT:
            continue
        days = sorted(
            began + timedelta(days=dice.between(0, (yesterday() - began).days))
            for _ in range(dice.pick((0, 1, 1, 2, 3)))
        )
        for day in days:
            add_word(circle, line, day, dice, rows)


def add_word(circle: Circle, line: Commitment, day: date, dice: Dice, rows: Rows) -> None:
    state = dice.pick(STATES)
    by = speaker(circle, line, day, dice)
    update = CommitmentUpdate(
        commitment=line,
        by=by,
        state=state,
        text=dice.pick(words.PROGRESS) if dice.chance(50) else "",
        said_at=moment(day, dice),
    )
    if state == ProgressState.NO_NEWS:
        update.look_again_on = day + timedelta(days=dice.between(7, 40))
    rows.add(
        update,
        tell(circle.initiative, f"progress_{state}", update.said_at, by=by,
             heading=line.clause.heading),
    )  # fmt: skip
    if state == ProgressState.DONE and dice.chance(30):
        by_official = by not in circle.officials
        other = circle.officials[0] if by_official else circle.guide
        agrees = dice.chance(70)
        rows.add(
            OtherView(
                update=update,
                by=other,
                agrees=agrees,
                text="" if agrees else "Wij zagen het nog niet.",
                said_at=update.said_at + timedelta(minutes=30),
            )
        )


def speaker(circle: Circle, line: Commitment, day: date, dice: Dice) -> Participant:
    if line.party == Party.MUNICIPALITY:
        return dice.pick(circle.officials)
    return dice.pick(circle.group_on(day) or [circle.guide])
