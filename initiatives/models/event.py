from __future__ import annotations

from typing import TYPE_CHECKING

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from initiatives.who import Who

# verb -> sentence; {by} and {about} become names for whoever may see them.
SENTENCES: dict[str, str | Promise] = {}


def tell_as(sentences: dict[str, str | Promise]) -> None:
    """Each app gives the sentences of its own verbs."""
    SENTENCES.update(sentences)


tell_as(
    {
        "initiative_logged": _("{by} zette dit initiatief erin."),
        "initiative_changed": _("{by} paste de gegevens van het initiatief aan."),
        "participant_added": _("{about} doet mee."),
        "participant_left": _("{about} doet niet meer mee."),
        "participant_ended": _("{by} zei dat {about} niet meer meedoet."),
        "participant_back": _("{about} is weer terug."),
        "period_corrected": _("{by} verbeterde sinds wanneer {about} meedoet."),
        "end_day_set": _("Er staat nu bij tot wanneer {about} meedoet."),
        "participant_set_aside": _("{by} zette {about} apart. Die kwam via de link."),
        "participant_renamed": _("{about} heet hier nu zo."),
        "official_placed": _("{name} plaatste {about} voor de gemeente."),
        "step_changed": _("{about} doet nu op een andere manier mee."),
        "duty_started": _("{about} is nu {duty}."),
        "duty_ended": _("{about} is niet langer {duty}."),
        "names_opened": _("De groep laat haar namen aan de gemeente zien."),
        "names_closed": _("De groep laat haar namen niet meer aan de gemeente zien."),
        "name_shown": _("{about} mag bij naam genoemd worden bij de gemeente."),
        "name_hidden": _("{about} wil niet meer bij naam genoemd worden bij de gemeente."),
        "join_asked": _("{name} vroeg om mee te doen."),
        "join_let_in": _("{by} liet {about} toe."),
        "join_declined": _("{by} liet {name} niet toe."),
        "text_reported": _("Iemand meldde een tekst."),
        "text_hidden": _("{by} verborg een tekst, omdat: {because}"),
        "text_shown": _("{by} liet een verborgen tekst weer zien."),
    }
)


class EventQuerySet(models.QuerySet["Event"]):
    def visible_to(self, who: Who) -> EventQuerySet:
        from .initiative import Initiative

        return self.filter(initiative__in=Initiative.objects.shared_with(who))

    def with_people(self) -> EventQuerySet:
        return self.select_related("by__merged_into", "about__merged_into", "user", "initiative")


class Event(models.Model):
    """One line on the timeline of an initiative: who did what, and when. Never changed."""

    initiative = models.ForeignKey(
        "initiatives.Initiative", on_delete=models.CASCADE, related_name="events"
    )
    at = models.DateTimeField(default=timezone.now)
    verb = models.CharField(max_length=40)
    by = models.ForeignKey(
        "initiatives.Participant",
        on_delete=models.PROTECT,
        related_name="events_by",
        null=True,
        blank=True,
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.PROTECT,
        related_name="events",
        null=True,
        blank=True,
        help_text="A coordinator from outside the initiative.",
    )
    about = models.ForeignKey(
        "initiatives.Participant",
        on_delete=models.PROTECT,
        related_name="events_about",
        null=True,
        blank=True,
    )
    data = models.JSONField(default=dict, blank=True)

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["-at", "-pk"]
        indexes = [models.Index(fields=["initiative", "-at", "-id"], name="event_timeline")]

    def __str__(self) -> str:
        return self.verb
