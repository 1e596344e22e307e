"""What somebody fills in when a text has to go on: other days, or what one side answers."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import day_field, one_line
from agreements.forms.life import check_to_come
from agreements.models import AgreementVersion
from agreements.models.version import offered_dates
from agreements.states import CHOICES_OF, Topic

USUAL_TRIAL = timedelta(weeks=13)


class RenewForm(forms.Form):
    """The days of the same text. Of a trial also until when it goes on, or that it is over."""

    look_back_on = day_field(_lazy("Wanneer kijken jullie weer samen terug?"))
    ends_on = day_field(_lazy("Tot en met welke dag geldt de afspraak dan?"))
    trial_until = day_field(
        _lazy("Tot en met welke dag proberen jullie het nog?"),
        help_text=_lazy("Geen proef meer? Laat dit leeg. Dan geldt de afspraak gewoon."),
    )

    def __init__(self, data: Any, *, version: AgreementVersion, tries_longer: bool) -> None:
        today = timezone.localdate()
        initial: dict[str, object] = dict(offered_dates(today))
        if tries_longer:
            initial["trial_until"] = today + USUAL_TRIAL
        super().__init__(data, initial=initial, label_suffix="")
        self.fields["look_back_on"].required = True
        self.fields["ends_on"].required = version.trial_until is None
        for name in ("look_back_on", "ends_on"):
            self.fields[name].error_messages["required"] = _("Kies een dag.")
        if version.trial_until is None:
            del self.fields["trial_until"]
        for field in self.fields.values():
            field.validators = [*field.validators, check_to_come]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.errors:
            return cleaned
        names = ("look_back_on", "ends_on", "trial_until")
        back, ends, trial = (cleaned.get(name) for name in names)
        if not ends and not trial:
            self.add_error("ends_on", _("Kies een dag."))
        elif trial and ends and trial > ends:
            self.add_error("trial_until", _("De proef duurt nu langer dan de afspraak."))
        elif trial and back > trial:
            self.add_error("look_back_on", _("Kijk terug voordat de proef voorbij is."))
        elif ends and back > ends:
            self.add_error("look_back_on", _("Kijk terug voordat de afspraak afloopt."))
        return cleaned


class SideAnswerForm(forms.Form):
    """What a side answers, and a line with it. `seen`: which answer of that side was shown."""

    choice = forms.ChoiceField(
        label=_lazy("Wat is jullie antwoord?"),
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een antwoord."),
            "invalid_choice": _lazy("Kies een van de antwoorden die er staan."),
        },
    )
    text = one_line(
        _lazy("Wil je er iets bij zeggen?"),
        300,
        help_text=_lazy("Beide kanten lezen dit. Schrijf geen namen."),
    )

    def __init__(self, data: Any, *, topic: Topic, seen: str, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        # What is sent wins, so that a conflict comes out.
        self.seen = str(data.get("seen", "")) if data is not None else seen
        choices = [(choice, capfirst(choice.label)) for choice in CHOICES_OF[topic]]
        self.fields["choice"].choices = choices  # type: ignore[attr-defined]
