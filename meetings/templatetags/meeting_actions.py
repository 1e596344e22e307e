"""What pages say of an action."""

from typing import Any

from django import template

from meetings.models import ActionItem
from meetings.owning import owners_in_words

register = template.Library()


@register.simple_tag(takes_context=True)
def owners_of(context: dict[str, Any], action: ActionItem) -> str:
    """ "Dex en de gemeente", as this reader may read it: {% owners_of action %}"""
    return owners_in_words(context["request"].who, action)
