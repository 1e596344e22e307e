"""What a side fills in when both talk about how they go on."""

from __future__ import annotations

from datetime import date
from typing import Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.fields import day_field, one_line, refuse_people
from agreements.forms.life import check_to_come
from agreements.states import KeyReturn
from evaluations.going_on import MOST_LESSON, MOST_PLACE, NEEDS_UNTIL, WITHOUT_NEXT
from evaluations.states import Outcome, Verdict

BOTH_READ = _lazy("Beide kanten lezen dit. Schrijf geen namen.")
# The word in the address, and what a side chooses with it.
IN_QUERY = {
    "doorgaan": Outcome.GO_ON,
    "andere-afspraak": Outcome.CHANGE,
    "proef-verlengen": Outcome.LONGER_TRIAL,
    "uitbreiden": Outcome.EXTEND,
    "pauze": Outcome.PAUSE,
    "stoppen": Outcome.STOP,
}
WHY = {
    Outcome.CHANGE: _lazy("Wat moet er anders?"),
    Outcome.LONGER_TRIAL: _lazy("Wat willen jullie nog proberen?"),
    Outcome.EXTEND: _lazy("Wat komt erbij?"),
    Outcome.PAUSE: _lazy("Waarom even pauze?"),
    Outcome.STOP: _lazy("Waarom willen jullie stoppen?"),
}


class Remembers(forms.Form):
    """`seen`: what stood there when the page was shown; what is sent wins, so that a conflict
    comes out."""

    def __init__(self, data: Any, *, seen: str, **kwargs: Any) -> None:
        super().__init__(data, label_suffix="", **kwargs)
        self.seen = str(data.get("seen", "")) if data is not None else seen


class VerdictForm(Remembers):
    """Keep, change or drop one clause."""

    word = forms.ChoiceField(
        label=_lazy("Wat willen jullie hiermee?"),
        choices=[(word, capfirst(word.label)) for word in Verdict],
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies houden, veranderen of weg ermee."),
            "invalid_choice": _lazy("Kies houden, veranderen of weg ermee."),
        },
    )
    text = PlainText(
        label=_lazy("Wat moet er anders, of waarom weg?"),
        max_length=300,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
        help_text=BOTH_READ,
    )


class ConcludeForm(Remembers):
    """How a side wants to go on: what the chosen outcome asks, and nothing else."""

    outcome = forms.ChoiceField(
        label=_lazy("Hoe gaan we verder?"),
        choices=Outcome.choices,
        widget=forms.HiddenInput,
        error_messages={
            "required": _lazy("Kies hoe jullie verder willen."),
            "invalid_choice": _lazy("Kies hoe jullie verder willen."),
        },
    )
    text = PlainText(
        label=_lazy("Waarom?"),
        max_length=300,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        help_text=BOTH_READ,
        error_messages={"required": _lazy("Schrijf kort waarom. Dan hoeft niemand te gissen.")},
    )
    until_on = day_field(_lazy("Tot en met welke dag?"))
    next_on = day_field(
        _lazy("Wanneer willen jullie weer terugkijken?"),
        help_text=_lazy("Kiezen beide kanten een andere dag? Dan telt de eerste."),
    )
    key = forms.ChoiceField(
        label=_lazy("Waar is de sleutel?"),
        choices=[(key, capfirst(key.label)) for key in KeyReturn],
        widget=forms.RadioSelect,
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een van deze drie.")},
    )
    place = one_line(
        _lazy("Hoe laten jullie de plek achter?"),
        MOST_PLACE,
        help_text=_lazy("Bijvoorbeeld: leeg en schoon, de bank blijft staan."),
    )
    lesson = PlainText(
        label=_lazy("Wat nemen jullie mee voor een volgende keer?"),
        max_length=MOST_LESSON,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        help_text=_lazy("Dit wordt een les. Wat werkte, wat niet? Schrijf geen namen."),
    )

    def __init__(self, data: Any, *, chosen: str, seen: str, **kwargs: Any) -> None:
        super().__init__(data, seen=seen, **kwargs)
        sent = str(data.get("outcome", "")) if data is not None else chosen
        self.chosen = Outcome(sent) if sent in Outcome.values else None
        self.initial["outcome"] = self.chosen
        unused = set()
        if self.is_bound and self.chosen is None:
            # Whatever was sent instead: it is asked again, and nothing that was typed is lost.
            self.fields["outcome"].widget = forms.RadioSelect(choices=Outcome.choices)
            return
        if self.chosen != Outcome.STOP:
            unused |= {"key", "place", "lesson"}
        if self.chosen not in NEEDS_UNTIL:
            unused.add("until_on")
        if self.chosen in WITHOUT_NEXT:
            unused.add("next_on")
        for name in unused:
            del self.fields[name]
        if self.chosen in WHY:
            self.fields["text"].label = WHY[self.chosen]
        self.fields["text"].required = self.chosen == Outcome.STOP
        for name in ("until_on", "next_on"):
            if name in self.fields:
                self.fields[name].validators = [*self.fields[name].validators, check_to_come]
        if "until_on" in self.fields:
            self.fields["until_on"].required = True
            self.fields["until_on"].error_messages["required"] = _("Kies een dag.")

    @property
    def label(self) -> str:
        return capfirst(str(self.chosen.label)) if self.chosen else ""


class CloseForm(Remembers):
    """The day of the next look-back; none after a pause or a stop."""

    next_on = day_field(_lazy("Wanneer kijken jullie weer samen terug?"))

    def __init__(self, data: Any, *, seen: str, next_on: date | None) -> None:
        super().__init__(data, seen=seen, initial={"next_on": next_on})
        if next_on is None:
            del self.fields["next_on"]
        else:
            self.fields["next_on"].required = True
            self.fields["next_on"].error_messages["required"] = _("Kies een dag.")
            self.fields["next_on"].validators.append(check_to_come)
