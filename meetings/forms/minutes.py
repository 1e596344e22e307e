"""What somebody fills in after a meeting: when the next one is, and what is not right."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import day_field, one_line, refuse_people
from agreements.forms.reacting import SignedForm, long_text


class CloseForm(forms.Form):
    """When and where people meet again; without a day that is planned later."""

    day = day_field(_lazy("Wanneer?"), help_text=_lazy("Weet je het nog niet? Laat dit leeg."))
    time = forms.TimeField(
        label=_lazy("Hoe laat?"),
        required=False,
        input_formats=["%H:%M", "%H:%M:%S", "%H.%M"],
        widget=forms.TimeInput(attrs={"type": "time"}, format="%H:%M"),
        error_messages={"invalid": _lazy("Dit is geen tijd. Schrijf bijvoorbeeld 19:30.")},
    )
    place = one_line(_lazy("Waar?"), 120, asks_first=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("day") and not cleaned.get("time") and not self.has_error("time"):
            self.add_error("time", _("Hoe laat beginnen jullie dan?"))
        return cleaned

    @property
    def next_at(self) -> datetime | None:
        """The moment that was filled in; None without a day."""
        day, time = self.cleaned_data.get("day"), self.cleaned_data.get("time")
        if day is None or time is None:
            return None
        return timezone.make_aware(datetime.combine(day, time))


class CorrectionForm(SignedForm):
    text = long_text(
        _lazy("Wat klopt er niet?"),
        max_length=500,
        rows=3,
        validators=[refuse_people],
        help_text=_lazy("Dit komt als verbetering onder het verslag. Schrijf geen namen."),
    )
    field_order = ("text", "is_signed")
