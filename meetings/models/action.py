from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import ProgressUpdate
from initiatives.models import Initiative, Participant, Side, Written
from meetings.states import Feasibility

from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who


class ActionItemQuerySet(models.QuerySet["ActionItem"]):
    def visible_to(self, who: Who) -> ActionItemQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> ActionItemQuerySet:
        return self.select_related("initiative", "by__initiative")

    def open(self) -> ActionItemQuerySet:
        """What the next agenda holds: not done, and still needed."""
        return self.filter(settled_at=None)


class ActionItem(Written):
    """Something that one or two will do, also from two sides: what, who, and before when.

    An owner is a participant, or a side as a whole ("de groep").
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="actions")
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    # What it is about, when it came from there.
    risk = models.ForeignKey(
        RiskItem, on_delete=models.PROTECT, related_name="actions", null=True, blank=True
    )
    text = models.CharField(_("wat gaat er gebeuren?"), max_length=200)
    owner = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="owns", null=True, blank=True
    )
    owner_side = models.CharField(max_length=12, choices=Side.choices)
    second = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="also_owns", null=True, blank=True
    )
    second_side = models.CharField(max_length=12, choices=Side.choices, blank=True)
    due_on = models.DateField(_("voor wanneer?"), null=True, blank=True)
    feasibility = models.CharField(
        _("lukt dit?"), max_length=5, choices=Feasibility.choices, blank=True
    )
    added_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # Since its last word says "done" or "no longer needed".
    settled_at = models.DateTimeField(null=True, blank=True)

    objects = ActionItemQuerySet.as_manager()

    class Meta:
        ordering = ["due_on", "pk"]
        indexes = [models.Index(fields=["initiative", "settled_at"], name="actions_of_initiative")]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second=None) | ~models.Q(second_side=""),
                name="a_second_owner_has_a_side",
            )
        ]

    def __str__(self) -> str:
        return self.text


class ActionUpdateQuerySet(models.QuerySet["ActionUpdate"]):
    def visible_to(self, who: Who) -> ActionUpdateQuerySet:
        return self.filter(action__in=ActionItem.objects.visible_to(who))

    def with_home(self) -> ActionUpdateQuerySet:
        return self.select_related("action__initiative", "by__initiative")


class ActionUpdate(ProgressUpdate):
    """One word on how an action stands, as for the lines of an agreement."""

    action = models.ForeignKey(ActionItem, on_delete=models.CASCADE, related_name="updates")

    objects = ActionUpdateQuerySet.as_manager()

    @property
    def initiative(self) -> Initiative:
        return self.action.initiative
