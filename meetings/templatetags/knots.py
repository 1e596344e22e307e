"""Knots beside what they are about, and on an agenda. Each tag costs one query."""

from __future__ import annotations

from django import template

from agreements.models import Commitment
from meetings import knots as shown
from meetings.models import ActionItem, Knot, Meeting, RiskItem

register = template.Library()


@register.simple_tag
def knots_about(origin: Commitment | ActionItem | RiskItem) -> list[Knot]:
    """{% knots_about risk as knots %}: what waits first, then what was answered."""
    return shown.knots_about(origin)


@register.simple_tag
def knots_on_agenda(meeting: Meeting) -> list[Knot]:
    """{% knots_on_agenda meeting as knots %}: those that wait for a decision."""
    return shown.knots_on_agenda(meeting)
