"""The lines of what holds, as somebody's doing, and who is silent about them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from agreements.load_progress import LineProgress
from agreements.models import AgreementVersion, Commitment, CommitmentUpdate
from agreements.progress import Standing
from agreements.silence import Silence
from agreements.states import Kind

# The order in which the lines of an official are told: what binds most first.
WEIGHT = {Kind.PROMISE: 0, Kind.INTENTION: 1, Kind.INFORMATION: 2}


@dataclass(frozen=True)
class Task:
    """One line of an agreement in effect, as somebody's doing."""

    line: Commitment
    version: AgreementVersion
    # How it stands; nothing for what can only be known.
    stands: LineProgress | None = None

    @property
    def is_paused(self) -> bool:
        return is_paused(self.version)

    @property
    def is_late(self) -> bool:
        return self.stands is not None and self.stands.is_late

    @property
    def said(self) -> CommitmentUpdate | None:
        """The last word on it, when anybody may read its text."""
        word = self.stands.word if self.stands else None
        return word if word is not None and not word.hidden_at else None

    @property
    def url(self) -> str:
        """Where to say or read how it stands; or the place in the text."""
        if self.stands is not None:
            return reverse("line_progress", args=[self.line.pk])
        return f"{reverse('version', args=[self.version.pk])}#{self.line.clause.key}"

    @property
    def is_promise(self) -> bool:
        return self.line.kind == Kind.PROMISE

    @property
    def order(self) -> tuple[bool, int, date, int]:
        """What asks for attention first, then what comes first, then by weight; else as in the
        agreement. What stands still comes last, and what was done near it."""
        weight = WEIGHT.get(Kind(self.line.kind), 3) if self.line.kind else 0
        return (self.is_paused, self._urgency, self.line.due_on or date.max, weight)

    @property
    def _urgency(self) -> int:
        stands = self.stands
        if stands is None:
            return 4
        if stands.is_contested or stands.is_bad:
            return 0 if stands.is_late else 1
        if stands.needs_a_word:
            return 2
        return 6 if stands.is_kept else 5 if stands.standing is Standing.DROPPED else 3


@dataclass(frozen=True)
class Quiet:
    """A side of which nothing was heard, in one agreement. `is_mine`: of who reads this."""

    version: AgreementVersion
    silence: Silence
    slug: str
    is_mine: bool
    may_ask: bool


def is_paused(version: AgreementVersion) -> bool:
    return version.paused_at is not None  # type: ignore[attr-defined]
