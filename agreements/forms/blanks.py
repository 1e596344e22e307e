"""A text with an input for each blank that is still open in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext as _

from accounts.fields import OneLine
from agreements.blanks import fill_blanks, open_blanks
from agreements.forms.fields import QuietForm
from initiatives.names import name_key

MOST_BLANKS = 20
# Blanks that ask for a person; an answer that is the name of somebody here becomes a reference.
PERSON_BLANKS = {"naam", "voornaam", "wie", "naam en functie"}


class BlanksForm(QuietForm):
    """A text with an input for each of its open blanks; `blanks_in` names the field of the text.

    `names`: who can be named, as key of the name -> name. The text comes out filled.
    """

    blanks_in = "text"

    def __init__(self, *args: Any, names: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names or {}
        # What was sent says which blanks the page showed: the text may have changed since.
        text = self.typed("blanks") if self.is_bound else self.initial.get(self.blanks_in, "")
        self.blanks = open_blanks(text)[:MOST_BLANKS]
        for n, name in enumerate(self.blanks):
            attrs = {"class": "blank"} | ({"list": self.list_id} if is_person(name) else {})
            widget = forms.TextInput(attrs=attrs)
            self.fields[f"blank_{n}"] = OneLine(
                label=name or "…", max_length=80, required=False, widget=widget
            )

    @property
    def list_id(self) -> str:
        """The id of the list of names on the page."""
        return "people-to-name"

    @property
    def blanks_name(self) -> str:
        return self.add_prefix("blanks")

    @property
    def blanks_value(self) -> str:
        return "".join(f"{{{name}}}" for name in self.blanks)

    @property
    def blank_fields(self) -> list[forms.BoundField]:
        return [self[f"blank_{n}"] for n in range(len(self.blanks))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get(self.blanks_in)
        if text is None:
            return cleaned
        answers: dict[str, list[str]] = {}
        for n, name in enumerate(self.blanks):
            answer = cleaned.get(f"blank_{n}", "")
            if is_person(name):
                answer = self._as_reference(answer)
            answers.setdefault(name, []).append(answer)
        open_now = open_blanks(text)
        for name, given in answers.items():
            if len(given) > open_now.count(name):
                # Some were filled or taken out in the text itself.
                answers[name] = [answer for answer in given if answer]
        in_order = [answers[name].pop(0) if answers.get(name) else "" for name in open_now]
        homeless = [answer for rest in answers.values() for answer in rest if answer]
        if homeless:
            sentence = _("“{answer}” past nergens meer: die lege plek staat niet meer in de tekst.")
            self.add_error(self.blanks_in, sentence.format(answer=homeless[0]))
            return cleaned
        filled = fill_blanks(text, in_order)
        most = self.fields[self.blanks_in].max_length  # type: ignore[attr-defined]
        if len(filled) > most:
            sentence = _("Dit is te lang: {n} tekens. Er passen er {most}.")
            self.add_error(self.blanks_in, sentence.format(n=len(filled), most=most))
        cleaned[self.blanks_in] = filled
        return cleaned

    def _as_reference(self, answer: str) -> str:
        """ "Wouter de Graaf, beheerder": the name of somebody here, and what may follow it."""
        typed, comma, rest = answer.partition(",")
        name = self.names.get(name_key(typed))
        return f"{{@{name}}}{comma}{rest}" if name else answer


def is_person(blank: str) -> bool:
    return blank.strip().casefold() in PERSON_BLANKS
