"""The rows from which minutes are made, loaded in a number of queries that does not grow."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import timedelta
from typing import Any

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from initiatives.models import Initiative, Participant
from initiatives.rows import Rows, rows_as
from meetings.agenda import Entry, in_order
from meetings.carrying_over import points_of
from meetings.models import (
    ActionItem,
    ActionUpdate,
    Attendance,
    Correction,
    Decision,
    Knot,
    KnotReply,
    Meeting,
    Perspective,
    RiskItem,
    RiskReview,
)
from meetings.models.meeting import MeetingQuerySet

# More of one kind than this no meeting talks about; the rest stands on pages of its own.
MOST = 300
# What is said later than this, in a meeting that was opened again, was not said there.
LONGEST = timedelta(hours=12)


def for_minutes(meetings: MeetingQuerySet) -> Any:
    """The same, with everything on it that is few: no query of its own for those."""
    here, home = OuterRef("pk"), OuterRef("initiative")
    over = Coalesce(OuterRef("closed_at"), OuterRef("starts_at"))
    newer = Meeting.objects.filter(initiative=home).closed_after(over, here)
    ahead = Meeting.objects.ahead().filter(initiative=home)
    replies = KnotReply.objects.filter(
        knot__initiative=home,
        said_at__gte=OuterRef("started_at"),
        said_at__lte=OuterRef("closed_at"),
    )
    return meetings.select_related("initiative").annotate(
        attendance_rows=Rows(Attendance.objects.filter(meeting=here, was_there=True)),
        decision_rows=Rows(Decision.objects.filter(meeting=here).order_by("at", "pk")),
        correction_rows=Rows(Correction.objects.filter(meeting=here).order_by("at", "pk")),
        perspective_rows=Rows(Perspective.objects.filter(meeting=here).order_by("at", "pk")),
        named_rows=Rows(RiskItem.objects.filter(named_in=here).order_by("pk")),
        reply_rows=Rows(replies.order_by("said_at", "pk")),
        next_rows=Rows(ahead[:1]),
        is_settled=Exists(newer),
    )


class MinutesRows:
    """What was tapped and noted at `meeting`, which `for_minutes` loaded. Five queries.

    Every text knows where it stands and who wrote it.
    """

    def __init__(self, meeting: Any) -> None:
        self.meeting: Meeting = meeting
        self.initiative: Initiative = meeting.initiative
        self.attended = rows_as(Attendance, meeting.attendance_rows)
        self.decisions = rows_as(Decision, meeting.decision_rows)
        self.corrections = rows_as(Correction, meeting.correction_rows)
        self.views = rows_as(Perspective, meeting.perspective_rows)
        self.named = rows_as(RiskItem, meeting.named_rows)
        self.began = meeting.started_at or meeting.starts_at
        self.ended = min(meeting.closed_at or timezone.now(), self.began + LONGEST)
        replies = rows_as(KnotReply, meeting.reply_rows)
        self.replies = [reply for reply in replies if reply.said_at <= self.ended]
        ahead = next(iter(rows_as(Meeting, meeting.next_rows)), None)
        self.next: Meeting | None = None if ahead is None or ahead.has_passed else ahead
        points = points_of(meeting).select_related("meeting")[:MOST]
        agenda = in_order(meeting, [Entry(point.minutes, point) for point in points])
        self.items = [entry.item for entry in agenda if entry.item is not None]
        reviews = RiskReview.objects.filter(meeting=meeting).select_related("risk")
        self.reviews = list(reviews.order_by("risk__added_on", "risk_id")[:MOST])
        self.actions = self._load_actions()
        self.knots = self._load_knots()
        self.people = self._load_people()
        self._bring_home()

    def _load_actions(self) -> list[Any]:
        """Those that were laid there, and those of which something was said there."""
        during = (self.began, self.ended)
        said = ActionUpdate.objects.filter(action=OuterRef("pk"), said_at__range=during)
        mine = ActionItem.objects.filter(initiative=self.initiative)
        found = mine.annotate(update_rows=Rows(said.order_by("said_at", "pk"))).filter(
            Q(meeting=self.meeting) | Exists(said)
        )
        actions: list[Any] = list(found.order_by("added_at", "pk")[:MOST])
        for action in actions:
            action.said_here = rows_as(ActionUpdate, action.update_rows)
        return actions

    def _load_knots(self) -> list[Knot]:
        """Those that were laid there, and those that were answered there."""
        answered = {reply.knot_id for reply in self.replies}
        about = Q(meeting=self.meeting) | Q(pk__in=answered)
        mine = Knot.objects.filter(initiative=self.initiative)
        return list(mine.filter(about).order_by("opened_at", "pk")[:MOST])

    def _load_people(self) -> dict[int, Any]:
        """Everybody in it; and who takes part today, for who reads is among those."""
        meeting = self.meeting
        ids = {row.participant_id for row in self.attended}
        ids |= {knot.decider_id for knot in self.knots}
        for pk in (meeting.led_by_id, meeting.also_led_by_id, meeting.noted_by_id):
            ids.add(pk or 0)
        for action in self.actions:
            ids |= {action.owner_id or 0, action.second_id or 0}
        for text in self.texts():
            ids |= {text.by_id or 0, text.hidden_by_id or 0}
        mine = Participant.objects.filter(initiative=self.initiative)
        today = mine.on(timezone.localdate()).order_by().values("pk")
        found = mine.filter(Q(pk__in=ids) | Q(pk__in=today))
        people = {person.pk: person for person in found.with_today().select_related("merged_into")}
        for person in people.values():
            person.initiative = self.initiative
        return people

    def texts(self) -> Iterable[Any]:
        """Every text in it that somebody wrote."""
        yield from self.items
        yield from self.decisions
        yield from self.corrections
        yield from self.views
        yield from self.named
        yield from self.replies
        yield from self.knots
        for review in self.reviews:
            yield from (review, review.risk)
        for action in self.actions:
            yield from (action, *action.said_here)

    def _bring_home(self) -> None:
        for text in self.texts():
            if text.by_id is not None:
                text.by = self.people[text.by_id]
            if text.hidden_by_id is not None:
                text.hidden_by = self.people[text.hidden_by_id]
            if hasattr(text, "initiative_id"):
                text.initiative = self.initiative
        for row in self.attended:
            row.participant = self.people[row.participant_id]
        self._bring_together()

    def _bring_together(self) -> None:
        """What a text is about, without a query for each."""
        of_this_meeting: list[Any] = [*self.decisions, *self.corrections, *self.views]
        for text in of_this_meeting + self.reviews:
            text.meeting = self.meeting
        for item in self.items:
            item.meeting.initiative = self.initiative
        by_pk = {knot.pk: knot for knot in self.knots}
        for reply in self.replies:
            reply.knot = by_pk[reply.knot_id]
        for action in self.actions:
            for update in action.said_here:
                update.action = action
