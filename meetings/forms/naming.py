"""Whether the name of who writes comes with a text: the group may write without."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

NO_NAME, MY_NAME, SIGNED = "zonder", "groep", "iedereen"


def named_field(no_name: Promise) -> forms.ChoiceField:
    """`no_name`: what stands there instead, in words."""
    return forms.ChoiceField(
        label=_lazy("Komt je naam erbij?"),
        choices=[
            (NO_NAME, no_name),
            (MY_NAME, _lazy("Ja, alleen de groep ziet mijn naam")),
            (SIGNED, _lazy("Ja, ook de gemeente mag mijn naam zien")),
        ],
        widget=forms.RadioSelect,
        initial=NO_NAME,
        error_messages={"required": _lazy("Kies of je naam erbij komt.")},
    )


class NamedForm(forms.Form):
    """A form with a `named_field`. `asks_name`: whoever writes is of the group, and may choose."""

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["named"]

    @property
    def is_nameless(self) -> bool:
        return bool(self.cleaned_data.get("named") == NO_NAME)

    @property
    def is_signed(self) -> bool:
        return bool(self.cleaned_data.get("named") == SIGNED)
