"""What people try for a while, and what they saw."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import day_field
from evaluations.forms.learnt import LearntForm, readers_field, words
from evaluations.states import ExperimentEnd


class ExperimentForm(LearntForm):
    FIELDS = ("text", "until_on", "is_for_everyone")

    text = words(
        _lazy("Wat proberen jullie?"),
        300,
        required=True,
        help_text=_lazy("Klein en precies, zoals: vier vrijdagen zelf afsluiten."),
        error_messages={"required": _lazy("Schrijf in één zin wat jullie proberen.")},
    )
    until_on = day_field(
        _lazy("Tot wanneer?"),
        help_text=_lazy("Daarna vragen we wat jullie zagen."),
    )
    readers = readers_field(_lazy("Wie mag dit experiment lezen?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["until_on"]
        field.required = True
        field.error_messages["required"] = _("Kies tot wanneer jullie dit proberen.")

    def clean_until_on(self) -> Any:
        """A day that is still to come; one that stood there already may stay."""
        day = self.cleaned_data["until_on"]
        if day != self.initial.get("until_on") and day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag die nog komt."))
        return day


class EndExperimentForm(forms.Form):
    saw = words(
        _lazy("Wat zagen jullie?"),
        400,
        required=True,
        help_text=_lazy("Wat werkte, en wat niet? Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf kort wat jullie zagen.")},
    )
    ended_as = forms.ChoiceField(
        label=_lazy("En nu?"),
        choices=[
            (ExperimentEnd.GO_ON, _lazy("We gaan ermee door")),
            (ExperimentEnd.STOP, _lazy("We stoppen ermee")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies of jullie doorgaan of stoppen.")},
    )
