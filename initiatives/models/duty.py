from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class DutyKind(models.TextChoices):
    CONTACT = "contact", _("vast gezicht")
    STAND_IN = "stand_in", _("vervanger")
    DECIDER = "decider", _("beslisser")
    ADVISER = "adviser", _("adviseur")
    CONNECTOR = "connector", _("verbinder")
    DIRECTOR = "director", _("regisseur")
    KEY_HOLDER = "key_holder", _("sleutelhouder")
    KEY_FIGURE = "key_figure", _("sleutelfiguur")
    AMBASSADOR = "ambassador", _("ambassadeur")
    BUDDY = "buddy", _("buddy")


# Who may say "ik mag dit namens de gemeente afspreken" (domain: carried by the municipality).
SPEAKS_FOR_MUNICIPALITY = (DutyKind.CONTACT, DutyKind.DECIDER, DutyKind.DIRECTOR)

# What somebody of a side can be there for. "Via de begeleiding" is a guide who is the contact.
DUTIES: dict[str, tuple[DutyKind, ...]] = {
    "group": (
        DutyKind.CONTACT,
        DutyKind.KEY_HOLDER,
        DutyKind.KEY_FIGURE,
        DutyKind.AMBASSADOR,
        DutyKind.BUDDY,
    ),
    "guide": (DutyKind.CONTACT, DutyKind.STAND_IN, DutyKind.CONNECTOR, DutyKind.BUDDY),
    "municipality": tuple(DutyKind),
    "other": (),
}


class Duty(models.Model):
    """Something that somebody is there for: the contact, the one who decides, who has the key."""

    participant = models.ForeignKey(
        "initiatives.Participant", on_delete=models.CASCADE, related_name="duties"
    )
    kind = models.CharField(max_length=12, choices=DutyKind.choices)
    started_on = models.DateField()
    ended_on = models.DateField(null=True, blank=True)

    class Meta:
        ordering = ["kind", "started_on", "pk"]
        verbose_name_plural = "duties"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ended_on__isnull=True)
                | models.Q(ended_on__gte=models.F("started_on")),
                name="duty_ends_after_it_starts",
            ),
            models.UniqueConstraint(
                fields=["participant", "kind"],
                condition=models.Q(ended_on__isnull=True),
                name="one_open_duty_of_a_kind",
            ),
        ]
