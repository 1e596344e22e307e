"""The page of a room, for whoever stands in front of it: by the code on its wall, without a name.

Whoever opens it is nobody here, also when they have an account: the wall shows everybody the same.
"""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.room_times import times_of
from agreements.rooms import home_in, reports_for
from agreements.views.rooms import facts_of, keeps_places
from config.http import Request, done, render_page
from config.middleware import open_to_all
from config.visitors import wants_a_preview
from initiatives.access import Action, acting
from initiatives.states import Refused
from initiatives.views.seats import wrong_token
from places.forms.place import ReportForm
from places.models import PlaceReport, RoomLink
from places.opening import opened, read_rooms, write_rooms


@open_to_all
@require_safe
def open_room(request: Request, token: str) -> HttpResponse:
    """Keeps the room on this device and goes on to its page. Changes no table.

    A preview gets one card, whatever the token; a wrong token gets one page, whatever was wrong.
    """
    if wants_a_preview(request):
        return render_page(request, "initiatives/link_card.html")
    link = RoomLink.objects.by_token(token)
    if link is None:
        return wrong_token(request)
    response = HttpResponseRedirect(reverse("wall", args=[link.pk]))
    response.status_code = 303
    others = [claim for claim in read_rooms(request) if claim[0] != link.pk]
    write_rooms(response, [(link.pk, link.generation), *others])
    return response


@open_to_all
@require_safe
def wall(request: Request, pk: int) -> HttpResponse:
    """Whose evening it is, the house rules, whom to call, and "er is iets"."""
    link = opened(request, pk)
    if link is None:
        return _wrong(request)
    return _show(request, link, ReportForm())


@open_to_all
@require_POST
def report_room(request: Request, pk: int) -> HttpResponse:
    """ "Er is iets", without a name: for whoever has hours there and for coordinators."""
    link = opened(request, pk)
    if link is None:
        return _wrong(request)
    form, status = ReportForm(request.POST), 422
    if form.is_valid():
        try:
            PlaceReport.write(link, text=form.cleaned_data["text"])
            messages.success(request, _("Dank je. Wie hier tijden heeft en de gemeente lezen dit."))
            return done(request, page=reverse("wall", args=[pk]))
        except Refused as refusal:
            form.add_error(None, refusal.sentence)
            status = 409
    return _show(request, link, form, status)


def _wrong(request: Request) -> HttpResponse:
    return render_page(request, "initiatives/link_wrong.html", status=404)


def _show(request: Request, link: RoomLink, form: ReportForm, status: int = 200) -> HttpResponse:
    context = {
        "link": link,
        "place": link.place,
        "facts": facts_of(link.place),
        "times": times_of(link.place),
        "form": form,
    }
    return render_page(request, "places/wall.html", context, status=status)


@require_POST
def settle_report(request: Request, pk: int) -> HttpResponse:
    """It was dealt with. By who takes part in what has hours there, or by a coordinator."""
    visible = reports_for(request.who).select_related("place__building")
    report = get_object_or_404(visible, pk=pk)
    home = home_in(request.who, report.place, Action.SETTLE_REPORT)
    if home is not None:
        report.settle(by=acting(request.who, Action.SETTLE_REPORT, home))
    elif keeps_places(request):
        report.settle(by=None)
    else:
        raise PermissionDenied
    messages.success(request, _("Dat is klaar. De melding staat niet meer in de lijst."))
    return done(request, page=f"{reverse('place', args=[report.place_id])}#meldingen")
