"""An example to learn from, and what people take from one."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from evaluations.forms.learnt import LearntForm, WebAddress, readers_field, sentence, words
from evaluations.patterns import CHOICES as PATTERNS
from evaluations.states import ExampleKind


class ExampleForm(LearntForm):
    FIELDS = (
        "title",
        "kind",
        "place",
        "text",
        "worked",
        "did_not_work",
        "take_along",
        "dos",
        "donts",
        "link",
        "pattern",
        "is_for_everyone",
    )

    title = sentence(
        _lazy("Wat is het?"),
        80,
        required=True,
        help_text=_lazy("In een paar woorden, zoals: Een sleutelkastje met code."),
        error_messages={"required": _lazy("Geef het een korte naam.")},
    )
    kind = forms.ChoiceField(
        label=_lazy("Wat voor voorbeeld?"),
        choices=ExampleKind.choices,
        initial=ExampleKind.ACTIVITY,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies wat er het best bij past.")},
    )
    place = sentence(
        _lazy("Waar was het?"),
        80,
        help_text=_lazy("Was het hier? Dan mag dit leeg blijven."),
    )
    text = words(
        _lazy("Wat gebeurde er?"),
        600,
        rows=4,
        required=True,
        help_text=_lazy("In je eigen woorden. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf kort wat er gebeurde.")},
    )
    worked = words(_lazy("Wat werkte?"), 400)
    did_not_work = words(_lazy("Wat werkte niet?"), 400)
    take_along = words(_lazy("Wat nemen jullie mee?"), 400)
    dos = words(
        _lazy("Wel doen"), 400, help_text=_lazy("Begin elke regel met een streepje en een spatie.")
    )
    donts = words(_lazy("Niet doen"), 400)
    link = WebAddress(
        label=_lazy("Waar kun je meer lezen?"),
        max_length=300,
        required=False,
        help_text=_lazy("Het adres van een pagina op internet."),
    )
    pattern = forms.ChoiceField(
        label=_lazy("Lijkt het op een van deze patronen?"),
        choices=[("", _lazy("Nee, of ik weet het niet")), *PATTERNS],
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een patroon uit de lijst.")},
    )
    readers = readers_field(_lazy("Wie mag dit voorbeeld lezen?"))


class ExampleNoteForm(forms.Form):
    text = words(
        _lazy("Wat kunnen wij hiervan leren?"),
        400,
        required=True,
        help_text=_lazy("Iedereen die bij jullie meeleest, leest dit. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf in één zin wat jullie ervan leren.")},
    )
