"""What comes back by itself on the next agenda. All of it is computed; no job moves anything.

The next meeting of an initiative is the one that is under way, else the planned one that begins
first. One whose day went by without anybody beginning it comes after all others.

==========================  ===================  ===================================================
What                        Comes back           Until
==========================  ===================  ===================================================
a risk or bottleneck        on every agenda      a meeting said "weg" and closed; reopening that
                                                 meeting brings it back, and so does "het is terug"
an action                   on every agenda      its last word is "gedaan" or "niet meer nodig"
a point that somebody put   on the agenda where  a meeting got to it (then it stands in those
on an agenda                it was put; then on  minutes), or whoever put it took it back
                            the next one, only
a point that comes by       on every agenda, of  never: each meeting has its own
itself                      its own
the standing item           on every agenda: it  never
                            is the meeting
a knot                      on every agenda      it is answered with "dit kan" or "dit kan niet", or
                                                 taken back
==========================  ===================  ===================================================

- A point "goes on" when its meeting closed without it, was cancelled, or never began and another is
  next. A closed meeting keeps a `PassedOver` of each; reopening takes those away again, and the
  point is back where it was. So it is when one that never began is moved, or begins after all.
- A risk that a meeting did not get to keeps that word ("niet aan toegekomen"), which is counted; it
  stands first next time.
- A risk that came back before its meeting was reopened keeps no "weg" of it: the meeting says a new
  word.
- What was named during a meeting is new there, and needs no other word before it closes.
"""

from __future__ import annotations

from collections.abc import Iterable

from django.db import models

from initiatives.models import Initiative
from meetings.models import ActionItem, AgendaItem, Knot, Meeting, RiskItem, RiskReview
from meetings.models.action import ActionItemQuerySet
from meetings.models.knot import KnotQuerySet
from meetings.models.meeting import today_began_at
from meetings.states import RiskWord, Status

OVER = (Status.CLOSED, Status.CANCELLED)


def next_meeting(initiative: Initiative | int) -> Meeting | None:
    """The one under way, else the planned one that begins first."""
    return Meeting.objects.ahead().filter(initiative=initiative).first()


def points_of(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    """The points on the agenda of `meeting`, but for the standing item, in order.

    Of one that is over: those that it had, whether it got to them or not.
    """
    items = AgendaItem.objects.filter(withdrawn_at=None)
    if meeting.status == Status.CLOSED:
        had = (
            models.Q(meeting=meeting, fixed__gt="")
            | models.Q(reached_in=meeting)
            | models.Q(passed_over__meeting=meeting)
        )
        return items.filter(had).distinct().order_by("position", "pk")
    mine = models.Q(meeting=meeting) & (
        models.Q(reached_in=None) | models.Q(reached_in=meeting) | models.Q(fixed__gt="")
    )
    if meeting.status == Status.CANCELLED:
        # What it would have had goes on to the next; here it can still be read.
        return items.filter(meeting=meeting).order_by("position", "pk")
    # Only one is under way at a time, and it comes before all that are planned.
    is_next = meeting.status == Status.UNDER_WAY
    first = None if is_next else next_meeting(meeting.initiative_id)
    if is_next or (first is not None and first.pk == meeting.pk):
        mine |= models.Q(reached_in=meeting) | carried(meeting.initiative_id)
    elif meeting.has_passed:
        # Its points went on to the one that is next.
        mine &= models.Q(fixed__gt="")
    return items.filter(mine).order_by("position", "pk")


def carried(initiative: int) -> models.Q:
    """Points of meetings that are over, or never began, and that none got to yet."""
    over = models.Q(meeting__status__in=OVER) | models.Q(
        meeting__status=Status.PLANNED, meeting__starts_at__lt=today_began_at()
    )
    return over & models.Q(meeting__initiative=initiative, reached_in=None, fixed="")


def following(meeting: Meeting) -> Meeting | None:
    """The meeting that people look forward to besides `meeting`: planned, and its day to come."""
    others = Meeting.objects.ahead().filter(initiative=meeting.initiative_id)
    first = others.exclude(pk=meeting.pk).first()
    return None if first is None or first.has_passed else first


def risks_of(meeting: Meeting) -> models.QuerySet[RiskItem]:
    """The risks and bottlenecks that `meeting` talks about.

    Of one that closed: those that it said a word of, and those that were named in it.
    """
    risks = RiskItem.objects.filter(initiative=meeting.initiative_id)
    said = models.Exists(RiskReview.objects.filter(risk=models.OuterRef("pk"), meeting=meeting))
    if meeting.status in OVER:
        return risks.filter(said | models.Q(named_in=meeting))
    return risks.filter(models.Q(gone_at=None) | said)


def needing_a_word(meeting: Meeting) -> models.QuerySet[RiskItem]:
    """What `meeting` cannot close without: open risks with no word in it yet, and not new in it."""
    return RiskItem.objects.needing_a_word(meeting)


def actions_of(meeting: Meeting) -> ActionItemQuerySet:
    """The actions that are still open."""
    return ActionItem.objects.open().filter(initiative=meeting.initiative_id)


def knots_of(meeting: Meeting) -> KnotQuerySet:
    """The knots that wait for an answer."""
    return Knot.objects.open().filter(initiative=meeting.initiative_id)


def times_not_reached(words: Iterable[str]) -> int:
    """How many meetings in a row did not get to it, by the words of closed meetings in order."""
    count = 0
    for word in reversed(list(words)):
        if word != RiskWord.NOT_REACHED:
            break
        count += 1
    return count
