"""The place of one initiative: when it is ours, what holds there, and the file for a calendar."""

from __future__ import annotations

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe

from agreements.calendar_file import MOST_EARLIER, hours_as_file
from agreements.models import Agreement
from agreements.our_place import OurPlace, our_place_of
from agreements.rooms import reports_for
from agreements.views.rooms import facts_of
from config.calendars import CONTENT_TYPE
from config.http import Request, render_page
from initiatives.access import Action, may, require
from initiatives.models import Initiative
from initiatives.who import Who
from places.models import PlaceReport

MOST_REPORTS = 5


@require_safe
def our_place(request: Request, pk: int) -> HttpResponse:
    """Our hours this week, what is different soon, and everything about the room."""
    who = request.who
    initiative = get_object_or_404(Initiative.objects.shared_with(who), pk=pk)
    require(who, Action.SEE, initiative)
    ours = our_place_of(initiative)
    context = {
        "initiative": initiative,
        "ours": ours,
        "rooms": [(room, facts_of(room.place)) for room in ours.rooms],
        "reports": _reports_in(who, ours) if may(who, Action.SEE_REPORTS, initiative) else [],
        "today": timezone.localdate(),
        "may_start": may(who, Action.START_AGREEMENT, initiative),
        "may_see_keys": may(who, Action.SEE_KEYS, initiative),
        "may_close_up": may(who, Action.CLOSE_UP, initiative),
        "may_show_code": may(who, Action.SHOW_ROOM_LINK, initiative),
    }
    return render_page(request, "agreements/our_place.html", context)


def _reports_in(who: Who, ours: OurPlace) -> list[PlaceReport]:
    """What was reported in these rooms and is still open; the newest first."""
    rooms = {room.place.pk for room in ours.rooms}
    around = rooms | {room.place.building_id for room in ours.rooms}
    here = Q(place__in=around) | Q(place__building__in=rooms)
    return list(reports_for(who).filter(here, settled_on=None)[:MOST_REPORTS]) if rooms else []


@require_safe
def hours_file(request: Request, pk: int) -> HttpResponse:
    """The hours of an agreement for the calendar of a phone or a laptop. Nobody is named in it."""
    readable = Agreement.objects.visible_to(request.who).select_related("initiative")
    agreement = get_object_or_404(readable.prefetch_related("pauses"), pk=pk)
    require(request.who, Action.SEE, agreement)
    held = agreement.versions.exclude(in_effect_at=None).order_by("-number")
    versions = list(held[: 1 + MOST_EARLIER])
    page = reverse("our_place", args=[agreement.initiative_id])
    raw = hours_as_file(agreement, versions, address=request.build_absolute_uri(page))
    answer = HttpResponse(raw, content_type=CONTENT_TYPE)
    answer["Content-Disposition"] = 'attachment; filename="onze-tijden.ics"'
    return answer
