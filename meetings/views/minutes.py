"""The minutes of a meeting: to read, on paper, for the group app; and what is not right in them."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, may, require
from initiatives.models import LinkKind, ShareLink
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.forms.minutes import CorrectionForm
from meetings.minutes import Minutes
from meetings.minutes_rows import for_minutes
from meetings.models import Correction, Meeting
from meetings.sharing import ready_text
from meetings.states import Status


def load_minutes(request: Request, pk: int) -> Any:
    """The meeting as its minutes need it; or 404."""
    return get_object_or_404(for_minutes(Meeting.objects.visible_to(request.who)), pk=pk)


def _to_meeting(meeting: Meeting) -> HttpResponse | None:
    """What did not close has no minutes yet."""
    return None if meeting.status == Status.CLOSED else redirect("meeting", meeting.pk)


@require_safe
def minutes(request: Request, pk: int) -> HttpResponse:
    """One text for everybody, made of what was tapped and noted."""
    meeting = load_minutes(request, pk)
    require(request.who, Action.SEE, meeting)
    elsewhere = _to_meeting(meeting)
    if elsewhere:
        return elsewhere
    page = Minutes(meeting, request.who)
    me = request.who.participant_in(page.initiative)
    context = _context(request, page) | {"form": CorrectionForm(asks_name=asks_name(me))}
    return render_page(request, "meetings/minutes.html", context)


def _context(request: Request, page: Minutes) -> dict[str, object]:
    who, meeting = request.who, page.meeting
    may_take_seat = who.participant_in(page.initiative) is None and may(
        who, Action.TAKE_SEAT, page.initiative
    )
    return {
        "page": page,
        "meeting": meeting,
        "initiative": page.initiative,
        "may_act": may(who, Action.REACT, meeting),
        "may_note": may(who, Action.NOTE_DECISION, meeting),
        "may_correct": not page.is_settled
        and (may(who, Action.CORRECT_MINUTES, meeting) or may_take_seat),
        "may_take_seat": may_take_seat,
        "may_reopen": not page.is_settled and may(who, Action.RUN_MEETING, meeting),
    }


@require_safe
def print_minutes(request: Request, pk: int) -> HttpResponse:
    """The same text as it goes on paper."""
    meeting = load_minutes(request, pk)
    require(request.who, Action.SEE, meeting)
    elsewhere = _to_meeting(meeting)
    if elsewhere:
        return elsewhere
    page = Minutes(meeting, request.who)
    context = {"page": page, "meeting": meeting, "initiative": page.initiative, "on_paper": True}
    return render_page(request, "meetings/print_minutes.html", context)


@require_safe
def share_minutes(request: Request, pk: int) -> HttpResponse:
    """A ready text for the group app. Who may show the link of the group gets that with it."""
    meeting = load_minutes(request, pk)
    require(request.who, Action.SEE, meeting)
    elsewhere = _to_meeting(meeting)
    if elsewhere:
        return elsewhere
    page = Minutes(meeting, request.who)
    link = None
    if may(request.who, Action.SHOW_LINK, meeting):
        mine = ShareLink.objects.working().filter(initiative=page.initiative)
        link = mine.filter(kind=LinkKind.GROUP).first()
    context = {
        "page": page,
        "meeting": meeting,
        "initiative": page.initiative,
        "sharing": ready_text(page, link),
        "has_link": link is not None,
        "may_show_link": may(request.who, Action.SHOW_LINK, meeting),
    }
    return render_page(request, "meetings/share_minutes.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def add_correction(request: Request, pk: int) -> HttpResponse:
    """What is not right, as somebody who takes part says it. The minutes themselves stay."""
    meeting = load_minutes(request, pk)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.CORRECT_MINUTES, meeting)
    elsewhere = _to_meeting(meeting)
    if elsewhere and request.method != "POST":
        return elsewhere
    me = request.who.participant_in(meeting.initiative)
    form, status = CorrectionForm(posted(request), asks_name=asks_name(me)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                correction = Correction.add(
                    meeting,
                    by=acting(request.who, Action.CORRECT_MINUTES, meeting),
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed_by_choice,
                )
                messages.success(request, _("Dank je. Het staat onder het verslag."))
                page = reverse("minutes", args=[pk])
                return done(request, page=f"{page}#correctie-{correction.pk}")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"meeting": meeting, "initiative": meeting.initiative, "form": form}
    return render_page(request, "meetings/add_correction.html", context, status=status)
