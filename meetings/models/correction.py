from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Written

from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


class CorrectionQuerySet(models.QuerySet["Correction"]):
    def visible_to(self, who: Who) -> CorrectionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> CorrectionQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Correction(Written):
    """What one side says of minutes that are not right. It stands below them, as a correction."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="corrections")
    text = models.CharField(_("wat klopt er niet?"), max_length=500)
    at = models.DateTimeField(default=timezone.now)

    objects = CorrectionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative
