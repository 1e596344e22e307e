from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from initiatives.models import Circle, Initiative, Side, Written
from meetings.states import PrepKind

from .meeting import Meeting

if TYPE_CHECKING:
    from initiatives.who import Who


class PrepPointQuerySet(models.QuerySet["PrepPoint"]):
    def visible_to(self, who: Who) -> PrepPointQuerySet:
        """By circle: what both may read, what the own side wrote, and what is one's own.

        The side counts as it is today, as in the logbook.
        """
        mine = who.participants()
        same_side = mine.filter(
            initiative=models.OuterRef("meeting__initiative"), side=models.OuterRef("side")
        )
        return self.filter(
            models.Q(circle=Circle.SHARED, meeting__in=Meeting.objects.visible_to(who))
            | models.Q(circle=Circle.OWN, by__in=mine.values("pk"))
            | (models.Q(circle=Circle.SIDE) & models.Exists(same_side))
        )

    def with_home(self) -> PrepPointQuerySet:
        return self.select_related("meeting__initiative", "by__initiative")


class PrepPoint(Written):
    """What a side, or one person, writes down before a meeting.

    What a side wants to reach or practise is for that side; what is important to it both sides
    read; a note of one's own nobody else does.
    """

    meeting = models.ForeignKey(Meeting, on_delete=models.CASCADE, related_name="prep_points")
    kind = models.CharField(max_length=8, choices=PrepKind.choices)
    circle = models.CharField(max_length=6, choices=Circle.choices, default=Circle.SIDE)
    # Of the writer on that day; who changes side takes nothing along.
    side = models.CharField(max_length=12, choices=Side.choices)
    text = models.CharField(_("in één zin"), max_length=300)
    at = models.DateTimeField(default=timezone.now)
    revision = models.PositiveIntegerField(default=1)
    # "Geoefend".
    done_at = models.DateTimeField(null=True, blank=True)

    objects = PrepPointQuerySet.as_manager()

    class Meta:
        ordering = ["at", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(kind=PrepKind.INTEREST) ^ ~models.Q(circle=Circle.SHARED),
                name="only_what_matters_to_a_side_is_shared",
            )
        ]

    @property
    def initiative(self) -> Initiative:
        return self.meeting.initiative

    @property
    def is_told(self) -> bool:
        return self.circle == Circle.SHARED
