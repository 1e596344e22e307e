"""What is filled in about an initiative itself."""

from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from initiatives.forms.names import Nicknames
from initiatives.listing import ALL, Filters
from initiatives.models import Initiative, InitiativeKind, Neighbourhood
from initiatives.models.initiative import Status

MOST_PEOPLE = 9999


class CardForm(forms.Form):
    """What stands on the card of an initiative; colleagues see it too."""

    name = OneLine(label=_("Hoe heet het?"), max_length=80)
    sentence = OneLine(
        label=_("In één zin"),
        max_length=200,
        required=False,
        help_text=_("Collega’s zien naam, buurt en deze zin. Schrijf niets over personen."),
    )
    # The page offers the known ones in a datalist; a new one may be typed.
    neighbourhood = OneLine(
        label=_("Buurt"),
        max_length=60,
        required=False,
        widget=forms.TextInput(attrs={"list": "known-neighbourhoods", "autocomplete": "off"}),
    )
    headcount = forms.IntegerField(
        label=_("Met hoeveel is de groep ongeveer?"),
        min_value=1,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "invalid": _("Vul een heel getal in, zoals 12."),
            "min_value": _("Vul een getal in van 1 of meer."),
            "max_value": _("Dit is te veel. Er passen er %(limit_value)d."),
        },
    )


class LogForm(CardForm):
    """A new initiative: one field is enough."""

    nicknames = Nicknames(
        label=_("Wie doen er mee?"),
        required=False,
        help_text=_(
            "Een paar voornamen of bijnamen, geen achternamen. Zet er een komma tussen. "
            "Alleen de groep en de begeleiding zien deze namen."
        ),
    )


class OvertakenForm(forms.Form):
    """Each field keeps what it was when the page was opened, so that nobody writes unseen over
    what somebody else changed meanwhile."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def changed(self) -> dict[str, Any]:
        """What was typed in the fields that were changed."""
        return {name: self.cleaned_data[name] for name in self.changed_data}

    def before(self) -> dict[str, object]:
        """What stood in those fields when the page was opened."""
        return {name: self._was(name) for name in self.changed_data}

    def _was(self, name: str) -> object:
        raw = self.data.get(self.add_initial_prefix(name), "")
        try:
            return self.fields[name].to_python(raw)
        except ValidationError:
            return raw

    def start_from(self, now: dict[str, object]) -> dict[str, object]:
        """What stands there now becomes the starting point, so that saving again goes through.

        Gives it by the label of the field, as people read it.
        """
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        shown = {}
        for name, value in now.items():
            data[self.add_initial_prefix(name)] = "" if value is None else str(value)
            field = self.fields[name]
            choices: Any = getattr(field, "choices", ())
            words = dict(choices)
            shown[str(field.label)] = words.get(value, value)
        self.data = data
        return shown


class EditInitiativeForm(OvertakenForm, CardForm):
    """The card later on."""

    kind = forms.ChoiceField(label=_("Wat voor initiatief is het?"), choices=InitiativeKind.choices)
    status = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"),
        choices=Status.choices,
        help_text=_("Wat gestopt is, blijft te lezen. Het staat niet meer vooraan in de lijst."),
    )

    def changed(self) -> dict[str, Any]:
        """The neighbourhood as one that is there, made when it is new."""
        found = super().changed()
        if "neighbourhood" in found:
            found["neighbourhood"] = Neighbourhood.called(found["neighbourhood"])
        return found


def card_of(initiative: Initiative) -> dict[str, Any]:
    """What the form shows of an initiative."""
    return {
        "name": initiative.name,
        "sentence": initiative.sentence,
        "neighbourhood": initiative.neighbourhood.name if initiative.neighbourhood else "",
        "headcount": initiative.headcount,
        "kind": initiative.kind,
        "status": initiative.status,
    }


class SearchForm(forms.Form):
    """What the list is asked for. A value that makes no sense asks for nothing."""

    q = OneLine(label=_("Zoek op naam"), max_length=80, required=False, asks_first=False)
    neighbourhood = forms.ChoiceField(label=_("Buurt"), required=False)
    status = forms.ChoiceField(
        label=_("Hoe staat het ervoor?"),
        required=False,
        choices=[("", _("niet gestopt")), *Status.choices, (ALL, _("alles"))],
    )
    kind = forms.ChoiceField(
        label=_("Soort"), required=False, choices=[("", _("alle")), *InitiativeKind.choices]
    )
    mine = forms.BooleanField(label=_("Waar ik meedoe"), required=False)
    silent = forms.BooleanField(required=False)

    def __init__(
        self, data: Any, *, neighbourhoods: list[Neighbourhood], silent_label: str
    ) -> None:
        super().__init__(data)
        places = [(str(place.pk), place.name) for place in neighbourhoods]
        choices = [("", _("alle")), *places]
        self.fields["neighbourhood"].choices = choices  # type: ignore[attr-defined]
        self.fields["silent"].label = silent_label

    def filters(self) -> Filters:
        self.is_valid()
        said = self.cleaned_data
        return Filters(
            q=said.get("q", ""),
            neighbourhood=int(said["neighbourhood"]) if said.get("neighbourhood") else None,
            status=said.get("status", ""),
            kind=said.get("kind", ""),
            mine=self.data.get("mine") == "on",
            silent=self.data.get("silent") == "on",
        )


class NameForm(forms.Form):
    """What somebody is typing in the form of a new initiative."""

    name = OneLine(max_length=80, required=False, asks_first=False)
    neighbourhood = OneLine(max_length=60, required=False, asks_first=False)
