"""One line in the logbook: a text is enough, the rest is filled in or may stay empty."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from initiatives.models import Circle, Contact, LogLine, Mood

MOST_PEOPLE = 1000
YEAR = timedelta(days=366)


def check_day_of_contact(day: date) -> None:
    """A validator: not in the future, and at most a year ago."""
    today = timezone.localdate()
    if day > today:
        raise forms.ValidationError(_("Die dag is nog niet geweest."))
    if day < today - YEAR:
        raise forms.ValidationError(_("Dat is langer dan een jaar geleden. Kies een latere dag."))


class LogLineForm(forms.Form):
    """What `LogLine.write` takes. What is left out is the default: a visit, today, our side."""

    text = PlainText(
        label=_lazy("Wat hoorde of zag je?"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )
    contact = forms.ChoiceField(
        label=_lazy("Hoe was er contact?"),
        choices=Contact.choices,
        initial=Contact.VISIT,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _lazy("Kies een van deze zes.")},
    )
    mood = forms.ChoiceField(
        label=_lazy("Hoe was de sfeer?"),
        choices=[("", _lazy("zeg ik niet")), *Mood.choices],
        initial="",
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _lazy("Kies een van deze vier.")},
    )
    people = forms.IntegerField(
        label=_lazy("Met hoeveel mensen?"),
        min_value=0,
        max_value=MOST_PEOPLE,
        required=False,
        widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "number"}),
        error_messages={
            "invalid": _lazy("Vul een heel getal in, zoals 12."),
            "min_value": _lazy("Vul een getal in van 0 of meer."),
            "max_value": _lazy("Dit is te veel. Er passen er %(limit_value)d."),
        },
    )
    spoken_with = OneLine(
        label=_lazy("Met wie sprak je?"),
        max_length=60,
        required=False,
        help_text=_lazy("De functie, geen naam. Bijvoorbeeld: beheerder van het buurthuis."),
    )
    meaning = PlainText(
        label=_lazy("Wat betekent dat?"),
        max_length=500,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
        help_text=_lazy("Wat jij erin ziet, los van wat je hoorde."),
    )
    happened_on = forms.DateField(
        label=_lazy("Wanneer was dat?"),
        required=False,
        validators=[check_day_of_contact],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08.")},
    )
    circle = forms.ChoiceField(
        label=_lazy("Wie leest dit?"),
        # Sharing comes after writing: it shows first who will read it.
        choices=[(Circle.SIDE, _lazy("onze kant")), (Circle.OWN, _lazy("alleen ik"))],
        initial=Circle.SIDE,
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _lazy("Kies een van deze twee.")},
    )

    folded = ("spoken_with", "meaning", "happened_on", "circle")

    @property
    def folded_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.folded]

    @property
    def is_folded(self) -> bool:
        """Whether nothing was filled in, or is wrong, in the fields that are folded away."""
        if not self.is_bound:
            return True
        return not any(self[name].errors or name in self.changed_data for name in self.folded)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name, usual in (("contact", Contact.VISIT), ("happened_on", timezone.localdate())):
            if name in cleaned and not cleaned[name]:
                cleaned[name] = usual
        if "circle" in cleaned:
            cleaned["circle"] = Circle(cleaned["circle"] or self.get_initial("circle"))
        return cleaned

    def get_initial(self, name: str) -> Any:
        return self.get_initial_for_field(self.fields[name], name)


class LogContactForm(LogLineForm):
    """The same, for who takes part in several initiatives; `choices`: id and name of those."""

    initiative = forms.ChoiceField(
        label=_lazy("Bij welk initiatief?"),
        error_messages={
            "required": _lazy("Kies een initiatief."),
            "invalid_choice": _lazy("Daar kun je niet schrijven. Kies een ander."),
        },
    )
    field_order = ("initiative",)

    def __init__(self, *args: Any, choices: list[tuple[str, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["initiative"]
        if isinstance(field, forms.ChoiceField):
            field.choices = choices


class EditLogLineForm(LogLineForm):
    """A line that was written before. `revision`: the one that was read."""

    revision = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )

    @classmethod
    def of(cls, line: LogLine, data: Any) -> EditLogLineForm:
        names = [name for name in cls.base_fields if name != "revision"]
        initial = {name: getattr(line, name) for name in names}
        return cls(data, initial={**initial, "revision": line.revision})

    def read_again(self, line: LogLine) -> None:
        """After both texts were shown, saving once more puts this one in place."""
        data = self.data.copy()  # type: ignore[attr-defined]  # a QueryDict
        data["revision"] = str(line.revision)
        self.data = data


class ShareLogLineForm(forms.Form):
    """The second tap. `revision`: the text that was shown."""

    revision = forms.IntegerField(
        min_value=0, max_value=2**31 - 1, required=False, widget=forms.HiddenInput
    )
    is_signed = forms.BooleanField(
        label=_lazy("Iedereen mag mijn naam hierbij zien."),
        required=False,
        help_text=_lazy("Zet je dit niet aan? Dan zien alleen de groep en de begeleiding je naam."),
    )

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["is_signed"]
