"""The number of a meeting, for the phones that follow it."""

from __future__ import annotations

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from config.http import Request
from config.middleware import open_to_all
from meetings.pulse import meeting_of, revision_of


@open_to_all
@require_safe
def pulse(request: Request, stamp: str) -> HttpResponse:
    """204 when the meeting is as the page has it (`?r=12`), else its number.

    Does not ask who looks: the stamp is enough, and the number says nothing else.
    """
    meeting = meeting_of(stamp)
    revision = None if meeting is None else revision_of(meeting)
    if revision is None:
        raise Http404
    if request.GET.get("r") == str(revision):
        return HttpResponse(status=204)
    return HttpResponse(str(revision), content_type="text/plain")
