"""One meeting as a file for a calendar (RFC 5545). Nobody of the group is named in it.

A calendar knows the meeting by its UID, so a file that is opened again moves or cancels what was
there; the higher SEQUENCE is the newer one. Times are in UTC, which every calendar reads the same.
"""

from __future__ import annotations

from datetime import UTC, datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from meetings.models import Meeting
from meetings.states import Status

# A line of a calendar file holds at most 75 bytes; what is longer goes on in the next.
MOST_BYTES = 75


def calendar_file(meeting: Meeting, *, address: str) -> str:
    """The file, with `address` as that of the page of the meeting."""
    lines = [
        ("BEGIN", "VCALENDAR"),
        ("VERSION", "2.0"),
        ("PRODID", "-//Onderling//Overleg//NL"),
        ("CALSCALE", "GREGORIAN"),
        ("METHOD", "PUBLISH"),
        ("BEGIN", "VEVENT"),
        ("UID", str(meeting.uid)),
        ("SEQUENCE", str(meeting.calendar_sequence)),
        ("DTSTAMP", _in_utc(timezone.now())),
        ("DTSTART", _in_utc(meeting.starts_at)),
        ("DTEND", _in_utc(meeting.ends_at)),
        ("SUMMARY", _text(_("Overleg {name}").format(name=meeting.initiative.name))),
        ("LOCATION", _text(meeting.place)),
        ("URL", address),
        ("STATUS", "CANCELLED" if meeting.status == Status.CANCELLED else "CONFIRMED"),
        ("END", "VEVENT"),
        ("END", "VCALENDAR"),
    ]
    return "".join(_folded(f"{name}:{value}") for name, value in lines)


def _in_utc(moment: datetime) -> str:
    return moment.astimezone(UTC).strftime("%Y%m%dT%H%M%SZ")


def _text(words: str) -> str:
    """Signs that mean something in the format, as themselves."""
    for sign in ("\\", ";", ","):
        words = words.replace(sign, f"\\{sign}")
    return words.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\\n")


def _folded(line: str) -> str:
    """In pieces of at most 75 bytes, each next one after a blank; never in the middle of a sign."""
    pieces, piece, size = [], "", 0
    for sign in line:
        length = len(sign.encode())
        if size + length > MOST_BYTES:
            pieces.append(piece)
            piece, size = " ", 1
        piece, size = piece + sign, size + length
    return "\r\n".join([*pieces, piece]) + "\r\n"
