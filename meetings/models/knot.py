from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from agreements.models import Comment, Commitment
from initiatives.models import Initiative, Participant, Written
from meetings.states import KnotAnswer

from .action import ActionItem
from .meeting import Meeting
from .risk import RiskItem

if TYPE_CHECKING:
    from initiatives.who import Who

# What a knot can come from; at most one of them.
ORIGINS = ("line", "comment", "action", "risk")


class KnotQuerySet(models.QuerySet["Knot"]):
    def visible_to(self, who: Who) -> KnotQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> KnotQuerySet:
        return self.select_related("initiative", "by__initiative", "decider", "stand_in")

    def open(self) -> KnotQuerySet:
        return self.filter(answered_at=None, withdrawn_at=None)


class Knot(Written):
    """A question that is stuck and waits for a decision: who decides, and before when.

    It comes from a line of an agreement, a reaction, an action, a risk, or by itself; its answer
    goes back to where it came from.
    """

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="knots")
    question = models.CharField(_("wat is de vraag?"), max_length=200)
    why_stuck = models.CharField(_("waarom zit het vast?"), max_length=300)
    line = models.ForeignKey(
        Commitment, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    comment = models.ForeignKey(
        Comment, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    action = models.ForeignKey(
        ActionItem, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    risk = models.ForeignKey(
        RiskItem, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    # The meeting that laid it, or at which the answer is asked.
    meeting = models.ForeignKey(
        Meeting, on_delete=models.PROTECT, related_name="knots", null=True, blank=True
    )
    decider = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="decides")
    stand_in = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    before_on = models.DateField(_("voor wanneer?"))
    opened_at = models.DateTimeField(default=timezone.now)
    answered_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    revision = models.PositiveIntegerField(default=1)

    objects = KnotQuerySet.as_manager()

    class Meta:
        ordering = ["before_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=[name],
                condition=models.Q(answered_at=None, withdrawn_at=None),
                name=f"one_open_knot_of_a_{name}",
            )
            for name in ORIGINS
        ]

    def __str__(self) -> str:
        return self.question

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden."""
        return self.question


class KnotReplyQuerySet(models.QuerySet["KnotReply"]):
    def visible_to(self, who: Who) -> KnotReplyQuerySet:
        return self.filter(knot__in=Knot.objects.visible_to(who))

    def with_home(self) -> KnotReplyQuerySet:
        return self.select_related("knot__initiative", "by__initiative")


class KnotReply(Written):
    """An answer to a knot. "We beslissen nog niet" is one too, with a new day; they are counted."""

    knot = models.ForeignKey(Knot, on_delete=models.CASCADE, related_name="replies")
    answer = models.CharField(_("antwoord"), max_length=7, choices=KnotAnswer.choices)
    because = models.CharField(_("omdat"), max_length=300)
    instead = models.CharField(_("wat kan er dan wel?"), max_length=300, blank=True)
    # What it is worth to the neighbourhood, as far as that was weighed.
    societal_value = models.CharField(_("wat woog mee voor de buurt?"), max_length=300, blank=True)
    new_on = models.DateField(_("wanneer dan wel?"), null=True, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = KnotReplyQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(answer=KnotAnswer.NOT_YET) ^ models.Q(new_on=None),
                name="not_yet_has_a_new_day",
            )
        ]

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden."""
        return self.because

    @property
    def initiative(self) -> Initiative:
        return self.knot.initiative
