"""A line of an agreement on screen: people by name, blanks marked, everything escaped."""

import re
from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from agreements.blanks import open_blanks, split_on_blanks
from agreements.people import show_people
from initiatives.models import Participant
from initiatives.templatetags.texts import plain_text
from initiatives.who import Who

register = template.Library()

ARTICLE = re.compile(r"^(?:De|Het|Een)\b")


def reader_of(context: dict[str, Any]) -> Who:
    """As whom the page is read: `reads_as` where everybody reads the same, as on the wall."""
    reader: Who = context.get("reads_as") or context["request"].who
    return reader


@register.simple_tag(takes_context=True)
def clause_text(context: dict[str, Any], text: str, people: dict[int, Participant]) -> SafeString:
    """{% clause_text line.text page.people %}"""
    shown = show_people(text, reader_of(context), people)
    return format_html("<p>{}</p>", with_marks(shown)) if open_blanks(shown) else plain_text(shown)


@register.simple_tag(takes_context=True)
def short_text(
    context: dict[str, Any], text: str, people: dict[int, Participant] | None = None
) -> SafeString:
    """A few words inside a sentence of ours: {% short_text line.watcher people %}"""
    return with_marks(show_people(text, reader_of(context), people or {}, is_inside=True))


@register.filter(is_safe=True)
def inside(text: str) -> str:
    """ "Het hoofd wijkzaken" inside a sentence: without the capital of its article."""
    return ARTICLE.sub(lambda match: match.group().lower(), text)


def with_marks(text: str) -> SafeString:
    """`text`, escaped, with its open blanks marked."""
    pieces = (
        (format_html('<mark class="blank blank--empty">{}</mark>', piece) if is_blank else piece,)
        for piece, is_blank in split_on_blanks(text)
    )
    return format_html_join("", "{}", pieces)
