from __future__ import annotations

import uuid
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING, Any

from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.every import Every
from initiatives.models import Initiative, Participant, Side
from initiatives.states import Refused
from meetings.states import AHEAD, Coming, MeetingKind, Status

from . import arranging, running

if TYPE_CHECKING:
    from initiatives.who import Who

# The heading of the item that no agenda can be without. It is no row, so nothing can remove it.
STANDING_ITEM = _lazy("Risico's en knelpunten")
MOST_MINUTES = 480


def today_began_at() -> datetime:
    """The first moment of this local day. What was planned before it, and never began, passed."""
    return timezone.make_aware(datetime.combine(timezone.localdate(), time.min))


class MeetingQuerySet(models.QuerySet["Meeting"]):
    def visible_to(self, who: Who) -> MeetingQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> MeetingQuerySet:
        return self.select_related("initiative")

    def ahead(self) -> MeetingQuerySet:
        """Under way, or still to come; the one that is next first. One whose day went by without
        anybody beginning it is not what people look forward to: it comes last."""
        turn = models.Case(
            models.When(status=Status.UNDER_WAY, then=0),
            models.When(starts_at__lt=today_began_at(), then=2),
            default=1,
        )
        return self.filter(status__in=AHEAD).order_by(turn, "starts_at", "pk")

    def closed_after(self, moment: Any, pk: Any) -> MeetingQuerySet:
        """What closed after the one with `pk`, which closed at `moment`; both may be columns."""
        over = self.filter(status=Status.CLOSED).annotate(over=Coalesce("closed_at", "starts_at"))
        return over.filter(models.Q(over__gt=moment) | models.Q(over=moment, pk__gt=pk))

    def under_way_in(self, initiative: Initiative) -> Meeting | None:
        """There is one at the most."""
        return self.filter(initiative=initiative, status=Status.UNDER_WAY).first()

    def closed(self) -> MeetingQuerySet:
        """The newest first."""
        return self.filter(status=Status.CLOSED).order_by("-starts_at", "-pk")

    def lock_ahead(self, initiative: Initiative) -> list[Meeting]:
        """Inside a transaction: no meeting of `initiative` begins, closes or is cancelled
        meanwhile. What carries over from one to the next changes only under this lock."""
        mine = self.filter(initiative=initiative, status__in=AHEAD).order_by("pk")
        # One after the other, in this order: an update takes them as they lie, and then two who
        # each hold one wait for each other.
        list(mine.select_for_update().values_list("pk", flat=True))
        mine.update(revision=models.F("revision") + 1)
        # Once more: whoever waited here sees what was planned meanwhile.
        return list(mine.select_for_update())


class Meeting(models.Model):
    """A talk between the group and the municipality, with an agenda, from which minutes come.

    The standing item "Risico's en knelpunten" is no row of its agenda that could be taken off: it
    is the meeting. Its place and its minutes are columns here, and what is said of each risk hangs
    on the meeting.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="meetings")
    kind = models.CharField(
        _lazy("wat voor overleg?"),
        max_length=10,
        choices=MeetingKind.choices,
        default=MeetingKind.REGULAR,
    )
    status = models.CharField(max_length=9, choices=Status.choices, default=Status.PLANNED)
    starts_at = models.DateTimeField(_lazy("wanneer?"))
    # How long people want to talk; the agenda is added up against it.
    minutes = models.PositiveSmallIntegerField(_lazy("hoelang?"), default=60)
    place = models.CharField(_lazy("waar?"), max_length=120)
    # Who leads: a participant, or a side as a whole ("de groep"). A second one may come from
    # another side.
    led_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="leads", null=True, blank=True
    )
    led_by_side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    also_led_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="also_leads", null=True, blank=True
    )
    noted_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="notes", null=True, blank=True
    )
    also_led_by_side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    noted_by_side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    central_question = models.CharField(_lazy("centrale vraag"), max_length=200, blank=True)
    every = models.CharField(_lazy("hoe vaak?"), max_length=2, choices=Every.choices, blank=True)
    # The one that this one came after by its rhythm, or in the same step as closing it.
    previous = models.OneToOneField(
        "self", on_delete=models.SET_NULL, related_name="next", null=True, blank=True
    )
    # The standing item: where it stands among the points of the agenda, and for how long.
    risks_position = models.PositiveSmallIntegerField(default=3)
    risks_minutes = models.PositiveSmallIntegerField(default=15)
    # A calendar knows a meeting by its number, also after it moved. Higher is newer.
    uid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    calendar_sequence = models.PositiveIntegerField(default=0)
    # Goes up with every change that other screens should see.
    revision = models.PositiveIntegerField(default=1)
    planned_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="planned")
    planned_at = models.DateTimeField(default=timezone.now, editable=False)
    # While it is under way: what is talked about, and since when. None is the standing item.
    current_item = models.ForeignKey(
        "AgendaItem", on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    current_since = models.DateTimeField(null=True, blank=True)
    started_at = models.DateTimeField(null=True, blank=True)
    closed_at = models.DateTimeField(null=True, blank=True)
    closed_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    cancelled_because = models.CharField(_lazy("waarom niet?"), max_length=200, blank=True)
    # How many of the group were there. A number: who they are is theirs.
    group_count = models.PositiveSmallIntegerField(
        _lazy("met hoeveel van de groep?"), null=True, blank=True
    )
    once = models.UUIDField(null=True, blank=True)

    objects = MeetingQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_at", "-pk"]
        indexes = [models.Index(fields=["initiative", "-starts_at"], name="meetings_of_initiative")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(risks_position__gte=1), name="the_standing_item_has_a_place"
            ),
            models.CheckConstraint(
                condition=models.Q(risks_minutes__gte=1), name="the_standing_item_has_time"
            ),
            models.CheckConstraint(
                condition=models.Q(minutes__gte=1, minutes__lte=MOST_MINUTES),
                name="a_meeting_has_a_length",
            ),
            models.UniqueConstraint(
                fields=["initiative"],
                condition=models.Q(status=Status.UNDER_WAY),
                name="one_meeting_under_way",
            ),
            models.UniqueConstraint(fields=["planned_by", "once"], name="one_meeting_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.day}"

    @property
    def day(self) -> date:
        """The local day on which it is."""
        return timezone.localdate(self.starts_at)

    @property
    def is_ahead(self) -> bool:
        return self.status in AHEAD

    @property
    def ends_at(self) -> datetime:
        """When people meant to be ready."""
        return self.starts_at + timedelta(minutes=self.minutes)

    @property
    def held_at(self) -> datetime:
        """When it was: as planned, or when it began when that was another day."""
        began = self.started_at
        is_other_day = began is not None and timezone.localdate(began) != self.day
        return began if began is not None and is_other_day else self.starts_at

    @property
    def has_passed(self) -> bool:
        """Whether its day went by and nobody began it."""
        return self.status == Status.PLANNED and self.starts_at < today_began_at()

    @classmethod
    def plan(cls, initiative: Initiative, **fields: Any) -> Meeting:
        """See planning.py, which says what it takes."""
        from .planning import plan

        return plan(initiative, **fields)

    def change(self, *, by: Participant, **fields: Any) -> Meeting:
        """See planning.py, which says what it takes."""
        from .planning import change

        return change(self, by=by, **fields)

    def move(self, *, by: Participant, starts_at: datetime, place: str) -> Meeting:
        """To another time or place; see `change` in planning.py."""
        return self.change(by=by, starts_at=starts_at, place=place)

    def cancel(self, *, by: Participant, because: str) -> Meeting:
        """See planning.py."""
        from .planning import cancel

        return cancel(self, by=by, because=because)

    def next_by_rhythm(self) -> datetime | None:
        """See planning.py."""
        from .planning import next_by_rhythm

        return next_by_rhythm(self)

    def lock(self, *statuses: Status, kept: str = "") -> Meeting:
        """Inside a transaction: nobody changes this meeting meanwhile, and other screens see that
        something changed. Gives what stands in the database now.

        Refused when it is in none of `statuses`; without any, whatever it is in.
        """
        Meeting.objects.filter(pk=self.pk).update(revision=models.F("revision") + 1)
        mine = Meeting.objects.select_related("initiative")
        # Of the meeting only: who names a risk locks the initiative first, and then the meeting.
        now = mine.select_for_update(of=("self",)).get(pk=self.pk)
        if statuses and now.status not in statuses:
            raise Refused(_NOT_NOW[Status(now.status)](), kept=kept)
        return now

    # Its agenda: see arranging.py; points are put there by `AgendaItem.add`.
    put_before = arranging.put_before
    time_risks = arranging.time_risks
    ask_centrally = arranging.ask_centrally

    # While it is under way: see running.py.
    start = running.start
    put_back = running.put_back
    go_to = running.go_to
    note = running.note
    pass_by = running.pass_by
    note_there = running.note_there
    show_name = running.show_name
    count_group = running.count_group
    add_newcomer = running.add_newcomer

    def close(self, *, by: Participant, **fields: Any) -> Meeting:
        """See closing.py, which says what it takes."""
        from .closing import close

        return close(self, by=by, **fields)

    def reopen(self, *, by: Participant) -> Meeting:
        """See closing.py."""
        from .closing import reopen

        return reopen(self, by=by)


_NOT_NOW = {
    Status.PLANNED: lambda: _("Dit overleg is nog niet begonnen."),
    Status.UNDER_WAY: lambda: _("Dit overleg is al bezig."),
    Status.CLOSED: lambda: _("Dit overleg is klaar. Zet het op de agenda van het volgende."),
    Status.CANCELLED: lambda: _("Dit overleg gaat niet door."),
}


class MeetingMove(models.Model):
    """When and where a meeting first was, before somebody moved it."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="moves")
    starts_at = models.DateTimeField()
    place = models.CharField(max_length=120)
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative


class Attendance(models.Model):
    """Whether somebody comes to a meeting, and whether somebody was there."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="attendances")
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="attendances"
    )
    coming = models.CharField(max_length=5, choices=Coming.choices, blank=True)
    was_there = models.BooleanField(default=False)
    # Who is there chooses whether the minutes may say so by name.
    is_named = models.BooleanField(default=False)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "participant"], name="one_attendance_of_a_person"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @classmethod
    def answer(cls, meeting: Meeting, *, by: Participant, coming: Coming) -> Attendance:
        """Whether `by` comes. Another answer takes the place of the one before."""
        with transaction.atomic():
            now = meeting.lock(Status.PLANNED, Status.UNDER_WAY)
            # One at a time under the lock of the meeting, so nobody makes it twice.
            said, _is_new = cls.objects.update_or_create(
                meeting=now, participant=by, defaults={"coming": coming}
            )
        return said
