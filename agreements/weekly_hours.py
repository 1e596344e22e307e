"""A room as one of the means that the municipality gives: how many hours a week it is theirs."""

from __future__ import annotations

from datetime import date, timedelta

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agreements.hours import Hours
from agreements.models import UseSlot
from initiatives.models import Initiative

HOUR = timedelta(hours=1)
MOST_ROOMS = 5


def rooms_given(initiative: Initiative, today: date | None = None) -> list[str]:
    """ "De Kelder, Buurthuis De Merel: 7 uur per week", of what holds now and in this season; most
    hours first. Days that differ do not count. One query."""
    today = today or timezone.localdate()
    held = UseSlot.objects.held_now().filter(version__agreement__initiative=initiative)
    lengths: dict[str, timedelta] = {}
    for slot in held.select_related("place__building"):
        rule = Hours(frozenset(slot.days), slot.starts, slot.ends, slot.first_on, slot.last_on)
        if rule.is_in_season(today):
            name = slot.place.whole_name
            lengths[name] = lengths.get(name, timedelta(0)) + len(slot.days) * rule.length
    rooms = sorted(lengths.items(), key=lambda room: (-room[1], room[0]))[:MOST_ROOMS]
    return [
        _("{place}: {n} uur per week").format(place=name, n=_in_hours(length))
        for name, length in rooms
    ]


def _in_hours(length: timedelta) -> str:
    """ "7" or "7,5"."""
    hours = round(length / HOUR, 1)
    return str(number_format(hours, decimal_pos=0 if hours == int(hours) else 1))
