"""What held on any day: computed from the versions and pauses of an agreement."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.utils import timezone

from agreements.models import AgreementVersion, Pause


@dataclass(frozen=True)
class Standing:
    """How an agreement stood at the end of a day.

    `version`: what was in effect, with the `pause` that ran then. Without one `ended` is the text
    that held last before that day, and None when nothing had held yet.
    """

    day: date
    version: AgreementVersion | None = None
    pause: Pause | None = None
    ended: AgreementVersion | None = None

    @property
    def text(self) -> AgreementVersion | None:
        """What there is to read of it."""
        return self.version or self.ended

    @property
    def is_past_its_end(self) -> bool:
        """The last day that the text itself names was over, and nobody had said what then."""
        last = self.version.last_day if self.version else None
        return last is not None and last < self.day

    @property
    def ended_that_day(self) -> bool:
        closed = self.ended.closed_at if self.ended else None
        return closed is not None and timezone.localdate(closed) == self.day


@dataclass(frozen=True)
class Stretch:
    """From when until when something held: a version, or a pause of the agreement."""

    since: datetime
    until: datetime | None
    version: AgreementVersion | None = None
    pause: Pause | None = None

    @property
    def first_day(self) -> str:
        """For the address of the page about that day."""
        return timezone.localdate(self.since).isoformat()


def standing_on(
    day: date, versions: Iterable[AgreementVersion], pauses: Iterable[Pause]
) -> Standing:
    """`versions` and `pauses` of one agreement, in any order.

    On a day on which something changed it is what stood there in the evening.
    """
    begun = [v for v in versions if v.in_effect_at and timezone.localdate(v.in_effect_at) <= day]
    if not begun:
        return Standing(day)
    last = max(begun, key=lambda v: (v.in_effect_at, v.number))
    if last.closed_at and timezone.localdate(last.closed_at) <= day:
        return Standing(day, ended=last)
    running = (pause for pause in pauses if _runs_on(pause, day))
    return Standing(day, last, next(running, None))


def _runs_on(pause: Pause, day: date) -> bool:
    ended = pause.ended_at and timezone.localdate(pause.ended_at)
    return timezone.localdate(pause.began_at) <= day and (not ended or ended > day)


def stretches_of(versions: Sequence[AgreementVersion], pauses: Sequence[Pause]) -> list[Stretch]:
    """Everything that held and every pause, newest first."""
    found = [Stretch(v.in_effect_at, v.closed_at, version=v) for v in versions if v.in_effect_at]
    found += [Stretch(p.began_at, p.ended_at, pause=p) for p in pauses]
    return sorted(found, key=lambda stretch: stretch.since, reverse=True)
