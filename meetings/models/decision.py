from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Commitment
from initiatives.models import Initiative, Side, Written

from .agenda_item import AgendaItem
from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who


class DecisionQuerySet(models.QuerySet["Decision"]):
    def visible_to(self, who: Who) -> DecisionQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> DecisionQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Decision(Written):
    """What a meeting decided, in one sentence, and which sides agreed."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="decisions")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, related_name="decisions", null=True, blank=True
    )
    text = models.CharField(_("wat spraken jullie af?"), max_length=300)
    by_group = models.BooleanField(_("de groep"), default=False)
    by_municipality = models.BooleanField(_("de gemeente"), default=False)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # The line that it became in a next version.
    became = models.ForeignKey(
        Commitment, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )

    objects = DecisionQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(by_group=True) | models.Q(by_municipality=True),
                name="a_decision_is_somebodys",
            )
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative


class PerspectiveQuerySet(models.QuerySet["Perspective"]):
    def visible_to(self, who: Who) -> PerspectiveQuerySet:
        return self.filter(meeting__in=Meeting.objects.visible_to(who))

    def with_home(self) -> PerspectiveQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class Perspective(Written):
    """How one side sees a point or a risk. Two may differ, and both stay as they are."""

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="perspectives")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.CASCADE, related_name="perspectives", null=True, blank=True
    )
    risk = models.ForeignKey(
        RiskItem, on_delete=models.CASCADE, related_name="perspectives", null=True, blank=True
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_("hoe kijken jullie ernaar?"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = PerspectiveQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(item=None) ^ models.Q(risk=None),
                name="a_perspective_is_on_one_thing",
            ),
            models.UniqueConstraint(
                fields=["item", "side"], name="one_perspective_a_side_on_a_point"
            ),
            models.UniqueConstraint(
                fields=["meeting", "risk", "side"], name="one_perspective_a_side_on_a_risk"
            ),
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative
