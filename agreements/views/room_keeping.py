"""What a coordinator does with a building or a room: add it, change it, take it away."""

from __future__ import annotations

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from accounts.views.colleagues import require_coordinator
from agreements.models import AgreementVersion, UseSlot
from agreements.states import Status
from agreements.views.rooms import hours_in, load_place
from config.http import Request, done, posted, render_page
from initiatives.models import Neighbourhood
from initiatives.states import Overtaken, Refused
from places.forms.place import (
    MOST_NEIGHBOURHOODS,
    ChangePlaceForm,
    PlaceForm,
    as_filled_in,
    to_begin_with,
)
from places.models import Place


@require_http_methods(["GET", "HEAD", "POST"])
def add_place(request: Request) -> HttpResponse:
    """A building; its rooms come after it. A name is enough."""
    require_coordinator(request)
    return _add(request, None)


@require_http_methods(["GET", "HEAD", "POST"])
def add_room(request: Request, pk: int) -> HttpResponse:
    """A room in a building. What it leaves empty, its building says."""
    building = load_place(request, pk)
    require_coordinator(request)
    if building.building_id:
        raise Http404
    return _add(request, building)


def _add(request: Request, building: Place | None) -> HttpResponse:
    by, status = require_coordinator(request), 200
    form = PlaceForm(posted(request), initial=to_begin_with(building))
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                with transaction.atomic():
                    made = Place.add(by=by, building=building, **form.written())
                said = _("{name} staat erbij.").format(name=made.name)
                messages.success(request, said)
                return done(request, page=reverse("place", args=[made.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"form": form, "building": building, "neighbourhoods": _neighbourhoods()}
    return render_page(request, "places/add_place.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change_place(request: Request, pk: int) -> HttpResponse:
    """When somebody else changed it meanwhile, both texts are shown (409)."""
    place = load_place(request, pk)
    by, status = require_coordinator(request), 200
    initial = {**as_filled_in(place), "revision": place.revision}
    form = ChangePlaceForm(posted(request), initial=initial)
    overtaken = dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                # A neighbourhood of a new name is made with the change, or not at all.
                with transaction.atomic():
                    place.change(by=by, revision=form.cleaned_data["revision"], **form.written())
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=reverse("place", args=[pk]))
            except Overtaken as refusal:
                place.refresh_from_db()
                status, overtaken = 409, form.start_from(refusal.now, place.revision)
    context = {
        "form": form,
        "place": place,
        "overtaken": overtaken,
        "neighbourhoods": _neighbourhoods(),
    }
    return render_page(request, "places/change_place.html", context, status=status)


def _neighbourhoods() -> list[str]:
    return list(Neighbourhood.objects.values_list("name", flat=True)[:MOST_NEIGHBOURHOODS])


@require_http_methods(["GET", "HEAD", "POST"])
def take_away_place(request: Request, pk: int) -> HttpResponse:
    """Asks first, and says who has hours there. What was agreed stays, and stays readable."""
    place = load_place(request, pk)
    by = require_coordinator(request)
    if request.method == "POST":
        place.take_away(by=by)
        said = _("{name} is weggehaald. Je kunt het terugzetten.").format(name=place.name)
        messages.success(request, said)
        return done(request, page=reverse("place", args=[pk]))
    goes = Place.objects.filter(pk=pk) | Place.objects.filter(building=pk)
    hours, has_more_hours = hours_in(goes)
    being_written = AgreementVersion.objects.filter(
        status__in=(Status.DRAFT, Status.PROPOSED),
        pk__in=UseSlot.objects.filter(place__in=goes).order_by().values("version"),
    )
    context = {
        "place": place,
        "hours": hours,
        "has_more_hours": has_more_hours,
        "being_written": being_written.count(),
        "rooms": list(place.rooms.filter(gone_at=None)[:50]),
    }
    return render_page(request, "places/take_away_place.html", context)


@require_POST
def bring_back_place(request: Request, pk: int) -> HttpResponse:
    """It can be chosen again. Twice is the same as once."""
    place = load_place(request, pk)
    by = require_coordinator(request)
    if place.building is not None and place.building.is_gone:
        raise Refused(_("Zet eerst het gebouw terug. Daarna kan deze ruimte ook terug."))
    place.bring_back(by=by)
    messages.success(request, _("{name} staat er weer.").format(name=place.name))
    return done(request, page=reverse("place", args=[pk]))
