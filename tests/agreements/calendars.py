"""Reads a calendar file as others would: with a library that knows nothing of ours."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import recurring_ical_events  # type: ignore[import-untyped]
from icalendar import Calendar

from agreements.calendar_file import events_of
from agreements.hours import AMSTERDAM, Hours
from config.calendars import WEEKDAYS, Entry, calendar_of

DAY = timedelta(days=1)
Moments = list[tuple[datetime, datetime]]


def as_file(hours: Hours, since: date, until: date) -> bytes:
    """Hours by themselves as the whole file would hold them."""
    return calendar_of(
        [
            Entry(kind, span.began, span.ended, "Chillclub", "De Kelder", weekly=weekly)
            for kind, span, weekly in events_of(hours, since, until)
        ],
        about="Tijden",
    )


def read_moments(raw: bytes, first: date, last: date) -> Moments:
    """Every event that begins from `first` to `last`, in UTC; what is called off is left out."""
    found = recurring_ical_events.of(Calendar.from_ical(raw)).between(
        datetime.combine(first, time(0), tzinfo=AMSTERDAM),
        datetime.combine(last + DAY, time(0), tzinfo=AMSTERDAM),
    )
    moments = [
        (event["DTSTART"].dt.astimezone(UTC), event["DTEND"].dt.astimezone(UTC))
        for event in found
        if event.get("STATUS") != "CANCELLED"
    ]
    return sorted(pair for pair in moments if first <= _day(pair[0]) <= last)


def read_exactly(raw: bytes, first: date, last: date) -> Moments:
    """As RFC 5545 has it to the letter (3.8.5.3): what comes back lasts exactly as long as the
    first time did, also when the clock changes meanwhile. The library takes it by the clock."""
    moments: Moments = []
    event: Any
    for event in Calendar.from_ical(raw).walk("VEVENT"):
        starts, ends = (event[name].dt.astimezone(UTC) for name in ("DTSTART", "DTEND"))
        if "RRULE" not in event:
            moments.append((starts, ends))
            continue
        rule = event["RRULE"]
        assert rule["FREQ"] == ["WEEKLY"]
        until = rule.get("UNTIL", [datetime.max.replace(tzinfo=UTC)])[0]
        but = {day.dt.replace(tzinfo=None) for day in _left_out(event)}
        at = event["DTSTART"].dt.replace(tzinfo=None)
        while at.date() <= last:
            began = at.replace(tzinfo=AMSTERDAM).astimezone(UTC)
            if WEEKDAYS[at.weekday()] in rule["BYDAY"] and at not in but and began <= until:
                moments.append((began, began + (ends - starts)))
            at += DAY
    return sorted(pair for pair in moments if first <= _day(pair[0]) <= last)


def _left_out(event: Any) -> Any:
    return event["EXDATE"].dts if "EXDATE" in event else []


def our_moments(hours: Hours, first: date, last: date) -> Moments:
    """The same from our own grid; what takes no time at all is no event."""
    spans = hours.between(first, last)
    moments = [(span.began.astimezone(UTC), span.ended.astimezone(UTC)) for span in spans]
    return sorted(pair for pair in moments if pair[0] < pair[1])


def _day(moment: datetime) -> date:
    return moment.astimezone(AMSTERDAM).date()
