from __future__ import annotations

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .event import tell_as
from .initiative import Initiative
from .participant import Participant
from .profile import OfInitiativeQuerySet
from .written import Written

tell_as({"handover_note_left": _("{by} schreef op wat een nieuwe moet weten.")})


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

    @classmethod
    def leave(
        cls, initiative: Initiative, *, by: Participant, text: str, is_signed: bool = False
    ) -> HandoverNote:
        """Anybody who takes part. The same words twice on one day, as a double tap, are one."""
        with transaction.atomic():
            Initiative.objects.select_for_update().get(pk=initiative.pk)
            same = cls.objects.filter(initiative=initiative, by=by, text=text)
            there: HandoverNote | None = same.filter(at__date=timezone.localdate()).first()
            if there is not None:
                return there
            note = cls.objects.create(initiative=initiative, by=by, text=text, is_signed=is_signed)
            initiative.tell("handover_note_left", by=by, signed=is_signed)
        return note
