"""When both sides look back, whether it works out until then, and beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import check_sensible_year, one_line
from agreements.models.agreement import LOOK_BACK_CHOICES
from evaluations.models.opening import MOST_INVITED
from meetings.states import Feasibility

if TYPE_CHECKING:
    from meetings.models import Meeting


class PlanLookBackForm(forms.Form):
    """The next day and the rhythm. `seen`: what stood there when the form was shown."""

    on = forms.DateField(
        label=_lazy("Wanneer kijken jullie terug?"),
        validators=[check_sensible_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _lazy("Kies een dag."),
            "invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
        },
    )
    every = forms.ChoiceField(
        label=_lazy("Hoe vaak kijken jullie terug?"),
        choices=LOOK_BACK_CHOICES,
        help_text=_lazy("Na elke keer stellen we dan een volgende dag voor."),
        error_messages={
            "required": _lazy("Kies hoe vaak."),
            "invalid_choice": _lazy("Kies een van deze vijf."),
        },
    )
    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)


class FeasibleForm(forms.Form):
    """ "Is dat haalbaar?" for one side. `seen`: the mark of the word that stood there."""

    word = forms.ChoiceField(
        label=_lazy("Is dat haalbaar?"),
        choices=[(word.value, capfirst(word.label)) for word in Feasibility],
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een van deze drie."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    text = one_line(
        _lazy("Wat is er nodig?"),
        200,
        help_text=_lazy("Beide kanten lezen dit. Schrijf geen namen."),
    )
    seen = forms.CharField(max_length=60, required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        # It stands on one page with the form of the day.
        super().__init__(*args, **{"auto_id": "says_%s", **kwargs})


def number_asked(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_INVITED,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "min": 1, "max": MOST_INVITED}),
        error_messages={
            "required": _lazy("Vul een getal in, zoals 9."),
            "invalid": _lazy("Vul een heel getal in, zoals 9."),
            "min_value": _lazy("Vraag minstens één mens."),
            "max_value": _lazy("Vraag hooguit 500 mensen."),
        },
    )


class OpenForm(forms.Form):
    """How many are asked of each side, and at which meeting it hangs."""

    group = number_asked(_lazy("Hoeveel mensen van de groep vragen jullie?"))
    municipality = number_asked(_lazy("Hoeveel mensen van de gemeente vragen jullie?"))
    meeting = forms.TypedChoiceField(
        label=_lazy("Bij welk overleg hoort het?"),
        required=False,
        coerce=int,
        empty_value=None,
        error_messages={"invalid_choice": _lazy("Kies een overleg uit de lijst.")},
    )

    def __init__(self, *args: Any, meetings: list[Meeting], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.meetings = {meeting.pk: meeting for meeting in meetings}
        if not meetings:
            del self.fields["meeting"]
            return
        choices = [(meeting.pk, _in_words(meeting)) for meeting in meetings]
        self.fields["meeting"].choices = [("", _lazy("bij geen overleg")), *choices]  # type: ignore[attr-defined]

    @property
    def at(self) -> Meeting | None:
        return self.meetings.get(self.cleaned_data.get("meeting") or 0)


def _in_words(meeting: Meeting) -> str:
    day = format_date(timezone.localtime(meeting.starts_at), "j F Y, H.i")
    return f"{day}, {meeting.get_kind_display()}"
