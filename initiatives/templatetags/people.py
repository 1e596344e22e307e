"""Names on screen. Everything that shows a person goes through here."""

from typing import Any

from django import template

from initiatives.access import HIDES, Action, may
from initiatives.models import Hideable, Participant
from initiatives.names import name_for

register = template.Library()


@register.simple_tag(takes_context=True)
def name_of(context: dict[str, Any], person: Participant | None, signed: bool = False) -> str:
    """The name as this reader may read it: {% name_of comment.by signed=comment.is_signed %}"""
    return name_for(context["request"].who, person, is_signed=signed)


@register.simple_tag(takes_context=True)
def may_do(context: dict[str, Any], action: str, thing: Any) -> bool:
    """Whether this reader may do it: {% may_do "REACT" clause as may_react %}"""
    return may(context["request"].who, Action[action], thing)


@register.simple_tag(takes_context=True)
def may_hide(context: dict[str, Any], text: Hideable) -> bool:
    """Whether this reader may hide a text: {% may_hide comment as can_hide %}"""
    return may(context["request"].who, HIDES[text.of_side], text)
