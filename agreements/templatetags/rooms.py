"""Hours in a room, as pages say them."""

from datetime import date, time

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from agreements import hours_in_words
from agreements.hours import Span

register = template.Library()


@register.filter
def clock(moment: time) -> str:
    """{{ span.ends|clock }}: "22.00"."""
    return hours_in_words.clock(moment)


@register.filter
def hours(span: Span) -> str:
    """{{ time.span|hours }}: "van 20.00 tot 01.00 uur (de volgende dag)"."""
    return hours_in_words.span_in_words(span)


@register.filter
def near_day(day: date) -> str:
    """ "vandaag", "morgen", "vrijdag 4 juni": inside a sentence."""
    days = (day - timezone.localdate()).days
    if days in (0, 1):
        return _("morgen") if days else _("vandaag")
    return format_date(day, "l j F")
