"""The agenda of a meeting: points, their order and time, the standing item, the question."""

from __future__ import annotations

from typing import Any, TypeVar

from django import forms
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from config.middleware import open_to_all
from initiatives.access import Action, acting, acting_by_link, may, require
from initiatives.models import Side
from initiatives.states import Overtaken, Refused
from meetings.agenda import Entry, agenda_of
from meetings.agenda_page import AgendaPage
from meetings.forms.agenda import (
    AddPointForm,
    CentralQuestionForm,
    EditPointForm,
    TimeRisksForm,
)
from meetings.models import AgendaItem, Attendance, Meeting
from meetings.models.agenda_item import PointChanged
from meetings.states import Coming, Status
from meetings.views.planning import load_meeting
from meetings.working_forms import WORKING_FORMS, WorkingForm, fitting

F = TypeVar("F", bound=forms.Form)

# The largest numbers that the page about working forms reads from its address.
MOST_ASKED = 999


def page_of_meeting(meeting: Meeting, anchor: str = "") -> str:
    """Where its agenda stands: before it begins, or while people talk."""
    name = "live_meeting" if meeting.status == Status.UNDER_WAY else "meeting"
    return reverse(name, args=[meeting.pk]) + (f"#{anchor}" if anchor else "")


def find_entry(meeting: Meeting, pk: int) -> tuple[Entry, AgendaItem]:
    """The point with that number on the agenda of `meeting`, or 404."""
    for entry in agenda_of(meeting):
        if entry.item is not None and entry.item.pk == pk:
            return entry, entry.item
    raise Http404


@require_http_methods(["GET", "HEAD", "POST"])
def add_point(request: Request, pk: int) -> HttpResponse:
    """ "Zet iets op de agenda": one field. The group may do it without a name, before a seat."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.ADD_POINT, meeting)
    me = request.who.participant_in(meeting.initiative)
    form = AddPointForm(posted(request), asks_name=asks_name(me))
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting_by_link(request.who, Action.ADD_POINT, meeting)
                item = AgendaItem.add(
                    meeting,
                    by=None if form.is_nameless else by,
                    side=by.side if by else Side.GROUP,
                    text=form.cleaned_data["text"],
                    is_signed=form.is_signed,
                )
                messages.success(request, _("Het staat op de agenda."))
                return done(request, page=page_of_meeting(meeting, f"punt-{item.pk}"))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif meeting.status != Status.PLANNED:
        return redirect("meeting", pk)
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "form": form,
        "is_nameless": me is None,
    }
    return render_page(request, "meetings/add_point.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def edit_point(request: Request, pk: int, point: int) -> HttpResponse:
    """Other words for whose point it is; minutes and a working form for who arranges."""
    meeting = load_meeting(request, pk)
    entry, item = find_entry(meeting, point)
    me = request.who.participant_in(meeting.initiative)
    is_mine = item.is_of(me) and may(request.who, Action.ADD_POINT, meeting)
    may_write = is_mine and meeting.status == Status.PLANNED and not entry.is_hidden
    action = Action.ADD_POINT if is_mine else Action.ARRANGE_AGENDA
    require(request.who, action, meeting)
    may_arrange = may(request.who, Action.ARRANGE_AGENDA, meeting)
    if not meeting.is_ahead or not (may_write or may_arrange):
        return redirect("meeting", pk)
    people = people_at(meeting)
    form = EditPointForm(
        posted(request),
        fitting=fitting(meeting.minutes, people),
        may_write=may_write,
        may_arrange=may_arrange,
        initial={
            "text": item.text,
            "minutes": item.minutes,
            "working_form": item.working_form,
            "seen": item.revision,
        },
    )
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, action, meeting)
                item.change(meeting, by=by, **_words(form, item))
                return done(request, page=page_of_meeting(meeting, entry.key))
            except PointChanged as refusal:
                form = again(form, seen=refusal.now.revision)
                form.add_error(None, refusal.sentence)
                status, theirs = 409, refusal.now
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "entry": entry,
        "form": form,
        "may_write": may_write,
        "theirs": theirs,
        "people": people,
    }
    return render_page(request, "meetings/edit_point.html", context, status=status)


def _words(form: EditPointForm, item: AgendaItem) -> dict[str, Any]:
    """What the verb takes; what this one may not change stays as it is."""
    said = form.cleaned_data
    return {
        "text": said.get("text"),
        "minutes": said.get("minutes", item.minutes),
        "working_form": said.get("working_form", item.working_form),
        "seen": said["seen"] or 0,
    }


def again(form: F, **now: object) -> F:
    """What was typed once more, now about what stands there: who sends it again has seen that."""
    form.data = {**{name: form.data[name] for name in form.data}, **now}
    return form


def people_at(meeting: Meeting) -> int | None:
    """About how many will be there, to choose a working form by; None when nobody knows."""
    coming = Attendance.objects.filter(meeting=meeting, coming=Coming.YES).count()
    known = max(coming, meeting.initiative.headcount or 0)
    return known if known >= 2 else None


@require_POST
def withdraw_point(request: Request, pk: int, point: int) -> HttpResponse:
    """Whose point it is takes it back, until the meeting begins."""
    meeting = load_meeting(request, pk)
    items = AgendaItem.objects.visible_to(request.who).with_home()
    item = get_object_or_404(items.filter(meeting__initiative=meeting.initiative), pk=point)
    require(request.who, Action.ADD_POINT, meeting)
    if not item.is_of(request.who.participant_in(meeting.initiative)):
        raise PermissionDenied
    item.withdraw(meeting, by=acting(request.who, Action.ADD_POINT, meeting))
    messages.success(request, _("Het punt is van de agenda."))
    return done(request, page=page_of_meeting(meeting))


@require_http_methods(["GET", "HEAD", "POST"])
def order_agenda(request: Request, pk: int) -> HttpResponse:
    """Up, down, or dragged: one point goes right before another one.

    A form says of the button `key:other`; a script that drags sends the two by name.
    """
    meeting = load_meeting(request, pk)
    require(request.who, Action.ARRANGE_AGENDA, meeting)
    if request.method == "POST":
        key, _colon, other = request.POST.get("move", "").partition(":")
        by = acting(request.who, Action.ARRANGE_AGENDA, meeting)
        meeting.put_before(key, other, by=by)
        return done(request, page=reverse("order_agenda", args=[pk]) + f"#{key}")
    if not meeting.is_ahead:
        return redirect("meeting", pk)
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "agenda": AgendaPage(meeting, request.who),
        "back": page_of_meeting(meeting, "agenda"),
    }
    return render_page(request, "meetings/order_agenda.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def time_risks(request: Request, pk: int) -> HttpResponse:
    """How long people talk about risks and bottlenecks. It cannot be taken off the agenda."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.ARRANGE_AGENDA, meeting)
    form = TimeRisksForm(posted(request), initial={"minutes": meeting.risks_minutes})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.ARRANGE_AGENDA, meeting)
                meeting.time_risks(form.cleaned_data["minutes"], by=by)
                return done(request, page=page_of_meeting(meeting, "risicos"))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif not meeting.is_ahead:
        return redirect("meeting", pk)
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "form": form,
        "back": page_of_meeting(meeting, "risicos"),
    }
    return render_page(request, "meetings/time_risks.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def central_question(request: Request, pk: int) -> HttpResponse:
    """The one question that the meeting is about."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.ARRANGE_AGENDA, meeting)
    stands = {"question": meeting.central_question, "before": meeting.central_question}
    form = CentralQuestionForm(posted(request), initial=stands)
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.ARRANGE_AGENDA, meeting)
                question, before = form.cleaned_data["question"], form.cleaned_data["before"]
                meeting.ask_centrally(question, by=by, before=before)
                return done(request, page=page_of_meeting(meeting))
            except Overtaken as refusal:
                theirs = str(refusal.now["question"])
                form = again(form, before=theirs)
                form.add_error(None, refusal.sentence)
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    elif not meeting.is_ahead:
        return redirect("meeting", pk)
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "form": form,
        "theirs": theirs,
        "is_overtaken": theirs is not None,
        "back": page_of_meeting(meeting),
    }
    return render_page(request, "meetings/central_question.html", context, status=status)


@open_to_all
@require_safe
def working_forms(request: Request) -> HttpResponse:
    """Ways of talking with each other. `?minuten=` and `?mensen=` put what fits first."""
    minutes, people = _asked(request, "minuten"), _asked(request, "mensen")
    fit = fitting(minutes, people)
    others: list[WorkingForm] = [form for form in WORKING_FORMS if form not in fit]
    context = {"minutes": minutes, "people": people, "fitting": fit, "others": others}
    return render_page(request, "meetings/working_forms.html", context)


def _asked(request: Request, name: str) -> int | None:
    number = whole_number(request.GET.get(name, ""))
    return number if number and number <= MOST_ASKED else None
