"""What is filled in about links, and about two names of one person."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from initiatives.models import Participant


class LabelForm(forms.Form):
    label = OneLine(
        label=_("Waarvoor is deze link?"),
        max_length=60,
        required=False,
        help_text=_("Bijvoorbeeld: in de groepsapp, of op de deur."),
    )


class ChoosePerson(forms.Form):
    """One person out of a few; anybody else is refused. `person` is who was chosen."""

    def __init__(self, *args: Any, people: Sequence[Participant], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = {str(person.pk): person for person in people}
        field = self.fields["person"]
        if isinstance(field, forms.ChoiceField):
            names = ((pk, person.name) for pk, person in self.people.items())
            field.choices = [("", _("Kies een naam")), *names]
            field.error_messages["invalid_choice"] = _("Kies iemand uit de lijst.")

    @property
    def chosen(self) -> Participant:
        return self.people[self.cleaned_data["person"]]


class PersonalLinkForm(ChoosePerson):
    person = forms.ChoiceField(
        label=_("Voor wie?"), error_messages={"required": _("Kies een naam.")}
    )


class MergeForm(ChoosePerson):
    person = forms.ChoiceField(
        label=_("Welke naam houden we?"), error_messages={"required": _("Kies een naam.")}
    )


class IntoAccountForm(forms.Form):
    is_16 = forms.BooleanField(
        label=_("Ik ben 16 jaar of ouder"),
        error_messages={"required": _("Een account maken kan vanaf 16 jaar.")},
    )
