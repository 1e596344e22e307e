"""What somebody fills in about something that is not agreed yet."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from agreements.forms.fields import (
    QuietForm,
    day_field,
    refuse_people,
    whole_number,
)
from agreements.forms.writing import PARTIES, named_as_reference
from agreements.states import Party


class OpenPointForm(QuietForm):
    """What, who finds out, and before when.

    `revision`: the one that was read, of a point that is there; what is sent wins, so that a
    conflict comes out. `names`: who can be named, as key of the name -> name.
    """

    what = PlainText(
        label=_lazy("Wat weten jullie nog niet?"),
        max_length=300,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
        help_text=_lazy("Bijvoorbeeld: mogen we in de zomer ook de tuin gebruiken?"),
    )
    party = forms.ChoiceField(
        label=_lazy("Wie zoekt het uit?"),
        choices=PARTIES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies wie het uitzoekt."),
            "invalid_choice": _lazy("Kies een van deze vier."),
        },
    )
    finder = OneLine(
        label=_lazy("Wie precies?"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"list": "people-to-name"}),
        help_text=_lazy("Een naam uit de lijst, of bijvoorbeeld: de beheerder."),
    )
    due_on = day_field(_lazy("Voor wanneer?"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        names: Mapping[str, str],
        revision: int | None = None,
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}), label_suffix="")
        self.names = names
        self.asks_revision = revision is not None
        typed = self.typed("revision")
        self.revision = whole_number(typed) if self.is_bound and self.asks_revision else revision

    def clean_finder(self) -> str:
        return named_as_reference(str(self.cleaned_data["finder"]), self.names)

    def clean_due_on(self) -> Any:
        day = self.cleaned_data["due_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Die dag is al voorbij. Kies een dag na vandaag."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.asks_revision and self.revision is None:
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        is_other = cleaned.get("party") == Party.OTHER
        if is_other and not cleaned.get("finder") and "finder" not in self.errors:
            self.add_error("finder", _("Schrijf wie dat is."))
        return cleaned

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        texts = (self.typed(name) for name in ("what", "finder", "due_on"))
        return "\n".join(text for text in texts if text.strip())
