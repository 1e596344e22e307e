"""Keys that are still out, on pages about leaving, handing over and ending."""

from __future__ import annotations

from typing import Any

from django import template

from initiatives.access import Action, may
from initiatives.models import Initiative, Participant
from places.models import Key
from places.models.key import at_home

register = template.Library()
MOST = 20


@register.simple_tag(takes_context=True)
def keys_out_of(context: dict[str, Any], initiative: Initiative) -> list[Key]:
    """What somebody of `initiative` still holds: {% keys_out_of initiative as keys %}. One query,
    and none for who may not see the list of keys."""
    if not may(context["request"].who, Action.SEE_KEYS, initiative):
        return []
    held = Key.objects.held().filter(initiative=initiative).with_people()[:MOST]
    return at_home(held, initiative)


@register.simple_tag(takes_context=True)
def keys_held_by(context: dict[str, Any], person: Participant) -> list[Key]:
    """The same of one person; everybody reads it of oneself. {% keys_held_by person as keys %}"""
    who = context["request"].who
    me = who.participant_in(person.initiative)
    is_me = me is not None and me.pk == person.pk
    if not is_me and not may(who, Action.SEE_KEYS, person):
        return []
    return at_home(Key.objects.held().of(person).with_people()[:MOST], person.initiative)
