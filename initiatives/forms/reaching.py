"""How a contact of the group can be reached, why somebody looks at it, and handing over."""

import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import EmailValidator
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from initiatives.models import ChannelKind, ChannelReader, Participant, ViewReason

if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Any]
else:
    ModelChoice = forms.ModelChoiceField  # it takes no type when it runs

# Digits with what people write between them; enough for a number with a country code.
PHONE = re.compile(r"\+?[\d \-./()]+")
FEWEST_DIGITS, MOST_DIGITS = 8, 15


def check_phone(value: str) -> None:
    digits = sum(sign.isdigit() for sign in value)
    if not PHONE.fullmatch(value) or not FEWEST_DIGITS <= digits <= MOST_DIGITS:
        raise ValidationError(_("Dit lijkt geen telefoonnummer. Schrijf het zoals 06 12345678."))


check_email = EmailValidator(_lazy("Dit lijkt geen e-mailadres. Schrijf het zoals naam@post.nl."))


class ChannelForm(forms.Form):
    kind = forms.ChoiceField(
        label=_lazy("Hoe mag iemand je bereiken?"),
        choices=ChannelKind.choices,
        initial=ChannelKind.PHONE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een van deze drie."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    # A number or an address is what is asked for here, so there is no question about it.
    value = OneLine(
        label=_lazy("Nummer of adres"),
        max_length=120,
        asks_first=False,
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        help_text=_lazy("Je vult het zelf in. Weghalen kan altijd."),
    )
    read_by = forms.ChoiceField(
        label=_lazy("Wie mag het openen?"),
        choices=ChannelReader.choices,
        initial=ChannelReader.GUIDE,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een van deze twee."),
            "invalid_choice": _lazy("Kies een van deze twee."),
        },
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        checks: dict[str, Callable[[str], None]] = {
            ChannelKind.PHONE: check_phone,
            ChannelKind.EMAIL: check_email,
        }
        check = checks.get(cleaned.get("kind", ""))
        if check and cleaned.get("value"):
            try:
                check(cleaned["value"])
            except ValidationError as wrong:
                self.add_error("value", wrong)
        return cleaned


class OpenChannelForm(forms.Form):
    reason = forms.ChoiceField(
        label=_lazy("Waarom open je dit?"),
        choices=ViewReason.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies waarom. Die persoon kan het lezen."),
            "invalid_choice": _lazy("Kies een van deze redenen."),
        },
    )


class Colleague(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        return str(obj.name)


class HandoverForm(forms.Form):
    arriving = Colleague(
        label=_lazy("Aan wie draag je over?"),
        queryset=Participant.objects.none(),
        empty_label=_lazy("Kies een collega"),
        error_messages={
            "required": _lazy("Kies een collega."),
            "invalid_choice": _lazy("Die doet hier niet meer mee. Kies opnieuw."),
        },
    )
    note = PlainText(
        label=_lazy("Wat moet die weten?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 8, "data-keep": ""}),
        help_text=_lazy(
            "Wat is beloofd, wat speelt er, wat werkt goed? "
            "De groep leest dit ook. Zet er geen namen van jongeren in."
        ),
    )
    leaves = forms.BooleanField(label=_lazy("Ik doe hierna niet meer mee"), required=False)

    def __init__(self, *args: Any, colleagues: Any, is_me: bool, **kwargs: Any) -> None:
        """`colleagues`: who else takes part on the same side; without any nobody is asked for."""
        super().__init__(*args, **kwargs)
        arriving = self.fields["arriving"]
        if colleagues and isinstance(arriving, Colleague):
            arriving.queryset = colleagues
        else:
            del self.fields["arriving"]
        if not is_me:
            self.fields["leaves"].label = _lazy("Deze collega doet hierna niet meer mee")
