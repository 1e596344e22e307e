"""One meeting as a file for a calendar. Nobody of the group is named in it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from config.calendars import Entry, calendar_of
from meetings.models import Meeting
from meetings.states import Status


def calendar_file(meeting: Meeting, *, address: str) -> bytes:
    """The file, with `address` as that of the page of the meeting."""
    entry = Entry(
        uid=str(meeting.uid),
        starts=meeting.starts_at,
        ends=meeting.ends_at,
        what=_("Overleg {name}").format(name=meeting.initiative.name),
        where=meeting.place,
        address=address,
        sequence=meeting.calendar_sequence,
        is_cancelled=meeting.status == Status.CANCELLED,
    )
    return calendar_of([entry], about="Overleg")
