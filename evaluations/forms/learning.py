"""What somebody looks for among what people learned."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine
from evaluations.learning import Asked, What
from evaluations.patterns import CHOICES as PATTERNS
from evaluations.states import ExampleKind


class LearningSearchForm(forms.Form):
    q = OneLine(
        label=_lazy("Zoek op woorden"),
        max_length=80,
        required=False,
        asks_first=False,
        widget=forms.TextInput(attrs={"type": "search"}),
    )
    wat = forms.ChoiceField(
        label=_lazy("Wat zoek je?"),
        choices=[
            ("", _lazy("Alles")),
            *What.choices,
            (
                _lazy("Voorbeelden, per soort"),
                [(f"voorbeeld-{kind.value}", kind.label) for kind in ExampleKind],
            ),
        ],
        required=False,
    )
    patroon = forms.ChoiceField(
        label=_lazy("Met welk patroon?"),
        choices=[("", _lazy("Maakt niet uit")), *PATTERNS],
        required=False,
    )

    @property
    def asked(self) -> Asked:
        """What makes no sense is not asked for."""
        self.is_valid()
        found = self.cleaned_data
        what, _dash, kind = found.get("wat", "").partition("-")
        return Asked(
            what=What.EXAMPLES.value if kind else what,
            kind=kind,
            pattern=found.get("patroon", ""),
            words=found.get("q", ""),
        )
