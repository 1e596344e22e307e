"""Preparing a meeting: what a side wants and practises, a note of one's own, and interests."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.models import Participant
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.forms.preparing import EditPrepForm, PrepareForm
from meetings.models import Meeting, PrepPoint
from meetings.models.prep_point import PrepChanged
from meetings.preparing import Rooms
from meetings.states import PrepKind
from meetings.views.agenda import again
from meetings.views.planning import load_meeting


def page_of_prep(meeting: Meeting, anchor: str = "") -> str:
    return reverse("prepare_meeting", args=[meeting.pk]) + (f"#{anchor}" if anchor else "")


@require_http_methods(["GET", "HEAD", "POST"])
def prepare_meeting(request: Request, pk: int) -> HttpResponse:
    """What the own side wants to reach and practises, what is one's own, and what matters to each
    side, which both read. What the other side keeps for itself is not on the page at all."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.SEE, meeting)
    me = request.who.participant_in(meeting.initiative)
    sent, status = None, 200
    if request.method == "POST":
        seat_first = to_seat_first(request, meeting)
        if seat_first:
            return seat_first
        require(request.who, Action.PREPARE, meeting)
        kind = request.POST.get("kind", "")
        sent, status = PrepareForm(posted(request), kind=kind, asks_name=asks_name(me)), 422
        if sent.is_valid():
            try:
                point = PrepPoint.write(
                    meeting,
                    by=acting(request.who, Action.PREPARE, meeting),
                    kind=PrepKind(sent.cleaned_data["kind"]),
                    text=sent.cleaned_data["text"],
                    is_for_me=sent.is_for_me,
                    is_signed=bool(sent.cleaned_data.get("is_signed")),
                )
                return done(request, page=page_of_prep(meeting, f"punt-{point.pk}"))
            except Refused as refusal:
                sent.add_error(None, refusal.sentence)
                status = 409
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "rooms": Rooms(meeting, request.who, sent=sent, asks_name=asks_name(me)),
        "sent": sent,
    }
    return render_page(request, "meetings/prepare_meeting.html", context, status=status)


def load_own_point(request: Request, pk: int) -> tuple[PrepPoint, Participant]:
    """A point that this one may change; 403 for who only reads it, 404 for who may not even."""
    point = get_object_or_404(PrepPoint.objects.visible_to(request.who).with_home(), pk=pk)
    require(request.who, Action.PREPARE, point)
    me = request.who.participant_in(point.initiative)
    if me is None or not point.is_of(me):
        raise PermissionDenied(_("Dit verandert de kant die het opschreef."))
    return point, me


@require_http_methods(["GET", "HEAD", "POST"])
def edit_prep_point(request: Request, pk: int) -> HttpResponse:
    """Other words. Changed on two phones: both texts are shown."""
    point, _me = load_own_point(request, pk)
    form = EditPrepForm(posted(request), initial={"text": point.text, "seen": point.revision})
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.PREPARE, point)
                seen = form.cleaned_data["seen"] or 0
                point.change(by=by, text=form.cleaned_data["text"], seen=seen)
                return done(request, page=page_of_prep(point.meeting, f"punt-{pk}"))
            except PrepChanged as refusal:
                theirs = refusal.now
                form = again(form, seen=theirs.revision)
                form.add_error(None, refusal.sentence)
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif not point.meeting.is_ahead or point.hidden_at is not None:
        return redirect(page_of_prep(point.meeting, f"punt-{pk}"))
    context = {
        "point": point,
        "meeting": point.meeting,
        "initiative": point.initiative,
        "form": form,
        "theirs": theirs,
    }
    return render_page(request, "meetings/edit_prep_point.html", context, status=status)


@require_POST
def tick_prep_point(request: Request, pk: int) -> HttpResponse:
    """ "Geoefend", or not yet: the form says which."""
    point, _me = load_own_point(request, pk)
    by = acting(request.who, Action.PREPARE, point)
    point.tick(by=by, is_done=request.POST.get("done") == "ja")
    return done(request, page=page_of_prep(point.meeting, f"punt-{pk}"))


@require_POST
def remove_prep_point(request: Request, pk: int) -> HttpResponse:
    """Takes a note away for good."""
    point, _me = load_own_point(request, pk)
    point.remove(by=acting(request.who, Action.PREPARE, point))
    messages.success(request, _("Het is weg."))
    return done(request, page=page_of_prep(point.meeting))
