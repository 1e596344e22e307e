from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from evaluations.patterns import CHOICES as PATTERNS
from evaluations.states import ExampleKind, ExperimentEnd
from initiatives.models import Circle, Initiative, Partner, Side, Written

from .evaluation import Evaluation

if TYPE_CHECKING:
    from initiatives.who import Who


class LearntQuerySet(models.QuerySet[Any]):
    def visible_to(self, who: Who) -> LearntQuerySet:
        """Of an initiative that `who` reads along with, and what everyone here may read."""
        here = models.Q(initiative__in=Initiative.objects.shared_with(who))
        if who.is_somebody:
            here |= models.Q(is_for_everyone=True)
        return self.filter(here)

    def with_home(self) -> LearntQuerySet:
        return self.select_related("initiative", "by__initiative")


class Learnt(Written):
    """What people learned, kept for themselves or for everyone here. Subclasses give `text`."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="%(class)ss")
    is_for_everyone = models.BooleanField(default=False)
    said_at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)

    objects = LearntQuerySet.as_manager()

    class Meta:
        abstract = True
        ordering = ["-said_at", "-pk"]


class Lesson(Learnt):
    """What happened and what people take along. It stays when the agreement has ended."""

    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.SET_NULL, related_name="lessons", null=True, blank=True
    )
    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, related_name="lessons", null=True, blank=True
    )
    happened = models.CharField(_lazy("wat gebeurde er?"), max_length=400)
    text = models.CharField(_lazy("wat nemen jullie mee?"), max_length=400)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    def __str__(self) -> str:
        return self.text


class Example(Learnt):
    """Something from here or from elsewhere that others can learn from."""

    title = models.CharField(_lazy("wat is het?"), max_length=80)
    kind = models.CharField(_lazy("soort"), max_length=10, choices=ExampleKind.choices)
    # Where it was; "" is here.
    place = models.CharField(_lazy("waar?"), max_length=80, blank=True)
    text = models.CharField(_lazy("wat gebeurde er?"), max_length=600)
    worked = models.CharField(_lazy("wat werkte?"), max_length=400, blank=True)
    did_not_work = models.CharField(_lazy("wat werkte niet?"), max_length=400, blank=True)
    take_along = models.CharField(_lazy("wat nemen we mee?"), max_length=400, blank=True)
    dos = models.CharField(_lazy("wel doen"), max_length=400, blank=True)
    donts = models.CharField(_lazy("niet doen"), max_length=400, blank=True)
    link = models.URLField(_lazy("waar kun je meer lezen?"), max_length=300, blank=True)
    pattern = models.CharField(max_length=16, choices=PATTERNS, blank=True)

    def __str__(self) -> str:
        return self.title


class ExampleNoteQuerySet(models.QuerySet["ExampleNote"]):
    def visible_to(self, who: Who) -> ExampleNoteQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_home(self) -> ExampleNoteQuerySet:
        return self.select_related("initiative", "by__initiative", "example")


class ExampleNote(Written):
    """ "Wat kunnen wij hiervan leren?": what people of one initiative say of an example."""

    example = models.ForeignKey(Example, on_delete=models.CASCADE, related_name="notes")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="example_notes"
    )
    text = models.CharField(_lazy("wat kunnen wij hiervan leren?"), max_length=400)
    said_at = models.DateTimeField(default=timezone.now)

    objects = ExampleNoteQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]


class Experiment(Learnt):
    """What people try, until when, what they saw, and whether they go on."""

    agreement = models.ForeignKey(
        Agreement, on_delete=models.SET_NULL, related_name="experiments", null=True, blank=True
    )
    # The clause on trial that it grew out of.
    clause_key = models.CharField(max_length=40, blank=True)
    example = models.ForeignKey(
        Example, on_delete=models.SET_NULL, related_name="experiments", null=True, blank=True
    )
    text = models.CharField(_lazy("wat proberen jullie?"), max_length=300)
    until_on = models.DateField(_lazy("tot wanneer?"))
    saw = models.CharField(_lazy("wat zagen jullie?"), max_length=400, blank=True)
    ended_as = models.CharField(max_length=5, choices=ExperimentEnd.choices, blank=True)
    ended_on = models.DateField(null=True, blank=True)

    class Meta(Learnt.Meta):
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_as="", ended_on=None)
                | (~models.Q(ended_as="") & models.Q(ended_on__isnull=False)),
                name="an_ended_experiment_has_its_day",
            )
        ]

    def __str__(self) -> str:
        return self.text


class LearningQuestionQuerySet(models.QuerySet["LearningQuestion"]):
    def visible_to(self, who: Who) -> LearningQuestionQuerySet:
        """By circle, as a line of the logbook."""
        mine = who.participants()
        same_side = mine.filter(
            initiative=models.OuterRef("initiative"), side=models.OuterRef("side")
        )
        return self.filter(
            models.Q(circle=Circle.SHARED, initiative__in=Initiative.objects.shared_with(who))
            | models.Q(circle=Circle.OWN, by__in=mine.values("pk"))
            | (models.Q(circle=Circle.SIDE) & models.Exists(same_side))
        )

    def with_home(self) -> LearningQuestionQuerySet:
        return self.select_related("initiative", "by__initiative", "partner", "lesson")


class LearningQuestion(Written):
    """Something that somebody, or a side together, wants to learn."""

    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="learning_questions"
    )
    circle = models.CharField(
        _lazy("van wie is deze vraag?"),
        max_length=6,
        choices=Circle.choices,
        default=Circle.OWN,
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_lazy("wat wil je leren?"), max_length=200)
    why = models.CharField(_lazy("waarom?"), max_length=300, blank=True)
    trying = models.CharField(_lazy("wat ga je proberen?"), max_length=300, blank=True)
    with_whom = models.CharField(_lazy("met wie?"), max_length=120, blank=True)
    partner = models.ForeignKey(
        Partner, on_delete=models.SET_NULL, related_name="+", null=True, blank=True
    )
    happened = models.CharField(_lazy("wat gebeurde er?"), max_length=400, blank=True)
    lesson = models.ForeignKey(
        Lesson, on_delete=models.SET_NULL, related_name="questions", null=True, blank=True
    )
    said_at = models.DateTimeField(default=timezone.now)
    settled_on = models.DateField(null=True, blank=True)
    revision = models.PositiveIntegerField(default=1)

    objects = LearningQuestionQuerySet.as_manager()

    class Meta:
        ordering = ["-said_at", "-pk"]

    def __str__(self) -> str:
        return self.text

    @property
    def is_told(self) -> bool:
        return self.circle == Circle.SHARED
