"""Naming a risk or bottleneck, saying a word of it, and who keeps an eye on it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import day_field, one_line
from initiatives.models import Participant
from meetings.forms.naming import MY_NAME, NamedForm, named_field
from meetings.models import RiskReview
from meetings.states import RiskKind, RiskWord

# Where somebody goes on after a tap.
BACK = {"nu": "live_meeting", "afsluiten": "close_meeting"}


class NameRiskForm(NamedForm):
    """`hides_name`: other sides read the name of the writer only when the writer says so."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is het?"),
        choices=[
            (RiskKind.BOTTLENECK, _lazy("Knelpunt: het speelt nu")),
            (RiskKind.RISK, _lazy("Risico: het kan gebeuren")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies een van de twee. Je kunt het later veranderen.")},
    )
    text = one_line(
        _lazy("In één zin"),
        200,
        required=True,
        help_text=_lazy("Zoals je het zou zeggen. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf in één zin wat het is.")},
    )
    named = named_field(_lazy("Nee: er staat alleen dat de groep het noemde"))

    def __init__(
        self, *args: Any, asks_name: bool, hides_name: bool = False, **kwargs: Any
    ) -> None:
        super().__init__(*args, asks_name=asks_name, **kwargs)
        if asks_name and not hides_name:
            field: Any = self.fields["named"]
            field.choices = [field.choices[0], (MY_NAME, _("Ja, met mijn naam"))]


class RiskWordForm(forms.Form):
    """One of five buttons, and a line when somebody wants to. `seen`: the revision of the word
    that was on the screen, empty when there was none."""

    word = forms.ChoiceField(
        label=_lazy("Hoe staat het ermee?"),
        choices=RiskWord.choices,
        error_messages={"required": _lazy("Kies een van de knoppen.")},
    )
    text = one_line(
        _lazy("Wil je er iets bij zeggen?"),
        300,
        help_text=_lazy("Eén regel. Schrijf geen namen."),
    )
    seen = forms.IntegerField(
        required=False, min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput
    )
    back = forms.CharField(required=False, max_length=12, widget=forms.HiddenInput)

    def clean_back(self) -> str:
        back: str = self.cleaned_data["back"]
        return back if back in BACK else ""

    def about(self, newest: RiskReview) -> RiskWordForm:
        """What was typed once more, now about the newest word, which the page shows."""
        fresh = RiskWordForm({**dict(self.data.items()), "seen": newest.revision})
        fresh.is_valid()
        return fresh


class KeepRiskForm(forms.Form):
    """`people`: who can keep an eye on it, with the name under which this reader knows each."""

    kind = forms.ChoiceField(
        label=_lazy("Wat is het?"), choices=RiskKind.choices, widget=forms.RadioSelect
    )
    keeper = forms.ChoiceField(
        label=_lazy("Wie houdt het in het oog?"),
        required=False,
        error_messages={"invalid_choice": _lazy("Kies iemand die nu meedoet.")},
    )
    look_again_on = day_field(_lazy("Wanneer kijken jullie weer?"))
    revision = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, people: Iterable[tuple[Participant, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        people = list(people)
        self.people = {str(person.pk): person for person, _name in people}
        shown = {str(person.pk): name for person, name in people}
        self._names = {"": _("Niemand in het bijzonder"), **shown}
        cast("forms.ChoiceField", self.fields["keeper"]).choices = list(self._names.items())

    def fields_to_keep(self) -> dict[str, Any]:
        """What `RiskItem.keep` takes."""
        found = self.cleaned_data
        return {
            "kind": RiskKind(found["kind"]),
            "keeper": self.people.get(found["keeper"]),
            "look_again_on": found["look_again_on"],
            "revision": found["revision"],
        }

    def beside(self, now: dict[str, Any]) -> dict[str, str]:
        """What somebody else put there meanwhile, by label. From here the form is about that."""
        self.data = {**dict(self.data.items()), "revision": now["revision"]}
        day = now["look_again_on"]
        return {
            str(self.fields["kind"].label): str(RiskKind(now["kind"]).label),
            str(self.fields["keeper"].label): self._names.get(now["keeper"], _("iemand anders")),
            str(self.fields["look_again_on"].label): date_format(day, "j F Y") if day else "",
        }
