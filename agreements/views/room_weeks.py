"""The week of a room: for professionals, and for who has hours there."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.forms.rooms import WeekForm
from agreements.room_week import monday_of, week_of
from agreements.rooms import places_for, users_of
from agreements.week_grid import draw_week
from config.http import Request, render_page
from initiatives.models import Initiative
from initiatives.who import Who
from places.models import Place

MOST_ROOMS = 40
MOST_HOMES = 20


@require_safe
def room_week(request: Request, pk: int) -> HttpResponse:
    """Who has the room when, and when it is free. `?vanaf=`: the week of that day."""
    who = request.who
    place = get_object_or_404(places_for(who).select_related("building"), pk=pk)
    day, status = timezone.localdate(), 200
    form = WeekForm(request.GET if "vanaf" in request.GET else None, initial={"vanaf": day})
    if form.is_bound:
        if form.is_valid():
            day = form.cleaned_data["vanaf"]
        else:
            status = 422
    beside = _beside(who, place)
    week = week_of(place, monday_of(day), has_rooms=any(room.building_id == pk for room in beside))
    shared = Initiative.objects.shared_with(who).values("pk")
    homes = list(users_of(place).filter(pk__in=shared)[:MOST_HOMES])
    context = {
        "place": place,
        "week": week,
        "grid": draw_week(week),
        "beside": beside,
        "initiative": homes[0] if homes else None,
        "homes": {home.pk for home in homes},
        "form": form,
    }
    return render_page(request, "agreements/room_week.html", context, status=status)


def _beside(who: Who, place: Place) -> list[Place]:
    """The building and its rooms, as far as `who` may see them: to go from one to the other."""
    root = place.building_id or place.pk
    near = places_for(who).in_use().filter(Q(pk=root) | Q(building=root)).exclude(pk=place.pk)
    return list(near.order_by("-building", "name", "pk")[:MOST_ROOMS])
