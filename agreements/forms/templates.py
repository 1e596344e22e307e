"""What a coordinator fills in about a template, and what somebody chooses to begin with."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from agreements.forms.fields import (
    Complaint,
    QuietForm,
    complaints_about,
    one_line,
    refuse_people,
    whole_number,
)
from agreements.library import LibraryLine
from agreements.models.clause import MOST_LINES
from agreements.states import Party

PARTIES = [
    (Party.GROUP, _lazy("De groep")),
    (Party.MUNICIPALITY, _lazy("De gemeente")),
    (Party.BOTH, _lazy("Samen")),
]
# Empty rows under what stands there.
ROOM = 2


class TemplateNameForm(forms.Form):
    name = one_line(
        _lazy("Hoe heet het?"),
        80,
        required=True,
        help_text=_lazy("Bijvoorbeeld: Een moestuin bij de flat."),
    )


class TemplateHeadForm(QuietForm):
    """What it is called, what it is for, and the first words of the agreement.

    `revision`: the one that was read; what is sent wins, so that a conflict comes out.
    """

    name = one_line(_lazy("Hoe heet het?"), 80, required=True)
    about = one_line(
        _lazy("Waar is het voor?"),
        200,
        help_text=_lazy("Eén zin. Die leest iemand bij het kiezen."),
    )
    purpose = PlainText(
        label=_lazy("Waarom maken we deze afspraak?"),
        max_length=400,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 4, "data-keep": ""}),
        help_text=_lazy("Zet een lege plek tussen haken: {doel}."),
    )

    def __init__(self, data: Any = None, *, initial: dict[str, Any], revision: int) -> None:
        super().__init__(data, initial=initial, label_suffix="")
        self.revision = whole_number(self.typed("revision")) if self.is_bound else revision

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.revision is None:
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        return cleaned

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        return "\n".join(text for text in map(self.typed, self.fields) if text.strip())


class TemplateLineForm(QuietForm):
    """One sentence of a template. Without a text it is taken out."""

    party = forms.ChoiceField(
        label=_lazy("Van wie is deze regel?"),
        choices=PARTIES,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies van wie deze regel is.")},
    )
    text = PlainText(
        label=_lazy("Tekst"),
        max_length=600,
        required=False,
        validators=[refuse_people],
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )

    @property
    def is_empty(self) -> bool:
        if not self.is_bound:
            return not self.initial.get("text")
        return not self.typed("text").strip()


class TemplateClauseForm(QuietForm):
    """A heading and its lines, with room for more below them."""

    heading = one_line(
        _lazy("Vraag boven dit onderdeel"),
        100,
        required=True,
        help_text=_lazy("Schrijf het als een vraag, zoals: Wanneer mogen we erin?"),
    )

    def __init__(
        self,
        data: Any = None,
        *,
        heading: str,
        revision: int,
        lines: Sequence[LibraryLine],
    ) -> None:
        super().__init__(data, initial={"heading": heading}, label_suffix="")
        self.revision = whole_number(self.typed("revision")) if self.is_bound else revision
        if self.is_bound:
            self.count = whole_number(self.typed("count"))
            rows: list[LibraryLine | None] = [None] * min(self.count or 0, MOST_LINES)
        else:
            rows = [*lines, *[None] * ROOM][:MOST_LINES]
            self.count = len(rows)
        self.lines = [self._line(n, row) for n, row in enumerate(rows)]

    def _line(self, n: int, row: LibraryLine | None) -> TemplateLineForm:
        initial = {"party": row.party, "text": row.text} if row else {"party": Party.BOTH}
        data = self.data if self.is_bound else None
        return TemplateLineForm(data, prefix=f"r{n}", initial=initial, label_suffix="")

    @property
    def kept(self) -> list[TemplateLineForm]:
        return [line for line in self.lines if not line.is_empty]

    @property
    def has_room(self) -> bool:
        return len(self.lines) < MOST_LINES

    def with_more(self) -> None:
        """Shows what was typed once more, unchecked, with empty lines added."""
        self.is_quiet = True
        for n in range(len(self.lines), min(len(self.lines) + ROOM, MOST_LINES)):
            initial = {"party": Party.BOTH}
            self.lines.append(TemplateLineForm(prefix=f"r{n}", initial=initial, label_suffix=""))
        for line in self.lines:
            line.is_quiet = True

    def is_valid(self) -> bool:
        # Every line says what is wrong with it, not only the first.
        for line in self.lines:
            line.is_quiet = line.is_empty
        wrong = [line for line in self.kept if not line.is_valid()]
        return super().is_valid() and not wrong

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.revision is None or self.count is None:
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        return cleaned

    def as_lines(self) -> list[LibraryLine]:
        return [
            LibraryLine(line.cleaned_data["party"], line.cleaned_data["text"]) for line in self.kept
        ]

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        texts = [self.typed("heading"), *(line.typed("text") for line in self.lines)]
        return "\n".join(text for text in texts if text.strip())

    @property
    def complaints(self) -> list[Complaint]:
        found = complaints_about(self)
        for n, line in enumerate(self.lines, 1):
            found += complaints_about(line, where=_("Regel {n}, ").format(n=n))
        return found


class SimplerWordForm(forms.Form):
    word = OneLine(
        label=_lazy("Moeilijk woord"),
        max_length=40,
        help_text=_lazy("Bijvoorbeeld: participatie."),
    )
    simpler = OneLine(
        label=_lazy("Gewoon woord"), max_length=60, help_text=_lazy("Bijvoorbeeld: meedoen.")
    )


class EarlierSearchForm(forms.Form):
    q = OneLine(label=_lazy("Zoek een afspraak"), max_length=60, required=False, asks_first=False)
