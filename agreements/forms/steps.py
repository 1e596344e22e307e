"""What somebody says of steps, of what was to be found out, and of questions of law."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.fields import day_field, one_line, refuse_people
from agreements.forms.life import check_to_come
from agreements.forms.reacting import SignedForm, long_text
from agreements.forms.words import past_day
from agreements.states import ProgressState


class StepForm(SignedForm):
    text = one_line(_lazy("Waaraan merken jullie dat?"), 300)
    field_order = ("text", "is_signed")


class PointUpdateForm(SignedForm):
    """Found out, not yet, or not needed any more."""

    state = forms.ChoiceField(
        label=_lazy("Hoe staat het?"),
        choices=(
            (ProgressState.DONE, _lazy("Uitgezocht")),
            (ProgressState.NO_NEWS, _lazy("Nog niet")),
            (ProgressState.DROPPED, _lazy("Niet meer nodig")),
        ),
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies hoe het staat."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    text = long_text(
        _lazy("Wat is eruit gekomen, of waarom nog niet?"),
        max_length=300,
        rows=2,
        required=False,
        validators=[refuse_people],
        help_text=_lazy("Eén of twee zinnen. Beide kanten lezen dit."),
    )
    look_again_on = day_field(
        _lazy("Wanneer kijk je weer?"),
        help_text=_lazy("Alleen bij “nog niet”. Dan vragen we het tot die dag niet."),
    )
    field_order = ("state", "text", "look_again_on", "is_signed")

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        state, day = cleaned.get("state"), cleaned.get("look_again_on")
        if state == ProgressState.DONE and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Schrijf kort op wat eruit is gekomen."))
        if state != ProgressState.NO_NEWS:
            cleaned["look_again_on"] = None
            self.errors.pop("look_again_on", None)
        elif day is not None:
            try:
                check_to_come(day)
            except forms.ValidationError as error:
                self.add_error("look_again_on", error)
        elif "look_again_on" not in self.errors:
            self.add_error("look_again_on", _("Kies een dag waarop je weer kijkt."))
        return cleaned


class AskAdviceForm(forms.Form):
    text = long_text(
        _lazy("Wat is de vraag?"),
        max_length=400,
        validators=[refuse_people],
        help_text=_lazy("Zoals je hem stelde. Iedereen die meedoet leest dit. Schrijf geen namen."),
    )
    asked_of = one_line(
        _lazy("Aan wie?"),
        80,
        required=True,
        help_text=_lazy("Een functie, geen naam: de jurist van de gemeente, het wijkteam."),
    )
    asked_on = past_day(_lazy("Wanneer gevraagd?"))


class AnswerAdviceForm(forms.Form):
    """`asked_on`: the answer came on that day or later."""

    answer: PlainText = long_text(
        _lazy("Wat was het antwoord?"),
        max_length=1000,
        rows=5,
        validators=[refuse_people],
        help_text=_lazy("In je eigen woorden, zo kort als kan. Schrijf geen namen."),
    )
    answered_on = past_day(_lazy("Wanneer kwam het antwoord?"))

    def __init__(self, *args: Any, asked_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.asked_on = asked_on

    def clean_answered_on(self) -> date:
        day: date = self.cleaned_data["answered_on"]
        if day < self.asked_on:
            raise forms.ValidationError(_("Dat is voor de dag van de vraag."))
        return day
