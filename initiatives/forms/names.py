"""Fields for nicknames: short, visible, and nothing by which a stranger could find somebody."""

import re
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy

from accounts.fields import OneLine, PlainText
from initiatives.names import check_free_name, name_key
from initiatives.states import Refused

SHORTEST, LONGEST = 2, 24
MOST_AT_ONCE = 30
# Letters of Unicode that show nothing at all.
BLANK_LETTERS = re.compile("[\u115f\u1160\u2800\u3164\uffa0]")
BETWEEN_NAMES = re.compile(r"[\n,;]")
# From six digits on it is a telephone number, a date of birth or a citizen service number.
MOST_DIGITS = 5


def check_nickname(name: str) -> str:
    """Gives `name` when it can be somebody's nickname; raises `ValidationError` otherwise."""
    if len(name) > LONGEST:
        raise ValidationError(
            _("“{name}” is te lang. Een naam heeft hier hooguit {n} tekens.").format(
                name=name[:LONGEST] + "…", n=LONGEST
            )
        )
    if BLANK_LETTERS.search(name) or len(name_key(name)) < SHORTEST:
        raise ValidationError(_("Een naam heeft hier minstens twee tekens."))
    if "@" in name or "://" in name or "www." in name.casefold():
        raise ValidationError(_("Gebruik geen mailadres of link. Een voornaam is genoeg."))
    if sum(sign.isdigit() for sign in name) > MOST_DIGITS:
        raise ValidationError(_("Gebruik geen nummer. Een voornaam of bijnaam is genoeg."))
    try:
        check_free_name(name)
    except Refused as refusal:
        raise ValidationError(refusal.sentence) from None
    return name


class Nickname(OneLine):
    """One nickname of 2 to 24 characters."""

    def __init__(self, **kwargs: Any) -> None:
        # A number or an address is refused here, not asked about.
        super().__init__(max_length=LONGEST, asks_first=False, **kwargs)

    def clean(self, value: Any) -> str:
        name = super().clean(value)
        return check_nickname(name) if name else name


class Nicknames(PlainText):
    """Several nicknames, one a line or with a comma between them. Gives a list without doubles."""

    default_error_messages = {
        "too_many": _lazy("Dit zijn er te veel in één keer. Er passen er %(most)d."),
    }

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", forms.Textarea(attrs={"rows": 3}))
        super().__init__(max_length=MOST_AT_ONCE * (LONGEST + 2), asks_first=False, **kwargs)

    def clean(self, value: Any) -> list[str]:
        text = super().clean(value)
        line = OneLine(max_length=len(text) + 1, required=False, asks_first=False)
        names: dict[str, str] = {}
        for piece in BETWEEN_NAMES.split(text):
            name = line.clean(piece)
            if name:
                names.setdefault(name_key(name), check_nickname(name))
        if len(names) > MOST_AT_ONCE:
            raise ValidationError(
                self.error_messages["too_many"], code="too_many", params={"most": MOST_AT_ONCE}
            )
        if self.required and not names:
            raise ValidationError(self.error_messages["required"], code="required")
        return list(names.values())
