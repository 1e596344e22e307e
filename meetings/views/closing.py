"""Closing a meeting, with the next one in the same step; and opening it again."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused
from meetings.carrying_over import following, needing_a_word, points_of
from meetings.forms.minutes import CloseForm
from meetings.models import Meeting
from meetings.states import Status
from meetings.views.planning import load_meeting

# So many that nobody said a word of stand on the page; the others are counted.
MOST_SHOWN = 25


@require_http_methods(["GET", "HEAD", "POST"])
def close_meeting(request: Request, pk: int) -> HttpResponse:
    """What has no word yet, what goes on to the next meeting, when that is, and the button."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.RUN_MEETING, meeting)
    if request.method != "POST" and meeting.status != Status.UNDER_WAY:
        return redirect("minutes" if meeting.status == Status.CLOSED else "meeting", pk)
    form, status = CloseForm(posted(request), initial=_offered(meeting)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                meeting.close(
                    by=acting(request.who, Action.RUN_MEETING, meeting),
                    rest_not_reached=request.POST.get("rest") == "yes",
                    next_at=form.next_at,
                    next_place=form.cleaned_data["place"],
                )
                messages.success(request, _("Klaar. Het verslag staat er."))
                return done(request, page=reverse("minutes", args=[pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
                meeting = load_meeting(request, pk)
    context = {"meeting": meeting, "initiative": meeting.initiative, "form": form}
    context |= _left(meeting)
    return render_page(request, "meetings/close_meeting.html", context, status=status)


def _offered(meeting: Meeting) -> dict[str, object]:
    """The next moment by the rhythm, and the same place. Without a rhythm no day is proposed."""
    at = meeting.next_by_rhythm()
    if at is None:
        return {"place": meeting.place, "time": timezone.localtime(meeting.starts_at).time()}
    local = timezone.localtime(at)
    return {"day": local.date(), "time": local.time(), "place": meeting.place}


def _left(meeting: Meeting) -> dict[str, object]:
    """What has no word yet, what nobody got to, and the next meeting when it is planned."""
    untapped = list(needing_a_word(meeting).order_by("added_on", "pk"))
    return {
        "untapped": untapped[:MOST_SHOWN],
        "untapped_count": len(untapped),
        "untapped_more": max(len(untapped) - MOST_SHOWN, 0),
        "left": list(points_of(meeting).filter(fixed="", reached_in=None)[:MOST_SHOWN]),
        "next": following(meeting),
    }


@require_POST
def reopen_meeting(request: Request, pk: int) -> HttpResponse:
    """Back to the meeting, to better something, while no newer one is closed."""
    meeting = load_meeting(request, pk)
    meeting.reopen(by=acting(request.who, Action.RUN_MEETING, meeting))
    messages.success(request, _("Het overleg is weer open. Sluit het af als jullie klaar zijn."))
    return done(request, page=reverse("live_meeting", args=[pk]))
