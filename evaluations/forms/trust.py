"""The five sentences on trust, and the open question where its answers can be shown."""

from __future__ import annotations

import secrets
from collections.abc import Mapping
from typing import Any

from django import forms
from django.forms import BoundField
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.fields import one_line
from evaluations.publishing import ANSWERS, ITEMS, KEYS

MOST_IN_TEXT = 300


class TrustForm(forms.Form):
    """One answer to each sentence. `text` only when its answers can be shown afterwards.

    `ticket`: drawn for this screen, so that two taps on the button count once.
    """

    ticket = forms.CharField(required=False, max_length=32, widget=forms.HiddenInput)

    def __init__(self, *args: Any, side: str, asks_text: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["ticket"].initial = secrets.token_urlsafe(12)
        for item in ITEMS:
            self.fields[item.key] = forms.ChoiceField(
                label=str(item.sentence(side)),
                choices=[(str(value), word) for value, word in ANSWERS],
                widget=forms.RadioSelect,
                error_messages={"required": _lazy("Kies een antwoord. “Weet ik niet” mag ook.")},
            )
        if asks_text:
            self.fields["text"] = PlainText(
                label=_lazy("Wat is er nog nodig om goed samen te werken?"),
                max_length=MOST_IN_TEXT,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_lazy("Schrijf geen namen, en niets waaraan iemand je herkent."),
            )

    @property
    def sentences(self) -> list[BoundField]:
        return [self[key] for key in KEYS]

    @property
    def answers(self) -> dict[str, int]:
        return {key: int(self.cleaned_data[key]) for key in KEYS}

    @property
    def said_text(self) -> str:
        return str(self.cleaned_data.get("text", ""))


class JointForm(TrustForm):
    """The open form of a small municipality. `seen`: the revision that was on the screen."""

    signed_as = one_line(
        _lazy("Namens wie vullen jullie dit in?"),
        120,
        required=True,
        help_text=_lazy(
            "Schrijf functies, geen namen. Bijvoorbeeld: gebiedsmakelaar en beheerder."
        ),
        error_messages={"required": _lazy("Schrijf met welke functies jullie dit invulden.")},
    )
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["ticket"]

    def about(self, revision: int) -> None:
        """From here this form is about what stands there now, which the page shows."""
        self.data = {**dict(self.data.items()), "seen": revision}


def joint_initial(joint: Mapping[str, Any] | None) -> dict[str, Any]:
    """What stands in the open form now."""
    if not joint:
        return {}
    return {**{key: str(joint["answers"][key]) for key in KEYS}, "text": joint["text"]}
