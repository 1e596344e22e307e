"""What the page of a meeting shows of its agenda, for one reader."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from django.db import models
from django.db.models import Count, Subquery

from initiatives.access import Action, may
from initiatives.models import Participant
from initiatives.names import is_hidden_by_default
from initiatives.who import Who
from meetings.agenda import Entry, agenda_of, minutes_of
from meetings.carrying_over import actions_of, risks_of
from meetings.forms.agenda import AddPointForm
from meetings.models import Meeting
from meetings.states import FixedPoint, Status
from meetings.working_forms import BY_CODE, WorkingForm


class Shown:
    """One entry, with what this reader may do with it."""

    def __init__(self, entry: Entry, page: AgendaPage) -> None:
        self.entry = entry
        self.may_change = page.may_arrange or self.is_mine(page.me)
        item = entry.item
        self.form: WorkingForm | None = BY_CODE.get(item.working_form) if item else None
        self.before, self.after = "", ""

    def is_mine(self, me: Participant | None) -> bool:
        return self.entry.item is not None and self.entry.item.is_of(me)

    @property
    def is_actions(self) -> bool:
        item = self.entry.item
        return item is not None and item.fixed == FixedPoint.ACTIONS


class AgendaPage:
    """The agenda of a meeting that is ahead or was cancelled, with its sums. Three queries."""

    def __init__(self, meeting: Meeting, who: Who) -> None:
        self.meeting = meeting
        self.who = who
        self.me = who.participant_in(meeting.initiative)
        self.is_planned = meeting.status == Status.PLANNED
        self.may_arrange = meeting.is_ahead and may(who, Action.ARRANGE_AGENDA, meeting)
        self.may_add = self.is_planned and may(who, Action.ADD_POINT, meeting)
        self.may_prepare = meeting.is_ahead and may(who, Action.PREPARE, meeting)
        self.may_act = may(who, Action.REACT, meeting)

    @cached_property
    def add_form(self) -> AddPointForm:
        """The field on the page itself; what is wrong with it is said on its own page."""
        return AddPointForm(
            asks_name=self.me is not None and is_hidden_by_default(self.me), auto_id="punt_%s"
        )

    @cached_property
    def entries(self) -> list[Entry]:
        return agenda_of(self.meeting)

    @cached_property
    def shown(self) -> list[Shown]:
        """In order; each with the keys that "omhoog" and "omlaag" put it before."""
        found = [Shown(entry, self) for entry in self.entries]
        keys = [entry.key for entry in self.entries]
        for place, one in enumerate(found):
            one.before = keys[place - 1] if place else ""
            one.after = keys[place + 2] if place + 2 < len(keys) else ""
        return found

    @cached_property
    def minutes(self) -> int:
        return minutes_of(self.entries)

    @property
    def minutes_over(self) -> int:
        """How much longer the agenda is than people planned; 0 when it fits."""
        return max(self.minutes - self.meeting.minutes, 0)

    @cached_property
    def counts(self) -> dict[str, int]:
        """How many risks and actions come along by themselves. One query."""
        counts: Any = Meeting.objects.filter(pk=self.meeting.pk).values(
            n_risks=_count(risks_of(self.meeting)), n_actions=_count(actions_of(self.meeting))
        )
        found = counts.get()
        return {"risks": found["n_risks"] or 0, "actions": found["n_actions"] or 0}


def _count(found: models.QuerySet[Any]) -> Subquery:
    every = found.order_by().values("initiative").annotate(n=Count("pk", distinct=True))
    return Subquery(every.values("n"), output_field=models.IntegerField())
