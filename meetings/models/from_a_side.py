from __future__ import annotations

from datetime import datetime, time

from django.db import models
from django.utils import timezone

from initiatives.models import Hideable, Participant, Side


class FromASide(Hideable):
    """A text that somebody wrote under a name, or without: then only the side and the day are kept.

    Subclasses give `initiative`.
    """

    by = models.ForeignKey(
        Participant,
        on_delete=models.PROTECT,
        related_name="%(app_label)s_%(class)ss",
        null=True,
        blank=True,
    )
    side = models.CharField(max_length=12, choices=Side.choices)
    # A day and no moment: nobody finds out by the clock who wrote without a name.
    added_on = models.DateField(default=timezone.localdate)
    is_signed = models.BooleanField(default=False)

    class Meta:
        abstract = True

    @property
    def of_side(self) -> Side:
        return Side(self.side)

    @property
    def is_nameless(self) -> bool:
        return self.by_id is None

    def tell_added(self, verb: str) -> None:
        """Tells on the timeline that it was written. Without a name: on that day, by the side, and
        at no moment of it."""
        if self.by is not None:
            self.initiative.tell(verb, by=self.by, signed=self.is_signed)
            return
        day = timezone.make_aware(datetime.combine(self.added_on, time.min))
        self.initiative.events.create(verb=verb, at=day)
