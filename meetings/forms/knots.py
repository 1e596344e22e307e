"""What somebody writes about a knot: the question, the answer, and who decides."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import TYPE_CHECKING, Any, cast

from django import forms
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import PlainText
from agreements.forms.fields import day_field, one_line, refuse_people
from agreements.forms.reacting import SignedForm, long_text
from initiatives.models import Participant
from meetings.models.knot import MOST_AHEAD, USUAL_TIME
from meetings.states import KnotAnswer

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

# Somebody, and how this reader may call them.
Person = tuple[Participant, str]


def some_lines(label: _StrOrPromise, **kwargs: Any) -> PlainText:
    """A short text of a few lines, kept on the phone until it is saved."""
    kwargs.setdefault("required", False)
    return long_text(label, rows=2, max_length=300, validators=[refuse_people], **kwargs)


class DecidersForm(forms.Form):
    """Who decides, and who stands in. `deciders`, `stand_ins`: who can be chosen."""

    decider = forms.ChoiceField(
        label=_lazy("Wie beslist?"),
        error_messages={
            "required": _lazy("Kies wie beslist."),
            "invalid_choice": _lazy("Kies iemand van de gemeente die nu meedoet."),
        },
    )
    stand_in = forms.ChoiceField(
        label=_lazy("Wie beslist als dat niet lukt?"),
        required=False,
        help_text=_lazy("Is de dag voorbij? Dan vragen we het aan de vervanger."),
        error_messages={"invalid_choice": _lazy("Kies iemand van de gemeente die nu meedoet.")},
    )

    def __init__(
        self,
        *args: Any,
        deciders: Sequence[Person],
        stand_ins: Sequence[Person],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self._people = {str(person.pk): person for person, _name in [*deciders, *stand_ins]}
        for name, people, none in (
            ("decider", deciders, _("Kies iemand")),
            ("stand_in", stand_ins, _("Nog niemand")),
        ):
            choices = [("", none), *((str(p.pk), shown) for p, shown in people)]
            cast("forms.ChoiceField", self.fields[name]).choices = choices

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for name in ("decider", "stand_in"):
            if name in cleaned:
                cleaned[name] = self._people.get(cleaned[name])
        if cleaned.get("stand_in") and cleaned["stand_in"] == cleaned.get("decider"):
            self.add_error("stand_in", _("Kies als vervanger iemand anders."))
        return cleaned


class LayKnotForm(DecidersForm, SignedForm):
    """The question in one sentence, why it is stuck, who decides, and before when."""

    question = one_line(
        _lazy("Wat is de vraag?"),
        200,
        required=True,
        help_text=_lazy("Eén zin waarop het antwoord ja of nee kan zijn."),
        error_messages={"required": _lazy("Schrijf op wat er beslist moet worden.")},
    )
    why_stuck = some_lines(
        _lazy("Waarom zit het vast?"),
        required=True,
        help_text=_lazy("Eén of twee zinnen. Schrijf geen namen."),
        error_messages={"required": _lazy("Schrijf kort op waardoor het niet verder komt.")},
    )
    before_on = day_field(
        _lazy("Voor wanneer?"), help_text=_lazy("Iedereen ziet hoeveel dagen er nog zijn.")
    )
    field_order = ("question", "why_stuck", "decider", "stand_in", "before_on", "is_signed")

    def __init__(self, data: Any = None, **kwargs: Any) -> None:
        initial = {"before_on": timezone.localdate() + USUAL_TIME, **kwargs.pop("initial", {})}
        super().__init__(data, initial=initial, **kwargs)
        self.fields["before_on"].required = True
        self.fields["before_on"].error_messages["required"] = _("Kies een dag.")

    def clean_before_on(self) -> Any:
        return check_day_of_form(self.cleaned_data["before_on"])


class ChangeDeciderForm(DecidersForm):
    """`seen`: the revision of the knot that was on the screen."""

    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)


def check_day_of_form(day: Any) -> Any:
    today = timezone.localdate()
    if day and day < today:
        raise forms.ValidationError(_("Kies een dag vanaf vandaag."))
    if day and day > today + MOST_AHEAD:
        raise forms.ValidationError(_("Kies een dag binnen een jaar."))
    return day


# What the path of a link says, and which answer that is.
IN_QUERY = {
    "kan": KnotAnswer.CAN,
    "kan-niet": KnotAnswer.CANNOT,
    "nog-niet": KnotAnswer.NOT_YET,
}
# Which fields an answer has beside "why".
OF_ANSWER: dict[str, tuple[str, ...]] = {
    KnotAnswer.CAN: ("instead", "societal_value"),
    KnotAnswer.CANNOT: ("instead", "societal_value"),
    KnotAnswer.NOT_YET: ("new_on",),
}
# When somebody does not decide yet, this day is offered.
OFFERED_WAIT = timedelta(weeks=2)


class AnswerKnotForm(forms.Form):
    """One of three answers, with why. `chosen`: the one that was tapped; then only what belongs to
    it is asked. `seen`: the revision of the knot that was on the screen."""

    answer = forms.ChoiceField(
        label=_lazy("Wat is het antwoord?"),
        choices=KnotAnswer.choices,
        widget=forms.RadioSelect,
        error_messages={
            "required": _lazy("Kies een van deze drie."),
            "invalid_choice": _lazy("Kies een van deze drie."),
        },
    )
    because = some_lines(_lazy("Waarom?"))
    instead = some_lines(_lazy("Wat kan er dan wel?"))
    societal_value = some_lines(
        _lazy("Wat woog mee voor de buurt?"),
        help_text=_lazy("Wat levert het de buurt op? Schrijf op wat je meenam in je keuze."),
    )
    new_on = day_field(_lazy("Wanneer beslissen jullie wel?"))
    seen = forms.IntegerField(min_value=1, max_value=2**31 - 1, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, chosen: KnotAnswer | None, seen: int) -> None:
        initial = {"seen": seen, "answer": chosen, "new_on": timezone.localdate() + OFFERED_WAIT}
        super().__init__(data, initial=initial)
        sent = str(data.get("answer", "")) if data is not None else str(chosen or "")
        self.chosen = KnotAnswer(sent) if sent in KnotAnswer.values else None
        if self.chosen is not None:
            self._ask_only(self.chosen)

    def _ask_only(self, answer: KnotAnswer) -> None:
        for name in {"instead", "societal_value", "new_on"} - set(OF_ANSWER[answer]):
            del self.fields[name]
        self.fields["answer"].widget = forms.HiddenInput()
        if answer == KnotAnswer.CAN:
            self._say("instead", _("Waar moeten jullie aan denken?"))
            self._say("because", _("Wil je er iets bij zeggen?"))
            return
        self._need("because", _("Schrijf kort waarom. Dan hoeft niemand te gissen."))
        if answer == KnotAnswer.CANNOT:
            self._need("instead", _("Schrijf ook wat er dan wel kan."))
        else:
            self._need("new_on", _("Kies een nieuwe dag. Dan weet iedereen wanneer."))

    def _need(self, name: str, sentence: str) -> None:
        field = self.fields[name]
        field.required = field.widget.is_required = True
        field.error_messages["required"] = sentence

    def _say(self, name: str, label: _StrOrPromise) -> None:
        self.fields[name].label = str(label)

    def clean_new_on(self) -> Any:
        day = self.cleaned_data["new_on"]
        if day and day <= timezone.localdate():
            raise forms.ValidationError(_("Kies een dag na vandaag."))
        return check_day_of_form(day)

    def fields_to_say(self) -> dict[str, Any]:
        """What `KnotReply.give` takes."""
        found = self.cleaned_data
        return {
            "answer": KnotAnswer(found["answer"]),
            "because": found["because"],
            "instead": found.get("instead", ""),
            "societal_value": found.get("societal_value", ""),
            "new_on": found.get("new_on"),
            "seen": found["seen"],
        }
