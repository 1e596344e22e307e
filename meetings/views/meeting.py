"""The page of a meeting before it begins; where it leads to later on."""

from __future__ import annotations

from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.views.decorators.http import require_safe

from config.http import Request, render_page
from initiatives.access import Action, may, require
from meetings.agenda_page import AgendaPage
from meetings.models import Meeting
from meetings.states import Status
from meetings.views.planning import load_meeting, may_plan, may_say
from meetings.who_comes import Around, Head


@require_safe
def meeting(request: Request, pk: int) -> HttpResponse:
    """When, where, who leads, who comes and the agenda. One that is under way leads to the talk,
    one that closed to its minutes; of a cancelled one it says so."""
    found = load_meeting(request, pk)
    if found.status == Status.UNDER_WAY:
        return redirect("live_meeting", pk)
    if found.status == Status.CLOSED:
        return redirect("minutes", pk)
    # First: with the people loaded, nobody has to look up as whom this one reads.
    around = Around(found.initiative, request.who, [found])
    require(request.who, Action.SEE, found)
    context = {
        "initiative": found.initiative,
        "meeting": found,
        "head": Head.of(found, around),
        "agenda": AgendaPage(found, request.who),
        "moves": list(found.moves.all()[:MOST_MOVES]),
        "after": _planned_after(found),
        "may_plan": may_plan(request, found.initiative),
        "may_say": may_say(request, found.initiative),
        "is_today": found.day == timezone.localdate(),
        "may_run": may(request.who, Action.RUN_MEETING, found),
    }
    return render_page(request, "meetings/meeting.html", context)


# Who moved it more often than this gets the first ones.
MOST_MOVES = 12


def _planned_after(found: Meeting) -> Meeting | None:
    """Of a cancelled one: the one that took its place."""
    if found.status != Status.CANCELLED:
        return None
    return Meeting.objects.filter(previous=found).exclude(status=Status.CANCELLED).first()
