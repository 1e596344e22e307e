"""Hours in a room, as pages say them."""

import re
from datetime import date, time

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.private_details import PHONE
from agreements import hours_in_words
from agreements.hours import Span

register = template.Library()

# Of a service: 112, 14 070, 0800 1234.
SERVICE = r"(?<!\d)(?:112|14 ?0\d{2,3}|0[89]00[ -]?\d{4})(?!\d)"
TO_CALL = re.compile(rf"{PHONE.pattern}|{SERVICE}")


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


@register.filter
def to_call(text: str) -> SafeString:
    """{{ facts.caretaker|to_call }}: a number in it can be tapped, and stays on one line."""
    pieces, at = [], 0
    for found in TO_CALL.finditer(text):
        digits = re.sub(r"\(0\)|[^\d+]", "", found[0])
        shown = found[0].replace(" ", "\u00a0")
        pieces += [text[at : found.start()], format_html('<a href="tel:{}">{}</a>', digits, shown)]
        at = found.end()
    return format_html_join("", "{}", ((piece,) for piece in [*pieces, text[at:]]))
