"""How one action stands, and what a reader can do with it. Loaded `with_last_word`."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils import timezone
from django.utils.translation import gettext as _

from agreements.models import AgreementVersion
from agreements.progress import WORST, Standing
from agreements.states import ProgressState
from initiatives.access import Action, may
from initiatives.models import Initiative, Participant
from initiatives.who import Who
from meetings.models import ActionItem, Meeting
from meetings.states import Feasibility, Status

STANDING_OF = {
    ProgressState.ON_TRACK: Standing.RUNNING,
    ProgressState.DONE: Standing.KEPT,
    ProgressState.NO_NEWS: Standing.NO_NEWS,
    ProgressState.STUCK: Standing.STUCK,
    ProgressState.DROPPED: Standing.DROPPED,
}
BAD = (Standing.LATE, Standing.STUCK)
FEASIBLE_TONES = {Feasibility.YES: "good", Feasibility.TIGHT: "neutral", Feasibility.NO: "bad"}
# Without a meeting or a day to look back we offer this.
USUAL_TIME = timedelta(weeks=2)


@dataclass
class ActionStands:
    """One action as this reader sees it. `me`: as whom they take part; None for a reader."""

    action: ActionItem
    me: Participant | None = None
    may_say: bool = False

    @property
    def state(self) -> str:
        return getattr(self.action, "last_state", None) or ""

    @property
    def standing(self) -> Standing | None:
        """None: nobody said anything, and its day has not passed."""
        if self.action.is_late:
            return Standing.LATE
        return STANDING_OF[ProgressState(self.state)] if self.state else None

    @property
    def pill(self) -> str:
        if self.standing is None:
            return _("nog niets gezegd")
        return str(self.standing.value) if self.standing is not Standing.KEPT else _("gedaan")

    @property
    def is_bad(self) -> bool:
        return self.standing in BAD or (
            self.action.is_open and self.action.feasibility == Feasibility.NO
        )

    @property
    def tone(self) -> str:
        if self.standing in BAD:
            return "bad"
        return "good" if self.standing is Standing.KEPT else "neutral"

    @property
    def feasible_tone(self) -> str:
        return FEASIBLE_TONES[Feasibility(self.action.feasibility)]

    @property
    def looks_again_on(self) -> date | None:
        """When somebody looks again, while that day has to come."""
        day: date | None = getattr(self.action, "last_look_again_on", None)
        return day if day is not None and day >= timezone.localdate() else None

    @property
    def seen(self) -> str:
        """The word that is on the screen, as a form sends it back."""
        return str(getattr(self.action, "last_pk", None) or "")

    @property
    def is_mine(self) -> bool:
        return self.action.is_done_by(self.me)

    @property
    def place(self) -> tuple[int, date]:
        """For sorting among lines of agreements too: what asks for attention first, then by its
        day. Silence, between what is bad and the rest, is only theirs."""
        if self.is_bad:
            return (WORST.index(self.standing) if self.standing in BAD else 0), self._day
        return WORST.index(self.standing or Standing.RUNNING) + 1, self._day

    @property
    def _day(self) -> date:
        return self.action.due_on or date.max


def stands_of(action: ActionItem, who: Who, me: Participant | None) -> ActionStands:
    """`action` with what `who` can do with it; no query when its people are loaded."""
    may_say = me is not None and action.is_spoken_for_by(me)
    return ActionStands(action, me, may_say and may(who, Action.SAY_ACTION, action))


def proposed_day(initiative: Initiative, meeting: Meeting | None = None) -> tuple[date, str]:
    """Before when something can be done, and why then: the next meeting that is planned, else the
    day on which both sides look back, else in two weeks. At most two queries."""
    now, today = timezone.now(), timezone.localdate()
    planned = Meeting.objects.filter(
        initiative=initiative, status=Status.PLANNED, starts_at__gt=now
    ).order_by("starts_at")
    if meeting is not None:
        planned = planned.exclude(pk=meeting.pk)
    at = planned.values_list("starts_at", flat=True).first()
    if at is not None:
        return timezone.localdate(at), _("Dan is het volgende overleg.")
    texts = AgreementVersion.objects.in_effect().filter(
        agreement__initiative=initiative, agreement__look_back_on__gte=today
    )
    days = texts.order_by("agreement__look_back_on")
    look_back_on = days.values_list("agreement__look_back_on", flat=True).first()
    if look_back_on is not None:
        return look_back_on, _("Dan kijken jullie samen terug.")
    return today + USUAL_TIME, _("Over twee weken, of wanneer het jullie uitkomt.")
