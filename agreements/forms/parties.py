"""Other parties, and what they say of a text."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import one_line
from agreements.forms.reacting import long_text
from agreements.states import CommentKind, ParentalConsent, PartyKind, Word

CONSENTS = [
    *ParentalConsent.choices,
    ("", _lazy("laat dit weg: het gaat hier niet over kinderen")),
]
WORDS = [
    (Word.BEHIND.value, _lazy("Wij staan achter onze regels")),
    (Word.BEHIND_WITH_CONCERN.value, _lazy("Wij staan erachter, met een zorg")),
]


class EditPartyForm(forms.Form):
    kind = forms.ChoiceField(
        label=_lazy("Wie zijn dat?"),
        choices=PartyKind.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies wie het zijn."),
            "invalid_choice": _lazy("Kies er een uit de lijst."),
        },
    )
    role = one_line(
        _lazy("Wat doet deze partij?"),
        120,
        help_text=_lazy("In gewone woorden, zoals: belt eerst de groep als het te hard gaat."),
    )
    # What stood there when the page was opened.
    before = forms.CharField(required=False, widget=forms.HiddenInput, max_length=120)

    def mean_it(self, *, now: str) -> None:
        """What stands there now is shown, so a second tap knows of it."""
        self.data = {**{name: self.data.get(name, "") for name in self.fields}, "before": now}


class PartyForm(EditPartyForm):
    name = one_line(
        _lazy("Hoe heet deze partij hier?"),
        60,
        required=True,
        help_text=_lazy(
            "Bijvoorbeeld: de buren van nummer 2 tot 10. Schrijf geen naam van iemand."
        ),
    )
    field_order = ("kind", "name", "role")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["before"]


class ConsentForm(forms.Form):
    consent = forms.ChoiceField(
        label=_lazy("Toestemming van ouders"),
        choices=CONSENTS,
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _lazy("Kies er een uit de lijst.")},
    )


class PartyReactForm(forms.Form):
    kind = forms.ChoiceField(
        label=_lazy("Wat willen jullie zeggen?"),
        choices=CommentKind.choices,
        widget=forms.RadioSelect,
        initial=CommentKind.QUESTION,
        error_messages={
            "required": _lazy("Kies wat je wilt zeggen."),
            "invalid_choice": _lazy("Kies een van deze vier."),
        },
    )
    text = long_text(_lazy("Jullie reactie"), max_length=1000)


class PartyWordForm(forms.Form):
    word = forms.ChoiceField(
        label=_lazy("Wat zeggen jullie?"),
        choices=WORDS,
        widget=forms.RadioSelect,
        initial=Word.BEHIND.value,
        error_messages={
            "required": _lazy("Kies wat jullie zeggen."),
            "invalid_choice": _lazy("Kies een van deze twee."),
        },
    )
    text = long_text(_lazy("Welke zorg hebben jullie?"), max_length=600, required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        is_concern = cleaned.get("word") == Word.BEHIND_WITH_CONCERN
        if is_concern and not cleaned.get("text") and "text" not in self.errors:
            self.add_error("text", _("Schrijf op welke zorg jullie hebben."))
        return cleaned
