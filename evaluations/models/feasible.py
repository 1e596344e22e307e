from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.models import Agreement
from initiatives.models import Initiative, Side, Written
from meetings.states import Feasibility

if TYPE_CHECKING:
    from initiatives.who import Who

BOTH = [(side.value, side.label) for side in (Side.GROUP, Side.MUNICIPALITY)]


class FeasibleQuerySet(models.QuerySet["Feasible"]):
    def visible_to(self, who: Who) -> FeasibleQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(who))

    def with_home(self) -> FeasibleQuerySet:
        return self.select_related("agreement__initiative", "by__initiative")


class Feasible(Written):
    """ "Is dat haalbaar?": what one side says of what people do until the next look-back.

    `round`: before which look-back, by its number.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="feasible")
    round = models.PositiveSmallIntegerField()
    side = models.CharField(max_length=12, choices=BOTH)
    word = models.CharField(max_length=5, choices=Feasibility.choices)
    text = models.CharField(_lazy("wat is er nodig?"), max_length=200, blank=True)
    said_at = models.DateTimeField(default=timezone.now)

    objects = FeasibleQuerySet.as_manager()

    class Meta:
        ordering = ["round", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "round", "side"], name="one_feasible_a_side_and_round"
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative
