"""Buildings and rooms: the list for whoever works here, and the page of one."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from itertools import groupby
from typing import Any

from django.db.models import F, Max, Q, Window
from django.db.models.functions import Coalesce, RowNumber
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.http import urlencode
from django.views.decorators.http import require_safe

from agreements.hours import Span
from agreements.hours_in_words import sentence_of, span_in_words
from agreements.models import UseSlot
from agreements.rooms import places_for, reports_for, users_of
from config.http import Request, render_page
from config.paging import Page, page_of
from initiatives.access import Action, may, require_professional
from initiatives.models import Initiative, Neighbourhood
from places.forms.place import MOST_NEIGHBOURHOODS, SearchForm
from places.models import Place
from places.models.place import PlaceQuerySet, as_list

HOURS_IN_LIST = 3  # of each place; the rest stands on its own page
MOST_HOURS = 60
MOST_ROOMS = 60
MOST_REPORTS = 25
MOST_HOMES = 5


def load_place(request: Request, pk: int) -> Place:
    """One that this reader may see, with its building; or 404."""
    found = places_for(request.who).select_related("building__neighbourhood", "neighbourhood")
    return get_object_or_404(found.distinct(), pk=pk)


def keeps_places(request: Request) -> bool:
    """Whether a coordinator looks."""
    return request.who.user is not None and request.who.user.is_manager


@dataclass(frozen=True)
class HoursRow:
    """Hours that somebody has in a room, in words; not what they are for."""

    initiative: Initiative
    place: Place
    when: str
    is_paused: bool


@dataclass(frozen=True)
class InBuilding:
    """A building with those of its rooms that are on this page. `itself`: None when only a room in
    it was found, or when the page before this one had it."""

    building: Place
    itself: Place | None
    rooms: list[Place]


@require_safe
def places(request: Request) -> HttpResponse:
    """Every building with its rooms and who has hours there. For professionals."""
    require_professional(request.who)
    known = list(Neighbourhood.objects.all()[:MOST_NEIGHBOURHOODS])
    search = SearchForm(request.GET, neighbourhoods=known)
    asked = search.asked()
    page = _with_question(page_of(request, _found(**asked)), request)
    hours = _first_hours(page.items)
    for place in page.items:
        place.first_hours = hours.get(place.pk, [])
    context = {
        "search": search,
        "asks": any(asked.values()),
        "page": page,
        "buildings": _in_buildings(page.items),
        "is_keeper": keeps_places(request),
    }
    return render_page(request, "places/places.html", context)


def _found(*, q: str, neighbourhood: int | None, gone: bool) -> PlaceQuerySet:
    """In the order of the list: by building, and after it the rooms in it."""
    found = Place.objects.in_use()
    if gone:
        found = Place.objects.exclude(pk__in=found.values("pk"))
    if q:
        names = Q(name__icontains=q) | Q(building__name__icontains=q) | Q(address__icontains=q)
        found = found.filter(names)
    if neighbourhood:
        own = Q(neighbourhood=neighbourhood)
        of_building = Q(neighbourhood=None, building__neighbourhood=neighbourhood)
        found = found.filter(own | of_building)
    found = found.select_related("building__neighbourhood", "neighbourhood")
    house = Coalesce("building__name", "name"), Coalesce("building_id", "pk")
    return found.order_by(*house, Coalesce("building_id", 0), "name", "pk")


def _with_question(page: Page[Any], request: Request) -> Page[Any]:
    """The pages before and after it ask for the same."""
    asked = {key: request.GET[key] for key in SearchForm.base_fields if key in request.GET}
    if not asked:
        return page
    more = "&" + urlencode(asked)
    return replace(
        page,
        newer_url=page.newer_url and page.newer_url + more,
        older_url=page.older_url and page.older_url + more,
    )


def _in_buildings(found: list[Place]) -> list[InBuilding]:
    rows = []
    for _pk, some in groupby(found, key=lambda place: place.building_id or place.pk):
        same = list(some)
        itself = next((place for place in same if not place.building_id), None)
        rooms = [place for place in same if place.building_id]
        rows.append(InBuilding(same[0].building or same[0], itself, rooms))
    return rows


def _first_hours(found: list[Place]) -> dict[int, list[HoursRow]]:
    """By place: the first few of its own hours in effect. One query."""
    order = (F("first_on").asc(nulls_first=True), "weekdays", "starts", "pk")
    number = Window(RowNumber(), partition_by="place", order_by=order)
    hours = UseSlot.objects.in_effect().filter(place__in=found).annotate(number=number)
    rows: dict[int, list[HoursRow]] = {}
    for row in _rows(hours.filter(number__lte=HOURS_IN_LIST + 1), HOURS_IN_LIST * len(found) * 2):
        rows.setdefault(row.place.pk, []).append(row)
    return rows


def _rows(hours: Any, most: int) -> list[HoursRow]:
    """In words, by the name of who has them."""
    found = hours.with_pause().with_home()
    # All year round comes before a season.
    seasons_last = F("first_on").asc(nulls_first=True)
    home = "version__agreement__initiative"
    in_order = found.order_by(f"{home}__sort_key", home, seasons_last, "weekdays", "starts", "pk")
    return [
        HoursRow(slot.initiative, slot.place, sentence_of(slot), slot.is_paused)
        for slot in in_order[:most]
    ]


def hours_in(near: PlaceQuerySet) -> tuple[list[HoursRow], bool]:
    """All hours in effect in these places, and whether there are more than fit. One query."""
    rows = _rows(UseSlot.objects.in_effect().filter(place__in=near), MOST_HOURS + 1)
    return rows[:MOST_HOURS], len(rows) > MOST_HOURS


@require_safe
def place(request: Request, pk: int) -> HttpResponse:
    """Everything about one place, for whoever works here or has hours in it."""
    found = load_place(request, pk)
    who = request.who
    homes = list(users_of(found).filter(pk__in=Initiative.objects.shared_with(who))[:MOST_HOMES])
    home = next((one for one in homes if may(who, Action.SEE_REPORTS, one)), None)
    is_keeper = keeps_places(request)
    near = Place.objects.sharing_space_with([found])
    hours, has_more_hours = hours_in(near)
    rooms = [] if found.building_id else list(found.rooms.filter(gone_at=None)[: MOST_ROOMS + 1])
    context = {
        "place": found,
        "facts": facts_of(found),
        "rooms": rooms[:MOST_ROOMS],
        "has_more_rooms": len(rooms) > MOST_ROOMS,
        "hours": hours,
        "has_more_hours": has_more_hours,
        "is_keeper": is_keeper,
        "is_professional": who.user is not None and who.user.is_professional,
        "home": home,
        "initiative": home or next(iter(homes), None),
        **(reports_in(request, found, home) if home or is_keeper else {}),
    }
    return render_page(request, "places/place.html", context)


def reports_in(request: Request, place: Place, home: Initiative | None) -> dict[str, Any]:
    """The open reports of `place` and of the rooms in it, as far as this reader may see them; with
    what stands on the agenda of `home` because of it (`risk_pk`)."""
    here = Q(place=place) | Q(place__building=place)
    found = reports_for(request.who).filter(here, settled_on=None).select_related("place__building")
    found = found.annotate(risk_pk=Max("risks", filter=Q(risks__initiative=home)))
    # What is counted together loses the order of its model.
    found = found.order_by("-on", "text", "pk")
    reports = list(found[: MOST_REPORTS + 1])
    return {
        "sees_reports": True,
        "reports": reports[:MOST_REPORTS],
        "has_more_reports": len(reports) > MOST_REPORTS,
    }


def facts_of(place: Place) -> dict[str, Any]:
    """What stands in a place; of a room that says nothing, what its building says."""
    lists = ("house_rules", "opening_list", "closing_list")
    return {
        "neighbourhood": place.of_building("neighbourhood"),
        "caretaker": place.of_building("caretaker"),
        "deputy": place.of_building("deputy"),
        "neighbours_contact": place.of_building("neighbours_contact"),
        "open": span_in_words(Span(date.min, *place.opening)) if place.opening else "",
        **{name: as_list(place.of_building(name)) for name in lists},
    }
