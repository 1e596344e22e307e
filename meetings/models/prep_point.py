from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Circle, Initiative, Participant, Side, Written, tell_as
from initiatives.states import Refused
from meetings.states import AHEAD, PrepKind

from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as(
    {
        # What only one side reads, or one person, is told nowhere.
        "interest_said": _lazy("{by} schreef op wat voor hun kant belangrijk is bij een overleg."),
    }
)

# Of one side, or of one person, for one meeting.
MOST_POINTS = 25


class PrepChanged(Refused):
    """Somebody else changed the point meanwhile. `now`: as it stands."""

    def __init__(self, now: PrepPoint, *, kept: str) -> None:
        super().__init__(_("Iemand anders heeft dit net veranderd."), kept=kept)
        self.now = now


class PrepPointQuerySet(models.QuerySet["PrepPoint"]):
    def visible_to(self, who: Who) -> PrepPointQuerySet:
        """By circle: what both may read, what the own side wrote, and what is one's own.

        The side counts as it is today, as in the logbook.
        """
        mine = who.participants()
        # Of `other`, which is many parties, each reads its own.
        same_side = mine.filter(
            models.Q(pk=models.OuterRef("by")) | ~models.Q(side=Side.OTHER),
            initiative=models.OuterRef("meeting__initiative"),
            side=models.OuterRef("side"),
        )
        return self.filter(
            models.Q(circle=Circle.SHARED, meeting__in=Meeting.objects.visible_to(who))
            | models.Q(circle=Circle.OWN, by__in=mine.values("pk"))
            | (models.Q(circle=Circle.SIDE) & models.Exists(same_side))
        )

    def with_home(self) -> PrepPointQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class PrepPoint(Written):
    """What a side, or one person, writes down before a meeting.

    What a side wants to reach or practise is for that side; what is important to it both sides
    read; a note of one's own nobody else does.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="prep_points")
    kind = models.CharField(max_length=8, choices=PrepKind.choices)
    circle = models.CharField(max_length=6, choices=Circle.choices, default=Circle.SIDE)
    # Of the writer on that day; who changes side takes nothing along.
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_lazy("in één zin"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # "Geoefend".
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PrepPointQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=PrepKind.INTEREST) ^ ~models.Q(circle=Circle.SHARED),
                name="only_what_matters_to_a_side_is_shared",
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @property
    def is_told(self) -> bool:
        return self.circle == Circle.SHARED

    @classmethod
    def write(
        cls,
        meeting: Meeting,
        *,
        by: Participant,
        kind: PrepKind | str,
        text: str,
        is_for_me: bool = False,
        is_signed: bool = False,
    ) -> PrepPoint:
        """Writes a point down, until the meeting closes. `is_for_me`: only `by` reads it.

        What is important to a side everybody reads who takes part. The same form twice is one.
        """
        with transaction.atomic():
            now = meeting.lock(*AHEAD, kept=text)
            circle = Circle.OWN if is_for_me else Circle.SIDE
            if kind == PrepKind.INTEREST:
                circle = Circle.SHARED
            mine = cls.objects.filter(meeting=now, side=by.side, circle=circle)
            if circle == Circle.OWN or (circle == Circle.SIDE and by.side == Side.OTHER):
                mine = mine.filter(by=by)
            same = mine.filter(by=by, kind=kind, text=text, hidden_at=None).first()
            if same is not None:
                return same
            if mine.count() >= MOST_POINTS:
                sentence = _("Er staan er al {n}. Haal er eerst een weg.")
                raise Refused(sentence.format(n=MOST_POINTS), kept=text)
            point = cls.objects.create(
                meeting=now,
                by=by,
                side=by.side,
                kind=kind,
                circle=circle,
                text=text,
                is_signed=is_signed and circle == Circle.SHARED,
            )
            point.tell_of_it("interest_said", by=by, signed=point.is_signed)
        return point

    def is_of(self, person: Participant | None) -> bool:
        """Whether `person` may change it: a note of one's own only the writer; what stands for a
        side anybody of it. Of `other`, which is many parties, each its own."""
        if person is None or person.side != self.side:
            return False
        if self.circle == Circle.OWN or person.side == Side.OTHER:
            return self.by_id == person.pk
        return True

    def change(self, *, by: Participant, text: str, seen: int) -> PrepPoint:
        """Other words. `seen`: the revision that was on the screen; raises `PrepChanged` when it
        is another one by now. The same words twice are once. Gives the point as it is now."""
        with transaction.atomic():
            point = self._lock(by, kept=text)
            if point.text == text:
                return point
            if point.hidden_at is not None:
                raise Refused(_("Dit is verborgen. Laat het eerst weer zien."), kept=text)
            if point.revision != seen:
                raise PrepChanged(point, kept=text)
            point.text, point.revision = text, point.revision + 1
            # Other words are another text: nobody reported those.
            point.reported_at, point.reported_because = None, ""
            point.save(update_fields=["text", "revision", "reported_at", "reported_because"])
        return point

    def tick(self, *, by: Participant, is_done: bool) -> PrepPoint:
        """ "Geoefend", or not yet."""
        with transaction.atomic():
            point = self._lock(by)
            if is_done != (point.done_at is not None):
                point.done_at = timezone.now() if is_done else None
                point.save(update_fields=["done_at"])
        return point

    def remove(self, *, by: Participant) -> None:
        """Takes it away for good: it was a note to prepare with. Twice is once."""
        with transaction.atomic():
            self.meeting.lock(*AHEAD)
            point = PrepPoint.objects.filter(pk=self.pk).first()
            if point is None:
                return
            if not point.is_of(by):
                raise Refused(_("Dit haalt de kant weg die het opschreef."))
            point.delete()

    def _lock(self, by: Participant, *, kept: str = "") -> PrepPoint:
        """Inside a transaction: the point as it is now, which `by` may change."""
        self.meeting.lock(*AHEAD, kept=kept)
        point = PrepPoint.objects.select_related("meeting__initiative").filter(pk=self.pk).first()
        if point is None:
            raise Refused(_("Iemand haalde dit net weg."), kept=kept)
        if not point.is_of(by):
            raise Refused(_("Dit verandert de kant die het opschreef."), kept=kept)
        return point
