"""The page of a meeting that is under way: what is talked about now, what comes, who is there."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cached_property

from django.db import models
from django.utils import timezone

from initiatives.access import Action, may
from initiatives.models import Participant, Side
from initiatives.who import Who
from meetings.agenda import Entry, agenda_of
from meetings.models import Attendance, Decision, Meeting, Perspective
from meetings.perspectives import load_perspectives
from meetings.pulse import pulse_url
from meetings.risk_talk import RiskTalk
from meetings.states import FixedPoint
from meetings.who_does_what import AtHand
from meetings.working_forms import BY_CODE, WorkingForm

MOST_DECISIONS = 25


@dataclass(frozen=True)
class Clock:
    """How long a point still has. It reminds; nobody is cut off."""

    now: datetime
    until: datetime

    @property
    def minutes_left(self) -> int:
        """Rounded up; below zero when it took longer than people thought."""
        seconds = (self.until - self.now).total_seconds()
        return int(-(-seconds // 60)) if seconds > 0 else -int(-seconds // 60)

    @property
    def minutes_over(self) -> int:
        return max(-self.minutes_left, 0)


@dataclass(frozen=True)
class Here:
    """Who is there, as numbers; whether the reader is, and may be named in the minutes."""

    group: int
    municipality: int
    others: int
    am_i: bool
    am_i_named: bool


def here_at(meeting: Meeting, me: Participant | None) -> Here:
    """One query. `me`: who looks. Of the group what was counted goes first."""
    own = models.Q(participant=me.pk if me else None)
    rows = (
        Attendance.objects.filter(meeting=meeting, was_there=True)
        .order_by()
        .values_list("participant__side")
        .annotate(
            n=models.Count("pk"),
            own=models.Count("pk", filter=own),
            named=models.Count("pk", filter=own & models.Q(is_named=True)),
        )
    )
    found = list(rows)
    tapped = {side: n for side, n, _own, _named in found}
    group = meeting.group_count
    return Here(
        group=tapped.get(Side.GROUP, 0) if group is None else group,
        municipality=tapped.get(Side.MUNICIPALITY, 0),
        others=tapped.get(Side.GUIDE, 0) + tapped.get(Side.OTHER, 0),
        am_i=any(own for _side, _n, own, _named in found),
        am_i_named=any(named for _side, _n, _own, named in found),
    )


class LivePage:
    """`meeting` is under way. `risk`: the one that somebody chose at the standing item."""

    def __init__(self, meeting: Meeting, who: Who, *, risk: int | None = None) -> None:
        self.meeting, self.who, self._risk = meeting, who, risk
        self.initiative = meeting.initiative
        if self.shows_actions:
            # First: it loads who takes part today, and so says as whom `who` acts.
            self.hand = AtHand(meeting, who)
        self.me = who.participant_in(self.initiative)
        self.can_run = may(who, Action.RUN_MEETING, meeting)
        self.can_see_it = may(who, Action.SAY_PERSPECTIVE, meeting)
        self.pulse_url = pulse_url(meeting)

    @cached_property
    def agenda(self) -> list[Entry]:
        return agenda_of(self.meeting)

    @cached_property
    def place(self) -> int:
        """Where the meeting stands in its agenda. A point that was taken off: at the first."""
        wanted = self.meeting.current_item_id
        found = (n for n, entry in enumerate(self.agenda) if _pk(entry) == wanted)
        return next(found, 0)

    @property
    def entry(self) -> Entry:
        return self.agenda[self.place]

    @property
    def number(self) -> int:
        return self.place + 1

    @property
    def next(self) -> Entry | None:
        return self.agenda[self.place + 1] if self.number < len(self.agenda) else None

    @property
    def before(self) -> Entry | None:
        return self.agenda[self.place - 1] if self.place else None

    @property
    def rest(self) -> list[tuple[Entry, str]]:
        """Every point with how it stands: "done", "now" or ""."""
        return [(entry, self._state(n, entry)) for n, entry in enumerate(self.agenda)]

    def _state(self, n: int, entry: Entry) -> str:
        if n == self.place:
            return "now"
        item = entry.item
        is_done = n < self.place if item is None else item.reached_in_id == self.meeting.pk
        return "done" if is_done else ""

    @cached_property
    def clock(self) -> Clock:
        now = timezone.now()
        since = self.meeting.current_since or now
        return Clock(now, since + timedelta(minutes=self.entry.minutes))

    @property
    def fixed(self) -> str:
        """Which of the points that come by themselves it is; "" for any other."""
        return self.meeting.current_item.fixed if self.meeting.current_item else ""

    @property
    def working_form(self) -> WorkingForm | None:
        return BY_CODE.get(self.entry.item.working_form) if self.entry.item else None

    @cached_property
    def here(self) -> Here:
        return here_at(self.meeting, self.me)

    @property
    def shows_here(self) -> bool:
        return self.fixed == FixedPoint.CHECK_IN

    @cached_property
    def talk(self) -> RiskTalk:
        return RiskTalk(self.meeting, at=self._risk)

    @property
    def shows_actions(self) -> bool:
        return self.fixed == FixedPoint.ACTIONS

    @property
    def shows_views(self) -> bool:
        """How each side sees it: of what somebody put on the agenda, and of how it goes."""
        return self.entry.item is not None and self.fixed in ("", FixedPoint.BETWEEN_US)

    @property
    def views(self) -> list[Perspective]:
        items = [self.entry.item] if self.entry.item else []
        return load_perspectives(self.meeting, items=items).get(self.entry.key, [])

    @cached_property
    def decisions(self) -> list[Decision]:
        """What was decided at the point that is talked about now."""
        found = Decision.objects.filter(meeting=self.meeting, item=self.meeting.current_item_id)
        return list(found.select_related("by__initiative", "hidden_by")[:MOST_DECISIONS])


def _pk(entry: Entry) -> int | None:
    return entry.item.pk if entry.item else None
