"""What the pages of one initiative ask about whoever reads them."""

from typing import Any

from django import template

from agreements.people import show_people
from initiatives.models import Initiative, Participant
from overview.wait import Waiting

register = template.Library()


@register.simple_tag(takes_context=True)
def me_in(context: dict[str, Any], initiative: Initiative) -> Participant | None:
    """As whom this reader acts: {% me_in initiative as me %}"""
    found: Participant | None = context["request"].who.participant_in(initiative)
    return found


@register.simple_tag(takes_context=True)
def line_text(context: dict[str, Any], text: str, people: dict[int, Participant]) -> str:
    """A line as plain words, for a row that is one link: {% line_text text people as words %}"""
    return " ".join(show_people(text, context["request"].who, people).split())


@register.filter
def for_side(items: list[Waiting], side: str) -> list[Waiting]:
    """Those that wait for `side`: {% with theirs=items|for_side:"municipality" %}"""
    return [item for item in items if item.side == side]
