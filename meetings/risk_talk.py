"""The standing item of a meeting: which risk is at hand, what comes after it, what was said.

First those of last time: the ones that meetings did not get to longest, then the oldest. What no
meeting talked about yet comes last. Three queries, whatever the number.
"""

from __future__ import annotations

from functools import cached_property

from meetings.carrying_over import risks_of
from meetings.models import Meeting, Perspective
from meetings.perspectives import load_perspectives
from meetings.risk_history import RiskStands, for_screen, stands_of

# So many of the next ones are shown; the others come when it is their turn.
MOST_SHOWN = 12


def place_of(stands: RiskStands) -> tuple[bool, int, object, int]:
    """Where it comes in the talk; see above."""
    return (stands.is_new, -stands.times_missed, stands.risk.added_on, stands.risk.pk)


class RiskTalk:
    """Everything that the standing item of `meeting` shows. `at`: the risk that somebody chose."""

    def __init__(self, meeting: Meeting, *, at: int | None = None) -> None:
        self.meeting, self.at = meeting, at
        self.initiative = meeting.initiative

    @cached_property
    def every(self) -> list[RiskStands]:
        """All of them, in the order in which they are talked about."""
        risks = for_screen(risks_of(self.meeting), self.initiative)
        return sorted(stands_of(risks, self.meeting), key=place_of)

    def _is_new_here(self, stands: RiskStands) -> bool:
        return stands.risk.named_in_id == self.meeting.pk

    @property
    def untapped(self) -> list[RiskStands]:
        """What the meeting cannot close without."""
        return [s for s in self.every if s.now is None and not self._is_new_here(s)]

    @property
    def said(self) -> list[RiskStands]:
        """What has its word."""
        return [s for s in self.every if s.now is not None]

    @property
    def new(self) -> list[RiskStands]:
        """What was named during this meeting, and has no other word."""
        return [s for s in self.every if s.now is None and self._is_new_here(s)]

    @cached_property
    def at_hand(self) -> RiskStands | None:
        """The one that somebody chose, else the first that has no word yet."""
        chosen = next((s for s in self.every if s.risk.pk == self.at), None)
        return chosen or next(iter(self.untapped), None)

    @cached_property
    def views(self) -> list[Perspective]:
        """How the sides see the one at hand, in this meeting. One query."""
        if self.at_hand is None:
            return []
        risk = self.at_hand.risk
        return load_perspectives(self.meeting, risks=[risk]).get(f"risico-{risk.pk}", [])

    @property
    def after(self) -> list[RiskStands]:
        """What still has to come, but for the one at hand."""
        return [s for s in self.untapped if s is not self.at_hand]

    @property
    def shown_after(self) -> list[RiskStands]:
        return self.after[:MOST_SHOWN]

    @property
    def more_after(self) -> int:
        return max(len(self.after) - MOST_SHOWN, 0)

    @property
    def number(self) -> int:
        """Which of `total` is at hand."""
        return len(self.said) + (self.at_hand is not None and self.at_hand.now is None)

    @property
    def total(self) -> int:
        return len(self.said) + len(self.untapped)
