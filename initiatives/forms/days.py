"""Days that people fill in: since when, until when, and a day to look at."""

from datetime import date, timedelta
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from initiatives.models.period import FIRST_YEAR

LAST_YEAR = 2100


def check_year(day: Any) -> None:
    if day and not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValidationError(_("Dat jaar kan niet kloppen."))


class DayField(forms.DateField):
    """One day, with the calendar of the phone."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
            validators=[check_year],
            error_messages={
                "required": _lazy("Vul een dag in."),
                "invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
            },
            **kwargs,
        )


class LastDayField(DayField):
    """ "Tot en met": the last day on which somebody takes part, today or later. Gives the first
    day on which they do not; None when it is left open."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("label", _lazy("Tot en met"))
        kwargs.setdefault(
            "help_text", _lazy("Voor wie maar een tijdje meedoet, zoals een student.")
        )
        super().__init__(required=False, **kwargs)

    def clean(self, value: Any) -> date | None:
        last: date | None = super().clean(value)
        if last is None:
            return None
        if last < timezone.localdate():
            raise ValidationError(_("Die dag is al geweest. Kies vandaag of later."))
        return last + timedelta(days=1)


class StayForm(forms.Form):
    """Since when, and until when, somebody takes part or took part."""

    started_on = DayField(label=_lazy("Eerste dag"))
    last_day = DayField(
        label=_lazy("Laatste dag"),
        required=False,
        help_text=_lazy("Leeg: doet nog mee. Een dag die nog komt mag ook."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        last = cleaned.get("last_day")
        cleaned["ended_on"] = last + timedelta(days=1) if last else None
        return cleaned


class OnDayForm(forms.Form):
    """Which day to look at: the page of who took part then."""

    dag = DayField(label=_lazy("Kies een dag"))

    def clean_dag(self) -> date:
        day: date = self.cleaned_data["dag"]
        if day > timezone.localdate():
            raise ValidationError(_("Die dag moet nog komen. Kies vandaag of eerder."))
        return day


class LetInForm(forms.Form):
    until = LastDayField()
