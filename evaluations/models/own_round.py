from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from evaluations.states import RoundMood
from initiatives.models import Initiative, Participant, Side, Written

if TYPE_CHECKING:
    from initiatives.who import Who

OWN_SIDES = (Side.GROUP, Side.GUIDE)


class GroupRoundQuerySet(models.QuerySet["GroupRound"]):
    def visible_to(self, who: Who) -> GroupRoundQuerySet:
        """For group and guides; what was shared for everybody who reads along."""
        shared = models.Q(shared_at__isnull=False) & models.Q(
            initiative__in=Initiative.objects.shared_with(who)
        )
        return self.filter(
            shared | models.Q(initiative__in=who.initiatives_on(*OWN_SIDES))
        ).distinct()

    def with_home(self) -> GroupRoundQuerySet:
        return self.select_related("initiative", "opened_by__initiative")


class GroupRound(models.Model):
    """A short round of the group itself: how is it going? Only the group and its guides see it,
    until they share it."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="group_rounds"
    )
    question = models.CharField(_lazy("eigen vraag"), max_length=160, blank=True)
    opened_at = models.DateTimeField(default=timezone.now)
    opened_by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(null=True, blank=True)
    shared_at = models.DateTimeField(null=True, blank=True)
    shared_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = GroupRoundQuerySet.as_manager()

    class Meta:
        ordering = ["-opened_at", "-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["initiative"],
                condition=models.Q(closed_at=None),
                name="one_group_round_at_a_time",
            ),
            models.CheckConstraint(
                condition=models.Q(shared_at=None) | models.Q(closed_at__isnull=False),
                name="a_round_is_shared_when_it_is_over",
            ),
        ]


class RoundAnswerQuerySet(models.QuerySet["RoundAnswer"]):
    def visible_to(self, who: Who) -> RoundAnswerQuerySet:
        return self.filter(round__in=GroupRound.objects.visible_to(who))

    def with_home(self) -> RoundAnswerQuerySet:
        return self.select_related("round__initiative", "by__initiative")


class RoundAnswer(Written):
    """What one of the group said in a round. The other side never learns who."""

    round = models.ForeignKey(GroupRound, on_delete=models.CASCADE, related_name="answers")
    mood = models.CharField(_lazy("hoe gaat het?"), max_length=5, choices=RoundMood.choices)
    good = models.CharField(_lazy("wat gaat goed?"), max_length=300, blank=True)
    better = models.CharField(_lazy("wat kan beter?"), max_length=300, blank=True)
    own = models.CharField(max_length=300, blank=True)
    said_on = models.DateField(default=timezone.localdate)

    objects = RoundAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["round", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["round", "by"], name="one_answer_a_person_and_round")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.round.initiative

    @property
    def is_told(self) -> bool:
        return self.round.shared_at is not None

    @property
    def text(self) -> str:
        """What it says, as of any text that can be hidden."""
        return self.good or self.better or self.own
