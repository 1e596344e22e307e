"""A note for whoever comes next."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import PlainText


class HandoverNoteForm(forms.Form):
    text = PlainText(
        label=_("Wat moet een nieuwe weten?"),
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
        help_text=_(
            "Bijvoorbeeld: wat werkt goed, waar moet je op letten, wie bel je als eerste? "
            "Beide kanten lezen dit. Zet er geen namen van jongeren in."
        ),
    )
    is_signed = forms.BooleanField(
        label=_("De gemeente mag mijn naam hierbij zien."), required=False
    )

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["is_signed"]
