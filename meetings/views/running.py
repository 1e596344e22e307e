"""A meeting that is under way: begin, follow it, go on, and what nobody got to."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.forms.fields import whole_number
from config.http import Request, done, render_page
from initiatives.access import Action, acting, may, require
from meetings.agenda import STANDING_KEY
from meetings.carrying_over import points_of
from meetings.forms.running import NoteForm
from meetings.live_page import LivePage
from meetings.models import AgendaItem, Meeting
from meetings.states import Status

# Where a page leads that is no longer, or not yet, under way.
ELSEWHERE = {
    Status.PLANNED: "meeting",
    Status.CANCELLED: "meeting",
    Status.CLOSED: "minutes",
}


def load_meeting(request: Request, pk: int) -> Meeting:
    """A meeting that this one may read, or 404."""
    found = Meeting.objects.visible_to(request.who).with_home()
    return get_object_or_404(found.select_related("initiative", "current_item"), pk=pk)


def load_point(meeting: Meeting, pk: int) -> AgendaItem:
    """A point of the agenda of `meeting`, or 404."""
    items = points_of(meeting).select_related("by__initiative", "hidden_by", "meeting__initiative")
    return get_object_or_404(items, pk=pk)


@require_safe
def live_meeting(request: Request, pk: int) -> HttpResponse:
    """What is talked about now, large; below it what comes. Every phone may follow it."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.SEE, meeting)
    if meeting.status != Status.UNDER_WAY:
        return redirect(ELSEWHERE[Status(meeting.status)], meeting.pk)
    page = LivePage(meeting, request.who, risk=whole_number(request.GET.get("risico", "")))
    item = page.entry.item
    form = item and NoteForm(
        initial={"heard": item.heard, "means": item.means, "seen": item.revision}
    )
    context = {
        "page": page,
        "meeting": meeting,
        "initiative": meeting.initiative,
        "item": item,
        "form": form,
        "form_of_work": page.working_form,
        "may_act": may(request.who, Action.REACT, meeting),
    }
    return render_page(request, "meetings/live_meeting.html", context)


@require_POST
def start_meeting(request: Request, pk: int) -> HttpResponse:
    """The first point; every phone that follows goes along."""
    meeting = load_meeting(request, pk)
    meeting.start(by=acting(request.who, Action.RUN_MEETING, meeting))
    return done(request, page=reverse("live_meeting", args=[pk]))


@require_POST
def put_back_meeting(request: Request, pk: int) -> HttpResponse:
    """It was begun by mistake."""
    meeting = load_meeting(request, pk)
    meeting.put_back(by=acting(request.who, Action.RUN_MEETING, meeting))
    messages.success(request, _("Het overleg staat weer klaar. Het begint later."))
    return done(request, page=reverse("meeting", args=[pk]))


@require_POST
def go_to_point(request: Request, pk: int) -> HttpResponse:
    """On to a point of the agenda, or back to it."""
    meeting = load_meeting(request, pk)
    me = acting(request.who, Action.RUN_MEETING, meeting)
    point = request.POST.get("point", "")
    if point:
        meeting.go_to(by=me, item=_chosen(meeting, point))
    return done(request, page=reverse("live_meeting", args=[pk]))


def _chosen(meeting: Meeting, key: str) -> AgendaItem | None:
    """The point that an agenda calls `key`; None is the standing item. Any other: 404."""
    if key == STANDING_KEY:
        return None
    number = whole_number(key.removeprefix("punt-"))
    if number is None:
        raise Http404
    return load_point(meeting, number)


@require_POST
def point_not_reached(request: Request, pk: int, point: int) -> HttpResponse:
    """ "Niet aan toegekomen": it goes on to the next meeting."""
    meeting = load_meeting(request, pk)
    me = acting(request.who, Action.RUN_MEETING, meeting)
    meeting.pass_by(load_point(meeting, point), by=me)
    messages.success(request, _("Dit punt staat straks op de volgende agenda."))
    return done(request, page=reverse("live_meeting", args=[pk]))
