from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Initiative, Participant, Written
from meetings.states import RiskKind, RiskWord

from .from_a_side import FromASide
from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


class RiskItemQuerySet(models.QuerySet["RiskItem"]):
    def visible_to(self, who: Who) -> RiskItemQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> RiskItemQuerySet:
        return self.select_related("initiative", "by__initiative")

    def open(self) -> RiskItemQuerySet:
        """What every next agenda holds."""
        return self.filter(gone_at=None)


class RiskItem(FromASide):
    """A risk (it may happen) or a bottleneck (it is happening), in one sentence.

    It comes back on every agenda until a meeting says that it is gone, and can come back later.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="risks")
    kind = models.CharField(_("wat is het?"), max_length=10, choices=RiskKind.choices)
    text = models.CharField(_("in één zin"), max_length=200)
    # The meeting during which it was named; None: before one.
    named_in = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="named_risks", null=True, blank=True
    )
    keeper = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="keeps", null=True, blank=True
    )
    look_again_on = models.DateField(_("wanneer kijken we weer?"), null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)
    # Set when the meeting that said so closes, and taken back when it is reopened.
    gone_at = models.DateTimeField(null=True, blank=True)
    # The last day on which somebody said that it is back.
    back_on = models.DateField(null=True, blank=True)

    objects = RiskItemQuerySet.as_manager()

    class Meta:
        ordering = ["added_on", "pk"]
        indexes = [models.Index(fields=["initiative", "gone_at"], name="risks_of_initiative")]

    def __str__(self) -> str:
        return self.text


class RiskReviewQuerySet(models.QuerySet["RiskReview"]):
    def visible_to(self, who: Who) -> RiskReviewQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> RiskReviewQuerySet:
        return self.select_related("meeting__initiative", "risk", "by__initiative")


class RiskReview(Written):
    """What one meeting said of a risk or bottleneck. One word a meeting."""

    risk = models.ForeignKey(RiskItem, on_delete=models.CASCADE, related_name="reviews")
    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="reviews")
    word = models.CharField(max_length=11, choices=RiskWord.choices)
    text = models.CharField(_("wil je er iets bij zeggen?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = RiskReviewQuerySet.as_manager()

    class Meta:
        ordering = ["meeting__starts_at", "meeting_id", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["risk", "meeting"], name="one_word_of_a_risk_a_meeting")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative
