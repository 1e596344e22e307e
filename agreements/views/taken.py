"""A room is held by somebody else: what could not begin, with whom and when."""

from __future__ import annotations

from django.http import HttpResponse

from agreements.clashes import RoomTaken
from agreements.hours_to_write import clash_sentences
from agreements.models import Agreement
from config.http import Request, render_page
from initiatives.access import Action, may

# Why a version is begun then. It is stored, and Dutch as every reason is.
OTHER_TIMES = "Andere tijden, omdat iemand anders de ruimte al heeft."


def room_taken(
    request: Request, agreement: Agreement, taken: RoomTaken, *, goes_on: bool = False
) -> HttpResponse:
    """409. Nothing has changed: every word that was said still stands. `goes_on`: after a pause."""
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "clashes": clash_sentences(taken.clashes),
        "goes_on": goes_on,
        "may_start": may(request.who, Action.START_AGREEMENT, agreement),
        "reason": OTHER_TIMES,
    }
    return render_page(request, "agreements/room_taken.html", context, status=409)
