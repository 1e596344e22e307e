"""What the week of a room asks: which week."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import day_field

MOST_YEARS = 5


class WeekForm(forms.Form):
    """A day in the week that somebody wants to see. Its name stands in the address: it is Dutch."""

    vanaf = day_field(_lazy("Een andere week: welke dag?"))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["vanaf"].required = True

    def clean_vanaf(self) -> Any:
        day = self.cleaned_data["vanaf"]
        if day and abs(day.year - timezone.localdate().year) > MOST_YEARS:
            raise forms.ValidationError(_("Kies een dag die dichterbij is."))
        return day
