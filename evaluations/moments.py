"""The next look-back of many agreements at once, without a query of its own for each."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from agreements.looking_back import Moment, MomentState, moment_of
from agreements.models import Agreement, AgreementVersion, Pause
from evaluations.models import Evaluation
from evaluations.states import State
from meetings.models import Meeting
from meetings.states import MeetingKind
from meetings.states import Status as MeetingStatus


def with_moment(agreements: QuerySet[Agreement]) -> QuerySet[Agreement]:
    """Adds what `AgreementMoment` reads of each agreement."""
    mine = {"agreement": OuterRef("pk")}
    texts = AgreementVersion.objects.in_effect().filter(**mine)
    pauses = Pause.objects.filter(**mine, ended_at=None)
    running = Evaluation.objects.running().filter(**mine)
    talks = Meeting.objects.filter(
        initiative=OuterRef("initiative"),
        kind=MeetingKind.LOOK_BACK,
        status=MeetingStatus.PLANNED,
        starts_at__gte=timezone.now(),
    ).order_by("starts_at", "pk")
    return agreements.annotate(
        in_effect_pk=Subquery(texts.values("pk")[:1]),
        ends_on=Subquery(texts.values("ends_on")[:1]),
        trial_until=Subquery(texts.values("trial_until")[:1]),
        paused_at=Subquery(pauses.values("began_at")[:1]),
        held=Count("evaluations", filter=Q(evaluations__state=State.CLOSED), distinct=True),
        running_pk=Subquery(running.values("pk")[:1]),
        running_state=Subquery(running.values("state")[:1]),
        running_since=Subquery(running.values("opened_at")[:1]),
        talk_pk=Subquery(talks.values("pk")[:1]),
        talk_at=Subquery(talks.values("starts_at")[:1]),
    )


@dataclass
class AgreementMoment:
    """One agreement with its next look-back, as loaded `with_moment`."""

    agreement: Agreement
    today: date = field(default_factory=timezone.localdate)

    @property
    def moment(self) -> Moment:
        return moment_of(
            self.agreement,
            running=self._column("in_effect_pk") is not None,
            paused_at=self._column("paused_at"),
            today=self.today,
            held=self._column("held"),
        )

    @property
    def state(self) -> str:
        """As of the moment; "running" while people look back, whatever the day says."""
        return "running" if self.running_pk else self.moment.state.value

    @property
    def is_shown(self) -> bool:
        """Whether there is anything to look back on: not of a text that never took effect."""
        return self.state not in ("ended", "none") or self._column("in_effect_pk") is not None

    @property
    def asks(self) -> bool:
        """Whether people can do something about it now."""
        return self.running_pk is not None or self.moment.can_open

    @property
    def running_pk(self) -> int | None:
        return self._column("running_pk")  # type: ignore[no-any-return]

    @property
    def is_talking(self) -> bool:
        return bool(self._column("running_state") == State.TALKING)

    @property
    def running_since(self) -> datetime | None:
        return self._column("running_since")  # type: ignore[no-any-return]

    @property
    def talk(self) -> tuple[int, datetime] | None:
        """The next meeting that was planned to look back: its number and when it begins."""
        pk, at = self._column("talk_pk"), self._column("talk_at")
        return (pk, at) if pk else None

    @property
    def comes_too_late(self) -> date | None:
        """The last day of the text, when it lies ahead and before the day to look back."""
        last, on = self._column("trial_until") or self._column("ends_on"), self.moment.on
        return last if last and on and self.today <= last < on else None

    @property
    def place(self) -> tuple[int, date]:
        """For sorting: what runs first, then what passed, then by day."""
        turn = {"running": 0, MomentState.PASSED.value: 1, MomentState.OPEN_NOW.value: 2}
        return turn.get(self.state, 3), self.moment.on or date.max

    def _column(self, name: str) -> Any:
        return getattr(self.agreement, name)
