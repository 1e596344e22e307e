"""Who is there: by tap, as a number for the group, and newcomers on the spot."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.forms.fields import whole_number
from config.http import Request, done, render_page
from config.paging import page_number
from initiatives.access import Action, acting, require
from initiatives.models import Participant
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.forms.running import CountForm, NewcomerForm
from meetings.models import Meeting
from meetings.models.running import may_tap
from meetings.states import Status
from meetings.views.running import ELSEWHERE, load_meeting
from meetings.who_is_there import WhoIsThere


def address_of(meeting: Meeting) -> str:
    return reverse("attendance", args=[meeting.pk])


@require_safe
def attendance(request: Request, pk: int) -> HttpResponse:
    """Everybody whom the reader may name, with a tap; the group also as a number."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.SEE, meeting)
    if meeting.status != Status.UNDER_WAY:
        return redirect(ELSEWHERE[Status(meeting.status)], meeting.pk)
    return _show(request, meeting)


def _show(request: Request, meeting: Meeting, *, status: int = 200, **forms: Any) -> HttpResponse:
    page = WhoIsThere(meeting, request.who, number=page_number(request))
    context = {
        "page": page,
        "meeting": meeting,
        "initiative": meeting.initiative,
        "count_form": CountForm(initial={"group_count": meeting.group_count}),
        "newcomer_form": NewcomerForm(),
        **forms,
    }
    return render_page(request, "meetings/attendance.html", context, status=status)


@require_POST
def note_attendance(request: Request, pk: int) -> HttpResponse:
    """One tap: somebody is there, or is not after all. Everybody taps oneself."""
    meeting = load_meeting(request, pk)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.SAY_COMING, meeting)
    me = request.who.participant_in(meeting.initiative)
    person = _tapped(meeting, me, request.POST.get("person", ""))
    is_own = me is not None and person.pk == me.pk
    by = acting(request.who, Action.SAY_COMING if is_own else Action.RUN_MEETING, meeting)
    meeting.note_there(person, by=by, was_there=request.POST.get("there") != "no")
    back = "live_meeting" if "live" in request.POST else "attendance"
    return done(request, page=reverse(back, args=[pk]))


def _tapped(meeting: Meeting, me: Participant | None, key: str) -> Participant:
    """Somebody who takes part today and whom `me` may tap; else 404. Without a key: oneself."""
    if me is None:
        raise PermissionDenied
    number = whole_number(key) if key else me.pk
    found = WhoIsThere.taking_part(meeting).filter(pk=number or 0).first()
    if found is None or not may_tap(me, found):
        raise Http404
    return found


@require_POST
def name_in_minutes(request: Request, pk: int) -> HttpResponse:
    """Whether the minutes may name the one who asks; nobody else can say so."""
    meeting = load_meeting(request, pk)
    me = acting(request.who, Action.SAY_COMING, meeting)
    meeting.show_name(by=me, is_named=request.POST.get("named") == "yes")
    messages.success(request, _("Bewaard."))
    return done(request, page=address_of(meeting))


@require_POST
def count_group(request: Request, pk: int) -> HttpResponse:
    """With how many the group is there."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.RUN_MEETING, meeting)
    form = CountForm(request.POST)
    if not form.is_valid():
        return _show(request, meeting, count_form=form, status=422)
    me = acting(request.who, Action.RUN_MEETING, meeting)
    meeting.count_group(by=me, count=form.cleaned_data["group_count"])
    messages.success(request, _("Bewaard."))
    return done(request, page=address_of(meeting))


@require_POST
def add_newcomer(request: Request, pk: int) -> HttpResponse:
    """A nickname of somebody of the group who is here for the first time."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.CHANGE_GROUP, meeting)
    form, status = NewcomerForm(request.POST), 422
    if form.is_valid():
        try:
            me = acting(request.who, Action.CHANGE_GROUP, meeting)
            meeting.add_newcomer(by=me, name=form.cleaned_data["name"])
            messages.success(request, _("De nieuwe naam staat erbij."))
            return done(request, page=address_of(meeting))
        except Refused as refusal:
            form.add_error("name", refusal.sentence)
            status = 409
    return _show(request, meeting, newcomer_form=form, status=status)
