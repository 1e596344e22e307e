"""The page of one initiative: for who takes part, and the card for colleagues from elsewhere."""

from __future__ import annotations

from django.db.models import Exists, OuterRef
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.views.decorators.http import require_safe

from agreements.models import AgreementVersion
from config.http import Request, render_page
from initiatives.access import Action, may
from initiatives.models import Initiative, JoinRequest, LinkKind, ShareLink
from overview.facts import people_of_today, with_requests
from overview.hours_now import hours_now, with_hours_now
from overview.look_backs_now import look_backs_in, may_round, with_look_backs
from overview.overview_page import LAST_EVENTS, OverviewPage
from overview.waiting_on_knots import with_knots
from overview.waiting_on_meetings import may_on_meetings, meetings_in, with_meetings


@require_safe
def initiative(request: Request, pk: int) -> HttpResponse:
    """What waits, what was agreed, who takes part and what happened last.

    A guest has the group's page for that. Colleagues from elsewhere get the card only.
    """
    who = request.who
    if who.is_guest:
        found = get_object_or_404(Initiative.objects.shared_with(who), pk=pk)
        return redirect("group_page", found.pk)
    link = ShareLink.objects.working().filter(kind=LinkKind.GROUP, initiative=OuterRef("pk"))
    initiatives = with_requests(Initiative.objects.visible_to(who)).annotate(has_link=Exists(link))
    initiatives = with_look_backs(with_meetings(with_knots(initiatives)), who)
    initiatives = with_hours_now(initiatives)
    found = get_object_or_404(initiatives.with_counts().select_related("neighbourhood"), pk=pk)
    people = list(people_of_today([found.pk]))
    who.know(found, people)
    if who.participant_in(found) is not None:
        page = OverviewPage(found, who, people)
        events = list(found.events.with_people()[:LAST_EVENTS])
        context = {"initiative": found, "page": page, "lines": page.tell(events)}
        context |= {"hours": hours_now(found)}
        context |= {"now": meetings_in(found), **may_on_meetings(who, found)}
        context |= {"backs": look_backs_in(found), "may_start_round": may_round(who, found)}
        return render_page(request, "overview/initiative.html", context)
    if not may(who, Action.ASK_TO_JOIN, found):
        return redirect("group_page", found.pk)
    return card(request, found)


def card(request: Request, found: Initiative) -> HttpResponse:
    """Name, neighbourhood, sentence, status and counts; for a coordinator also the dates."""
    who = request.who
    running = None
    if may(who, Action.SEE_DATES, found):
        # Dates only: neither title nor text leaves the database.
        running = list(
            AgreementVersion.objects.in_effect()
            .filter(agreement__initiative=found)
            .order_by("ends_on", "trial_until", "pk")
            .select_related("agreement")
            .only(
                "status",
                "in_effect_at",
                "ends_on",
                "trial_until",
                "agreement__look_back_on",
            )[:25]
        )
    context = {
        "initiative": found,
        "running": running,
        "is_asked": JoinRequest.objects.waiting().filter(initiative=found, user=who.user).exists(),
        "may_place": may(who, Action.PLACE_MUNICIPALITY, found),
        "may_read": may(who, Action.SEE, found),
    }
    return render_page(request, "overview/card.html", context)
