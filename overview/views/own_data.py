"""What we know about whoever asks: as a page, and as a file to keep."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse, JsonResponse
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.paging import Page, page_of
from initiatives.models import Participant
from overview import own_data as own


@require_safe
def own_data(request: Request) -> HttpResponse:
    """Somebody's own data and nobody else's, newest first, 25 a page."""
    people = list(own.people_of(request.who))
    found = own.rows_of(request.who, people)
    page: Page[Any] = page_of(request, Participant.objects.none() if found is None else found)
    entries = list(own.entries(page.items))
    context = {
        "people": people[: own.MOST_PLACES],
        "more_people": max(0, len(people) - own.MOST_PLACES),
        "entries": entries,
        "homes": own.name_homes(entries),
        "page": page,
        "user": request.who.user,
    }
    return render_page(request, "overview/own_data.html", context)


@require_safe
def own_data_json(request: Request) -> HttpResponse:
    """The same, all of it, as a file."""
    response = JsonResponse(own.as_file(request.who), json_dumps_params={"indent": 2})
    response["Content-Disposition"] = 'attachment; filename="onderling-over-mij.json"'
    return response
