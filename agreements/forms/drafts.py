"""What somebody fills in about a draft as a whole: how it begins, why, and until when."""

from __future__ import annotations

from typing import Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.blanks import BlanksForm
from agreements.forms.fields import (
    day_field,
    one_line,
    refuse_people,
    whole_number,
)
from agreements.library import BY_KEY
from agreements.states import Lead, Support


class StartAgreementForm(forms.Form):
    """What it is about, and what to begin with. `keys`: the templates that are offered, none when
    it begins with an earlier agreement."""

    title = one_line(
        _lazy("Waar gaat de afspraak over?"),
        80,
        required=True,
        help_text=_lazy("Een paar woorden, zoals: Gebruik van De Kelder."),
    )
    template = forms.ChoiceField(
        label=_lazy("Waar begin je mee?"),
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies waar je mee begint.")},
    )

    def __init__(self, *args: Any, keys: list[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if keys:
            template = cast("forms.ChoiceField", self.fields["template"])
            template.choices = [(key, key) for key in keys]
            template.initial = keys[0]
        else:
            del self.fields["template"]


class StartVersionForm(forms.Form):
    reason = one_line(
        _lazy("Waarom een nieuwe versie?"),
        200,
        help_text=_lazy("Bijvoorbeeld: we willen op vrijdag langer open."),
    )


class LibraryClauseForm(forms.Form):
    key = forms.ChoiceField(
        choices=[(key, key) for key in BY_KEY],
        error_messages={"invalid_choice": _lazy("Dit onderdeel staat niet in de bibliotheek.")},
    )


class OwnClauseForm(forms.Form):
    heading = one_line(
        _lazy("Je eigen vraag"),
        100,
        required=True,
        help_text=_lazy("Bijvoorbeeld: Wie geeft de planten water?"),
    )


LEADS = [
    (Lead.GROUP, _lazy("De groep")),
    (Lead.BOTH, _lazy("Samen")),
    (Lead.MUNICIPALITY, _lazy("De gemeente")),
    ("", _lazy("Dat weten we nog niet")),
]
SUPPORTS = [
    (Support.NONE, _lazy("De groep doet het zelf")),
    (Support.ON_REQUEST, _lazy("Hulp als de groep erom vraagt")),
    (Support.REGULAR, _lazy("Regelmatig iemand die meedoet")),
    (Support.MUCH, _lazy("Steeds iemand erbij")),
    ("", _lazy("Dat weten we nog niet")),
]


class HeadForm(BlanksForm):
    """Why, until when, and when both sides look back. Everything may stay empty in a draft.

    `revision`: the one that was read; what is sent wins, so that a conflict comes out.
    """

    blanks_in = "purpose"

    title = one_line(_lazy("Waar gaat de afspraak over?"), 80, required=True)
    purpose = PlainText(
        label=_lazy("Waarom maken jullie deze afspraak?"),
        max_length=400,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
        help_text=_lazy("Wat wil de groep, en wat wil de gemeente?"),
    )
    vision = one_line(
        _lazy("Wat willen jullie samen bereiken?"),
        200,
        help_text=_lazy("In één zin, zoals: Elke vrijdag een open avond in een schone kelder."),
    )
    lead = forms.ChoiceField(
        label=_lazy("Wie heeft de leiding?"),
        choices=LEADS,
        widget=forms.RadioSelect,
        required=False,
    )
    support = forms.ChoiceField(
        label=_lazy("Hoeveel hulp wil de groep?"),
        choices=SUPPORTS,
        widget=forms.RadioSelect,
        required=False,
    )
    look_back_on = day_field(
        _lazy("Wanneer kijken jullie voor het eerst samen terug?"),
        help_text=_lazy("Ons voorstel: over zes weken."),
    )
    ends_on = day_field(
        _lazy("Tot en met welke dag geldt de afspraak?"),
        help_text=_lazy("Ons voorstel: een half jaar. Verlengen is makkelijk."),
    )
    trial_until = day_field(_lazy("Tot en met welke dag proberen jullie het?"))
    trial_decider = one_line(_lazy("Wie beslist na de proef?"), 80)
    trial_then = one_line(
        _lazy("En wat dan?"),
        200,
        help_text=_lazy("Bijvoorbeeld: gaat het goed, dan een jaar verder."),
    )

    days = ("look_back_on", "ends_on", "trial_until")
    trial = ("trial_until", "trial_decider", "trial_then")

    def __init__(self, *args: Any, revision: int, asks_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        if not asks_title:
            del self.fields["title"]
        self.revision = whole_number(self.typed("revision")) if self.is_bound else revision

    @property
    def has_trial(self) -> bool:
        """Whether something stands, or is wrong, in the fields about a trial."""
        return any(self[name].value() or self[name].errors for name in self.trial)

    @property
    def trial_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.trial]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.revision is None:
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        today = timezone.localdate()
        for name in self.days:
            if cleaned.get(name) and cleaned[name] <= today:
                self.add_error(name, _("Die dag is al voorbij. Kies een dag na vandaag."))
        if self.errors:
            return cleaned
        back, ends, trial = (cleaned.get(name) for name in self.days)
        if trial and ends and trial > ends:
            self.add_error("trial_until", _("De proef duurt nu langer dan de afspraak."))
        elif trial and back and back > trial:
            self.add_error("look_back_on", _("Kijk terug voordat de proef voorbij is."))
        elif ends and back and back > ends:
            self.add_error("look_back_on", _("Kijk terug voordat de afspraak afloopt."))
        if not trial and (cleaned.get("trial_decider") or cleaned.get("trial_then")):
            self.add_error("trial_until", _("Kies tot wanneer de proef duurt."))
        return cleaned

    def fields_to_save(self) -> dict[str, Any]:
        """What `save_head` takes."""
        return {name: self.cleaned_data[name] for name in self.fields if "blank_" not in name}

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        # The title as well when it is no longer asked: somebody typed it.
        names = dict.fromkeys(["title", *self.fields])
        return "\n".join(text for text in map(self._as_said, names) if text.strip())

    def _as_said(self, name: str) -> str:
        """What was sent for a field, in words: of a choice what stood beside the button."""
        field, typed = self.fields.get(name), self.typed(name)
        if not isinstance(field, forms.ChoiceField) or not typed:
            return typed
        return f"{field.label} {dict(field.choices).get(typed, typed)}"  # type: ignore[arg-type]
