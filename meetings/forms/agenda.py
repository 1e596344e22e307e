"""Putting a point on an agenda, how long it takes and how, and the central question."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import one_line
from meetings.forms.naming import NamedForm, named_field
from meetings.models.meeting import MOST_MINUTES
from meetings.working_forms import WORKING_FORMS, WorkingForm

MOST_REVISION = 2**31 - 1


def point_text(**kwargs: Any) -> Any:
    return one_line(
        _lazy("Waar wil je het over hebben?"),
        200,
        required=True,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
        error_messages={"required": _lazy("Schrijf in één zin waar je het over wilt hebben.")},
        **kwargs,
    )


def minutes_field(label: Any) -> forms.IntegerField:
    sentence = _lazy("Kies tussen 1 en 480 minuten.")
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=MOST_MINUTES,
        error_messages={
            "required": sentence,
            "invalid": sentence,
            "min_value": sentence,
            "max_value": sentence,
        },
    )


def revision_field() -> forms.IntegerField:
    """What was on the screen. It comes from the page; nobody types it."""
    return forms.IntegerField(
        required=False, min_value=1, max_value=MOST_REVISION, widget=forms.HiddenInput
    )


class AddPointForm(NamedForm):
    """One field, and whether the name of the writer comes with it."""

    text = point_text(help_text=_lazy("Eén zin is genoeg."))
    named = named_field(_lazy("Nee: er staat alleen dat het van de groep komt"))


class EditPointForm(forms.Form):
    """`fitting`: the working forms for which there is time, with so many people."""

    text = point_text()
    minutes = minutes_field(_lazy("Hoeveel minuten?"))
    working_form = forms.ChoiceField(label=_lazy("Hoe doen we het?"), required=False)
    seen = revision_field()

    def __init__(
        self,
        *args: Any,
        fitting: list[WorkingForm],
        may_write: bool,
        may_arrange: bool,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        if not may_write:
            del self.fields["text"]
        if not may_arrange:
            del self.fields["minutes"], self.fields["working_form"]
            return
        others = [form for form in WORKING_FORMS if form not in fitting]
        choices: list[Any] = [("", _("Gewoon: om de beurt praten"))]
        if fitting:
            choices.append((_("Past bij dit overleg"), [_choice(form) for form in fitting]))
        if others:
            choices.append((_("Meer tijd, of een andere groep"), [_choice(f) for f in others]))
        field: Any = self.fields["working_form"]
        field.choices = choices


def _choice(form: WorkingForm) -> tuple[str, str]:
    label = _("{name} ({minutes} minuten)").format(name=form.name, minutes=form.time)
    return form.code, label


class TimeRisksForm(forms.Form):
    minutes = minutes_field(_lazy("Hoeveel minuten voor risico’s en knelpunten?"))


class CentralQuestionForm(forms.Form):
    """`before`: the question that was on the screen."""

    question = one_line(
        _lazy("Over welke vraag gaat dit overleg?"),
        200,
        help_text=_lazy("Eén vraag die iedereen snapt. Leeg mag ook."),
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )
    before = forms.CharField(required=False, max_length=400, widget=forms.HiddenInput)
