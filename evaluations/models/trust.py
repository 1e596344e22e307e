from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils.translation import gettext_lazy as _lazy

from evaluations.states import Mode, State
from initiatives.models import Hideable, Initiative, Participant, Side

from .evaluation import Evaluation
from .feasible import BOTH

if TYPE_CHECKING:
    from initiatives.who import Who


class TrustCheck(models.Model):
    """The trust check of one side in one look-back.

    No answer is stored. While people answer there is one sum of all answers, and the open answers
    in the order of the alphabet; nothing says who answered, when, or in which order. When
    answering is over the sum becomes the result that everybody sees, and is gone.

    `tally`: {"answers": n, "items": {key: [1 to 5, and "weet ik niet"]}, "texts": [...]}; see
    `publishing.py` for `result`. `joint`: the one open form of a small municipality.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="trust")
    side = models.CharField(max_length=12, choices=BOTH)
    # Both are fixed at the start: whoever changed them could compare before and after.
    invited = models.PositiveSmallIntegerField(_lazy("hoeveel mensen vraag je?"))
    mode = models.CharField(max_length=6, choices=Mode.choices)
    tally = models.JSONField(null=True, blank=True)
    result = models.JSONField(null=True, blank=True)
    joint = models.JSONField(null=True, blank=True)
    joint_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    # With which functions the municipality signs, never names.
    signed_as = models.CharField(_lazy("namens wie?"), max_length=120, blank=True)
    revision = models.PositiveIntegerField(default=1)

    class Meta:
        ordering = ["evaluation", "side"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "side"], name="one_trust_check_a_side"),
            models.CheckConstraint(
                condition=models.Q(tally=None) | models.Q(result=None),
                name="a_sum_or_a_result_never_both",
            ),
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative


class TrustTextQuerySet(models.QuerySet["TrustText"]):
    def visible_to(self, who: Who) -> TrustTextQuerySet:
        seen = Evaluation.objects.visible_to(who).exclude(state=State.ANSWERING)
        return self.filter(trust__evaluation__in=seen)

    def with_home(self) -> TrustTextQuerySet:
        return self.select_related("trust__evaluation__agreement__initiative")


class TrustText(Hideable):
    """An answer to the open question of the trust check. Made when answering is over, all at once
    and in an order that was drawn; nothing says whose it is."""

    by: None = None

    trust = models.ForeignKey(TrustCheck, on_delete=models.CASCADE, related_name="texts")
    text = models.CharField(max_length=300)

    objects = TrustTextQuerySet.as_manager()

    class Meta:
        ordering = ["trust", "pk"]

    @property
    def initiative(self) -> Initiative:
        return self.trust.initiative

    @property
    def of_side(self) -> Side:
        return Side(self.trust.side)
