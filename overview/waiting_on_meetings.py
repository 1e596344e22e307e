"""Meetings and actions that wait: a talk that is near, one that goes on, minutes to read, an action
that is late. They come as columns of their initiative, so no page that tells of one costs a query.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from initiatives.access import Action, may
from initiatives.models import Initiative, Participant, Side
from initiatives.models.initiative import InitiativeQuerySet
from initiatives.rows import Rows, rows_as
from initiatives.templatetags.dates import distance
from initiatives.who import Who
from meetings.models import ActionItem, Attendance, Meeting, RiskItem, RiskReview
from meetings.states import Coming, Status
from overview.wait import BOTH, GROUP, MUNICIPALITY, Waiting

# From so long before a meeting each side is asked whether somebody comes.
SOON = timedelta(days=7)
# So long both sides are told that there are minutes.
NEWS = timedelta(days=7)
# From so many meetings on something "comes back".
OFTEN = 3
MOST_AHEAD = 3
MOST_RISKS = 3
MOST_LATE = 25
OF_SIDE = {GROUP: (Side.GROUP, Side.GUIDE), MUNICIPALITY: (Side.MUNICIPALITY,)}
# An action of another party is for both to keep an eye on.
VOICE = {Side.GROUP: GROUP, Side.GUIDE: GROUP, Side.MUNICIPALITY: MUNICIPALITY}


@dataclass
class MeetingsNow:
    """What one initiative has of meetings, today. `coming`: how many said yes, by side; of those
    who take part."""

    ahead: list[Meeting] = field(default_factory=list)
    coming: dict[int, dict[str, int]] = field(default_factory=dict)
    last: Meeting | None = None
    # Open, and talked about in most meetings; each with `times`.
    returning: list[RiskItem] = field(default_factory=list)
    open_risks: int = 0
    open_actions: int = 0
    late_actions: list[ActionItem] = field(default_factory=list)

    @property
    def next(self) -> Meeting | None:
        return self.ahead[0] if self.ahead else None

    @property
    def counts(self) -> str:
        """ "5 komen": of the next one, as a number for everybody."""
        n = sum(self.coming[self.next.pk].values()) if self.next else 0
        return ngettext("{n} komt", "{n} komen", n).format(n=n) if n else ""


def with_meetings(initiatives: InitiativeQuerySet) -> InitiativeQuerySet:
    """Adds what `meetings_in` needs."""
    home = models.OuterRef("pk")
    ahead = Meeting.objects.ahead().filter(initiative=home)
    ahead = ahead.annotate(**{f"coming_{side}": _coming(side) for side in OF_SIDE})
    closed = Meeting.objects.closed().filter(initiative=home)
    risks = RiskItem.objects.open().filter(initiative=home)
    returning = risks.filter(hidden_at=None).annotate(times=_times()).filter(times__gte=OFTEN)
    actions = ActionItem.objects.open().filter(initiative=home)
    late = actions.filter(due_on__lt=timezone.localdate()).order_by("due_on", "pk")
    return initiatives.annotate(
        ahead_rows=Rows(ahead[:MOST_AHEAD], *(f"coming_{side}" for side in OF_SIDE)),
        closed_rows=Rows(closed[:1]),
        risk_rows=Rows(returning.order_by("-times", "added_on", "pk")[:MOST_RISKS], "times"),
        late_action_rows=Rows(late[:MOST_LATE]),
        open_risks=_count(risks),
        open_actions=_count(actions),
    )


def _count(things: models.QuerySet[RiskItem] | models.QuerySet[ActionItem]) -> Coalesce:
    """How many of one initiative, in a column."""
    counted = things.order_by().values("initiative").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


def _coming(side: str) -> Coalesce:
    """How many of `side` who take part today said that they come."""
    here = Participant.objects.on(timezone.localdate())
    said = Attendance.objects.filter(
        meeting=models.OuterRef("pk"),
        coming=Coming.YES,
        participant__side__in=OF_SIDE[side],
        participant__in=here.order_by().values("pk"),
    )
    counted = said.order_by().values("meeting").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


def _times() -> Coalesce:
    """How many meetings that are over said a word of it."""
    said = RiskReview.objects.filter(risk=models.OuterRef("pk"), meeting__status=Status.CLOSED)
    counted = said.order_by().values("risk").annotate(n=models.Count("pk")).values("n")
    return Coalesce(models.Subquery(counted), 0)


def meetings_in(initiative: Initiative) -> MeetingsNow:
    """What `with_meetings` loaded."""
    rows = getattr(initiative, "ahead_rows", None) or []
    ahead = rows_as(Meeting, rows)
    coming = {row["id"]: {side: row[f"coming_{side}"] for side in OF_SIDE} for row in rows}
    closed = rows_as(Meeting, getattr(initiative, "closed_rows", None))
    risk_rows = getattr(initiative, "risk_rows", None) or []
    risks = rows_as(RiskItem, risk_rows)
    for risk, row in zip(risks, risk_rows, strict=True):
        risk.times = row["times"]  # type: ignore[attr-defined]
    late = rows_as(ActionItem, getattr(initiative, "late_action_rows", None))
    for meeting in (*ahead, *closed):
        meeting.initiative = initiative
    for risk in risks:
        risk.initiative = initiative
    for action in late:
        action.initiative = initiative
    return MeetingsNow(
        ahead,
        coming,
        next(iter(closed), None),
        risks,
        getattr(initiative, "open_risks", 0),
        getattr(initiative, "open_actions", 0),
        late,
    )


def may_on_meetings(who: Who, initiative: Initiative) -> dict[str, bool]:
    """What this reader can do from a card about meetings. Whoever came by the link says first who
    it is, when that is needed."""

    def can(*actions: Action) -> bool:
        return any(may(who, action, initiative) for action in actions)

    return {
        "may_add": can(Action.ADD_POINT),
        "may_name": can(Action.NAME_RISK),
        "may_plan": can(Action.PLAN_MEETING, Action.TAKE_SEAT),
    }


def of_meetings(initiative: Initiative) -> Iterator[Waiting]:
    """All that waits of meetings and actions. No names: whose side it waits for is enough."""
    now = meetings_in(initiative)
    for meeting in now.ahead:
        yield from _of_one_ahead(meeting, now.coming[meeting.pk])
    if now.last is not None:
        yield from _of_minutes(now.last)
    yield from _of_late(initiative, now.late_actions)


def _of_one_ahead(meeting: Meeting, coming: dict[str, int]) -> Iterator[Waiting]:
    """It goes on; it was forgotten; or it is near and nobody of a side said to come."""
    pk, today, day = meeting.initiative_id, timezone.localdate(), meeting.day
    url = reverse("meeting", args=[meeting.pk])
    if meeting.status == Status.UNDER_WAY:
        if day < today:
            sentence = _("Het overleg van {day} is nog open. Sluit het samen af.")
            text = sentence.format(day=format_date(day, "j F"))
            yield Waiting(pk, BOTH, text, url, day, distance(day), "neutral")
        else:
            yield Waiting(pk, BOTH, _("Er is nu overleg. Doe mee."), url, day, _("nu"), "new")
    elif day < today:
        sentence = _("Het overleg van {day} is niet begonnen. Verzet het, of zeg het af.")
        text = sentence.format(day=format_date(day, "j F"))
        yield Waiting(pk, BOTH, text, url, day, distance(day), "neutral")
    elif day - today <= SOON:
        sentences = {
            GROUP: _("Van de groep zei nog niemand te komen naar het overleg van {day}."),
            MUNICIPALITY: _("Van de gemeente zei nog niemand te komen naar het overleg van {day}."),
        }
        for side, sentence in sentences.items():
            if not coming[side]:
                text = sentence.format(day=format_date(day, "j F"))
                yield Waiting(pk, side, text, url, day - SOON, distance(day), "neutral")


def _of_minutes(meeting: Meeting) -> Iterator[Waiting]:
    """There is something new to read, for both."""
    closed_on = timezone.localdate(meeting.closed_at) if meeting.closed_at else meeting.day
    if timezone.localdate() - closed_on > NEWS:
        return
    text = _("Het verslag van {day} staat klaar.").format(day=format_date(meeting.day, "j F"))
    url = reverse("minutes", args=[meeting.pk])
    yield Waiting(meeting.initiative_id, BOTH, text, url, closed_on, distance(closed_on), "new")


def _of_late(initiative: Initiative, actions: list[ActionItem]) -> Iterator[Waiting]:
    """One item a side, however many actions. What two sides do is told to both at once."""
    found: dict[str, list[ActionItem]] = defaultdict(list)
    for action in actions:
        sides = {VOICE.get(Side(s), BOTH) for s in (action.owner_side, action.second_side) if s}
        found[sides.pop() if len(sides) == 1 else BOTH].append(action)
    for side, late in found.items():
        n, day = len(late), late[0].due_on or date.max
        sentence = {
            GROUP: ngettext(
                "De groep zou een actie doen voor {day}. Hoe staat het?",
                "De groep zou {n} acties doen, de eerste voor {day}. Hoe staat het?",
                n,
            ),
            MUNICIPALITY: ngettext(
                "De gemeente zou een actie doen voor {day}. Hoe staat het?",
                "De gemeente zou {n} acties doen, de eerste voor {day}. Hoe staat het?",
                n,
            ),
        }.get(
            side,
            ngettext(
                "Samen zou er een actie klaar zijn voor {day}. Hoe staat het?",
                "Samen zouden {n} acties klaar zijn, de eerste voor {day}. Hoe staat het?",
                n,
            ),
        )
        url = reverse("who_does_what", args=[initiative.pk])
        if n == 1:
            url = reverse("action", args=[late[0].pk])
        text = sentence.format(n=n, day=format_date(day, "j F"))
        yield Waiting(initiative.pk, side, text, url, day, _("te laat"), "bad")
