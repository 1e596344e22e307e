"""Closing a meeting, and opening it again: here what carries over is settled.

Closing keeps which points went on to the next meeting, and takes the risks off that it said "weg"
of. Reopening takes both back, so closing once more starts from the same place.
"""

from __future__ import annotations

from datetime import datetime, timedelta

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Participant, tell_as
from initiatives.states import Refused
from meetings.states import MeetingKind, RiskWord, Status

from .agenda_item import PassedOver
from .meeting import Meeting
from .risk import RiskItem, RiskReview

tell_as(
    {
        "meeting_closed": _lazy("{by} sloot een overleg af. Het verslag staat klaar."),
        "meeting_reopened": _lazy("{by} opende een overleg weer, om iets te verbeteren."),
    }
)

# A form that is sent twice comes twice within this time.
DOUBLE_TAP = timedelta(minutes=1)


class NeedsAWord(Refused):
    """Of some open risks or bottlenecks nothing was said yet. `risks`: those."""

    def __init__(self, risks: list[RiskItem]) -> None:
        super().__init__(_("Van elk risico en knelpunt is eerst een woord nodig."))
        self.risks = risks


def close(
    meeting: Meeting,
    *,
    by: Participant,
    rest_not_reached: bool = False,
    next_at: datetime | None = None,
    next_place: str = "",
) -> Meeting:
    """Closes it: from here the minutes stand. Gives the meeting as it is now.

    `NeedsAWord` while an open risk has no word; with `rest_not_reached` those get "niet aan
    toegekomen" in the same step. A point that nobody got to goes on to the next. A risk with the
    word "weg" is gone. With `next_at` the next meeting is planned in the same step, unless it was
    there already. The same button twice is once.
    """
    from meetings.carrying_over import needing_a_word, points_of

    with transaction.atomic():
        Meeting.objects.lock_ahead(meeting.initiative)
        now = meeting.lock()
        if _is_same_tap(now, by):
            return now
        now = meeting.lock(Status.UNDER_WAY)
        if rest_not_reached:
            RiskReview.rest_not_reached(now, by=by)
        untapped = list(needing_a_word(now))
        if untapped:
            raise NeedsAWord(untapped)
        left = points_of(now).filter(fixed="", reached_in=None)
        PassedOver.objects.bulk_create(
            PassedOver(item=item, meeting=now) for item in left.order_by("pk")
        )
        moment = timezone.now()
        _said_gone(now).filter(gone_at=None).update(
            gone_at=moment, revision=models.F("revision") + 1
        )
        now.status, now.closed_at, now.closed_by = Status.CLOSED, moment, by
        now.current_item = now.current_since = None
        now.save(
            update_fields=["status", "closed_at", "closed_by", "current_item", "current_since"]
        )
        now.initiative.tell("meeting_closed", by=by, meeting=now.pk)
        if next_at is not None and following(now) is None:
            plan_following(now, by=by, starts_at=next_at, place=next_place)
    return now


def _is_same_tap(meeting: Meeting, by: Participant) -> bool:
    """Whether `by` closed it just now."""
    return (
        meeting.status == Status.CLOSED
        and meeting.closed_by_id == by.pk
        and meeting.closed_at is not None
        and meeting.closed_at > timezone.now() - DOUBLE_TAP
    )


def _said_gone(meeting: Meeting) -> models.QuerySet[RiskItem]:
    return RiskItem.objects.filter(
        pk__in=RiskReview.objects.filter(meeting=meeting, word=RiskWord.GONE).values("risk")
    )


def following(meeting: Meeting) -> Meeting | None:
    """The one that was planned after it in the same step or by its rhythm, unless cancelled."""
    return Meeting.objects.filter(previous=meeting).exclude(status=Status.CANCELLED).first()


def plan_following(
    meeting: Meeting, *, by: Participant, starts_at: datetime, place: str
) -> Meeting:
    """The next one, with what stays the same: how long, how often, who leads and who takes notes,
    as far as they still take part."""
    # After one that was cancelled another one comes.
    Meeting.objects.filter(previous=meeting, status=Status.CANCELLED).update(previous=None)
    had = [pk or 0 for pk in (meeting.led_by_id, meeting.also_led_by_id, meeting.noted_by_id)]
    here = meeting.initiative.participants_on(timezone.localdate()).filter(pk__in=had)
    people: dict[int | None, Participant] = {person.pk: person for person in here}
    return Meeting.plan(
        meeting.initiative,
        by=by,
        starts_at=starts_at,
        place=place or meeting.place,
        minutes=meeting.minutes,
        kind=MeetingKind.REGULAR,
        every=meeting.every,
        led_by=people.get(meeting.led_by_id),
        led_by_side=meeting.led_by_side,
        also_led_by=people.get(meeting.also_led_by_id),
        also_led_by_side=meeting.also_led_by_side,
        noted_by=people.get(meeting.noted_by_id),
        noted_by_side=meeting.noted_by_side,
        previous=meeting,
        may_overlap=False,
    )


def closed_since(meeting: Meeting) -> models.QuerySet[Meeting]:
    """What closed after `meeting` did, of the same initiative. Then its minutes are settled."""
    mine = Meeting.objects.filter(initiative=meeting.initiative_id)
    return mine.closed_after(meeting.closed_at or meeting.starts_at, meeting.pk)


def reopen(meeting: Meeting, *, by: Participant) -> Meeting:
    """Opens a closed meeting again, while no newer one is closed and none is under way.

    What it said was gone is open again, and what went on to the next stands here again. Of a risk
    that came back meanwhile its "weg" no longer holds: the meeting says a new word of it. The
    same button twice is once.
    """
    with transaction.atomic():
        ahead = Meeting.objects.lock_ahead(meeting.initiative)
        if any(other.status == Status.UNDER_WAY for other in ahead if other.pk != meeting.pk):
            raise Refused(_("Er is al een ander overleg bezig. Sluit dat eerst af."))
        now = meeting.lock()
        if now.status == Status.UNDER_WAY:
            return now
        now = meeting.lock(Status.CLOSED)
        if closed_since(now).exists():
            raise Refused(_("Er is een nieuwer overleg klaar. Zeg het op een volgend overleg."))
        # Who says meanwhile that one is back was either first, or waits here.
        list(_said_gone(now).order_by("pk").select_for_update())
        said = RiskReview.objects.filter(meeting=now, word=RiskWord.GONE)
        said.filter(risk__gone_at=None).delete()
        _said_gone(now).update(gone_at=None, revision=models.F("revision") + 1)
        PassedOver.objects.filter(meeting=now).delete()
        now.status, now.closed_at, now.closed_by = Status.UNDER_WAY, None, None
        now.current_item, now.current_since = None, timezone.now()
        try:
            with transaction.atomic():
                now.save(
                    update_fields=[
                        "status",
                        "closed_at",
                        "closed_by",
                        "current_item",
                        "current_since",
                    ]
                )
        except IntegrityError as taken:
            raise Refused(_("Er is al een ander overleg bezig. Sluit dat eerst af.")) from taken
        now.initiative.tell("meeting_reopened", by=by, meeting=now.pk)
    return now
