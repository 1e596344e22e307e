from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, timedelta

from django.db import models
from django.utils.translation import gettext_lazy as _

FIRST_YEAR = 2000


class Side(models.TextChoices):
    """On which side of an initiative somebody takes part."""

    GROUP = "group", _("groep")
    MUNICIPALITY = "municipality", _("gemeente")
    GUIDE = "guide", _("begeleiding")
    OTHER = "other", _("andere partij")


class LadderStep(models.TextChoices):
    """The involvement ladder: how somebody of the group takes part. Not an order, not a score.

    Source of the steps: stichtingikwil.nl/de-bindingsladder.
    """

    VISITOR = "visitor", _("bezoeker")
    JOINER = "joiner", _("deelnemer")
    SUPPORTER = "supporter", _("ondersteuner")
    DRIVER = "driver", _("kartrekker")
    COORDINATOR = "coordinator", _("coördinator")
    CONNECTOR = "connector", _("verbinder")


def running_on(day: date, prefix: str = "") -> models.Q:
    """Periods and duties that hold on `day`. `ended_on` is the first day on which they do not."""
    return models.Q(**{f"{prefix}started_on__lte": day}) & (
        models.Q(**{f"{prefix}ended_on__isnull": True}) | models.Q(**{f"{prefix}ended_on__gt": day})
    )


class Period(models.Model):
    """A time in which somebody took part; `ended_on` is the first day on which they did not.

    It may lie ahead: a student takes part "tot en met 3 februari". Periods of one participant
    never overlap; every verb that writes them locks the participant first.
    """

    participant = models.ForeignKey(
        "initiatives.Participant", on_delete=models.CASCADE, related_name="periods"
    )
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)
    step = models.CharField(max_length=12, choices=LadderStep.choices, blank=True)

    class Meta:
        ordering = ["started_on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="period_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["participant"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_period_per_participant",
            ),
        ]

    def holds(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)

    @property
    def is_empty(self) -> bool:
        """Came and went on one day: it holds no day at all."""
        return self.ended_on == self.started_on


@dataclass
class Stay:
    """A time without a gap, whatever the steps in it: "van 3 mei tot en met 8 juni"."""

    periods: list[Period] = field(default_factory=list)

    @property
    def key(self) -> int:
        """What names this stay in an address: its first period."""
        return self.periods[0].pk

    @property
    def started_on(self) -> date:
        return self.periods[0].started_on

    @property
    def ended_on(self) -> date | None:
        return self.periods[-1].ended_on

    @property
    def last_day(self) -> date | None:
        """The last day on which somebody took part; None while that is not known."""
        return self.ended_on - timedelta(days=1) if self.ended_on else None

    def holds(self, day: date) -> bool:
        return self.started_on <= day and (self.ended_on is None or day < self.ended_on)


def stays_of(periods: Iterable[Period]) -> list[Stay]:
    """The periods of one participant as stays, oldest first. A new step is no new stay."""
    stays: list[Stay] = []
    for period in sorted(periods, key=lambda p: (p.started_on, p.pk)):
        if period.is_empty:
            continue
        if stays and stays[-1].ended_on == period.started_on:
            stays[-1].periods.append(period)
        else:
            stays.append(Stay([period]))
    return stays
