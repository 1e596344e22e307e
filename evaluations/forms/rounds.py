"""The group's own round: what it asks itself, and what one of the group says."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.fields import one_line
from evaluations.states import RoundMood


class StartRoundForm(forms.Form):
    question = one_line(
        _lazy("Willen jullie zelf iets vragen?"),
        160,
        help_text=_lazy("Bijvoorbeeld: is vrijdag nog de goede avond?"),
    )


def _sentence(label: Any) -> PlainText:
    return PlainText(
        label=label,
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )


class RoundAnswerForm(forms.Form):
    """`question`: what the group asks itself in this round, "" when it asks nothing more."""

    mood = forms.ChoiceField(
        label=_lazy("Hoe gaat het met ons?"),
        choices=RoundMood.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een gezicht."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    good = _sentence(_lazy("Wat gaat goed?"))
    better = _sentence(_lazy("Wat kan beter?"))
    own = _sentence(_lazy("Jullie eigen vraag"))

    def __init__(self, *args: Any, question: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if question:
            self.fields["own"].label = question
        else:
            del self.fields["own"]


class ShareRoundForm(forms.Form):
    """One button; only what goes wrong with it stands here."""
