"""The code on the wall of a room: making and showing it, and what can be done about it."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.models import User
from accounts.views.colleagues import require_coordinator
from agreements.forms.fields import whole_number
from agreements.rooms import home_in
from agreements.views.rooms import keeps_places, load_place
from config.http import Request, done, render_page
from initiatives.access import Action
from initiatives.sharing import code_of
from initiatives.states import Refused
from places.models import Place, RoomLink
from places.opening import address_of


def _load(request: Request, pk: int) -> Place:
    """The place; 403 for who may see it, keeps no places and has no hours there."""
    place = load_place(request, pk)
    if not keeps_places(request) and home_in(request.who, place, Action.SHOW_ROOM_LINK) is None:
        raise PermissionDenied(
            _("De code is er voor coördinatoren, en voor wie hier tijden heeft.")
        )
    return place


def link_of(place: Place) -> RoomLink | None:
    """The code that works, when there is one."""
    return RoomLink.objects.working().filter(place=place).first()


@require_http_methods(["GET", "HEAD", "POST"])
def room_link(request: Request, pk: int) -> HttpResponse:
    """The code with its address, to print. A coordinator makes it, renews it and stops it."""
    place = _load(request, pk)
    link = link_of(place)
    if request.method == "POST":
        _change(request, place, link, by=require_coordinator(request))
        return done(request, page=reverse("room_link", args=[pk]))
    context = {
        "place": place,
        "link": link,
        "address": address_of(link) if link else "",
        "is_keeper": keeps_places(request),
    }
    return render_page(request, "places/room_link.html", context)


def _change(request: Request, place: Place, link: RoomLink | None, *, by: User) -> None:
    """What the button says: make one, give it a new address, or stop it."""
    what = request.POST.get("what", "")
    if place.is_gone:
        raise Refused(_("Deze plek is weggehaald. Zet die eerst terug."))
    if what == "stop":
        if link is not None:
            link.revoke()
        messages.success(request, _("De code staat uit. Wat aan de muur hangt, werkt niet meer."))
    elif what == "renew":
        if link is None:
            raise Refused(_("Er is nu geen code. Maak er eerst een."))
        shown = whole_number(request.POST.get("generation", ""))
        link.renew(generation=link.generation if shown is None else shown)
        messages.success(request, _("Er is een nieuwe code. Hang die op in plaats van de oude."))
    elif what == "make":
        RoomLink.make(place, by=by)
        messages.success(request, _("De code is er. Print hem en hang hem op."))


@require_safe
def room_qr(request: Request, pk: int) -> HttpResponse:
    """The code as a picture. It holds the token, so it has the same guard."""
    link = link_of(_load(request, pk))
    if link is None:
        raise Http404
    return HttpResponse(code_of(address_of(link)), content_type="image/svg+xml")
