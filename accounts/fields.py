"""Form fields for what people write: plain text, with a limit that is said and nothing cut off.

Every floor uses these, so that a text which one form takes is never refused by another.
"""

import re
import unicodedata
from datetime import time
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from accounts.asking import AskFirst, check_asked

# Line ends as people paste them: Windows, old Macs, and the separators of Unicode.
LINE_END = re.compile(r"\r\n|\r|\u2028|\u2029")
# What no database can keep or no screen can show: control characters and lone surrogates.
UNKEEPABLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")
# Marks that make the rest of a line run the other way, so that it reads as something else.
DIRECTION = re.compile(r"[\u202a-\u202e\u2066-\u2069]")


class PlainText(forms.CharField):
    """Text of more than one line, at most `max_length` characters.

    Gives the text in NFC with "\\n" as line end and without blanks around it. The input gets no
    `maxlength`: a browser cuts off what somebody pastes without a word, we say how much it is.

    A telephone number, mail address, citizen service number or bank account in it is asked about
    first: every form with this field gets the question and its tick by itself. `asks_first=False`
    is for what is no free text: a name, an address that was asked for, a search.
    """

    widget: type[forms.Widget] | forms.Widget = forms.Textarea
    default_error_messages = {
        "required": _("Vul dit in."),
        "max_length": _("Dit is te lang: %(show_value)d tekens. Er passen er %(limit_value)d."),
        "unkeepable": _(
            "Hier staat een onzichtbaar teken in dat we niet kunnen bewaren. "
            "Typ dit stukje opnieuw."
        ),
    }

    def __init__(self, *, max_length: int, asks_first: bool = True, **kwargs: Any) -> None:
        super().__init__(max_length=max_length, **kwargs)
        self.asks_first = asks_first
        if asks_first and isinstance(self.widget, forms.Widget):
            self.widget = AskFirst(self.widget)

    def widget_attrs(self, widget: forms.Widget) -> dict[str, Any]:
        attrs = super().widget_attrs(widget)
        attrs.pop("maxlength", None)
        return attrs

    def to_python(self, value: Any) -> str:
        text = LINE_END.sub("\n", str(value or ""))
        if UNKEEPABLE.search(text):
            raise ValidationError(self.error_messages["unkeepable"], code="unkeepable")
        text = unicodedata.normalize("NFC", DIRECTION.sub("", text))
        return str(super().to_python(self.tidy(text)))

    def clean(self, value: Any) -> Any:
        text = super().clean(value)
        if self.asks_first:
            check_asked(text, value)
        return text

    def tidy(self, text: str) -> str:
        return text


class OneLine(PlainText):
    """Text of one line, such as a name or a title.

    Invisible characters are taken out, so that two names that look the same are the same; runs of
    blanks become one space.
    """

    widget = forms.TextInput
    default_error_messages = {
        "line_end": _("Dit past op één regel. Haal de regeleinden weg."),
    }

    def tidy(self, text: str) -> str:
        if "\n" in text.strip():
            raise ValidationError(self.error_messages["line_end"], code="line_end")
        visible = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
        return " ".join(visible.split())


class Clock(forms.TimeField):
    """A time as people write it: 19:30, 19.30, 19, and 24:00 for midnight."""

    widget = forms.TimeInput(attrs={"type": "time"}, format="%H:%M")
    default_error_messages = {
        "required": _("Vul een tijd in."),
        "invalid": _("Dit is geen tijd. Schrijf bijvoorbeeld 19:30."),
    }

    def __init__(self, **kwargs: Any) -> None:
        formats = ["%H:%M", "%H.%M", "%H:%M:%S", "%H"]
        super().__init__(input_formats=formats, **kwargs)

    def to_python(self, value: Any) -> time | None:
        typed = str(value or "").strip()
        if typed in ("24:00", "24.00", "24"):
            return time(0)
        found = super().to_python(typed)
        return found.replace(second=0) if found else None
