"""What somebody fills in about one clause: its heading and its lines."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.fields import PlainText
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
from agreements.states import Kind, Party

PARTIES = [
    (Party.GROUP, _lazy("De groep")),
    (Party.MUNICIPALITY, _lazy("De gemeente")),
    (Party.BOTH, _lazy("Samen")),
    (Party.OTHER, _lazy("Een ander")),
]
KINDS = [
    (Kind.INFORMATION, _lazy("Informatie: zo is het nu. Hiermee belooft de gemeente niets.")),
    (Kind.INTENTION, _lazy("Voornemen: de gemeente wil dit, maar het staat nog niet vast.")),
    (Kind.PROMISE, _lazy("Toezegging: dit doet de gemeente. Daar mag je op rekenen.")),
]


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

    more = ("reservation", "decider", "due_on", "rhythm")
    opened = False

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
        others = ("party_name", *self.more) if self.is_new else ()
        return not any(self.typed(name).strip() for name in others)

    @property
    def is_extra(self) -> bool:
        """A new line that nobody began: it is folded away."""
        return self.is_new and self.is_empty and not self.opened

    @property
    def more_is_open(self) -> bool:
        """Whether something stands, or is wrong, in the fields that are folded away."""
        return any(self[name].value() or self[name].errors for name in self.more)

    @property
    def more_fields(self) -> list[forms.BoundField]:
        return [self[name] for name in self.more]

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

    def with_one_more(self) -> None:
        """Shows what was typed once more, unchecked, with an empty line added."""
        self.is_quiet = True
        if self.has_room:
            self.lines.append(
                LineForm(
                    prefix=f"{self.prefix}-{len(self.lines)}",
                    initial={"party": Party.BOTH},
                    auto_id="%s",
                    label_suffix="",
                )
            )
        for line in self.lines:
            line.is_quiet = line.opened = True

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
            texts += [line.typed(name) for name in ("text", "party_name", *line.more)]
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
