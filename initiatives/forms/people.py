"""What is filled in about who takes part."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine, PlainText
from accounts.models import SIDES, User
from initiatives.forms.days import LastDayField
from initiatives.forms.names import Nickname, Nicknames
from initiatives.models import DutyKind, LadderStep, Participant, Side

if TYPE_CHECKING:
    ModelChoice = forms.ModelChoiceField[Any]
else:
    ModelChoice = forms.ModelChoiceField  # it takes no type when it runs


NICKNAME_HELP = _(
    "Een voornaam of bijnaam. Geen achternaam, en niets over gezondheid, afkomst of problemen."
)


class AddPeopleForm(forms.Form):
    nicknames = Nicknames(
        label=_("Wie doen er mee?"),
        help_text=_(
            "Voornamen of bijnamen, met een komma ertussen. "
            "Geen achternaam, en niets over gezondheid, afkomst of problemen."
        ),
        widget=forms.Textarea(attrs={"rows": 2}),
    )


# What each step and duty is, in a few words. A visitor does not count in who stands behind a text.
STEPS = {
    LadderStep.VISITOR: _("komt af en toe langs, en telt niet mee bij wie erachter staat"),
    LadderStep.COORDINATOR: _("regelt het geheel"),
    LadderStep.JOINER: _("doet vaak mee"),
    LadderStep.DRIVER: _("trekt een activiteit"),
    LadderStep.SUPPORTER: _("neemt klussen op zich"),
    LadderStep.CONNECTOR: _("legt contact met anderen"),
}
DUTY_WORDS = {
    DutyKind.CONTACT: _("vast gezicht: bij deze persoon kan de ander terecht"),
    DutyKind.STAND_IN: _("vervanger: springt in als het vaste gezicht er niet is"),
    DutyKind.DECIDER: _("beslisser: mag ja of nee zeggen"),
    DutyKind.ADVISER: _("adviseur: weet veel van een onderwerp"),
    DutyKind.CONNECTOR: _("verbinder: legt contact met anderen"),
    DutyKind.DIRECTOR: _("regisseur: houdt het geheel in de gaten"),
    DutyKind.KEY_HOLDER: _("sleutelhouder: heeft een sleutel van de plek"),
    DutyKind.KEY_FIGURE: _("sleutelfiguur: iemand die veel mensen vertrouwen"),
    DutyKind.AMBASSADOR: _("ambassadeur: vertelt erover aan anderen"),
    DutyKind.BUDDY: _("buddy: helpt iemand op weg"),
}


class ParticipantForm(forms.Form):
    """How somebody takes part. What may not be chosen by this person is not in the form."""

    name = Nickname(label=_("Naam"), help_text=NICKNAME_HELP)
    step = forms.ChoiceField(
        label=_("Hoe doet die mee?"),
        choices=[(step, format_lazy("{}: {}", step.label, about)) for step, about in STEPS.items()],
        widget=forms.RadioSelect,
    )
    duties = forms.MultipleChoiceField(
        label=_("Taken"), required=False, widget=forms.CheckboxSelectMultiple
    )
    is_named = forms.BooleanField(label=_("De gemeente mag mijn naam zien"), required=False)

    def __init__(
        self,
        *args: Any,
        duties: list[DutyKind],
        asks_step: bool,
        asks_name: bool,
        named: str,
        was_named: bool = False,
        **kwargs: Any,
    ) -> None:
        """`named`: "" (not to be asked), "self" or "guide" (who answers for somebody)."""
        super().__init__(*args, **kwargs)
        self.was_named = was_named
        field = self.fields["duties"]
        if duties and isinstance(field, forms.MultipleChoiceField):
            field.choices = [(kind.value, DUTY_WORDS[kind]) for kind in duties]
        else:
            del self.fields["duties"]
        if not asks_step:
            del self.fields["step"]
        if not asks_name:
            del self.fields["name"]
        if not named:
            del self.fields["is_named"]
        elif named == "guide":
            self.fields["is_named"].label = _("De gemeente mag deze naam zien")
            self.fields["is_named"].help_text = _("Ik heb het gevraagd en het mag.")
        else:
            if "step" in self.fields:
                self.fields["step"].label = _("Hoe doe je mee?")
            self.fields["is_named"].help_text = _(
                "Nu ziet de gemeente alleen met hoeveel jullie zijn."
            )

    def clean(self) -> dict[str, Any]:
        """Who is the contact of the group is known by name: choosing it says so."""
        cleaned = super().clean() or self.cleaned_data
        if "is_named" in self.fields and DutyKind.CONTACT in cleaned.get("duties", []):
            if self.was_named and not cleaned["is_named"]:
                self.add_error(
                    "is_named",
                    _("De gemeente kent de naam van een vast gezicht. Zet eerst die taak uit."),
                )
            cleaned["is_named"] = True
        return cleaned


class AskForm(forms.Form):
    side = forms.ChoiceField(
        label=_("Aan welke kant?"),
        widget=forms.RadioSelect,
        error_messages={"required": _("Kies een kant.")},
    )
    sentence = OneLine(
        label=_("Waarom wil je meedoen?"),
        max_length=200,
        help_text=_("Eén zin. Wie hier meedoet leest die."),
    )

    def __init__(self, *args: Any, sides: tuple[str, ...], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sides = sides
        field = self.fields["side"]
        if len(sides) > 1 and isinstance(field, forms.ChoiceField):
            field.choices = [(side, Side(side).label) for side in sides]
        else:
            del self.fields["side"]

    @property
    def chosen_side(self) -> Side:
        return Side(self.cleaned_data.get("side") or self.sides[0])


class PersonChoice(ModelChoice):
    def label_from_instance(self, obj: Any) -> str:
        if isinstance(obj, User):
            about = ", ".join(filter(None, [obj.get_function_display(), obj.organisation]))
            return f"{obj.name} ({about})"
        return str(obj.name)


class PlaceForm(forms.Form):
    """A coordinator chooses who takes part for the municipality."""

    user = PersonChoice(
        label=_("Wie gaat meedoen?"),
        queryset=User.objects.none(),
        empty_label=_("Kies een collega"),
        error_messages={
            "required": _("Kies een collega."),
            "invalid_choice": _("Deze collega kan hier niet meedoen. Kies een andere."),
        },
    )
    instead_of = PersonChoice(
        label=_("In plaats van"),
        queryset=Participant.objects.none(),
        required=False,
        empty_label=_("niemand, de anderen blijven"),
        error_messages={"invalid_choice": _("Die doet hier niet meer mee. Kies opnieuw.")},
    )
    note = PlainText(
        label=_("Wat moet de nieuwe collega weten?"),
        max_length=2000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 6, "data-keep": ""}),
        help_text=_(
            "Nodig als iemand vervangen wordt. De groep leest dit ook. "
            "Zet er geen namen van jongeren in."
        ),
    )
    is_contact = forms.BooleanField(
        label=_("Wordt het vaste gezicht van de gemeente"), required=False
    )
    until = LastDayField()

    def __init__(self, *args: Any, officials: Any, **kwargs: Any) -> None:
        """`officials`: who takes part for the municipality today."""
        super().__init__(*args, **kwargs)
        functions = [f for f, sides in SIDES.items() if Side.MUNICIPALITY in sides]
        user, instead_of = self.fields["user"], self.fields["instead_of"]
        if isinstance(user, PersonChoice) and isinstance(instead_of, PersonChoice):
            user.queryset = User.objects.filter(is_active=True, function__in=functions).exclude(
                pk__in=officials.values("user")
            )
            instead_of.queryset = officials


class SeatForm(forms.Form):
    name = Nickname(
        label=_("Hoe noemen ze je?"),
        help_text=NICKNAME_HELP,
        widget=forms.TextInput(attrs={"autocomplete": "nickname", "autocapitalize": "words"}),
    )
