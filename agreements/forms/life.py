"""What somebody fills in about the life of an agreement: a pause, the end, an older text, a day."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from agreements.forms.fields import check_sensible_year, one_line, refuse_people
from agreements.forms.words import past_day
from agreements.states import KeyReturn

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


def check_to_come(day: date | None) -> None:
    """A validator that refuses today and days that were."""
    if day and day <= timezone.localdate():
        raise forms.ValidationError(_("Kies een dag na vandaag."))


def because(label: _StrOrPromise, help_text: _StrOrPromise) -> OneLine:
    return OneLine(label=label, max_length=300, validators=[refuse_people], help_text=help_text)


class PauseForm(forms.Form):
    """Why, and until when. `running`: the pause that was shown, to make it longer."""

    because = because(
        _lazy("Waarom?"),
        _lazy("Eén zin. Iedereen die meedoet leest dit. Schrijf geen namen."),
    )
    look_again_on = forms.DateField(
        label=_lazy("Wanneer kijken jullie samen hoe het verder gaat?"),
        validators=[check_sensible_year, check_to_come],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _lazy("Kies een dag. Een pauze zonder dag wordt vergeten."),
            "invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
        },
    )
    running = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    def clean_running(self) -> int | None:
        return self.cleaned_data.get("running") or None


class EndForm(forms.Form):
    """Why, and how people leave the place. Only the reason has to be there."""

    because = because(
        _lazy("Waarom stoppen jullie?"),
        _lazy("Eén of twee zinnen. Beide kanten lezen dit later terug. Schrijf geen namen."),
    )
    key = forms.ChoiceField(
        label=_lazy("Waar is de sleutel?"),
        choices=[(key, capfirst(key.label)) for key in KeyReturn],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een van deze drie.")},
    )
    place = one_line(
        _lazy("Hoe laten jullie de plek achter?"),
        200,
        help_text=_lazy("Bijvoorbeeld: leeg en schoon, de bank blijft staan."),
    )
    lesson = PlainText(
        label=_lazy("Wat nemen jullie mee voor een volgende keer?"),
        max_length=600,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        help_text=_lazy("Wat werkte, wat niet? Schrijf geen namen."),
    )


class RestoreForm(forms.Form):
    reason = one_line(
        _lazy("Waarom willen jullie terug?"),
        200,
        help_text=_lazy("Dit staat later bij de nieuwe versie."),
    )


class CompareForm(forms.Form):
    """Two of the versions that somebody may read."""

    old = forms.TypedChoiceField(label=_lazy("Van"), coerce=int)
    new = forms.TypedChoiceField(label=_lazy("Naar"), coerce=int)

    def __init__(self, data: object, *, versions: list[tuple[int, str]], **kwargs: object) -> None:
        super().__init__(data, label_suffix="", **kwargs)  # type: ignore[arg-type]
        for name in ("old", "new"):
            self.fields[name].choices = versions  # type: ignore[attr-defined]


class DayForm(forms.Form):
    """A day that was, or today. Its name stands in the address, so it is Dutch."""

    dag = past_day(_lazy("Welke dag?"))
