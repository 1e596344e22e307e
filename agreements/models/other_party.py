from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _lazy

from agreements.states import PartyKind
from initiatives.models import Hideable, Initiative, Participant, ShareLink

from .agreement import Agreement

if TYPE_CHECKING:
    from initiatives.who import Who


class OtherPartyQuerySet(models.QuerySet["OtherParty"]):
    def visible_to(self, who: Who) -> OtherPartyQuerySet:
        return self.filter(agreement__in=Agreement.objects.visible_to(who))

    def with_home(self) -> OtherPartyQuerySet:
        return self.select_related("agreement__initiative", "participant")

    def present(self) -> OtherPartyQuerySet:
        return self.filter(left_at=None)


class OtherParty(Hideable):
    """Who else has to do with an agreement: neighbours, police, parents as a group. Never a person.

    It speaks as `participant`, on the side "other"; what it says never holds anything back.
    """

    agreement = models.ForeignKey(Agreement, on_delete=models.CASCADE, related_name="parties")
    kind = models.CharField(_lazy("wie zijn dat?"), max_length=16, choices=PartyKind.choices)
    name = models.CharField(_lazy("hoe heet deze partij hier?"), max_length=60)
    role = models.CharField(_lazy("wat doet deze partij?"), max_length=120, blank=True)
    participant = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="as_other_party"
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="parties_added")
    added_at = models.DateTimeField(default=timezone.now)
    left_at = models.DateTimeField(null=True, blank=True)
    left_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )

    objects = OtherPartyQuerySet.as_manager()

    class Meta:
        ordering = ["added_at", "pk"]
        verbose_name_plural = "other parties"
        constraints = [
            models.UniqueConstraint(
                fields=["agreement", "participant"],
                condition=models.Q(left_at=None),
                name="a_party_takes_part_once",
            )
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def initiative(self) -> Initiative:
        return self.agreement.initiative

    @property
    def text(self) -> str:
        return f"{self.name}: {self.role}" if self.role else self.name


class PartyLink(models.Model):
    """What a party link opens: one agreement, to read and react to as one other party."""

    link = models.OneToOneField(ShareLink, on_delete=models.CASCADE, related_name="party_link")
    party = models.ForeignKey(OtherParty, on_delete=models.CASCADE, related_name="party_links")
