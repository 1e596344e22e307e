"""What a coordinator fills in when somebody goes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import PlainText
from accounts.models import User
from initiatives.forms.people import PersonChoice
from initiatives.models import Participant


class HandOverWorkForm(forms.Form):
    """To whom somebody's work goes: all of it, or what is ticked."""

    places = forms.MultipleChoiceField(
        label=_("Welke initiatieven?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _("Kies minstens één initiatief."),
            "invalid_choice": _("Dit is al overgedragen. Kijk nog eens wat er over is."),
            "invalid_list": _("Kies minstens één initiatief."),
        },
    )
    successor = PersonChoice(
        label=_("Wie neemt het over?"),
        queryset=User.objects.none(),
        empty_label=_("Kies een collega"),
        error_messages={
            "required": _("Kies een collega."),
            "invalid_choice": _("Deze collega kan het niet overnemen. Kies een andere."),
        },
    )
    note = PlainText(
        label=_("Wat moet de opvolger weten?"),
        max_length=2000,
        help_text=_("Wat loopt er, wat is beloofd? Iedereen die daar meedoet kan dit lezen."),
        widget=forms.Textarea(attrs={"rows": 5}),
    )

    def __init__(
        self, *args: Any, places: list[Participant], successors: Any, **kwargs: Any
    ) -> None:
        """`places`: where somebody takes part today. `successors`: who fits there."""
        super().__init__(*args, **kwargs)
        self.known = {str(place.pk): place for place in places}
        field, successor = self.fields["places"], self.fields["successor"]
        if isinstance(field, forms.MultipleChoiceField) and isinstance(successor, PersonChoice):
            # The name of an initiative stands on its card, so a coordinator may read it.
            field.choices = [
                (key, f"{place.initiative.name} ({place.get_side_display()})")
                for key, place in self.known.items()
            ]
            field.initial = list(self.known)
            successor.queryset = successors

    def clean_places(self) -> list[Participant]:
        return [self.known[key] for key in self.cleaned_data["places"]]
