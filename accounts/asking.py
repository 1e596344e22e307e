"""A friendly question before a text with somebody's number or address in it is kept.

The field finds it and the widget shows one tick below the input, in whatever template it stands.
The yes is for what was found: another number in the same text is asked about again.
"""

from __future__ import annotations

from copy import copy, deepcopy
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.private_details import find_private
from config.sentences import in_a_row

TICK = "-mag-erin"


class Typed(str):
    """What somebody typed, with the marks of what they said yes to."""

    __slots__ = ("allowed",)
    allowed: frozenset[str]


def check_asked(text: str, typed: object) -> None:
    """Raises the question when `text` holds something that nobody said yes to."""
    allowed = typed.allowed if isinstance(typed, Typed) else frozenset()
    found = [one for one in find_private(text) if one.mark not in allowed]
    if found:
        kinds = dict.fromkeys(str(one.detail.value) for one in found)
        raise ValidationError(
            _(
                "Wil je dit echt delen? In je tekst staat {what}. "
                "Haal het weg, of zet een vinkje bij “Ja, dit mag erin”."
            ).format(what=in_a_row(kinds)),
            code="asks_first",
        )


class AskFirst(forms.Widget):
    """The input of a text, with the tick below it when the text asks for it.

    A text that is kept already was said yes to: then the tick is on.
    """

    def __init__(self, inside: forms.Widget) -> None:
        super().__init__()
        self.inside = inside
        self.attrs = inside.attrs

    def __deepcopy__(self, memo: dict[int, Any]) -> AskFirst:
        made = copy(self)
        made.inside = deepcopy(self.inside, memo)
        made.attrs = made.inside.attrs
        return made

    @property
    def is_hidden(self) -> bool:
        return self.inside.is_hidden

    def use_required_attribute(self, initial: Any) -> bool:
        return self.inside.use_required_attribute(initial)

    def format_value(self, value: Any) -> Any:
        return self.inside.format_value(value)

    def value_omitted_from_data(self, data: Any, files: Any, name: str) -> bool:
        return self.inside.value_omitted_from_data(data, files, name)

    def value_from_datadict(self, data: Any, files: Any, name: str) -> Any:
        value = self.inside.value_from_datadict(data, files, name)
        if not isinstance(value, str):
            return value
        typed = Typed(value)
        typed.allowed = frozenset(str(data.get(name + TICK, "")).split("."))
        return typed

    def render(self, name: str, value: Any, attrs: Any = None, renderer: Any = None) -> SafeString:
        html = self.inside.render(name, value, attrs, renderer)
        marks = dict.fromkeys(one.mark for one in find_private(value)) if value else {}
        if not marks or not isinstance(value, str):
            return html
        is_allowed = not isinstance(value, Typed) or value.allowed.issuperset(marks)
        return format_html(
            '{}<label class="choice" for="{id}"><input type="checkbox" name="{name}" id="{id}"'
            ' value="{marks}"{checked}> <span>{words}</span></label>',
            html,
            id=f"{(attrs or {}).get('id') or name}{TICK}",
            name=name + TICK,
            marks=".".join(marks),
            checked=" checked" if is_allowed else "",
            words=_("Ja, dit mag erin"),
        )
