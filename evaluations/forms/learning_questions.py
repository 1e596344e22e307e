"""A question that somebody, or a side together, wants to learn from."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, cast

from django import forms
from django.utils.translation import gettext_lazy as _lazy

from evaluations.forms.learnt import LearntForm, sentence, words
from initiatives.models import Circle, Partner, Side

CIRCLES = [
    (Circle.OWN, _lazy("Van mij: alleen ik lees hem")),
    (Circle.SIDE, _lazy("Van ons: alleen onze kant leest hem")),
    (Circle.SHARED, _lazy("Van ons allemaal: iedereen die hier meeleest")),
]


class LearningQuestionForm(LearntForm):
    """`partners`: organisations around this initiative. `side`: of who asks."""

    FIELDS = ("circle", "text", "why", "trying", "with_whom", "partner")

    text = words(
        _lazy("Wat wil je leren?"),
        200,
        rows=2,
        required=True,
        error_messages={"required": _lazy("Schrijf je vraag in één zin.")},
    )
    circle = forms.ChoiceField(
        label=_lazy("Van wie is deze vraag?"),
        choices=CIRCLES,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies wie deze vraag mag lezen."),
            "invalid_choice": _lazy("Kies een van de antwoorden die er staan."),
        },
    )
    why = words(_lazy("Waarom?"), 300, rows=2)
    trying = words(_lazy("Wat ga je proberen?"), 300, rows=2)
    with_whom = sentence(
        _lazy("Met wie?"), 120, help_text=_lazy("Een functie of een groep, geen naam.")
    )
    partner = forms.ChoiceField(
        label=_lazy("Van welke organisatie hieromheen kun je dit leren?"),
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een organisatie uit de lijst.")},
    )

    def __init__(
        self, *args: Any, partners: Iterable[Partner] = (), side: str = "", **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.partners = {str(partner.pk): partner for partner in partners}
        choice = cast("forms.ChoiceField", self.fields["partner"])
        names = [(pk, partner.name) for pk, partner in self.partners.items()]
        choice.choices = [("", _lazy("Geen, of dat weet ik niet")), *names]
        if side == Side.OTHER:
            # Parties that do not know each other share that side.
            circles = cast("forms.ChoiceField", self.fields["circle"])
            circles.choices = [one for one in CIRCLES if one[0] != Circle.SIDE]

    @classmethod
    def stands(cls, thing: Any) -> dict[str, Any]:
        return {**super().stands(thing), "partner": str(thing.partner_id or "")}

    def said(self) -> dict[str, Any]:
        found = super().said()
        return {**found, "partner": self.partners.get(found.get("partner", ""))}

    def beside(self, now: dict[str, Any]) -> dict[str, str]:
        other = super().beside(now)
        label = str(self.fields["partner"].label)
        if label in other:
            other[label] = now["partner"].name if now["partner"] else ""
        return other


class SettleQuestionForm(forms.Form):
    happened = words(
        _lazy("Wat gebeurde er?"),
        400,
        required=True,
        help_text=_lazy("Wat probeerde je, en wat merkte je? Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf kort wat er gebeurde.")},
    )
    lesson = words(
        _lazy("Maak er een les van: wat nemen jullie mee?"),
        400,
        help_text=_lazy(
            "Vul je dit in? Dan komt er een les, met wat er gebeurde erbij. "
            "Die leest iedereen die bij jullie meeleest."
        ),
    )
