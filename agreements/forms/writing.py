"""What somebody fills in about one clause: its heading and its lines, with blanks to fill."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import ngettext

from accounts.fields import OneLine, PlainText
from agreements.blanks import fill_blanks, open_blanks
from agreements.models import Line
from agreements.models.clause import MOST_LINES
from agreements.states import Kind, Party
from initiatives.names import name_key

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise

MOST_BLANKS = 20
# Blanks that ask for a person; an answer that is the name of somebody here becomes a reference.
PERSON_BLANKS = {"naam", "voornaam", "wie"}
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


def refuse_people(text: str) -> None:
    """A validator for fields in which nobody can be named by reference."""
    if "{@" in text:
        raise forms.ValidationError(_("Noem hier niemand met {@…}. Dat kan alleen in een regel."))


def check_sensible_year(day: Any) -> None:
    if day and not 2000 <= day.year <= 2100:
        raise forms.ValidationError(_("Dat jaar kan niet kloppen."))


def one_line(label: _StrOrPromise, max_length: int, **kwargs: Any) -> OneLine:
    """An optional short text in which nobody is named by reference."""
    kwargs.setdefault("required", False)
    return OneLine(label=label, max_length=max_length, validators=[refuse_people], **kwargs)


def day_field(label: _StrOrPromise, **kwargs: Any) -> forms.DateField:
    """An optional day, with the calendar of the phone."""
    return forms.DateField(
        label=label,
        required=False,
        validators=[check_sensible_year],
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
        error_messages={"invalid": _lazy("Dit is geen dag. Schrijf bijvoorbeeld 2026-12-08.")},
        **kwargs,
    )


class QuietForm(forms.Form):
    """Can be shown with what was typed before anybody asked whether it is right."""

    is_quiet = False

    @property
    def errors(self) -> ErrorDict:
        return ErrorDict() if self.is_quiet else super().errors

    def typed(self, name: str) -> str:
        """What was sent for field `name`, unchecked; "" when nothing was."""
        return str(self.data.get(self.add_prefix(name), "") or "")


@dataclass(frozen=True)
class Complaint:
    """What is wrong with one field; `id` is that of its input, "" when it is about the whole."""

    id: str
    label: str
    text: str


def complaints_about(form: QuietForm, *, where: str = "") -> list[Complaint]:
    """Everything that is wrong with a sent form, in the order of its fields. `where` goes first."""
    if not form.is_bound or not form.errors:
        return []
    found = [Complaint("", "", str(error)) for error in form.non_field_errors()]
    for field in form:
        found += [
            Complaint(
                field.id_for_label or field.auto_id, f"{where}{field.label}".strip(), str(error)
            )
            for error in field.errors
        ]
    return found


class BlanksForm(QuietForm):
    """A text with an input for each of its open blanks; `blanks_in` names the field of the text.

    `names`: who can be named, as key of the name -> name. The text comes out filled.
    """

    blanks_in = "text"

    def __init__(self, *args: Any, names: Mapping[str, str] | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.names = names or {}
        # What was sent says which blanks the page showed: the text may have changed since.
        text = self.typed("blanks") if self.is_bound else self.initial.get(self.blanks_in, "")
        self.blanks = open_blanks(text)[:MOST_BLANKS]
        for n, name in enumerate(self.blanks):
            attrs = {"class": "blank"} | ({"list": self.list_id} if is_person(name) else {})
            widget = forms.TextInput(attrs=attrs)
            self.fields[f"blank_{n}"] = OneLine(
                label=name or "…", max_length=80, required=False, widget=widget
            )

    @property
    def list_id(self) -> str:
        """The id of the list of names on the page."""
        return "people-to-name"

    @property
    def blanks_name(self) -> str:
        return self.add_prefix("blanks")

    @property
    def blanks_value(self) -> str:
        return "".join(f"{{{name}}}" for name in self.blanks)

    @property
    def blank_fields(self) -> list[forms.BoundField]:
        return [self[f"blank_{n}"] for n in range(len(self.blanks))]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        text = cleaned.get(self.blanks_in)
        if text is None:
            return cleaned
        answers: dict[str, list[str]] = {}
        for n, name in enumerate(self.blanks):
            answer = cleaned.get(f"blank_{n}", "")
            if is_person(name) and name_key(answer) in self.names:
                answer = f"{{@{self.names[name_key(answer)]}}}"
            answers.setdefault(name, []).append(answer)
        open_now = open_blanks(text)
        for name, given in answers.items():
            if len(given) > open_now.count(name):
                # Some were filled or taken out in the text itself.
                answers[name] = [answer for answer in given if answer]
        in_order = [answers[name].pop(0) if answers.get(name) else "" for name in open_now]
        homeless = [answer for rest in answers.values() for answer in rest if answer]
        if homeless:
            sentence = _("“{answer}” past nergens meer: die lege plek staat niet meer in de tekst.")
            self.add_error(self.blanks_in, sentence.format(answer=homeless[0]))
            return cleaned
        filled = fill_blanks(text, in_order)
        most = self.fields[self.blanks_in].max_length  # type: ignore[attr-defined]
        if len(filled) > most:
            sentence = _("Dit is te lang: {n} tekens. Er passen er {most}.")
            self.add_error(self.blanks_in, sentence.format(n=len(filled), most=most))
        cleaned[self.blanks_in] = filled
        return cleaned


def is_person(blank: str) -> bool:
    return blank.strip().casefold() in PERSON_BLANKS


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


def whole_number(text: str) -> int | None:
    """A whole number as our own page sends it, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
