"""What a coordinator fills in about a building or a room, and how the list is searched."""

from __future__ import annotations

from datetime import time
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import Clock, OneLine, PlainText
from initiatives.models import Neighbourhood
from places.models import Place
from places.models.place import USUAL_CLOSING_LIST, WRITTEN

MOST_INSIDE = 9999
MOST_NEIGHBOURHOODS = 300


def whom(label: Any, help_text: Any) -> OneLine:
    """A function and how to reach it. A number is what it is for, so it is not asked about."""
    return OneLine(
        label=label, max_length=120, required=False, asks_first=False, help_text=help_text
    )


def lines(label: Any, most: int, help_text: Any) -> PlainText:
    return PlainText(
        label=label,
        max_length=most,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": 5}),
    )


ONE_A_LINE = _lazy("Elke regel is één ding om na te lopen.")
A_FUNCTION = _lazy("Een functie en een nummer, geen naam. Bijvoorbeeld: de beheerder, 14 070.")


class PlaceForm(forms.Form):
    """A building, or a room in one. A name is enough."""

    name = OneLine(label=_lazy("Hoe heet het?"), max_length=80)
    neighbourhood = OneLine(
        label=_lazy("Buurt"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-neighbourhoods", "autocomplete": "off"}),
    )
    address = OneLine(label=_lazy("Adres"), max_length=120, required=False, asks_first=False)
    capacity = forms.IntegerField(
        label=_lazy("Hoeveel mensen mogen er in?"),
        min_value=1,
        max_value=MOST_INSIDE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _lazy("Vul een heel getal in, zoals 12."),
            "min_value": _lazy("Vul een getal in van 1 of meer."),
            "max_value": _lazy("Dit is te veel. Er passen er %(limit_value)d."),
        },
    )
    opens_at = Clock(
        label=_lazy("Open vanaf"),
        required=False,
        help_text=_lazy("Vanaf hoe laat er iemand in mag."),
    )
    closes_at = Clock(
        label=_lazy("Open tot"),
        required=False,
        help_text=_lazy("Na middernacht mag ook, zoals 01:00."),
    )
    caretaker = whom(_lazy("Wie beheert het?"), A_FUNCTION)
    deputy = whom(_lazy("Wie valt in?"), _lazy("Als de beheerder er niet is."))
    neighbours_contact = whom(
        _lazy("Wie kunnen de buren bellen?"), _lazy("Dit staat ook op de muur.")
    )
    house_rules = lines(_lazy("Huisregels"), 1500, _lazy("Elke regel is één huisregel."))
    opening_list = lines(_lazy("Bij het openen"), 800, ONE_A_LINE)
    closing_list = lines(_lazy("Bij het weggaan"), 800, ONE_A_LINE)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        opens, closes = cleaned.get("opens_at"), cleaned.get("closes_at")
        if self.has_error("opens_at") or self.has_error("closes_at"):
            return cleaned
        if (opens is None) != (closes is None):
            missing = "opens_at" if opens is None else "closes_at"
            self.add_error(missing, _("Vul beide tijden in, of geen van beide."))
        elif opens is not None and opens == closes:
            self.add_error("closes_at", _("Open en dicht zijn nu even laat. Verander er een."))
        return cleaned

    def written(self) -> dict[str, Any]:
        """What the verbs of a place take. A neighbourhood of a new name is made: call it in the
        transaction of the change."""
        said = {name: self.cleaned_data[name] for name in WRITTEN}
        return {**said, "neighbourhood": Neighbourhood.called(said["neighbourhood"])}


class ChangePlaceForm(PlaceForm):
    """Later on. `revision`: what the page was based on, so that nobody writes over another."""

    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)

    def start_from(self, now: dict[str, object], revision: int) -> dict[str, object]:
        """Saving again goes through. Gives what stands there now where that is something else
        than what was typed, by the label of the field."""
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data[self.add_prefix("revision")] = str(revision)
        typed = self.cleaned_data
        self.data = data
        return {
            str(self.fields[name].label): in_words(value)
            for name, value in now.items()
            if in_words(value) != in_words(typed[name])
        }


def in_words(value: object) -> str:
    """As it stands in an input."""
    if value is None:
        return ""
    return f"{value:%H:%M}" if isinstance(value, time) else str(value)


def as_filled_in(place: Place) -> dict[str, Any]:
    """What the form shows of a place."""
    return {name: getattr(place, name) for name in WRITTEN}


def to_begin_with(building: Place | None) -> dict[str, Any]:
    """What stands in an empty form. A room without a list of its own has that of its building."""
    return {} if building else {"closing_list": USUAL_CLOSING_LIST}


class SearchForm(forms.Form):
    """What the list is asked for. A value that makes no sense asks for nothing."""

    q = OneLine(label=_lazy("Zoek op naam"), max_length=80, required=False, asks_first=False)
    neighbourhood = forms.ChoiceField(label=_lazy("Buurt"), required=False)
    gone = forms.BooleanField(label=_lazy("Wat weggehaald is"), required=False)

    def __init__(self, data: Any, *, neighbourhoods: list[Neighbourhood]) -> None:
        super().__init__(data)
        choices = [("", _("alle")), *((str(one.pk), one.name) for one in neighbourhoods)]
        self.fields["neighbourhood"].choices = choices  # type: ignore[attr-defined]

    def asked(self) -> dict[str, Any]:
        self.is_valid()
        said = self.cleaned_data
        return {
            "q": said.get("q", ""),
            "neighbourhood": int(said["neighbourhood"]) if said.get("neighbourhood") else None,
            "gone": self.data.get("gone") == "on",
        }


class ReportForm(forms.Form):
    """ "Er is iets": one sentence, without a name."""

    text = PlainText(
        label=_lazy("Wat is er?"),
        max_length=300,
        help_text=_lazy("Eén of twee zinnen. Schrijf geen naam op, ook niet die van jezelf."),
        widget=forms.Textarea(attrs={"rows": 3}),
    )
