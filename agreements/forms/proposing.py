"""Another text for a clause: every line in a field of its own, and one line more."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine, PlainText
from agreements.forms.fields import one_line, whole_number
from agreements.forms.reacting import SignedForm
from agreements.models import Line
from agreements.states import Party

PARTIES = [
    (Party.GROUP, _("De groep")),
    (Party.MUNICIPALITY, _("De gemeente")),
    (Party.BOTH, _("Samen")),
    (Party.OTHER, _("Een ander")),
]


def _text(label: Any) -> PlainText:
    area = forms.Textarea(attrs={"rows": 2, "data-keep": ""})
    return PlainText(label=label, max_length=600, required=False, widget=area)


class ProposeTextForm(SignedForm):
    """`lines`: what stands there now, with names as people type them. `revision`: the one of the
    clause that was read; what is sent wins, so that a conflict comes out."""

    because = OneLine(
        label=_("Waarom is dit beter?"), max_length=400, required=False, widget=forms.Textarea
    )

    def __init__(
        self,
        data: Mapping[str, Any] | None = None,
        *,
        asks_name: bool,
        lines: Iterable[Line],
        revision: int,
        side: str,
        because: str = "",
    ) -> None:
        super().__init__(
            data, asks_name=asks_name, label_suffix="", initial={"because": because[:400]}
        )
        self.revision = whole_number(str(data.get("revision", ""))) if data else revision
        self.lines = list(lines)
        because_field = self.fields.pop("because")
        signed = self.fields.pop("is_signed", None)
        for line in self.lines:
            self.fields[self.name_of(line.key)] = _text(_("Tekst van deze regel"))
            self.initial[self.name_of(line.key)] = line.text
        self.fields["new_text"] = _text(_("Tekst van de nieuwe regel"))
        self.fields["new_party"] = forms.ChoiceField(
            label=_("Van wie is de nieuwe regel?"),
            choices=PARTIES,
            widget=forms.RadioSelect,
            required=False,
            initial=side,
            error_messages={"invalid_choice": _("Kies een van deze vier.")},
        )
        self.fields["new_party_name"] = one_line(_("Wie is dat?"), 60)
        because_field.widget.attrs |= {"rows": 2, "data-keep": ""}
        self.fields["because"] = because_field
        if signed is not None:
            self.fields["is_signed"] = signed

    @staticmethod
    def name_of(key: str) -> str:
        """The name of the field of the line with `key`."""
        return f"text-{key}"

    @property
    def line_fields(self) -> list[tuple[Line, forms.BoundField]]:
        return [(line, self[self.name_of(line.key)]) for line in self.lines]

    def text_of(self, line: Line) -> str | None:
        """What was typed for `line`; None when its field was not sent, so it stays as it is."""
        name = self.name_of(line.key)
        return str(self.cleaned_data[name]) if name in self.data else None

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("new_text"):
            if not cleaned.get("new_party") and "new_party" not in self.errors:
                self.add_error("new_party", _("Kies van wie deze regel is."))
            if cleaned.get("new_party") != Party.OTHER:
                cleaned["new_party_name"] = ""
            elif not cleaned.get("new_party_name") and "new_party_name" not in self.errors:
                self.add_error("new_party_name", _("Schrijf wie dat is."))
        return cleaned

    @property
    def homeless(self) -> list[str]:
        """What was typed for lines that are gone by now."""
        here = {self.name_of(line.key) for line in self.lines}
        sent = (name for name in self.data if name.startswith("text-") and name not in here)
        return [text for name in sent if (text := str(self.data[name]).strip())]


class DeclineTextForm(forms.Form):
    because = OneLine(
        label=_("Waarom niet?"),
        max_length=400,
        widget=forms.Textarea(attrs={"rows": 3, "data-keep": ""}),
        help_text=_("Beide kanten kunnen dit lezen. Schrijf ook wat er wel kan."),
    )
