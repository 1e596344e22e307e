from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative
from meetings.states import FixedPoint

from .from_a_side import FromASide
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


class AgendaItemQuerySet(models.QuerySet["AgendaItem"]):
    def visible_to(self, who: Who) -> AgendaItemQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> AgendaItemQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class AgendaItem(FromASide):
    """A point of an agenda: one that comes by itself, or one that somebody put there.

    `meeting` is where it was put first. A point that a meeting did not get to goes on to the next
    by itself: that is computed (meetings/carrying_over.py), the row stays where it is.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="items")
    fixed = models.CharField(max_length=10, choices=FixedPoint.choices, blank=True)
    text = models.CharField(_("waar wil je het over hebben?"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField()
    minutes = models.PositiveSmallIntegerField(_("hoeveel minuten?"), default=10)
    # The code of a working form (meetings/working_forms.py).
    working_form = models.CharField(_("hoe doen we het?"), max_length=24, blank=True)
    # What was said of it, and what that means for what we do.
    heard = models.TextField(_("wat hoorden we?"), max_length=2000, blank=True)
    means = models.TextField(_("wat betekent dat?"), max_length=2000, blank=True)
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
