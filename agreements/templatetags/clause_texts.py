"""A line of an agreement on screen: people by name, blanks marked, everything escaped."""

from typing import Any

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from agreements.blanks import open_blanks, split_on_blanks
from agreements.people import show_people
from initiatives.models import Participant
from initiatives.templatetags.texts import plain_text

register = template.Library()


@register.simple_tag(takes_context=True)
def clause_text(context: dict[str, Any], text: str, people: dict[int, Participant]) -> SafeString:
    """{% clause_text line.text page.people %}"""
    shown = show_people(text, context["request"].who, people)
    if not open_blanks(shown):
        return plain_text(shown)
    pieces = (
        (format_html('<mark class="blank blank--empty">{}</mark>', piece) if is_blank else piece,)
        for piece, is_blank in split_on_blanks(shown)
    )
    return format_html("<p>{}</p>", format_html_join("", "{}", pieces))
