"""Days as people say them, with the exact one in the title."""

from datetime import date, datetime

from django import template
from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

register = template.Library()


def as_day(moment: date | datetime) -> date:
    return timezone.localdate(moment) if isinstance(moment, datetime) else moment


# From this many days on, silence is shown as something that is wrong.
LONG = 14


def span_of(days: int) -> str:
    """ "3 dagen", "2 weken", "5 maanden": whole days, weeks from 14 days, months from 60."""
    if days < 14:
        return ngettext("{n} dag", "{n} dagen", days).format(n=days)
    if days < 60:
        return ngettext("{n} week", "{n} weken", days // 7).format(n=days // 7)
    return ngettext("{n} maand", "{n} maanden", days // 30).format(n=days // 30)


def silence(since: date) -> str:
    """ "3 weken stil", in the words of `span_of`."""
    days = max((timezone.localdate() - since).days, 0)
    return _("{span} stil").format(span=span_of(days)) if days else _("vandaag")


def silence_tone(since: date) -> str:
    return "bad" if (timezone.localdate() - since).days >= LONG else "neutral"


@register.filter
def distance(moment: date | datetime | None) -> str:
    """ "vandaag", "over 2 weken", "3 dagen geleden": whole days, weeks from 14, months from 60."""
    if moment is None:
        return ""
    days = (as_day(moment) - timezone.localdate()).days
    if abs(days) < 2:
        return {0: _("vandaag"), 1: _("morgen"), -1: _("gisteren")}[days]
    span = span_of(abs(days))
    return _("over {span}").format(span=span) if days > 0 else _("{span} geleden").format(span=span)


@register.filter
def day(moment: date | datetime | None) -> SafeString | str:
    """ "dinsdag 8 december"; the year is said when it is another than this one."""
    if moment is None:
        return ""
    on = as_day(moment)
    year = "" if on.year == timezone.localdate().year else " Y"
    return format_html(
        '<time datetime="{}" title="{}">{}</time>',
        on.isoformat(),
        format_date(on, "j F Y"),
        format_date(on, f"l j F{year}"),
    )


@register.filter
def human_day(moment: date | datetime | None) -> SafeString | str:
    """ "dinsdag 8 december, over 2 weken"."""
    if moment is None:
        return ""
    return format_html("{}, {}", day(moment), distance(moment))
