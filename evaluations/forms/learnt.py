"""What the forms of examples, experiments and learning questions have in common."""

from __future__ import annotations

from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.validators import URLValidator
from django.utils.formats import date_format
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from evaluations.forms.lessons import EVERYONE, READERS, US


def words(label: str | Promise, most: int, *, rows: int = 3, **kwargs: Any) -> PlainText:
    """A text of some lines."""
    kwargs.setdefault("required", False)
    return PlainText(
        label=label,
        max_length=most,
        widget=forms.Textarea(attrs={"rows": rows, "data-keep": ""}),
        **kwargs,
    )


def sentence(label: str | Promise, most: int, **kwargs: Any) -> OneLine:
    kwargs.setdefault("required", False)
    return OneLine(label=label, max_length=most, **kwargs)


def readers_field(label: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        choices=READERS,
        initial=US,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wie dit mag lezen.")},
    )


class WebAddress(OneLine):
    """A page on the web: nothing else that a browser might open."""

    default_validators = [
        URLValidator(
            schemes=["http", "https"],
            message=_lazy("Dit is geen webadres. Een adres begint met https://."),
        )
    ]

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(
            asks_first=False, widget=forms.TextInput(attrs={"inputmode": "url"}), **kwargs
        )


class LearntForm(forms.Form):
    """A form about a row with a revision. `FIELDS`: what the verbs of the model take."""

    FIELDS: ClassVar[tuple[str, ...]] = ()

    revision = forms.IntegerField(
        required=False, min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput
    )

    @property
    def seen(self) -> int:
        """The revision that was on the screen."""
        return self.cleaned_data["revision"] or 0

    @classmethod
    def stands(cls, thing: Any) -> dict[str, Any]:
        """What the form shows of `thing` at first."""
        found = {name: getattr(thing, name) for name in cls.FIELDS}
        if "is_for_everyone" in found:
            found["readers"] = EVERYONE if found.pop("is_for_everyone") else US
        return {**found, "revision": thing.revision}

    def said(self) -> dict[str, Any]:
        """What the verbs take."""
        found = {name: value for name, value in self.cleaned_data.items() if name in self.FIELDS}
        if "is_for_everyone" in self.FIELDS:
            found["is_for_everyone"] = self.cleaned_data["readers"] == EVERYONE
        return found

    def beside(self, now: dict[str, Any]) -> dict[str, str]:
        """What somebody else put there meanwhile, by label, where it is not what was typed. From
        here the form is about that."""
        self.data = {**dict(self.data.items()), "revision": now["revision"]}
        said = self.said()
        other = {}
        for name, value in now.items():
            if name == "revision" or value == said.get(name):
                continue
            field: Any = self.fields["readers" if name == "is_for_everyone" else name]
            other[str(field.label)] = shown(field, value)
        return other


def shown(field: forms.Field, value: Any) -> str:
    """A value as a reader knows it."""
    if isinstance(value, bool):
        return str(dict(READERS)[EVERYONE if value else US])
    if isinstance(value, date):
        return date_format(value, "j F Y")
    if isinstance(field, forms.ChoiceField):
        choices: Any = field.choices
        return str(dict(choices).get(value if isinstance(value, str) else "", value or ""))
    return str(value or "")
