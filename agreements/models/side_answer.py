from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import Choice, Topic
from initiatives.models import Initiative, Side, Written

from .version import AgreementVersion

if TYPE_CHECKING:
    from initiatives.who import Who


class SideAnswerQuerySet(models.QuerySet["SideAnswer"]):
    def visible_to(self, who: Who) -> SideAnswerQuerySet:
        return self.filter(version__in=AgreementVersion.objects.visible_to(who))

    def with_home(self) -> SideAnswerQuerySet:
        return self.select_related("version__agreement__initiative", "by__initiative")


class SideAnswer(Written):
    """What one side answers when dates or people of a running text ask something of both.

    A side answers a question once and may change its answer. `round`: a question that comes back
    with reason (again many people left) is another one; its number is how many had left.
    """

    version = models.ForeignKey(
        AgreementVersion, on_delete=models.CASCADE, related_name="side_answers"
    )
    topic = models.CharField(max_length=10, choices=Topic.choices)
    round = models.PositiveSmallIntegerField(default=0)
    side = models.CharField(
        max_length=12,
        choices=[(side, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)],
    )
    choice = models.CharField(max_length=8, choices=Choice.choices)
    text = models.CharField(_lazy("wil je er iets bij zeggen?"), max_length=300, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = SideAnswerQuerySet.as_manager()

    class Meta:
        ordering = ["said_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["version", "topic", "round", "side"], name="one_answer_a_side_and_question"
            )
        ]

    def __str__(self) -> str:
        return str(Choice(self.choice).label)

    @property
    def initiative(self) -> Initiative:
        return self.version.agreement.initiative
