from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Commitment
from evaluations.patterns import CHOICES as PATTERNS
from evaluations.questions import CHOICES as QUESTIONS
from evaluations.states import LineWord, Outcome, State
from initiatives.models import Hideable, Initiative, Participant, Side

from .evaluation import Evaluation
from .feasible import BOTH

if TYPE_CHECKING:
    from initiatives.who import Who


class LookBack(models.Model):
    """What one person filled in, or the group around one phone. Others see it when answering is
    over, and then as of a side, without who it was."""

    evaluation = models.ForeignKey(Evaluation, on_delete=models.CASCADE, related_name="look_backs")
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="look_backs")
    side = models.CharField(max_length=12, choices=BOTH)
    # Filled in together, by about so many.
    together = models.PositiveSmallIntegerField(
        _lazy("met hoeveel mensen vullen jullie dit in?"), null=True, blank=True
    )
    outcome = models.CharField(
        _lazy("hoe gaan we verder?"), max_length=7, choices=Outcome.choices, blank=True
    )
    people_came = models.PositiveIntegerField(
        _lazy("hoeveel mensen deden ongeveer mee?"), null=True, blank=True
    )
    times_open = models.PositiveIntegerField(
        _lazy("hoe vaak waren jullie open?"), null=True, blank=True
    )
    began_on = models.DateField(default=timezone.localdate)
    finished_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["evaluation", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "by"], name="one_look_back_a_person")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.evaluation.initiative


class LineLookBack(models.Model):
    """What one look-back says of one line."""

    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="lines")
    line = models.ForeignKey(Commitment, on_delete=models.PROTECT, related_name="look_backs")
    word = models.CharField(max_length=10, choices=LineWord.choices)

    class Meta:
        ordering = ["look_back", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["look_back", "line"], name="one_word_a_line_looked_at")
        ]

    @property
    def initiative(self) -> Initiative:
        return self.look_back.initiative


class LookBackTextQuerySet(models.QuerySet["LookBackText"]):
    def visible_to(self, who: Who) -> LookBackTextQuerySet:
        """What others may read: never while people still answer."""
        seen = Evaluation.objects.visible_to(who).exclude(state=State.ANSWERING)
        return self.filter(look_back__evaluation__in=seen)

    def with_home(self) -> LookBackTextQuerySet:
        return self.select_related(
            "look_back__evaluation__agreement__initiative", "look_back__by__initiative"
        )


class LookBackText(Hideable):
    """The answer to one question, in own words. `pattern`: what it looks like, when that helps."""

    look_back = models.ForeignKey(LookBack, on_delete=models.CASCADE, related_name="texts")
    question = models.CharField(max_length=12, choices=QUESTIONS)
    text = models.CharField(max_length=500, blank=True)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    objects = LookBackTextQuerySet.as_manager()

    class Meta:
        ordering = ["look_back", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["look_back", "question"], name="one_answer_a_look_back_question"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.look_back.initiative

    @property
    def by(self) -> Participant:
        return self.look_back.by

    @property
    def of_side(self) -> Side:
        return Side(self.by.side)
