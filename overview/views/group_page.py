"""The group's page: what a group sees on its own phones, through the link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from initiatives.models import Initiative
from overview.group import GroupPage


@require_safe
def group_page(request: Request, pk: int) -> HttpResponse:
    """The same page for readers, seats and whoever takes part signed in."""
    shared = Initiative.objects.shared_with(request.who).with_link_of(request.who)
    found = get_object_or_404(shared, pk=pk)
    page = GroupPage(found, request.who)
    first = page.agreements[0].agreement if page.agreements else None
    context = {"initiative": found, "page": page, "agreement": first}
    return render_page(request, "overview/group_page.html", context)
