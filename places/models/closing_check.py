from __future__ import annotations

import uuid
from datetime import timedelta
from typing import TYPE_CHECKING, TypedDict

from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models import Initiative, Participant, tell_as

from .place import Place

if TYPE_CHECKING:
    from initiatives.who import Who

tell_as({"place_closed": _lazy("{by} liep {place} na bij het weggaan.")})

JUST_NOW = timedelta(minutes=5)


class Ticked(TypedDict):
    """One line of the closing list as it read then, and whether it was in order."""

    text: str
    ok: bool


class ClosingCheckQuerySet(models.QuerySet["ClosingCheck"]):
    def visible_to(self, who: Who) -> ClosingCheckQuerySet:
        return self.filter(initiative__in=Initiative.objects.shared_with(who))


class ClosingCheck(models.Model):
    """Somebody went round before leaving: windows, light, heating, door."""

    place = models.ForeignKey(Place, on_delete=models.PROTECT, related_name="closing_checks")
    initiative = models.ForeignKey(
        Initiative, on_delete=models.CASCADE, related_name="closing_checks"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ticks = models.JSONField(default=list)
    problem = models.CharField(_lazy("wat is er aan de hand?"), max_length=300, blank=True)
    # Of the form, so that what waited for a connection is kept once.
    once = models.UUIDField(null=True, blank=True, editable=False)

    objects = ClosingCheckQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["initiative", "-at", "-id"], name="checks_of_initiative")]
        constraints = [
            models.UniqueConstraint(fields=["by", "once"], name="one_round_per_form"),
        ]

    def __str__(self) -> str:
        return f"{self.place}"

    @classmethod
    def note(
        cls,
        place: Place,
        *,
        by: Participant,
        ticks: list[Ticked],
        problem: str = "",
        once: uuid.UUID | None = None,
    ) -> ClosingCheck:
        """One round. The same one sent twice within five minutes is one; with `once`, the number
        of its form, whenever it is sent."""
        once = uuid.uuid5(once, f"{ticks} {problem}") if once else None
        with transaction.atomic():
            Initiative.objects.select_for_update(no_key=True).get(pk=by.initiative_id)
            sent = cls.objects.filter(by=by, once=once).first() if once else None
            if sent is not None:
                return sent
            same = cls.objects.filter(
                place=place, by=by, problem=problem, at__gte=timezone.now() - JUST_NOW
            )
            there = next((check for check in same if check.ticks == ticks), None)
            if there is not None:
                return there
            check = cls.objects.create(
                place=place,
                initiative=by.initiative,
                by=by,
                ticks=ticks,
                problem=problem,
                once=once,
            )
            by.initiative.tell("place_closed", by=by, place=place.name)
        return check

    @property
    def not_in_order(self) -> list[str]:
        return [tick["text"] for tick in self.ticks if not tick["ok"]]

    @property
    def has_problem(self) -> bool:
        return bool(self.problem or self.not_in_order)
