from __future__ import annotations

from django.db import models
from django.utils import timezone

from initiatives.models import Participant

from .agreement import Agreement
from .version import AgreementVersion


class Look(models.Model):
    """Up to where somebody has seen an agreement. Moved by a button or a reaction, never by
    reading."""

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="looks")
    by = models.ForeignKey(Participant, on_delete=models.CASCADE, related_name="looks")
    version = models.ForeignKey(AgreementVersion, on_delete=models.CASCADE, related_name="looks")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["agreement", "by"], name="one_look_per_participant")
        ]

    def __str__(self) -> str:
        return f"{self.at:%Y-%m-%d}"

    @classmethod
    def move(cls, version: AgreementVersion, *, by: Participant) -> None:
        """`by` has seen what stands there up to now. By a button, or with a reaction or a word.

        Without an event: what somebody has seen is nobody else's business.
        """
        cls.objects.update_or_create(
            agreement_id=version.agreement_id,
            by=by,
            defaults={"version": version, "at": timezone.now()},
        )
