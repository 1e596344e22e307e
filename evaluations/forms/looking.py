"""What somebody fills in when looking back, one question at a time."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from agreements.forms.fields import refuse_people
from agreements.forms.reacting import long_text
from agreements.models import AgreementVersion, Commitment
from evaluations.models.look_back import MOST_COUNTED, TOGETHER, LookBack, LookBackText
from evaluations.patterns import PATTERNS
from evaluations.questions import Question
from evaluations.states import LineWord, Outcome

if TYPE_CHECKING:
    from django.forms.boundfield import BoundField

ALONE, TOGETHER_NOW = "alleen", "samen"
MOST_SIGNS = 500
# What stands on top is read by everybody at once, so it is short.
MOST_IN_QUOTE = 200
QUOTE = "quote"
# With which question a pattern can be chosen.
WITH_PATTERN = "wrong"
# Where somebody goes after a screen.
NEXT, BACK, STOP = "verder", "terug", "later"


class BeginForm(forms.Form):
    """Alone, or around one phone with about so many."""

    how = forms.ChoiceField(
        choices=[(ALONE, _lazy("alleen")), (TOGETHER_NOW, _lazy("samen"))],
        error_messages={
            "required": _lazy("Kies een van de knoppen."),
            "invalid_choice": _lazy("Kies een van de knoppen."),
        },
    )
    together = forms.IntegerField(
        label=_lazy("Met ongeveer hoeveel mensen?"),
        required=False,
        min_value=TOGETHER[0],
        max_value=TOGETHER[1],
        error_messages={
            "invalid": _lazy("Vul een getal in, bijvoorbeeld 6."),
            "min_value": _lazy("Samen is met 2 of meer."),
            "max_value": _lazy("Dat zijn er wel erg veel. Vul hooguit 500 in."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("how") == ALONE:
            cleaned["together"] = None
            self.errors.pop("together", None)
        elif cleaned.get("together") is None and "together" not in self.errors:
            self.add_error("together", _("Met hoeveel mensen zijn jullie ongeveer?"))
        return cleaned


class TextForm(forms.Form):
    """An answer in own words. `seen`: the mark of the answer that was on the screen."""

    text = long_text("", rows=4, max_length=MOST_SIGNS, required=False, validators=[refuse_people])
    pattern = forms.ChoiceField(
        label=_lazy("Lijkt het op een van deze patronen?"),
        required=False,
        widget=forms.RadioSelect,
        error_messages={"invalid_choice": _lazy("Kies een patroon dat er staat.")},
    )
    seen = forms.CharField(required=False, max_length=16, widget=forms.HiddenInput)

    def __init__(
        self, *args: Any, question: Question, said: LookBackText | None, **kwargs: Any
    ) -> None:
        kwargs["initial"] = {
            "text": said.text if said else "",
            "pattern": said.pattern if said else "",
            "seen": said.mark if said else "",
        }
        super().__init__(*args, **kwargs)
        self.fields["text"].label = str(question.text)
        if question.key == QUOTE:
            text: Any = long_text(
                str(question.text),
                rows=2,
                max_length=MOST_IN_QUOTE,
                required=False,
                validators=[refuse_people],
            )
            self.fields["text"] = text
        if question.key == WITH_PATTERN:
            field: Any = self.fields["pattern"]
            field.choices = [("", _("Geen patroon")), *((p.key, p.name) for p in PATTERNS)]
        else:
            del self.fields["pattern"]

    @property
    def patterns(self) -> list[tuple[Any, str | Promise]]:
        """Each choice with what it means."""
        means: Mapping[str, str | Promise] = {p.key: p.means for p in PATTERNS}
        return [(option, means.get(str(option.data["value"]), "")) for option in self["pattern"]]

    @property
    def has_pattern(self) -> bool:
        """Whether one was chosen, so that the list stands open."""
        return "pattern" in self.fields and bool(self["pattern"].value())

    def about(self, newest: LookBackText | None) -> None:
        """From here it is about what stands there now; what was typed stays."""
        self.data = {**dict(self.data.items()), "seen": newest.mark if newest else ""}


class LinesForm(forms.Form):
    """One word a line; a line of which a word was said can be left out again."""

    def __init__(
        self,
        *args: Any,
        lines: Sequence[Commitment],
        shown: Mapping[int, str],
        words: Mapping[int, str],
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        self.lines = list(lines)
        for line in self.lines:
            word = words.get(line.pk, "")
            left_out = [("", _("toch niets zeggen"))] if word else []
            self.fields[f"regel-{line.pk}"] = forms.ChoiceField(
                label=shown[line.pk],
                required=False,
                initial=word,
                choices=[*LineWord.choices, *left_out],
                widget=forms.RadioSelect,
                error_messages={"invalid_choice": _("Kies een van de woorden die er staan.")},
            )

    @property
    def rows(self) -> list[tuple[Commitment, BoundField, bool]]:
        """Each line with its field, and whether it is the first of its clause."""
        first, rows = None, []
        for line in self.lines:
            rows.append((line, self[f"regel-{line.pk}"], line.clause_id != first))
            first = line.clause_id
        return rows

    @property
    def said(self) -> dict[int, str]:
        return {line.pk: self.cleaned_data[f"regel-{line.pk}"] for line in self.lines}


def _count(label: Any) -> forms.IntegerField:
    return forms.IntegerField(
        label=label,
        required=False,
        min_value=0,
        max_value=MOST_COUNTED,
        error_messages={
            "invalid": _lazy("Vul een getal in, bijvoorbeeld 20."),
            "min_value": _lazy("Vul 0 of meer in."),
            "max_value": _lazy("Dat is wel erg veel. Kijk het getal na."),
        },
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
    )


class NumbersForm(forms.Form):
    people_came = _count(_lazy("Hoeveel mensen deden er ongeveer mee?"))
    times_open = _count(_lazy("Hoe vaak waren jullie open, of bij elkaar?"))

    def __init__(self, *args: Any, said: LookBack, **kwargs: Any) -> None:
        kwargs["initial"] = {"people_came": said.people_came, "times_open": said.times_open}
        super().__init__(*args, **kwargs)


class OutcomeForm(forms.Form):
    """One button each. Making a trial longer is there when there is a trial."""

    outcome = forms.ChoiceField(
        required=False,
        error_messages={"invalid_choice": _lazy("Kies een van de knoppen.")},
    )

    def __init__(self, *args: Any, version: AgreementVersion, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["outcome"]
        field.choices = [
            (outcome.value, outcome.label)
            for outcome in Outcome
            if outcome is not Outcome.LONGER_TRIAL or version.trial_until
        ]

    @property
    def choices(self) -> list[tuple[str, str]]:
        field: Any = self.fields["outcome"]
        return list(field.choices)
