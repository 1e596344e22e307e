from __future__ import annotations

from django.db import models, transaction
from django.utils.translation import gettext_lazy as _

from initiatives.states import Overtaken, Refused

from .event import tell_as
from .initiative import Initiative
from .participant import Participant
from .profile import OfInitiativeQuerySet, OnProfile

tell_as(
    {
        "partner_added": _("{by} zette een partner erbij."),
        "partner_ended": _("{by} haalde een partner weg."),
        "partner_changed": _("{by} paste aan wat er bij een partner staat."),
        "partner_back": _("{by} zette een partner terug."),
    }
)


class PartnerKind(models.TextChoices):
    SCHOOL = "school", _("school")
    CARE = "care", _("zorg")
    WORK = "work", _("werk en leren")
    POLICE = "police", _("politie")
    HOUSING = "housing", _("woningcorporatie")
    SPORT = "sport", _("sport en cultuur")
    NEIGHBOURS = "neighbours", _("buurt")
    # Colleagues who take no part themselves, and have to decide something.
    INSIDE = "inside", _("binnen de gemeente")
    OTHER = "other", _("anders")


class Influence(models.TextChoices):
    """How much somebody around it can help or hinder."""

    LITTLE = "little", _("weinig")
    SOME = "some", _("wel wat")
    MUCH = "much", _("veel")


class Partner(OnProfile):
    """An organisation around the initiative, and what it does there. Never a person."""

    initiative = models.ForeignKey(Initiative, on_delete=models.CASCADE, related_name="partners")
    name = models.CharField(_("organisatie"), max_length=80)
    kind = models.CharField(max_length=10, choices=PartnerKind.choices)
    role = models.CharField(_("wat doet die?"), max_length=120, blank=True)
    stake = models.CharField(_("wat willen zij?"), max_length=160, blank=True)
    influence = models.CharField(
        _("hoeveel invloed hebben zij?"), max_length=6, choices=Influence.choices, blank=True
    )
    approach = models.CharField(_("wat doen wij met hen?"), max_length=160, blank=True)
    decides = models.CharField(_("wat moeten zij beslissen?"), max_length=160, blank=True)
    decides_before = models.DateField(_("voor wanneer?"), null=True, blank=True)
    # Who of us knows somebody there.
    known_by = models.ForeignKey(
        Participant, on_delete=models.PROTECT, related_name="+", null=True, blank=True
    )
    by = models.ForeignKey(Participant, on_delete=models.PROTECT, related_name="partners")

    objects = OfInitiativeQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]

    def __str__(self) -> str:
        return self.name

    @property
    def kind_of_event(self) -> str:
        return "partner"

    def change(
        self, *, by: Participant, before: dict[str, object] | None = None, **fields: object
    ) -> None:
        """Other words about an organisation. `before`: what stood there when somebody began to
        type; raises `Overtaken` when that is something else by now. Saves only what is different.
        """
        with transaction.atomic():
            now = Partner.objects.select_for_update().get(pk=self.pk)
            if now.ended_at is not None:
                raise Refused(_("Iemand haalde deze organisatie net weg."))
            overtaken = {
                name: now.said(name)
                for name, was in (before or {}).items()
                if now.said(name) not in (was, _said(name, fields.get(name)))
            }
            if overtaken:
                raise Overtaken(overtaken)
            changed = {n: value for n, value in fields.items() if getattr(now, n) != value}
            if not changed:
                return
            for name, value in changed.items():
                setattr(now, name, value)
            now.save(update_fields=list(changed))
            self.initiative.tell("partner_changed", by=by)

    def said(self, name: str) -> object:
        """What a form shows of a field: a person by the number."""
        return _said(name, getattr(self, name))

    @property
    def text(self) -> str:
        return f"{self.name}: {self.role}" if self.role else self.name

    @property
    def about(self) -> str:
        """What kind of organisation it is, and what it does."""
        return " · ".join(filter(None, [self.get_kind_display(), self.role]))


def _said(name: str, value: object) -> object:
    """A person as the form sends it: by the number, "" for nobody."""
    if name != "known_by":
        return value
    return str(value.pk) if isinstance(value, Participant) else ""
