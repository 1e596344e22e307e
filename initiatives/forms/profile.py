"""What is filled in about an initiative beyond its card."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dates import MONTHS
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine, PlainText
from initiatives.access import Action
from initiatives.forms.initiative import OvertakenForm
from initiatives.models import (
    Direction,
    Initiative,
    InitiativeKind,
    LegalForm,
    Origin,
)

EARLIEST = 1950


class Month(forms.DateField):
    """A month, kept as its first day. Typed, because half of the browsers have no picker for it."""

    widget = forms.DateInput(attrs={"type": "text", "autocomplete": "off"}, format="%m-%Y")
    input_formats = ("%m-%Y", "%m/%Y", "%m %Y", "%Y-%m", "%Y-%m-%d", "%d-%m-%Y", "%Y")
    default_error_messages = {
        "invalid": _("Vul een maand en een jaar in, zoals maart 2024."),
        "future": _("Dit ligt in de toekomst. Vul in sinds wanneer het er is."),
        "early": _("Vul een jaar in vanaf %(year)d."),
    }

    def to_python(self, value: Any) -> date | None:
        if isinstance(value, str):
            for number, name in MONTHS.items():
                value = value.casefold().replace(str(name).casefold(), str(number))
        found = super().to_python(value)
        if isinstance(found, datetime):
            found = found.date()
        return found.replace(day=1) if found else None

    def validate(self, value: Any) -> None:
        super().validate(value)
        if value is None:
            return
        if value > timezone.localdate():
            raise ValidationError(self.error_messages["future"], code="future")
        if value.year < EARLIEST:
            raise ValidationError(
                self.error_messages["early"], code="early", params={"year": EARLIEST}
            )


class AboutForm(OvertakenForm):
    """Everything that a small form about an initiative can ask; each asks a part of it."""

    wish = PlainText(
        label=_("Wat willen jullie?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("In je eigen woorden. De gemeente leest dit mee. Schrijf niets over personen."),
    )
    strength = PlainText(
        label=_("Waar zijn jullie goed in?"),
        max_length=1000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text=_("De gemeente ziet dit als eerste. Schrijf niets over personen."),
    )
    decides_how = OneLine(
        label=_("Hoe beslissen jullie als groep?"),
        max_length=200,
        required=False,
        help_text=_(
            "Bijvoorbeeld: wij beslissen op vrijdag, met wie er is. "
            "Het staat erbij als iemand ja of nee zegt."
        ),
    )
    missing = PlainText(
        label=_("Wie missen we nog?"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_(
            "Bijvoorbeeld: iemand die kan timmeren, de school, meer meiden. Noem geen namen."
        ),
    )
    kind = forms.ChoiceField(
        label=_("Wat voor initiatief is het?"),
        choices=InitiativeKind.choices,
        widget=forms.RadioSelect,
    )
    legal_form = forms.ChoiceField(
        label=_("Welke rechtsvorm heeft de groep?"),
        choices=LegalForm.choices,
        widget=forms.RadioSelect,
        help_text=_("Geen is prima. Een afspraak op vertrouwen kan zonder."),
    )
    place = OneLine(
        label=_("Waar is het?"),
        max_length=80,
        required=False,
        help_text=_("Bijvoorbeeld: het buurthuis, het veld achter de school. Geen huisadres."),
    )
    began_on = Month(
        label=_("Sinds wanneer?"), required=False, help_text=_("Maand en jaar, zoals maart 2024.")
    )

    def __init__(self, part: Part, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields = {name: self.fields[name] for name in part.fields}


@dataclass(frozen=True)
class Part:
    """One small form: its fields, who may fill it in, and what the timeline says of it."""

    slug: str
    title: str | Promise
    fields: tuple[str, ...]
    action: Action
    verb: str

    def is_done(self, initiative: Initiative) -> bool:
        """Whether something was filled in. None and "iets anders" are what it starts with."""
        said = [getattr(initiative, name) for name in self.fields]
        return any(value not in ("", None, LegalForm.NONE, InitiativeKind.OTHER) for value in said)

    def of(self, initiative: Initiative) -> dict[str, object]:
        return {name: getattr(initiative, name) for name in self.fields}


PARTS = {
    part.slug: part
    for part in (
        Part("wens", _("Wat we willen"), ("wish",), Action.WRITE_FOR_GROUP, "wish_written"),
        Part("kracht", _("Onze kracht"), ("strength",), Action.WRITE_FOR_GROUP, "strength_written"),
        Part(
            "beslissen",
            _("Hoe wij beslissen"),
            ("decides_how",),
            Action.WRITE_FOR_GROUP,
            "deciding_written",
        ),
        Part(
            "wie-missen-we",
            _("Wie missen we nog?"),
            ("missing",),
            Action.CHANGE_PROFILE,
            "missing_written",
        ),
        Part("soort", _("Soort"), ("kind",), Action.CHANGE_PROFILE, "kind_chosen"),
        Part(
            "rechtsvorm",
            _("Rechtsvorm"),
            ("legal_form",),
            Action.CHANGE_PROFILE,
            "legal_form_chosen",
        ),
        Part(
            "plek",
            _("Waar en sinds wanneer"),
            ("place", "began_on"),
            Action.CHANGE_PROFILE,
            "place_written",
        ),
    )
}


class GoalForm(forms.Form):
    text = OneLine(label=_("Welk doel?"), max_length=200)
    origin = forms.ChoiceField(
        label=_("Van wie komt dit doel?"),
        choices=Origin.choices,
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een van deze drie.")},
    )


class ReciprocityForm(forms.Form):
    """`for_whom`: (key, words) of each party that the writer may write for, the own side first.
    With one there is nothing to choose."""

    for_whom = forms.ChoiceField(
        label=_("Voor wie schrijf je dit op?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _("Kies een van deze partijen.")},
    )
    direction = forms.ChoiceField(
        label=_("Wat is het?"),
        choices=[
            (Direction.NEED, _("dit hebben we nodig")),
            (Direction.OFFER, _("dit hebben we te bieden")),
            (Direction.GOOD_AT, _("hier zijn we goed in, zo werken we")),
            (Direction.AIM, _("dit willen we bereiken")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies wat het is.")},
    )
    text = OneLine(
        label=_("Wat?"),
        max_length=200,
        help_text=_("Een klusje mag ook. Schrijf niets over personen."),
    )

    def __init__(self, *args: Any, for_whom: list[tuple[str, Any]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(for_whom) < 2:
            del self.fields["for_whom"]
            return
        self.fields["for_whom"].choices = for_whom  # type: ignore[attr-defined]
        self.fields["for_whom"].initial = for_whom[0][0]
