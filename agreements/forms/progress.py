"""How something stands that was promised: one tap, with a line when somebody wants to."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import one_line
from agreements.models.progress import MOST_AHEAD
from agreements.states import ProgressState

MOST_LETTERS = 300
# When somebody says that there is no news yet, we offer to look again then.
USUAL_WAIT = timedelta(weeks=2)


class ProgressForm(forms.Form):
    """One of five buttons. `seen`: the word that was on the screen, empty when there was none.

    "Nog geen nieuws" says why, and when somebody looks again.
    """

    state = forms.ChoiceField(
        label=_lazy("Hoe staat het?"),
        choices=ProgressState.choices,
        error_messages={"required": _lazy("Kies een van de knoppen.")},
    )
    text = one_line(
        _lazy("Wil je er iets bij zeggen?"),
        MOST_LETTERS,
        help_text=_lazy("Eén regel. Schrijf geen namen."),
    )
    because = one_line(
        _lazy("Waarom is er nog geen nieuws?"),
        MOST_LETTERS,
        required=True,
        error_messages={
            "required": _lazy("Schrijf kort waarom. Dan hoeft niemand te gissen."),
        },
    )
    look_again_on = forms.DateField(
        label=_lazy("Wanneer kijk je weer?"),
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _lazy("Kies een dag. Dan weet iedereen wanneer je kijkt."),
            "invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
        },
    )
    seen = forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )

    def __init__(self, data: Any = None, *, seen: int | None, **kwargs: Any) -> None:
        initial = {"look_again_on": timezone.localdate() + USUAL_WAIT, "seen": seen}
        super().__init__(data, initial=initial, **kwargs)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("state") != ProgressState.NO_NEWS:
            # A day beside another button was offered by us.
            self.errors.pop("look_again_on", None)
            self._forgive("because")
            cleaned["look_again_on"] = None
            cleaned["text"] = self._all_said(cleaned)
            return cleaned
        if cleaned.get("text"):
            self._forgive("because")
        cleaned["text"] = self._all_said(cleaned)
        day, today = cleaned.get("look_again_on"), timezone.localdate()
        if day is not None and day <= today:
            self.add_error("look_again_on", _("Kies een dag na vandaag."))
        elif day is not None and day > today + MOST_AHEAD:
            self.add_error("look_again_on", _("Kies een dag binnen een jaar."))
        return cleaned

    def _forgive(self, name: str) -> None:
        """It may stay empty after all."""
        if self.has_error(name, "required"):
            del self.errors[name]

    def _all_said(self, cleaned: dict[str, Any]) -> str:
        """What was typed in both places: nothing of it is lost."""
        said = " ".join(filter(None, (cleaned.get("because"), cleaned.get("text"))))
        if len(said) > MOST_LETTERS:
            self.add_error("because", _("Samen met de regel erboven is dit te lang."))
        return said

    @property
    def opens_no_news(self) -> bool:
        """Whether the part about no news is open: something in it has to be looked at."""
        return bool(self.is_bound and ({"because", "look_again_on"} & set(self.errors)))

    @property
    def typed(self) -> str:
        """What was typed, for where there is no form any more that could take it."""
        return " ".join(filter(None, (self["because"].value(), self["text"].value())))

    def fields_to_say(self) -> dict[str, Any]:
        """What `CommitmentUpdate.say` takes."""
        found = self.cleaned_data
        return {
            "state": ProgressState(found["state"]),
            "text": found["text"],
            "look_again_on": found["look_again_on"],
            "seen": found["seen"],
        }


class OtherViewForm(forms.Form):
    """Whether the other side sees it so too."""

    agrees = forms.ChoiceField(
        label=_lazy("Klopt dat?"),
        choices=[("yes", _lazy("Dat klopt")), ("no", _lazy("Wij zien het anders"))],
        error_messages={"required": _lazy("Kies een van de knoppen.")},
    )
    text = one_line(
        _lazy("Hoe zien jullie het?"),
        MOST_LETTERS,
        help_text=_lazy("Eén regel. Schrijf geen namen."),
    )
