"""What somebody fills in about one clause: its heading and its lines."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.fields import OneLine, PlainText
from agreements.forms.blanks import BlanksForm
from agreements.forms.fields import (
    Complaint,
    QuietForm,
    complaints_about,
    day_field,
    one_line,
    whole_number,
)
from agreements.models import Line
from agreements.models.clause import MOST_LINES
from agreements.rhythm import StrangeRhythm, rhythm_of, understood
from agreements.states import Kind, Party, Stance
from initiatives.names import name_key

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

PARTIES = [
    (Party.GROUP, _lazy("De groep")),
    (Party.MUNICIPALITY, _lazy("De gemeente")),
    (Party.BOTH, _lazy("Samen")),
    (Party.OTHER, _lazy("Een ander")),
]
STANCES = [
    ("", _lazy("Geen van deze")),
    (Stance.CAN, _lazy("Dit kan")),
    (Stance.CANNOT, _lazy("Dit kan niet")),
    (Stance.UNKNOWN, _lazy("Dit weten we nog niet")),
]
KINDS = [
    (Kind.INFORMATION, _lazy("Informatie: zo is het nu. Hiermee belooft de gemeente niets.")),
    (Kind.INTENTION, _lazy("Voornemen: de gemeente wil dit, maar het staat nog niet vast.")),
    (Kind.PROMISE, _lazy("Toezegging: dit doet de gemeente. Daar mag je op rekenen.")),
]


# "Als het goed gaat, dan" is typed where only "het goed gaat" belongs.
AROUND_CONDITION = re.compile(r"^als\s+|[\s,.:;…]*(?:,\s*dan)?[\s,.:;…]*$", re.IGNORECASE)


def named_as_reference(text: str, names: Mapping[str, str]) -> str:
    """The name of somebody who is here becomes a reference, as in a blank that asks for one."""
    name = names.get(name_key(text))
    return f"{{@{name}}}" if name else text


@dataclass(frozen=True)
class Fold:
    """Fields of a line that are folded away under one title."""

    title: _StrOrPromise
    fields: list[forms.BoundField]
    is_open: bool


class LineForm(BlanksForm):
    """One line of a clause. Without a text the line is taken out."""

    party = forms.ChoiceField(
        label=_lazy("Van wie is deze regel?"),
        choices=PARTIES,
        widget=forms.RadioSelect,
        error_messages={"required": _lazy("Kies van wie deze regel is.")},
    )
    party_name = one_line(_lazy("Wie is dat?"), 60)
    text = PlainText(
        label=_lazy("Tekst"),
        max_length=600,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2, "data-keep": ""}),
    )
    kind = forms.ChoiceField(
        label=_lazy("Wat is deze regel?"),
        choices=KINDS,
        widget=forms.RadioSelect,
        required=False,
    )
    reservation = one_line(
        _lazy("Onder voorbehoud van"), 200, help_text=_lazy("Waar hangt het nog van af?")
    )
    decider = one_line(_lazy("Wie mag daarover beslissen?"), 80)
    due_on = day_field(_lazy("Voor wanneer?"))
    rhythm = one_line(
        _lazy("Hoe vaak?"), 60, help_text=_lazy("Bijvoorbeeld: elke vrijdag, of elke maand.")
    )
    watcher = OneLine(
        label=_lazy("Wie let erop?"),
        max_length=80,
        required=False,
        help_text=_lazy("Een naam uit de lijst, of bijvoorbeeld: de beheerder."),
    )
    sign = one_line(
        _lazy("Waaraan merken we het?"),
        200,
        help_text=_lazy("Bijvoorbeeld: de buren bellen niet meer."),
    )
    condition = one_line(
        _lazy("Als …"), 200, help_text=_lazy("Bijvoorbeeld: het drie maanden goed gaat.")
    )
    stance = forms.ChoiceField(
        label=_lazy("Kan het?"), choices=STANCES, widget=forms.RadioSelect, required=False
    )
    instead = one_line(
        _lazy("Wat kan wel?"), 300, help_text=_lazy("Kan iets niet? Schrijf dan wat wel kan.")
    )

    # What is folded away, together as people think of it.
    folds_of = (
        (_lazy("Onder voorbehoud"), ("reservation", "decider")),
        (_lazy("Wanneer, en wie let erop"), ("due_on", "rhythm", "watcher", "sign")),
        (_lazy("Als … dan, en wat kan wel"), ("condition", "stance", "instead")),
    )
    more = tuple(name for _title, names in folds_of for name in names)
    # A choice says nothing without words.
    more_words = tuple(name for name in more if name != "stance")
    opened = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["watcher"].widget.attrs["list"] = self.list_id
        rhythm = self.typed("rhythm") if self.is_bound else str(self.initial.get("rhythm") or "")
        self.fields["rhythm"].help_text = understood(rhythm) or self.fields["rhythm"].help_text
        # Who else takes part; somebody new can be typed.
        self.fields["party_name"].widget.attrs["list"] = self.list_id.replace("people", "parties")

    @property
    def list_id(self) -> str:
        """One list for the whole clause: several may be written at once."""
        return f"people-{(self.prefix or '').rpartition('-')[0]}"

    @property
    def is_new(self) -> bool:
        return not self.key

    @property
    def key(self) -> str:
        return self.typed("key") if self.is_bound else str(self.initial.get("key", ""))

    @property
    def key_name(self) -> str:
        return self.add_prefix("key")

    @property
    def is_empty(self) -> bool:
        """Nothing to keep: the text was taken out, or nothing was filled in on a new line."""
        if not self.is_bound:
            return not self.initial.get("text")
        if self.typed("text").strip():
            return False
        others = ("party_name", *self.more_words) if self.is_new else ()
        return not any(self.typed(name).strip() for name in others)

    @property
    def is_extra(self) -> bool:
        """A new line that nobody began: it is folded away."""
        return self.is_new and self.is_empty and not self.opened

    @property
    def folds(self) -> list[Fold]:
        return [self._fold(title, names) for title, names in self.folds_of]

    def _fold(self, title: _StrOrPromise, names: tuple[str, ...]) -> Fold:
        fields = [self[name] for name in names]
        is_used = any(field.value() or field.errors for field in fields)
        # On what an official's word depends is asked aloud.
        of_official = "reservation" in names and self["party"].value() == Party.MUNICIPALITY
        return Fold(title, fields, is_used or of_official)

    def clean_condition(self) -> str:
        """Without the words that the page puts around it: "Als … , dan:"."""
        text = str(self.cleaned_data["condition"])
        return AROUND_CONDITION.sub("", text) or text

    def clean_rhythm(self) -> str:
        """In any words; but a number of days that cannot be is no rhythm."""
        text = str(self.cleaned_data["rhythm"])
        try:
            rhythm_of(text)
        except StrangeRhythm as strange:
            raise forms.ValidationError(strange.sentence) from None
        return text

    def clean_watcher(self) -> str:
        return named_as_reference(str(self.cleaned_data["watcher"]), self.names)

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if cleaned.get("text") == "":
            self.add_error("text", _("Schrijf ook de tekst van deze regel."))
        if cleaned.get("party") == Party.OTHER:
            if not cleaned.get("party_name") and "party_name" not in self.errors:
                self.add_error("party_name", _("Schrijf wie dat is."))
        else:
            cleaned["party_name"] = ""
        if cleaned.get("party") != Party.MUNICIPALITY:
            cleaned["kind"] = ""
        return cleaned

    def as_line(self, key: str) -> Line:
        fields = ("party", "party_name", "kind", "text", *self.more)
        return Line(key=key, **{name: self.cleaned_data[name] for name in fields})


class ClauseForm(QuietForm):
    """A heading and its lines, with room for one line more.

    `lines`: what stands there now, with names as people type them. `revision`: the one that was
    read; what is sent wins, so that a conflict comes out. `prefix` must be this clause's own.
    """

    heading = one_line(
        _lazy("Vraag boven dit onderdeel"),
        100,
        required=True,
        help_text=_lazy("Schrijf het als een vraag, zoals: Wanneer mogen we erin?"),
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        prefix: str,
        heading: str,
        revision: int,
        lines: Iterable[Line],
        names: Mapping[str, str],
    ) -> None:
        super().__init__(
            data, prefix=prefix, initial={"heading": heading}, auto_id="%s", label_suffix=""
        )
        self.names = names
        self.revision = whole_number(self.typed("revision")) if self.is_bound else revision
        if data is None:
            initials: list[dict[str, Any] | None] = [asdict(line) for line in lines]
            self.count: int | None = len(initials)
            if self.count < MOST_LINES:
                initials.append(None)
        else:
            self.count = whole_number(self.typed("count"))
            initials = [None] * min(self.count or 0, MOST_LINES + 1)
        self.lines = [self._line(n, initial) for n, initial in enumerate(initials)]
        if len(self.lines) == 1:
            self.lines[0].opened = True

    def _line(self, n: int, initial: dict[str, Any] | None) -> LineForm:
        data = self.data if self.is_bound else None
        return LineForm(
            data,
            prefix=f"{self.prefix}-{n}",
            initial=initial or {"party": Party.BOTH},
            auto_id="%s",
            label_suffix="",
            names=self.names,
        )

    def unchecked(self) -> None:
        """Shows what was typed once more, before anybody asked whether it is right."""
        self.is_quiet = True
        for line in self.lines:
            line.is_quiet = True

    def with_one_more(self) -> None:
        """Shows what was typed once more, unchecked, with an empty line added."""
        if self.has_room:
            self.lines.append(
                LineForm(
                    prefix=f"{self.prefix}-{len(self.lines)}",
                    initial={"party": Party.BOTH},
                    auto_id="%s",
                    label_suffix="",
                )
            )
        self.unchecked()
        for line in self.lines:
            line.opened = True

    @property
    def begun(self) -> int:
        """How many lines there are, without the one that nobody began."""
        return sum(not line.is_extra for line in self.lines)

    @property
    def kept_lines(self) -> list[LineForm]:
        return [line for line in self.lines if not line.is_empty]

    def is_valid(self) -> bool:
        # Every line says what is wrong with it, not only the first.
        for line in self.lines:
            line.is_quiet = line.is_empty
        wrong = [line for line in self.kept_lines if not line.is_valid()]
        return super().is_valid() and not wrong

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if self.count is None or self.revision is None:
            # Without these we cannot know which lines were meant: never take one out by mistake.
            raise forms.ValidationError(
                _("Dit formulier kwam niet goed aan. Kopieer je tekst en open het opnieuw.")
            )
        too_many = max(self.count - MOST_LINES - 1, len(self.kept_lines) - MOST_LINES)
        if too_many > 0:
            raise forms.ValidationError(
                ngettext(
                    "Er passen {most} regels in een onderdeel. Haal er {n} weg.",
                    "Er passen {most} regels in een onderdeel. Haal er {n} weg.",
                    too_many,
                ).format(most=MOST_LINES, n=too_many)
            )
        return cleaned

    def as_lines(self) -> list[Line]:
        """The lines to keep, in order. No two have one key: then the second is a new line."""
        seen = {""}
        lines = []
        for form in self.kept_lines:
            key = "" if form.key in seen else form.key
            seen.add(form.key)
            lines.append(form.as_line(key))
        return lines

    def as_text(self) -> str:
        """Everything that was typed, to be copied when it cannot be kept."""
        texts = [self.typed("heading")]
        for line in self.lines:
            texts += [line.typed(name) for name in ("text", "party_name", *line.more_words)]
            texts += [line.typed(f"blank_{n}") for n in range(len(line.blanks))]
        return "\n".join(text for text in texts if text.strip())

    @property
    def has_room(self) -> bool:
        return len(self.lines) < MOST_LINES

    @property
    def complaints(self) -> list[Complaint]:
        """What is wrong anywhere in this clause."""
        found = complaints_about(self)
        for n, line in enumerate(self.lines, 1):
            found += complaints_about(line, where=_("Regel {n}, ").format(n=n))
        return found

    @property
    def revision_name(self) -> str:
        return self.add_prefix("revision")

    @property
    def count_name(self) -> str:
        return self.add_prefix("count")
