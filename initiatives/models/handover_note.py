from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .initiative import Initiative
from .profile import OfInitiativeQuerySet
from .written import Written


class HandoverNote(Written):
    """What somebody wants the next one to know, without going. For both sides."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="handover_notes"
    )
    text = models.TextField(_("wat moet een nieuwe weten?"), max_length=1000)
    at = models.DateTimeField(default=timezone.now)

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"handover note {self.pk}"
