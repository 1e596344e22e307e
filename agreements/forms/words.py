"""What somebody thinks of a text as a whole: the words, records of the group, talks."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine
from agreements.forms.reacting import SignedForm, long_text


def check_happened(day: date | None) -> None:
    """A validator that refuses days before 2000 and days to come."""
    if day and day.year < 2000:
        raise forms.ValidationError(_("Dat jaar kan niet kloppen."))
    if day and day > timezone.localdate():
        raise forms.ValidationError(_("Die dag is nog niet geweest."))


def past_day(label: Any, *, required: bool = True) -> forms.DateField:
    """A day on which something happened."""
    return forms.DateField(
        label=label,
        required=required,
        validators=[check_happened],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={
            "required": _("Vul een dag in."),
            "invalid": _("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08."),
        },
    )


class SignedWord(SignedForm):
    """A word of somebody who stands behind a text: who shows the name stands on paper by it."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "is_signed" in self.fields:
            self.fields["is_signed"].help_text = _(
                "Dan staat je naam ook op de afspraak als pdf. "
                "Zet je dit niet aan? Dan ziet alleen de groep je naam."
            )


class BehindForm(SignedWord):
    """`clauses`: those of the text, by key; without them there is nothing to leave out."""

    text = long_text(_("Wil je er iets bij zeggen?"), max_length=600, required=False)
    except_keys = forms.MultipleChoiceField(
        label=_("Waar sta je niet achter?"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": _("Kies onderdelen van deze afspraak.")},
    )
    field_order = ("except_keys", "text", "is_signed")

    def __init__(self, *args: Any, clauses: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(clauses) > 1:
            self.fields["except_keys"].choices = clauses  # type: ignore[attr-defined]
        else:
            del self.fields["except_keys"]


class ConcernForm(SignedWord):
    text = long_text(_("Welke zorg heb je?"), max_length=600)
    field_order = ("text", "is_signed")


class ObjectForm(SignedForm):
    text = long_text(_("Wat zou er misgaan?"), max_length=600)
    field_order = ("text", "is_signed")


MANDATE = [
    ("mine", _("Ik mag dit namens de gemeente afspreken")),
    ("decided", _("Namens de gemeente, een ander heeft dit besloten")),
    ("self", _("Alleen voor mezelf")),
]


class MandateForm(forms.Form):
    """For an official who may speak for the municipality."""

    mandate = forms.ChoiceField(
        label=_("Voor wie zeg je dit?"),
        choices=MANDATE,
        widget=forms.RadioSelect,
        initial="mine",
        error_messages={
            "required": _("Kies voor wie je dit zegt."),
            "invalid_choice": _("Kies een van deze drie."),
        },
    )
    decided_by = OneLine(label=_("Wie heeft dat besloten?"), max_length=80, required=False)
    decided_on = past_day(_("Wanneer is dat besloten?"), required=False)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("mandate") == "decided":
            for name in ("decided_by", "decided_on"):
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in, of kies iets anders."))
        return cleaned

    def fields_of_word(self) -> dict[str, Any]:
        """What `Confirmation.say` takes."""
        decided = self.cleaned_data["mandate"] == "decided"
        return {
            "has_mandate": self.cleaned_data["mandate"] == "mine",
            "decided_by": self.cleaned_data["decided_by"] if decided else "",
            "decided_on": self.cleaned_data["decided_on"] if decided else None,
        }


def people_count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        min_value=1,
        max_value=500,
        error_messages={
            "required": _("Vul een getal in."),
            "invalid": _("Vul een heel getal in, zoals 12."),
            "min_value": _("Vul een getal in van 1 of meer."),
            "max_value": _("Dit is te veel. Er passen er %(limit_value)d."),
        },
    )


class OnBehalfForm(forms.Form):
    decided_on = past_day(_("Wanneer hebben jullie besloten?"))
    present_count = people_count(_("Hoeveel mensen waren erbij?"))
    agreed_count = people_count(_("Hoeveel waren het eens?"))
    how = OneLine(
        label=_("Hoe hebben jullie besloten?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: handen omhoog, op vrijdagavond. Schrijf geen namen."),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        present, agreed = cleaned.get("present_count"), cleaned.get("agreed_count")
        if present and agreed and agreed > present:
            self.add_error("agreed_count", _("Er waren er maar %(n)d bij.") % {"n": present})
        return cleaned


class TalkForm(forms.Form):
    talked_on = past_day(_("Wanneer hebben jullie gepraat?"))
    because = OneLine(
        label=_("We gaan verder, omdat …"),
        max_length=300,
        help_text=_("Eén of twee zinnen. Beide kanten kunnen dit lezen."),
    )
