"""Halen en brengen, interests, roles and who is around, on one page."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from initiatives.access import Action, require
from initiatives.models import Initiative
from overview.partnership import PartnershipPage, for_partnership


@require_safe
def partnership(request: Request, pk: int) -> HttpResponse:
    """For everybody who takes part, and whoever reads along by the link."""
    shared = for_partnership(Initiative.objects.shared_with(request.who))
    found = get_object_or_404(shared.with_link_of(request.who), pk=pk)
    require(request.who, Action.SEE, found)
    page = PartnershipPage(found, request.who)
    context = {"initiative": found, "page": page, "may_report": page.may_report}
    return render_page(request, "overview/partnership.html", context)
