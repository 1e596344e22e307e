"""What people fill in about accounts. The forms of allauth stand in sign_in_forms.py."""

from django import forms
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from accounts.models import Function, User


class NameForm(forms.Form):
    """What we ask besides the address when somebody makes an account."""

    field_order = ("name", "email")

    name = OneLine(
        label=_("Je naam"),
        max_length=60,
        help_text=_("Zoals anderen je kennen. Een voornaam is genoeg."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )

    def signup(self, request: HttpRequest, user: User) -> None:
        """Asked for by allauth. The adapter has saved the name already."""


class ColleagueForm(forms.Form):
    """What a coordinator fills in about somebody who signs in."""

    name = OneLine(label=_("Naam"), max_length=60)
    email = forms.EmailField(
        label=_("E-mailadres"),
        max_length=254,
        help_text=_("Hier komt de code om aan te melden."),
        error_messages={"required": _("Vul dit in.")},
    )
    function = forms.ChoiceField(
        label=_("Functie"),
        choices=[("", _("Kies een functie")), *Function.choices],
        help_text=_("De functie bepaalt aan welke kant iemand kan meedoen."),
        error_messages={"required": _("Kies een functie.")},
    )
    organisation = OneLine(label=_("Organisatie"), max_length=80, required=False)
    is_manager = forms.BooleanField(
        label=_("Is coördinator"),
        help_text=_("Een coördinator beheert collega’s, plekken, buurten en sjablonen."),
        required=False,
    )


class ChangeColleagueForm(ColleagueForm):
    revision = forms.IntegerField(min_value=0, max_value=2**31 - 1, widget=forms.HiddenInput)


class ColleagueSearchForm(forms.Form):
    q = OneLine(label=_("Zoek op naam"), max_length=60, required=False, asks_first=False)


class ProfileForm(forms.Form):
    name = OneLine(
        label=_("Naam"),
        max_length=60,
        help_text=_("Zoals anderen je zien in Onderling."),
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
    organisation = OneLine(
        label=_("Organisatie"),
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "organization"}),
    )
