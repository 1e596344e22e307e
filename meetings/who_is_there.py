"""Who is there, as one reader may see it. The names of the group are for the group and its guides:
everybody else sees how many they are."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils import timezone

from initiatives.access import Action, may
from initiatives.models import Participant, Side
from initiatives.models.participants import ParticipantQuerySet
from initiatives.who import Who
from meetings.live_page import here_at
from meetings.models import Attendance, Meeting
from meetings.models.running import may_tap

ON_A_PAGE = 50
ORDER = (Side.GROUP, Side.GUIDE, Side.MUNICIPALITY, Side.OTHER)


@dataclass(frozen=True)
class Row:
    """Somebody whom the reader may name."""

    person: Participant
    is_there: bool
    is_me: bool
    may_tap: bool


class WhoIsThere:
    """One page of who takes part in the initiative of `meeting` today."""

    def __init__(self, meeting: Meeting, who: Who, *, number: int = 1) -> None:
        self.meeting, self.who, self.number = meeting, who, number
        self.me = who.participant_in(meeting.initiative)
        self.can_run = may(who, Action.RUN_MEETING, meeting)
        self.can_add = may(who, Action.CHANGE_GROUP, meeting)
        self.can_say = may(who, Action.SAY_COMING, meeting)
        self.here = here_at(meeting, self.me)

    @staticmethod
    def taking_part(meeting: Meeting) -> ParticipantQuerySet:
        """Who takes part today, with a name; of a double the one that was kept."""
        people = meeting.initiative.participants_on(timezone.localdate())
        return people.filter(merged_into=None).exclude(name="")

    @cached_property
    def _found(self) -> list[Any]:
        people = self.taking_part(self.meeting)
        if not may(self.who, Action.SEE_NAMES, self.meeting):
            mine = models.Q(pk=self.me and self.me.pk)
            people = people.filter(~models.Q(side=Side.GROUP) | mine)
        there = Attendance.objects.filter(
            meeting=self.meeting, participant=models.OuterRef("pk"), was_there=True
        )
        places = [models.When(side=side, then=n) for n, side in enumerate(ORDER)]
        ordered = people.annotate(is_there=models.Exists(there)).order_by(
            models.Case(*places, default=len(ORDER)), "name_key", "pk"
        )
        start = (self.number - 1) * ON_A_PAGE
        return list(ordered[start : start + ON_A_PAGE + 1])

    @cached_property
    def sides(self) -> list[tuple[str, list[Row]]]:
        """The people of this page by side."""
        rows: dict[str, list[Row]] = {}
        for person in self._found[:ON_A_PAGE]:
            person.initiative = self.meeting.initiative
            rows.setdefault(person.side, []).append(self._row(person))
        return list(rows.items())

    def _row(self, person: Any) -> Row:
        me = self.me
        taps = self.can_say and me is not None and may_tap(me, person)
        is_me = me is not None and me.pk == person.pk
        return Row(person, person.is_there, is_me, taps and (is_me or self.can_run))

    @property
    def asks_name(self) -> bool:
        """Only of the group, and of oneself: the others are named by their work."""
        return self.here.am_i and self.me is not None and self.me.side == Side.GROUP

    def _url(self, number: int) -> str:
        return f"{reverse('attendance', args=[self.meeting.pk])}?page={number}"

    @property
    def newer_url(self) -> str:
        return self._url(self.number - 1) if self.number > 1 else ""

    @property
    def older_url(self) -> str:
        return self._url(self.number + 1) if len(self._found) > ON_A_PAGE else ""
