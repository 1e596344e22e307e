from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import KeyReturn
from evaluations.states import Outcome, Verdict
from initiatives.models import Initiative, Written

from .evaluation import Evaluation
from .feasible import BOTH

if TYPE_CHECKING:
    from initiatives.who import Who


class OfEvaluationQuerySet(models.QuerySet[Any]):
    def visible_to(self, who: Who) -> OfEvaluationQuerySet:
        return self.filter(evaluation__in=Evaluation.objects.visible_to(who))

    def with_home(self) -> OfEvaluationQuerySet:
        return self.select_related("evaluation__agreement__initiative", "by__initiative")


class ClauseVerdict(Written):
    """What one side wants with one clause: keep, change or drop it, and why."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="verdicts")
    clause_key = models.CharField(max_length=40)
    side = models.CharField(max_length=12, choices=BOTH)
    word = models.CharField(max_length=6, choices=Verdict.choices)
    text = models.CharField(_lazy("wat moet er anders, of waarom weg?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "clause_key", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["evaluation", "clause_key", "side"], name="one_verdict_a_side_and_clause"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative


class Conclusion(Written):
    """How one side wants to go on; with it that side confirms the page of the look-back.

    When both chose the same, closing carries it out. A difference stays a difference.
    """

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="conclusions")
    side = models.CharField(max_length=12, choices=BOTH)
    outcome = models.CharField(_lazy("hoe gaan we verder?"), max_length=7, choices=Outcome.choices)
    text = models.CharField(_lazy("waarom?"), max_length=300, blank=True)
    # When this side wants to look back again; and until when the trial or the pause goes.
    next_on = models.DateField(_lazy("wanneer kijken jullie weer terug?"), null=True, blank=True)
    until_on = models.DateField(null=True, blank=True)
    # What stopping asks.
    key = models.CharField(
        _lazy("waar is de sleutel?"), max_length=8, choices=KeyReturn.choices, blank=True
    )
    place = models.CharField(_lazy("hoe laten jullie de plek achter?"), max_length=200, blank=True)
    lesson = models.CharField(_lazy("wat nemen jullie mee?"), max_length=600, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = OfEvaluationQuerySet.as_manager()

    class Meta:
        ordering = ["evaluation", "side"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "side"], name="one_conclusion_a_side")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative
