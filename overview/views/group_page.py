"""The group's page: what a group sees on its own phones, through the link."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from initiatives.models import Initiative
from overview.group import GroupPage
from overview.hours_now import hours_now, with_hours_now
from overview.look_back_cards import cards, days
from overview.look_backs_now import look_backs_in, may_round, with_look_backs
from overview.waiting_on_knots import knots_in, with_knots
from overview.waiting_on_meetings import may_on_meetings, meetings_in, with_meetings


@require_safe
def group_page(request: Request, pk: int) -> HttpResponse:
    """The same page for readers, seats and whoever takes part signed in."""
    shared = Initiative.objects.shared_with(request.who).with_link_of(request.who)
    shared = with_look_backs(with_meetings(with_knots(shared)), request.who)
    found = get_object_or_404(with_hours_now(shared), pk=pk)
    page = GroupPage(found, request.who)
    first = page.agreements[0].agreement if page.agreements else None
    context = {"initiative": found, "page": page, "agreement": first, "knots": knots_in(found)}
    context |= {"now": meetings_in(found), **may_on_meetings(request.who, found)}
    context |= {
        "hours": hours_now(found),
        "backs": look_backs_in(found),
        "cards": cards(found, request.who),
        "days": days(found, page.in_effect),
        "may_start_round": may_round(request.who, found),
    }
    return render_page(request, "overview/group_page.html", context)
