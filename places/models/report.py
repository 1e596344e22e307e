from __future__ import annotations

from datetime import date

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Participant
from initiatives.states import Refused

from .place import Place
from .room_link import RoomLink

# More waits for nobody: first some have to be dealt with.
MOST_OPEN = 100


def today() -> date:
    return timezone.localdate()


class PlaceReport(models.Model):
    """ "Er is iets": what somebody wrote in a room, without a name. It has a day, and no moment."""

    place = models.ForeignKey(Place, on_delete=models.CASCADE, related_name="reports")
    text = models.CharField(_lazy("wat is er?"), max_length=300)
    on = models.DateField(default=today)
    settled_on = models.DateField(null=True, blank=True)
    settled_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    class Meta:
        # Newest first; those of one day stand in the order of their words, not of their moment.
        ordering = ["-on", "text", "pk"]

    def __str__(self) -> str:
        return self.text

    @classmethod
    def write(cls, link: RoomLink, *, text: str) -> PlaceReport:
        """From the page on the wall. The same words twice on a day are one report."""
        with transaction.atomic():
            link.count_report(kept=text)
            # Two at once on one wall wait for each other at the count.
            waiting = cls.objects.filter(place=link.place, settled_on=None)
            there = waiting.filter(text=text, on=today()).first()
            if there is None and waiting.count() >= MOST_OPEN:
                sentence = _("Er staan al {n} meldingen open. Bel als het haast heeft.")
                raise Refused(sentence.format(n=MOST_OPEN), kept=text)
            return there or cls.objects.create(place=link.place, text=text)

    def settle(self, *, by: Participant | None) -> None:
        """It was dealt with, and leaves the list. Twice is the same as once.

        `by`: who takes part in what has hours there; None for a coordinator.
        """
        open_one = PlaceReport.objects.filter(pk=self.pk, settled_on=None)
        open_one.update(settled_on=today(), settled_by=by)
        self.refresh_from_db()
