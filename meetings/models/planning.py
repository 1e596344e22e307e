"""Planning a meeting, and what changes about it until it begins."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

from django.db import IntegrityError, models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.every import Every
from initiatives.models import Initiative, Participant, Side, tell_as
from initiatives.states import Overtaken, Refused
from meetings.states import FixedPoint, MeetingKind, Status

from .agenda_item import AgendaItem
from .meeting import MOST_MINUTES, Attendance, Meeting, MeetingMove

tell_as(
    {
        "meeting_planned": _lazy("{by} plande een overleg."),
        "meeting_moved": _lazy("{by} verzette een overleg."),
        "meeting_changed": _lazy("{by} paste een overleg aan."),
        "meeting_cancelled": _lazy("{by} zei een overleg af."),
    }
)

# Further ahead nobody plans a talk: it would be forgotten.
MOST_AHEAD = timedelta(days=2 * 366)
# More than anybody keeps in mind; every week for half a year.
MOST_PLANNED = 26
# The points that come by themselves: where they stand, and how long. The third place is that of
# the standing item.
FIXED = (
    (FixedPoint.CHECK_IN, 1, 5),
    (FixedPoint.SINCE_LAST, 2, 10),
    (FixedPoint.ACTIONS, 4, 5),
    (FixedPoint.BETWEEN_US, 5, 5),
)
# Who leads, who leads too and who takes notes: the columns of a person and of a side.
ROLES = {
    "leader": ("led_by", "led_by_side"),
    "second": ("also_led_by", "also_led_by_side"),
    "notes": ("noted_by", "noted_by_side"),
}


class Overlaps(Refused):
    """At that time there is another meeting of the same initiative. `other`: that one."""

    def __init__(self, other: Meeting) -> None:
        super().__init__(_("Op dat moment is er al een ander overleg."))
        self.other = other


def plan(
    initiative: Initiative,
    *,
    by: Participant,
    starts_at: datetime,
    place: str,
    minutes: int = 60,
    kind: str = MeetingKind.REGULAR,
    every: str = "",
    led_by: Participant | None = None,
    led_by_side: str = "",
    also_led_by: Participant | None = None,
    also_led_by_side: str = "",
    noted_by: Participant | None = None,
    noted_by_side: str = "",
    previous: Meeting | None = None,
    once: UUID | None = None,
    may_overlap: bool = True,
) -> Meeting:
    """A new meeting with the points that come by themselves.

    `previous`: the one that it comes after, by the rhythm or in the step of closing that one; when
    another came after it already, this one comes after none. The same form twice (`once`) is one.
    """
    check_when(starts_at, minutes)
    try:
        with transaction.atomic():
            ahead = Meeting.objects.lock_ahead(initiative)
            before = _made_with(once, by)
            if before is not None:
                return before
            if len(ahead) >= MOST_PLANNED:
                sentence = _("Er staan al {n} overleggen gepland. Houd of zeg er eerst een af.")
                raise Refused(sentence.format(n=MOST_PLANNED))
            if not may_overlap:
                _refuse_overlap(ahead, starts_at, minutes)
            if previous is not None and Meeting.objects.filter(previous=previous).exists():
                previous = None
            meeting = Meeting.objects.create(
                initiative=initiative,
                planned_by=by,
                starts_at=starts_at,
                place=place,
                minutes=minutes,
                kind=kind,
                every=every,
                led_by=led_by,
                led_by_side="" if led_by else led_by_side,
                also_led_by=also_led_by,
                also_led_by_side="" if also_led_by else also_led_by_side,
                noted_by=noted_by,
                noted_by_side="" if noted_by else noted_by_side,
                previous=previous,
                once=once,
            )
            AgendaItem.objects.bulk_create(
                AgendaItem(
                    meeting=meeting, fixed=fixed, position=position, minutes=length, side=by.side
                )
                for fixed, position, length in FIXED
            )
            initiative.tell("meeting_planned", by=by, meeting=meeting.pk)
    except IntegrityError:
        # The same form at the same moment.
        before = _made_with(once, by)
        if before is None:
            raise
        return before
    return meeting


def _made_with(once: UUID | None, by: Participant) -> Meeting | None:
    return Meeting.objects.filter(planned_by=by, once=once).first() if once else None


def check_when(starts_at: datetime, minutes: int) -> None:
    """A meeting is planned today or later, within two years, and ends the same day."""
    day, today = timezone.localdate(starts_at), timezone.localdate()
    if day < today:
        raise Refused(_("Die dag is al voorbij. Kies vandaag of een dag die nog komt."))
    if day > today + MOST_AHEAD:
        raise Refused(_("Kies een dag binnen twee jaar. Verder vooruit vergeet iedereen het."))
    if not 1 <= minutes <= MOST_MINUTES:
        raise Refused(_("Een overleg duurt tussen 1 minuut en 8 uur."))


def _refuse_overlap(ahead: list[Meeting], starts_at: datetime, minutes: int) -> None:
    ends_at = starts_at + timedelta(minutes=minutes)
    for other in ahead:
        if other.starts_at < ends_at and starts_at < other.ends_at:
            raise Overlaps(other)


def said(meeting: Meeting) -> dict[str, object]:
    """What a form shows of a meeting. Of a role: the number of a person, else a side, else ""."""
    found: dict[str, object] = {
        # A form knows no seconds.
        "starts_at": meeting.starts_at.replace(second=0, microsecond=0),
        "place": meeting.place,
        "minutes": meeting.minutes,
        "kind": meeting.kind,
        "every": meeting.every,
    }
    for role, (person, side) in ROLES.items():
        found[role] = str(getattr(meeting, f"{person}_id") or getattr(meeting, side))
    return found


def as_columns(role: str, code: str) -> dict[str, object]:
    """What `code` of a role means in the columns: the number of a person, a side, or nobody."""
    person, side = ROLES[role]
    if code in Side.values:
        return {f"{person}_id": None, side: code}
    return {f"{person}_id": int(code) if code else None, side: ""}


def change(
    meeting: Meeting,
    *,
    by: Participant,
    before: dict[str, object] | None = None,
    may_overlap: bool = True,
    **fields: object,
) -> Meeting:
    """Other words for what `said` gives of a meeting that has not begun. Gives it as it is now.

    `before`: what stood in those fields when somebody began; raises `Overtaken` when that is
    something else by now. Another day, time or place is a move: what it was before is kept, its
    number in calendars stays, and at another time everybody says again whether they come.
    """
    with transaction.atomic():
        ahead = Meeting.objects.lock_ahead(meeting.initiative)
        now = meeting.lock(Status.PLANNED)
        stands = said(now)
        overtaken = {
            name: stands[name]
            for name, was in (before or {}).items()
            if stands[name] not in (was, fields.get(name))
        }
        if overtaken:
            raise Overtaken(overtaken)
        changed = {name: value for name, value in fields.items() if stands[name] != value}
        if not changed:
            return now
        was_at, was_in = now.starts_at, now.place
        for name, value in changed.items():
            columns = as_columns(name, str(value)) if name in ROLES else {name: value}
            for column, into in columns.items():
                setattr(now, column, into)
        if "starts_at" in changed or "minutes" in changed:
            check_when(now.starts_at, now.minutes)
            if not may_overlap:
                others = [other for other in ahead if other.pk != now.pk]
                _refuse_overlap(others, now.starts_at, now.minutes)
        is_move = bool({"starts_at", "place"} & set(changed))
        if is_move:
            MeetingMove.objects.create(meeting=now, starts_at=was_at, place=was_in, by=by)
        if "starts_at" in changed:
            Attendance.objects.filter(meeting=now).update(coming="")
        now.calendar_sequence += 1
        now.save()
        now.initiative.tell(
            "meeting_moved" if is_move else "meeting_changed", by=by, meeting=now.pk
        )
    return now


def cancel(meeting: Meeting, *, by: Participant, because: str) -> Meeting:
    """It does not take place. What was on its agenda goes on to the next one by itself; calendars
    hear of it under the same number. Twice is once."""
    with transaction.atomic():
        Meeting.objects.lock_ahead(meeting.initiative)
        now = meeting.lock()
        if now.status == Status.CANCELLED and now.cancelled_because == because:
            return now
        now = meeting.lock(Status.PLANNED, kept=because)
        now.status, now.cancelled_because = Status.CANCELLED, because
        now.calendar_sequence += 1
        now.save(update_fields=["status", "cancelled_because", "calendar_sequence"])
        now.initiative.tell("meeting_cancelled", by=by, meeting=now.pk)
    return now


def next_by_rhythm(meeting: Meeting) -> datetime | None:
    """When the next one is by the rhythm of `meeting`, at the same time of the day; None without.

    It lies ahead: after a long silence rounds are left out. "Elke maand" stays on the same day of
    the week: the second Tuesday.
    """
    if not meeting.every:
        return None
    local = timezone.localtime(meeting.starts_at)
    today = timezone.localdate()
    step = Every(meeting.every)
    day, k = local.date(), 0
    while k == 0 or day <= max(today, local.date()):
        k += 1
        day = step.after(local.date(), k)
    # The time on the clock stays what it was, in summer as in winter.
    return timezone.make_aware(datetime.combine(day, local.time())).astimezone(UTC)


def newest_first(initiative: Initiative) -> models.QuerySet[Meeting]:
    """What an initiative planned; what does not take place last."""
    cancelled = models.Case(models.When(status=Status.CANCELLED, then=1), default=0)
    return Meeting.objects.filter(initiative=initiative).order_by(cancelled, "-starts_at", "-pk")
