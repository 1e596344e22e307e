"""A room as one of the means that the municipality gives: how many hours a week it is theirs."""

from __future__ import annotations

from datetime import date

from django.utils import timezone
from django.utils.formats import number_format
from django.utils.translation import gettext as _

from agreements.hours import Hours
from agreements.models import UseSlot
from initiatives.models import Initiative
from places.models import Place

MOST_ROOMS = 5


def rooms_given(initiative: Initiative, today: date | None = None) -> list[str]:
    """ "De Kelder, Buurthuis De Merel: 7 uur per week", of what holds now and in this season; most
    hours first. An hour that stands there twice is one hour; days that differ do not count, nor
    hours of one day only. One query."""
    today = today or timezone.localdate()
    held = UseSlot.objects.held_now().filter(version__agreement__initiative=initiative)
    weeks: dict[Place, int] = {}
    for slot in held.select_related("place__building"):
        rule = Hours(frozenset(slot.days), slot.starts, slot.ends, slot.first_on, slot.last_on)
        if rule.is_in_season(today) and not rule.is_of_one_day:
            weeks[slot.place] = weeks.get(slot.place, 0) | rule.week
    rooms = [(week.bit_count(), place.whole_name) for place, week in weeks.items()]
    rooms.sort(key=lambda room: (-room[0], room[1]))
    return [
        _("{place}: {n} uur per week").format(place=name, n=_in_hours(minutes))
        for minutes, name in rooms[:MOST_ROOMS]
    ]


def _in_hours(minutes: int) -> str:
    """ "7" or "7,5"."""
    hours = round(minutes / 60, 1)
    return str(number_format(hours, decimal_pos=0 if hours == int(hours) else 1))
