"""Read first, name later: who wants to do something through the link says first who they are."""

from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django_htmx.http import HttpResponseClientRedirect

from initiatives.access import Action, Belongs, may


def to_seat_first(request: HttpRequest, thing: Belongs) -> HttpResponse | None:
    """On to "Wie ben je?" and back here, for whoever reads by the link and has no name yet.

    None when somebody already takes part, or may not take a seat.
    """
    who = request.who  # type: ignore[attr-defined]
    initiative = thing.initiative
    if who.participant_in(initiative) is not None or not may(who, Action.TAKE_SEAT, initiative):
        return None
    address = reverse("take_seat", args=[initiative.pk])
    address += "?" + urlencode({"next": request.path})
    if request.htmx:  # type: ignore[attr-defined]
        return HttpResponseClientRedirect(address)
    return HttpResponseRedirect(address)
