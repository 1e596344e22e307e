"""How phones notice that a meeting changed: they ask for its number, at an address of its own.

That address holds a stamp: which meeting it is, and when a page with it was made, signed by us. So
an answer needs nobody's session and no more than one query, and the address gives no more than that
number, for one evening.
"""

from __future__ import annotations

from django.core import signing
from django.urls import reverse

from meetings.models import Meeting

SALT = "onderling.pulse"
# Longer than any meeting; whoever reads on gets another stamp with each page.
LASTS = 12 * 3600


def pulse_url(meeting: Meeting) -> str:
    """Where a phone asks; the page holds it."""
    return reverse("pulse", args=[signing.TimestampSigner(salt=SALT).sign(str(meeting.pk))])


def meeting_of(stamp: str) -> int | None:
    """Which meeting a stamp is about; None when we did not make it, or too long ago."""
    try:
        said = signing.TimestampSigner(salt=SALT).unsign(stamp, max_age=LASTS)
    except signing.BadSignature:
        return None
    return int(said)


def revision_of(meeting: int) -> int | None:
    return Meeting.objects.filter(pk=meeting).values_list("revision", flat=True).first()
