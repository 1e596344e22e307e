"""An organisation around the initiative: what it wants, what it can do, and who knows it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from initiatives.forms.initiative import OvertakenForm
from initiatives.models import Influence, Participant, Partner, PartnerKind

# Beside whom it was already: who takes part today and may be read here.
MOST_TO_CHOOSE = 200


class Acquaintance(forms.ChoiceField):
    """Somebody who takes part, by the number; "" is nobody. Gives the participant."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(**kwargs)
        self.people: dict[str, Participant] = {}

    def offer(self, people: Iterable[tuple[Participant, str]]) -> None:
        named = list(people)[:MOST_TO_CHOOSE]
        self.people = {str(person.pk): person for person, _name in named}
        self.choices = [("", _("nog niemand")), *((str(p.pk), name) for p, name in named)]

    def clean(self, value: Any) -> Any:
        return self.people.get(str(super().clean(value)))


class PartnerForm(forms.Form):
    name = OneLine(
        label=_("Welke organisatie?"),
        max_length=80,
        help_text=_("Een organisatie of afdeling, geen naam van een persoon."),
    )
    kind = forms.ChoiceField(label=_("Wat voor organisatie?"), choices=PartnerKind.choices)
    role = OneLine(
        label=_("Wat doet die?"),
        max_length=120,
        required=False,
        help_text=_("Bijvoorbeeld: faciliteert, geeft les, leent spullen uit."),
    )
    stake = OneLine(
        label=_("Wat willen zij?"),
        max_length=160,
        required=False,
        help_text=_("Wat is voor hen belangrijk? Bijvoorbeeld: rust na tien uur."),
    )
    influence = forms.ChoiceField(
        label=_("Hoeveel invloed hebben zij?"),
        choices=[("", _("weten we nog niet")), *Influence.choices],
        required=False,
    )
    approach = OneLine(
        label=_("Wat doen wij met hen?"),
        max_length=160,
        required=False,
        help_text=_("Bijvoorbeeld: elke maand even bellen."),
    )
    decides = OneLine(
        label=_("Wat moeten zij beslissen?"),
        max_length=160,
        required=False,
        help_text=_("Bijvoorbeeld: of de deur een ander slot krijgt."),
    )
    decides_before = forms.DateField(
        label=_("Voor wanneer?"),
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08.")},
    )
    known_by = Acquaintance(label=_("Wie van ons kent daar iemand?"), required=False)

    def __init__(
        self, *args: Any, people: Iterable[tuple[Participant, str]] = (), **kwargs: Any
    ) -> None:
        """`people`: who can be chosen, with the name that this reader may read."""
        super().__init__(*args, **kwargs)
        known_by: Any = self.fields["known_by"]
        known_by.offer(people)

    def clean_decides_before(self) -> Any:
        day = self.cleaned_data["decides_before"]
        if day and not 2000 <= day.year <= 2100:
            raise ValidationError(_("Dat jaar kan niet kloppen."))
        return day

    def clean(self) -> dict[str, Any]:
        """A day without what is to be decided says nothing."""
        found = super().clean() or self.cleaned_data
        if found.get("decides_before") and not found.get("decides") and "decides" in found:
            self.add_error("decides", _("Schrijf erbij wat er dan beslist moet zijn."))
        return found


class EditPartnerForm(OvertakenForm, PartnerForm):
    """The same later on. Nobody writes unseen over what somebody else changed."""

    def _was(self, name: str) -> object:
        if name == "known_by":
            return str(self.data.get(self.add_initial_prefix(name), ""))
        return super()._was(name)


def partner_as_typed(partner: Partner) -> dict[str, object]:
    """What the form shows of a partner."""
    names = ("name", "kind", "role", "stake", "influence", "approach", "decides", "decides_before")
    known_by = "" if partner.known_by_id is None else str(partner.known_by_id)
    return {**{name: getattr(partner, name) for name in names}, "known_by": known_by}
