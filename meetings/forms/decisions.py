"""What somebody writes of a decision, and of how their side sees something."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from agreements.forms.fields import refuse_people
from agreements.states import Party
from meetings.decision_to_line import Target
from meetings.forms.actions import hidden_number
from meetings.models import Decision

MOST_LETTERS = 300
PARTIES = [
    (Party.GROUP.value, _lazy("de groep")),
    (Party.MUNICIPALITY.value, _lazy("de gemeente")),
    (Party.BOTH.value, _lazy("samen")),
]


class DecisionForm(forms.Form):
    """One sentence, and which sides agreed. `item`: the point at which it was made."""

    text = OneLine(
        label=_lazy("Wat spraken jullie af?"),
        max_length=MOST_LETTERS,
        validators=[refuse_people],
        widget=forms.TextInput(attrs={"data-keep": ""}),
        help_text=_lazy("Eén zin. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf op wat jullie afspraken.")},
    )
    sides = forms.MultipleChoiceField(
        label=_lazy("Wie spraken dit af?"),
        choices=PARTIES[:2],
        widget=forms.CheckboxSelectMultiple,
        error_messages={
            "required": _lazy("Kies wie dit afsprak."),
            "invalid_choice": _lazy("Kies uit deze twee."),
        },
    )
    item = hidden_number()

    def __init__(
        self, data: Mapping[str, Any] | None = None, *, initial: Mapping[str, Any] | None = None
    ) -> None:
        both = [Party.GROUP.value, Party.MUNICIPALITY.value]
        super().__init__(data, initial={"sides": both, **(initial or {})})

    def fields_to_say(self) -> dict[str, Any]:
        """What `Decision.note` and `change` take, but for the point."""
        sides = self.cleaned_data["sides"]
        return {
            "text": self.cleaned_data["text"],
            "by_group": Party.GROUP in sides,
            "by_municipality": Party.MUNICIPALITY in sides,
        }


class ChangeDecisionForm(DecisionForm):
    """`revision`: of what was on the screen."""

    revision = hidden_number()

    def __init__(self, data: Mapping[str, Any] | None = None, *, now: Decision) -> None:
        sides = {Party.GROUP: now.by_group, Party.MUNICIPALITY: now.by_municipality}
        initial = {
            "text": "" if now.hidden_at else now.text,
            "sides": [side.value for side, agreed in sides.items() if agreed],
            "revision": now.revision,
        }
        super().__init__(data, initial=initial)


class ToLineForm(forms.Form):
    """Into which agreement, below which heading, who does it, and in which words."""

    place = forms.ChoiceField(
        label=_lazy("Waar komt het te staan?"),
        error_messages={
            "required": _lazy("Kies waar het komt."),
            "invalid_choice": _lazy("Dat onderdeel staat er niet meer. Kies een andere plek."),
        },
    )
    party = forms.ChoiceField(
        label=_lazy("Wie doet het?"),
        choices=PARTIES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies wie het doet."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    text = PlainText(
        label=_lazy("De regel"),
        max_length=600,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        error_messages={"required": _lazy("Schrijf de regel.")},
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        targets: Iterable[Target],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        super().__init__(data, initial=dict(initial or {}))
        self._agreements = {str(target.agreement.pk): target.agreement for target in targets}
        self.fields["place"].choices = [  # type: ignore[attr-defined]
            (target.agreement.title, target.choices) for target in targets
        ]

    def fields_to_say(self) -> dict[str, Any]:
        """What `become_line` takes."""
        found = self.cleaned_data
        agreement, _colon, key = found["place"].partition(":")
        return {
            "agreement": self._agreements[agreement],
            "key": key,
            "party": found["party"],
            "text": found["text"],
        }


class PerspectiveForm(forms.Form):
    """How the own side sees it. `seen`: the revision that was on the screen, empty without one."""

    text = OneLine(
        label=_lazy("Hoe kijken jullie ernaar?"),
        max_length=MOST_LETTERS,
        validators=[refuse_people],
        widget=forms.TextInput(attrs={"data-keep": ""}),
        help_text=_lazy("Eén zin. De andere kant mag het anders zien."),
        error_messages={"required": _lazy("Schrijf hoe jullie ernaar kijken.")},
    )
    seen = hidden_number()
