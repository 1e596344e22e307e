"""What somebody says about a text: reactions and answers."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from accounts.fields import OneLine, PlainText
from agreements.states import CommentKind


def long_text(label: Any, *, rows: int = 3, **kwargs: Any) -> PlainText:
    area = forms.Textarea(attrs={"rows": rows, "data-keep": ""})
    return PlainText(label=label, widget=area, **kwargs)


class SignedForm(forms.Form):
    """A text of somebody who may choose to show the name to every side."""

    is_signed = forms.BooleanField(
        label=_("De gemeente mag mijn naam hierbij zien."),
        required=False,
        help_text=_("Zet je dit niet aan? Dan ziet alleen de groep je naam."),
    )

    def __init__(self, *args: Any, asks_name: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not asks_name:
            del self.fields["is_signed"]

    @property
    def is_signed_by_choice(self) -> bool:
        return bool(self.cleaned_data.get("is_signed"))


class ReactForm(SignedForm):
    kind = forms.ChoiceField(
        label=_("Wat wil je zeggen?"),
        choices=CommentKind.choices,
        widget=forms.RadioSelect,
        initial=CommentKind.QUESTION,
        error_messages={
            "required": _("Kies wat je wilt zeggen."),
            "invalid_choice": _("Kies een van deze vier."),
        },
    )
    text = long_text(_("Je reactie"), max_length=1000)
    field_order = ("kind", "text", "is_signed")


class AnswerForm(SignedForm):
    text = long_text(_("Je antwoord"), max_length=1000, rows=2)
    field_order = ("text", "is_signed")


class BecauseForm(forms.Form):
    because = OneLine(label=_("Waarom?"), max_length=200)
