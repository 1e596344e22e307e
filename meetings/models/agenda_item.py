from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant, Side, tell_as
from initiatives.states import Refused
from meetings.states import AHEAD, FixedPoint, Status

from .from_a_side import FromASide
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who

# The words of a point are not in these sentences: they may be hidden later.
tell_as(
    {
        "point_added": _lazy("{by} zette iets op de agenda."),
        "point_changed": _lazy("{by} veranderde een punt van de agenda."),
        "point_withdrawn": _lazy("{by} haalde een punt van de agenda."),
    }
)

# More than any talk has room for; what comes later waits for the next one.
MOST_POINTS = 100


class PointChanged(Refused):
    """Somebody else changed the point meanwhile. `now`: as it stands."""

    def __init__(self, now: AgendaItem, *, kept: str) -> None:
        super().__init__(_("Iemand anders heeft dit punt net veranderd."), kept=kept)
        self.now = now


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, who: Who) -> AgendaItemQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> AgendaItemQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class AgendaItem(FromASide):
    """A point of an agenda: one that comes by itself, or one that somebody put there.

    `meeting` is where it was put first. A point that a meeting did not get to goes on to the next
    by itself: that is computed (meetings/carrying_over.py), the row stays where it is. What its
    position means stands in meetings/agenda.py, which makes the agenda.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    fixed = models.CharField(max_length=10, choices=FixedPoint.choices, blank=True)
    text = models.CharField(_lazy("waar wil je het over hebben?"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(_lazy("hoeveel minuten?"), default=10)
    # The code of a working form (meetings/working_forms.py).
    working_form = models.CharField(_lazy("hoe doen we het?"), max_length=24, blank=True)
    # What was said of it, and what that means for what we do.
    heard = models.TextField(_lazy("wat hoorden we?"), max_length=2000, blank=True)
    means = models.TextField(_lazy("wat betekent dat?"), max_length=2000, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # The meeting that got to it.
    reached_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="reached_items", null=True, blank=True
    )
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = AgendaItemQuerySet.as_manager()

    class Meta:
        ordering = ["position", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "fixed"],
                condition=~models.Q(fixed=""),
                name="each_fixed_point_once",
            ),
            models.CheckConstraint(
                condition=~models.Q(fixed="", text=""), name="a_point_of_an_agenda_says_what"
            ),
        ]

    def __str__(self) -> str:
        return self.heading

    @property
    def heading(self) -> str:
        return str(FixedPoint(self.fixed).label) if self.fixed else self.text

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @classmethod
    def add(
        cls,
        meeting: Meeting,
        *,
        by: Participant | None,
        side: Side | str,
        text: str,
        minutes: int = 10,
        is_signed: bool = False,
    ) -> AgendaItem:
        """Puts a point on the agenda of `meeting`, until that begins. `by` None: the group does so
        without a name. The same form twice is one point.
        """
        if by is None and side != Side.GROUP:
            raise Refused(_("Alleen de groep kan dit zonder naam."), kept=text)
        with transaction.atomic():
            now = lock_agenda(meeting, Status.PLANNED, kept=text)
            mine = on_agenda(now).filter(fixed="")
            same = mine.filter(by=by, side=side, text=text, hidden_at=None).first()
            if same is not None:
                return same
            if mine.count() >= MOST_POINTS:
                sentence = _("Op deze agenda staan al {n} punten. Haal er eerst een af.")
                raise Refused(sentence.format(n=MOST_POINTS), kept=text)
            item = cls.objects.create(
                meeting=now,
                by=by,
                side=side,
                text=text,
                minutes=minutes,
                is_signed=is_signed and by is not None,
                position=0,
            )
            item.tell_added("point_added")
        return item

    def is_of(self, person: Participant | None) -> bool:
        """Whether `person` may say it in other words or take it back: whoever put it there, and
        for group and municipality anybody of that side; a guide does so for the group."""
        if person is None or self.fixed:
            return False
        if person.side == Side.OTHER:
            return self.by_id == person.pk
        of_group = (Side.GROUP, Side.GUIDE)
        return self.side in (of_group if person.side in of_group else (person.side,))

    def change(
        self,
        meeting: Meeting,
        *,
        by: Participant,
        minutes: int,
        working_form: str,
        text: str | None = None,
        seen: int | None = None,
    ) -> AgendaItem:
        """How long it takes and how people talk about it; and, for whose point it is, what it
        says. `seen`: the revision that was on the screen; raises `PointChanged` when it is another
        one by now. The same words twice are once. Gives the point as it is now.
        """
        kept = text or ""
        with transaction.atomic():
            now = lock_agenda(meeting, *AHEAD, kept=kept)
            item = _find(now, self, kept=kept)
            text = item.text if text is None else text
            if (item.text, item.minutes, item.working_form) == (text, minutes, working_form):
                return item
            if item.text != text:
                _check_words_can_change(now, item, by, kept=kept)
            if seen is not None and item.revision != seen:
                raise PointChanged(item, kept=kept)
            changed = ["text", "minutes", "working_form", "revision"]
            if item.text != text:
                # Other words are another text: nobody reported those.
                item.reported_at, item.reported_because = None, ""
                changed += ["reported_at", "reported_because"]
            item.text, item.minutes, item.working_form = text, minutes, working_form
            item.revision += 1
            # Only these: who hides it at the same moment waits for no meeting.
            item.save(update_fields=changed)
            now.initiative.tell("point_changed", by=by)
        return item

    def withdraw(self, meeting: Meeting, *, by: Participant) -> None:
        """Takes it back, until the meeting begins. Twice is once."""
        with transaction.atomic():
            now = lock_agenda(meeting, Status.PLANNED)
            if AgendaItem.objects.filter(pk=self.pk, withdrawn_at__isnull=False).exists():
                return
            item = _find(now, self)
            if not item.is_of(by):
                raise Refused(_("Dit haalt de kant weg die het erop zette."))
            item.withdrawn_at = timezone.now()
            item.save(update_fields=["withdrawn_at"])
            now.initiative.tell("point_withdrawn", by=by)


def lock_agenda(meeting: Meeting, *statuses: Status, kept: str = "") -> Meeting:
    """Inside a transaction: no point comes, goes or moves meanwhile, and no meeting of the
    initiative begins or closes. Gives the meeting as it is now."""
    Meeting.objects.lock_ahead(meeting.initiative)
    return meeting.lock(*statuses, kept=kept)


def on_agenda(meeting: Meeting) -> models.QuerySet[AgendaItem]:
    from meetings.carrying_over import points_of

    return points_of(meeting)


def _find(meeting: Meeting, item: AgendaItem, *, kept: str = "") -> AgendaItem:
    """`item` as it stands in the database now; refused when `meeting` does not have it."""
    found = on_agenda(meeting).filter(pk=item.pk).first()
    if found is None:
        raise Refused(_("Dit punt staat niet meer op deze agenda."), kept=kept)
    return found


def _check_words_can_change(
    meeting: Meeting, item: AgendaItem, by: Participant, *, kept: str
) -> None:
    if not item.is_of(by):
        raise Refused(_("Dit is een punt van een ander. Die kiest de woorden."), kept=kept)
    if meeting.status != Status.PLANNED:
        raise Refused(_("Het overleg is begonnen. De woorden blijven nu staan."), kept=kept)
    if item.hidden_at is not None:
        raise Refused(_("Dit punt is verborgen. Laat het eerst weer zien."), kept=kept)


class PassedOver(models.Model):
    """A meeting closed without getting to this point; it went on to the next."""

    item = models.ForeignKey(AgendaItem, on_delete=models.CASCADE, related_name="passed_over")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="passed_over")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["item", "meeting"], name="passed_over_once_a_meeting")
        ]
