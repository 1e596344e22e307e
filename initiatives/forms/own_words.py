"""A word that means something here, and what."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from initiatives.forms.initiative import OvertakenForm


class Meaning(forms.Form):
    # One line: it is shown in a small window beside the word.
    text = OneLine(
        label=_("Wat bedoelen jullie daarmee?"),
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Een of twee korte zinnen. Schrijf niets over personen."),
    )


class OwnWordForm(Meaning):
    word = OneLine(
        label=_("Welk woord?"),
        max_length=60,
        help_text=_("Bijvoorbeeld: het hok, open avond, de kerngroep."),
    )
    field_order = ("word", "text")


class ChangeOwnWordForm(OvertakenForm, Meaning):
    """The explanation again; the word itself stays what it is."""
