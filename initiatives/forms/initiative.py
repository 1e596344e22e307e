"""What is filled in about an initiative itself."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from initiatives.forms.names import Nicknames
from initiatives.models import Initiative
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


class EditInitiativeForm(CardForm):
    """The card later on. Each field keeps what it was when the page was opened."""

    status = forms.ChoiceField(label=_("Hoe staat het ervoor?"), choices=Status.choices)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for field in self.fields.values():
            field.show_hidden_initial = True

    def overtaken(self, now: dict[str, Any]) -> list[str]:
        """The fields that were changed here and meanwhile by somebody else too.

        What stands there now becomes their starting point, so that saving again goes through.
        """
        found = []
        data: Any = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        for name in self.changed_data:
            key = self.add_initial_prefix(name)
            current = "" if now[name] is None else str(now[name])
            if data.get(key, "") != current:
                data[key] = current
                found.append(name)
        self.data = data
        return found


def card_of(initiative: Initiative) -> dict[str, Any]:
    """What the form shows of an initiative."""
    return {
        "name": initiative.name,
        "sentence": initiative.sentence,
        "neighbourhood": initiative.neighbourhood.name if initiative.neighbourhood else "",
        "headcount": initiative.headcount,
        "status": initiative.status,
    }


class SearchForm(forms.Form):
    q = OneLine(label=_("Zoek op naam"), max_length=80, required=False)
