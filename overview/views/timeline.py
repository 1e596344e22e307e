"""What happened in an initiative, newest first."""

from __future__ import annotations

from itertools import groupby

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from config.paging import page_of
from initiatives.models import Initiative
from overview.telling import tell_all


@require_safe
def timeline(request: Request, pk: int) -> HttpResponse:
    """Every line, 25 a page, under the month in which it happened."""
    found = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    page = page_of(request, found.events.with_people())
    lines = tell_all(page.items, found, request.who)
    months = [
        (month, list(group)) for month, group in groupby(lines, key=lambda t: t.on.replace(day=1))
    ]
    context = {"initiative": found, "page": page, "months": months}
    return render_page(request, "overview/timeline.html", context)
