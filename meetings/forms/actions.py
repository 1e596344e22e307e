"""What somebody writes of an action: what, who, before when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine
from agreements.forms.fields import day_field, refuse_people
from meetings.models import ActionItem
from meetings.models.action import MOST_AHEAD
from meetings.owning import NOBODY, Owners
from meetings.states import Feasibility

MOST_LETTERS = 200


def hidden_number() -> forms.IntegerField:
    return forms.IntegerField(
        required=False, min_value=1, max_value=2**63 - 1, widget=forms.HiddenInput
    )


class ActionForm(forms.Form):
    """One line: what, one or two owners, before when. `owners`: who can be chosen.

    `now`: the action that is changed; then a day that has passed may stay.
    """

    text = OneLine(
        label=_lazy("Wat gaat er gebeuren?"),
        max_length=MOST_LETTERS,
        validators=[refuse_people],
        widget=forms.TextInput(attrs={"data-keep": ""}),
        help_text=_lazy("Eén regel. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf wat er gaat gebeuren.")},
    )
    owner = forms.ChoiceField(
        label=_lazy("Wie doet het?"),
        error_messages={
            "required": _lazy("Kies wie het doet."),
            "invalid_choice": _lazy("Kies iemand uit de lijst."),
        },
    )
    second = forms.ChoiceField(
        label=_lazy("Samen met"),
        required=False,
        error_messages={"invalid_choice": _lazy("Kies iemand uit de lijst.")},
    )
    due_on = day_field(_lazy("Voor wanneer?"))

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        owners: Owners,
        now: ActionItem | None = None,
        initial: Mapping[str, Any] | None = None,
        why_then: str = "",
    ) -> None:
        super().__init__(data, initial={**self._of(now, owners), **(initial or {})})
        self.owners, self.now = owners, now
        choices = owners.choices
        self.fields["owner"].choices = choices  # type: ignore[attr-defined]
        self.fields["second"].choices = [  # type: ignore[attr-defined]
            ("", _("niemand anders")),
            *choices,
        ]
        self.fields["due_on"].help_text = why_then

    @staticmethod
    def _of(now: ActionItem | None, owners: Owners) -> dict[str, Any]:
        if now is None:
            return {}
        return {
            "text": "" if now.hidden_at else now.text,
            "owner": owners.code_of(now.owner, now.owner_side),
            "second": owners.code_of(now.second, now.second_side),
            "due_on": now.due_on,
        }

    def clean_due_on(self) -> Any:
        day, today = self.cleaned_data["due_on"], timezone.localdate()
        if day is None or (self.now is not None and day == self.now.due_on):
            return day
        if day < today:
            raise forms.ValidationError(_("Kies een dag vanaf vandaag."))
        if day > today + MOST_AHEAD:
            raise forms.ValidationError(_("Kies een dag binnen twee jaar."))
        return day

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("second") and cleaned.get("second") == cleaned.get("owner"):
            cleaned["second"] = ""
        return cleaned

    def fields_to_say(self) -> dict[str, Any]:
        """What `ActionItem.add` and `change` take."""
        found = self.cleaned_data
        owner, owner_side = self.owners.found[found["owner"]]
        second, second_side = self.owners.found.get(found["second"], NOBODY)
        return {
            "text": found["text"],
            "owner": owner,
            "owner_side": owner_side,
            "second": second,
            "second_side": second_side,
            "due_on": found["due_on"],
        }


class AddActionForm(ActionForm):
    """A new one. `meeting`: the one under way; `risk`: what it is about."""

    meeting = hidden_number()
    risk = hidden_number()


class ChangeActionForm(ActionForm):
    """`revision`: of what was on the screen."""

    revision = hidden_number()


class FeasibleForm(forms.Form):
    """ "Lukt dit?" """

    feasible = forms.ChoiceField(
        label=_lazy("Lukt dit?"),
        choices=Feasibility.choices,
        error_messages={"required": _lazy("Kies een van de knoppen.")},
    )
