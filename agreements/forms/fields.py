"""Fields and forms that the pages on which a draft is written have in common."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.forms.utils import ErrorDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine

if TYPE_CHECKING:
    from django.utils.functional import _StrOrPromise


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

    @property
    def complaints(self) -> list[Complaint]:
        """Everything that is wrong with it, each with a link to where."""
        return complaints_about(self)

    def typed(self, name: str) -> str:
        """What was sent for field `name`, unchecked; "" when nothing was."""
        return str(self.data.get(self.add_prefix(name), "") or "")


@dataclass(frozen=True)
class Complaint:
    """What is wrong with one field; `id` is that of its input, "" when it is about the whole."""

    id: str
    label: str
    text: str

    @property
    def sentence(self) -> str:
        return f"{self.label}: {self.text}" if self.label else self.text


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


def whole_number(text: str) -> int | None:
    """A whole number as our own page sends it, or None."""
    return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None
