"""Files for a calendar (RFC 5545), as every part of the app writes them: text in, bytes out.

A calendar knows an event by its UID, so a file that is opened again moves or cancels what was
there; the higher SEQUENCE is the newer one. Nobody is named in any of them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.utils import timezone
from icalendar import Calendar, Event, Timezone, vText

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
CONTENT_TYPE = "text/calendar; charset=utf-8"

# Directive 2000/84/EC: the last Sunday of March and of October, at one in UTC. Written out, because
# what libraries make of it ends in some year.
ZONE = b"""BEGIN:VTIMEZONE
TZID:Europe/Amsterdam
BEGIN:DAYLIGHT
DTSTART:19960331T020000
RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU
TZNAME:CEST
TZOFFSETFROM:+0100
TZOFFSETTO:+0200
END:DAYLIGHT
BEGIN:STANDARD
DTSTART:19961027T030000
RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU
TZNAME:CET
TZOFFSETFROM:+0200
TZOFFSETTO:+0100
END:STANDARD
END:VTIMEZONE
"""
# No reader may see these; a new line it may.
CONTROL = re.compile(r"[\x00-\x09\x0b-\x1f\x7f]")
WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")


@dataclass(frozen=True)
class Weekly:
    """How an event comes back. `weekdays`: 1 for Monday to 7 for Sunday; `until`: nothing begins
    after it, None for ever; `but`: on the clock of Amsterdam, the times that it does not come."""

    weekdays: Iterable[int]
    until: datetime | None = None
    but: tuple[datetime, ...] = ()


@dataclass(frozen=True)
class Entry:
    """One event. What does not come back is written in UTC, which every reader takes the same."""

    uid: str
    starts: datetime
    ends: datetime
    what: str
    where: str
    address: str = ""
    sequence: int = 0
    is_cancelled: bool = False
    weekly: Weekly | None = None

    def as_event(self, stamp: datetime) -> Event:
        zone = UTC if self.weekly is None else AMSTERDAM
        event = Event()
        event.add("uid", self.uid)
        event.add("sequence", self.sequence)
        event.add("dtstamp", stamp)
        event.add("dtstart", self.starts.astimezone(zone))
        event.add("dtend", self.ends.astimezone(zone))
        event.add("summary", _text(self.what))
        event.add("location", _text(self.where))
        event.add("status", "CANCELLED" if self.is_cancelled else "CONFIRMED")
        if self.address:
            event.add("url", self.address)
        if self.weekly is not None:
            event.add("rrule", _rule(self.weekly))
            if self.weekly.but:
                event.add("exdate", list(self.weekly.but))
        return event


def calendar_of(entries: Iterable[Entry], *, about: str) -> bytes:
    """The whole file. `about`: which part of the app wrote it, such as "Overleg"."""
    calendar = Calendar()
    calendar.add("prodid", f"-//Onderling//{about}//NL")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    events = list(entries)
    # A calendar without any part would be none.
    if not events or any(entry.weekly is not None for entry in events):
        calendar.add_component(Timezone.from_ical(ZONE))
    stamp = timezone.now()
    for entry in events:
        calendar.add_component(entry.as_event(stamp))
    return bytes(calendar.to_ical())


def _rule(weekly: Weekly) -> dict[str, object]:
    rule: dict[str, object] = {
        "FREQ": "WEEKLY",
        "BYDAY": [WEEKDAYS[day - 1] for day in sorted(weekly.weekdays)],
    }
    if weekly.until is not None:
        rule["UNTIL"] = weekly.until.astimezone(UTC)
    return rule


def _text(words: str) -> vText:
    return vText(CONTROL.sub(" ", words.replace("\r\n", "\n").replace("\r", "\n")))
