"""When both sides look back together: the next day by the rhythm, and how it stands with that day.

Nothing here reads or writes. `models/look_back_day.py` moves the day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from agreements.every import Every

if TYPE_CHECKING:
    from agreements.models import Agreement

# So many days before the day people can begin: an evening together needs some days of filling in.
OPENS_BEFORE = timedelta(days=7)
# Further ahead nobody plans: it would be forgotten.
MOST_AHEAD = timedelta(days=2 * 366)


class MomentState(StrEnum):
    NONE = "none"  # no text in effect, or no day
    PLANNED = "planned"
    OPEN_NOW = "open_now"  # from some days before; on the day itself too
    PASSED = "passed"  # the day went by and nobody began
    PAUSED = "paused"  # nobody is asked; afterwards the day stands, or is passed
    ENDED = "ended"


@dataclass(frozen=True)
class Moment:
    """The next day to look back on one agreement. `moves`: how often it moved since the last time.
    `round`: before which look-back this is, by its number."""

    on: date | None
    state: MomentState
    moves: int = 0
    round: int = 1

    @property
    def opens_on(self) -> date | None:
        """From when people can begin."""
        return self.on - OPENS_BEFORE if self.on else None

    @property
    def can_open(self) -> bool:
        return self.state in (MomentState.OPEN_NOW, MomentState.PASSED)


def after(day: date, every: str) -> date:
    """The next day by the rhythm `every`, counted from `day`."""
    return Every(every).after(day, 1)


def moment_of(
    agreement: Agreement,
    *,
    running: bool,
    paused_at: datetime | None,
    today: date,
    held: int = 0,
) -> Moment:
    """How it stands with the next day to look back.

    `running`: whether a text of it is in effect. `paused_at`: since when it stands still.
    `held`: how many look-backs were closed.
    """
    on, state = agreement.look_back_on, MomentState.PLANNED
    if agreement.is_ended:
        state = MomentState.ENDED
    elif not running or on is None:
        state = MomentState.NONE
    elif paused_at is not None:
        state = MomentState.PAUSED
    elif on < today:
        state = MomentState.PASSED
    elif on - OPENS_BEFORE <= today:
        state = MomentState.OPEN_NOW
    shown = on if state not in (MomentState.NONE, MomentState.ENDED) else None
    return Moment(shown, state, agreement.look_back_moves, held + 1)
