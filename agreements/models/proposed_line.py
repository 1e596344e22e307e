from __future__ import annotations

from dataclasses import dataclass

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Party
from initiatives.models import Participant


@dataclass(frozen=True)
class TextChange:
    """What somebody wants of one line; see `ProposedLine` for what empty fields say."""

    text: str
    party: str
    party_name: str = ""
    line_key: str = ""
    base_text: str = ""


class ProposedLine(models.Model):
    """One line that a change proposal changes, adds or takes out.

    `line_key`: the line that it is about, empty for a new one. `base_text`: what stood there when
    it was proposed, empty for a new one. `text`: what should stand there, empty to take it out.
    """

    proposal = models.ForeignKey(
        "agreements.ChangeProposal", on_delete=models.CASCADE, related_name="lines"
    )
    position = models.PositiveSmallIntegerField()
    line_key = models.CharField(max_length=50, blank=True)
    party = models.CharField(_lazy("wie?"), max_length=12, choices=Party.choices)
    party_name = models.CharField(max_length=60, blank=True)
    base_text = models.TextField(max_length=600, blank=True)
    text = models.TextField(_lazy("tekst"), max_length=600, blank=True)

    class Meta:
        ordering = ["position", "pk"]

    def __str__(self) -> str:
        return self.text or self.base_text

    def as_change(self) -> TextChange:
        return TextChange(
            text=self.text,
            party=self.party,
            party_name=self.party_name,
            line_key=self.line_key,
            base_text=self.base_text,
        )


class ProposalSupport(models.Model):
    """Somebody stands behind a change proposal, beside who made it. Can be taken back."""

    proposal = models.ForeignKey(
        "agreements.ChangeProposal", on_delete=models.CASCADE, related_name="supports"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="supports")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["proposal", "by"], name="one_support_per_participant")
        ]

    def __str__(self) -> str:
        return f"{self.by_id}"
