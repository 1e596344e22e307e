"""What is written down of a key: who has it, of which place, and what it is called."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine
from initiatives.models import Participant, Side
from places.models import Place


def _day(label: Any, **kwargs: Any) -> forms.DateField:
    return forms.DateField(
        label=label,
        required=False,
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08.")},
        **kwargs,
    )


class GiveKeyForm(forms.Form):
    """What `Key.give` takes. Only who, which place and the name of the key have to be there."""

    holder = forms.ChoiceField(
        label=_lazy("Wie krijgt de sleutel?"),
        error_messages={
            "required": _lazy("Kies iemand."),
            "invalid_choice": _lazy("Kies iemand die hier nu meedoet."),
        },
    )
    place = forms.ChoiceField(
        label=_lazy("Van welke plek?"),
        error_messages={
            "required": _lazy("Kies een plek."),
            "invalid_choice": _lazy("Deze plek is er niet meer. Kies een andere."),
        },
    )
    label = OneLine(
        label=_lazy("Hoe noemen jullie deze sleutel?"),
        max_length=40,
        help_text=_lazy("Zo houd je sleutels uit elkaar. Bijvoorbeeld: voordeur, blauw label."),
    )
    agreed = forms.BooleanField(
        label=_lazy("De gemeente mag bij deze sleutel de naam zien. Dat is gevraagd, en het mag."),
        required=False,
        help_text=_lazy("Alleen bij iemand van de groep. De gemeente wil weten wie erin kan."),
    )
    is_code = forms.BooleanField(
        label=_lazy("Het is een code, geen sleutel."),
        required=False,
        help_text=_lazy("Een code kan van meer mensen zijn. Schrijf de code zelf niet op."),
    )
    is_deputy = forms.BooleanField(
        label=_lazy("Valt alleen in, als de anderen niet kunnen."), required=False
    )
    since = _day(_lazy("Sinds wanneer?"))
    due_back_on = _day(
        _lazy("Wanneer moet die terug zijn?"),
        help_text=_lazy("Dat kan ook vandaag. Leeg: zolang de afspraak loopt."),
    )

    folded = ("is_code", "is_deputy", "since", "due_back_on")

    def __init__(
        self,
        data: Any,
        *,
        people: list[tuple[Participant, str]],
        places: list[Place],
        **kwargs: Any,
    ) -> None:
        """`people`: who can be chosen, with the name that the reader may see."""
        initial = {"since": timezone.localdate(), **kwargs.pop("initial", {})}
        if len(places) == 1:
            initial["place"] = str(places[0].pk)
        super().__init__(data, initial=initial, **kwargs)
        self.people = {str(person.pk): person for person, _name in people}
        self.places = {str(place.pk): place for place in places}
        names = [(str(person.pk), name) for person, name in people]
        rooms = [(str(place.pk), place.whole_name) for place in places]
        for name, choices in (("holder", names), ("place", rooms)):
            field = self.fields[name]
            if isinstance(field, forms.ChoiceField):
                field.choices = [("", _("Kies…")), *choices]

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_folded(self) -> bool:
        """Whether nothing was filled in, or is wrong, in what is folded away."""
        if not self.is_bound:
            return True
        return not any(self[name].errors or name in self.changed_data for name in self.folded)

    def clean_since(self) -> date | None:
        day: date | None = self.cleaned_data["since"]
        if day is not None and day > timezone.localdate():
            raise forms.ValidationError(_("Die dag is nog niet geweest."))
        if day is not None and day.year < 2000:
            raise forms.ValidationError(_("Dat jaar kan niet kloppen."))
        return day

    def clean_due_back_on(self) -> date | None:
        day: date | None = self.cleaned_data["due_back_on"]
        if day is not None and day < timezone.localdate():
            raise forms.ValidationError(_("Kies vandaag of een dag die nog komt."))
        if day is not None and day.year > 2100:
            raise forms.ValidationError(_("Dat jaar kan niet kloppen."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        holder = self.people.get(cleaned.get("holder", ""))
        if holder is not None and holder.side == Side.GROUP and not cleaned.get("agreed"):
            self.add_error(
                "agreed",
                _("Vraag eerst of de gemeente de naam mag zien. Zonder dat gaat het niet."),
            )
        label = cleaned.get("label", "")
        if cleaned.get("is_code") and label and sum(sign.isdigit() for sign in label) > 2:
            self.add_error(
                "label",
                _("Schrijf de code zelf niet op. Noem liever waar die hoort: kastje bij de deur."),
            )
        return cleaned

    @property
    def chosen_holder(self) -> Participant:
        return self.people[self.cleaned_data["holder"]]

    @property
    def chosen_place(self) -> Place:
        return self.places[self.cleaned_data["place"]]

    def about_key(self) -> dict[str, Any]:
        """The rest, as the verb takes it."""
        filled = self.cleaned_data
        names = ("label", "is_code", "is_deputy", "since", "due_back_on")
        given = {name: filled[name] for name in names}
        return {**given, "agreed_to_be_named": bool(filled["agreed"])}
