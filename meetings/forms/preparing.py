"""What a side, or one person, writes down before a meeting."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import one_line
from meetings.forms.agenda import revision_field
from meetings.states import PrepKind

FOR_SIDE, FOR_ME = "kant", "ik"


def prep_text() -> Any:
    return one_line(
        _lazy("In één zin"),
        300,
        required=True,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
        error_messages={"required": _lazy("Schrijf er een zin bij.")},
    )


class PrepareForm(forms.Form):
    """One point. `who`: for the own side, or only for oneself; an interest both sides read.

    `asks_name`: whoever writes may choose to show the name with what everybody reads.
    """

    kind = forms.ChoiceField(choices=PrepKind.choices, widget=forms.HiddenInput)
    text = prep_text()
    who = forms.ChoiceField(
        label=_lazy("Wie leest dit?"),
        choices=[(FOR_SIDE, _lazy("Mijn kant")), (FOR_ME, _lazy("Alleen ik"))],
        widget=forms.RadioSelect,
        initial=FOR_SIDE,
        error_messages={"required": _lazy("Kies wie dit leest.")},
    )
    is_signed = forms.BooleanField(
        label=_lazy("De gemeente mag mijn naam hierbij zien."), required=False
    )

    def __init__(self, *args: Any, kind: str, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].initial = kind
        if kind == PrepKind.INTEREST:
            del self.fields["who"]
        if kind != PrepKind.INTEREST or not asks_name:
            del self.fields["is_signed"]

    @property
    def is_for_me(self) -> bool:
        return self.cleaned_data.get("who") == FOR_ME


class EditPrepForm(forms.Form):
    text = prep_text()
    seen = revision_field()
