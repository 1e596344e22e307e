"""What is filled in while a meeting is under way."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import PlainText
from agreements.forms.fields import QuietForm
from initiatives.forms.names import Nickname
from initiatives.forms.people import NICKNAME_HELP
from meetings.models.running import MOST_PEOPLE

LONGEST_NOTE = 2000


class NoteForm(QuietForm):
    """What was said of a point. `seen`: the revision of the point that was on the screen."""

    heard = PlainText(
        label=_("Wat hoorden we?"),
        help_text=_("Eerst luisteren. Schrijf op wat er gezegd is."),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    means = PlainText(
        label=_("Wat betekent dat?"),
        max_length=LONGEST_NOTE,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    seen = forms.IntegerField(required=False, min_value=1, widget=forms.HiddenInput)


class CountForm(forms.Form):
    group_count = forms.IntegerField(
        label=_("Met hoeveel is de groep er?"),
        required=False,
        min_value=0,
        max_value=MOST_PEOPLE,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Vul een getal in."),
            "min_value": _("Vul een getal in vanaf 0."),
            "max_value": _("Dat aantal kan niet kloppen."),
        },
    )


class NewcomerForm(forms.Form):
    name = Nickname(label=_("Nieuw hier?"), help_text=NICKNAME_HELP)
