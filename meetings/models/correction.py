from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant, Written, tell_as
from initiatives.states import Refused
from meetings.states import Status

from .closing import closed_since
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


tell_as({"minutes_corrected": _lazy("{by} zei wat er in een verslag niet klopt.")})


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, who: Who) -> CorrectionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> CorrectionQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Correction(Written):
    """What one side says of minutes that are not right. It stands below them, as a correction."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    text = models.CharField(_lazy("wat klopt er niet?"), max_length=500)
    at = models.DateTimeField(default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @classmethod
    def add(
        cls, meeting: Meeting, *, by: Participant, text: str, is_signed: bool = False
    ) -> Correction:
        """What is not right in the minutes, until the next meeting closes. Nothing in the minutes
        changes by it. The same words twice, as a double tap, are one."""
        with transaction.atomic():
            Meeting.objects.lock_ahead(meeting.initiative)
            now = meeting.lock(Status.CLOSED, kept=text)
            there = cls.objects.filter(meeting=now, by=by, text=text).first()
            if there is not None:
                return there
            if closed_since(now).exists():
                raise Refused(
                    _("Dit verslag staat vast: er is een nieuwer overleg klaar. Zeg het daar."),
                    kept=text,
                )
            correction = cls.objects.create(meeting=now, by=by, text=text, is_signed=is_signed)
            now.initiative.tell("minutes_corrected", by=by, signed=is_signed, meeting=now.pk)
        return correction
