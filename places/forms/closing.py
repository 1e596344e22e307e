"""What somebody ticks before leaving, on a phone in the dark."""

from __future__ import annotations

import hashlib
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine
from places.models import Place
from places.models.closing_check import Ticked
from places.models.place import as_list


def lines_of(place: Place) -> list[str]:
    """The closing list of a room, or of its building; each line once."""
    return list(dict.fromkeys(as_list(place.of_building("closing_list"))))


class CloseUpForm(forms.Form):
    """A tick for each line that is in order, and one sentence when something is the matter."""

    ticks = forms.MultipleChoiceField(
        label=_lazy("Wat is in orde?"),
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _lazy("Tik aan wat in orde is, of schrijf op wat er is."),
            "invalid_choice": _lazy("De lijst is net veranderd. Loop die nog een keer na."),
        },
    )
    text = OneLine(
        label=_lazy("Is er iets aan de hand?"),
        max_length=200,
        required=False,
        help_text=_lazy("Eén zin, voor wie hierna komt. Schrijf geen namen."),
    )
    # Which list was on the screen: another line may have come to it since.
    shown = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any, *, lines: list[str], **kwargs: Any) -> None:
        self.lines = lines
        self.mark = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        super().__init__(data, initial={"shown": self.mark}, **kwargs)
        field = self.fields["ticks"]
        if lines and isinstance(field, forms.MultipleChoiceField):
            field.choices = [(line, line) for line in lines]
        else:
            del self.fields["ticks"]

    @property
    def is_of_another_list(self) -> bool:
        return self.is_bound and self.data.get("shown", "") != self.mark

    def read_again(self) -> None:
        """What was ticked and typed stays; the list is the one of now."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        kept = [tick for tick in data.getlist("ticks") if tick in self.lines]
        data.setlist("ticks", kept)
        data["shown"] = self.mark
        self.data = data

    def clean(self) -> dict[str, Any]:
        """Nothing is in order, and it is said what is the matter: that is a round too."""
        cleaned = super().clean() or self.cleaned_data
        if self.has_error("ticks", "required") and (cleaned.get("text") or self.has_error("text")):
            del self.errors["ticks"]
            cleaned["ticks"] = []
        return cleaned

    def as_ticked(self) -> list[Ticked]:
        ticked = self.cleaned_data.get("ticks", [])
        return [Ticked(text=line, ok=line in ticked) for line in self.lines]
