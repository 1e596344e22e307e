"""When and where people meet, who leads and who comes."""

from __future__ import annotations

from datetime import date
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.forms.fields import whole_number
from config.calendars import CONTENT_TYPE
from config.http import Request, done, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Side
from initiatives.seating import to_seat_first
from initiatives.states import Overtaken, Refused
from meetings.calendar_file import calendar_file
from meetings.forms.planning import CancelForm, ChangeForm, ComingForm, PlanForm
from meetings.leading import Choices
from meetings.models import Attendance, Meeting
from meetings.models.planning import MOST_PLANNED, Overlaps, newest_first, said
from meetings.states import Coming, MeetingKind, Status
from meetings.who_comes import Around, Head

USUAL_TIME = "19:30"


def load_initiative(request: Request, pk: int) -> Initiative:
    return get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)


def load_meeting(request: Request, pk: int) -> Meeting:
    """A meeting that this one may read, or 404."""
    return get_object_or_404(Meeting.objects.visible_to(request.who).with_home(), pk=pk)


@require_safe
def meetings(request: Request, pk: int) -> HttpResponse:
    """The next meeting, others that are planned, and earlier ones with their minutes."""
    initiative = load_initiative(request, pk)
    ahead = list(Meeting.objects.filter(initiative=initiative).ahead()[: MOST_PLANNED + 1])
    over = Meeting.objects.filter(
        initiative=initiative, status__in=(Status.CLOSED, Status.CANCELLED)
    )
    page = page_of(request, over.order_by("-starts_at", "-pk"))
    around = Around(initiative, request.who, ahead[:1])
    context = {
        "initiative": initiative,
        "head": Head.of(ahead[0], around) if ahead else None,
        "further": ahead[1:],
        "page": page,
        "may_plan": may_plan(request, initiative),
        "may_say": may_say(request, initiative),
    }
    return render_page(request, "meetings/meetings.html", context)


def may_plan(request: Request, initiative: Initiative) -> bool:
    """Also who reads by the link: that one says first who it is."""
    actions = (Action.PLAN_MEETING, Action.TAKE_SEAT)
    return any(may(request.who, action, initiative) for action in actions)


def may_say(request: Request, initiative: Initiative) -> bool:
    """Whether this one says if they come, after saying who they are when that is needed."""
    return any(
        may(request.who, action, initiative) for action in (Action.SAY_COMING, Action.TAKE_SEAT)
    )


@require_http_methods(["GET", "HEAD", "POST"])
def plan_meeting(request: Request, pk: int) -> HttpResponse:
    """A new meeting in three fields. What is usual here is filled in: the group's own place, and
    the next day of the rhythm. `?na=12`: it comes after that one; `?terugkijken=2026-12-10`: it is
    one to look back, about that day."""
    initiative = load_initiative(request, pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.PLAN_MEETING, initiative)
    leaders = Choices(Around(initiative, request.who))
    recent = list(newest_first(initiative)[:6])
    after = whole_number(request.GET.get("na", ""))
    previous = next((meeting for meeting in recent if meeting.pk == after), None)
    form = PlanForm(
        posted(request),
        leaders=leaders,
        initial=usual(initiative, previous or like_which(recent), leaders)
        | to_look_back(request.GET.get("terugkijken", "")),
    )
    status, overlaps = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.PLAN_MEETING, initiative)
            try:
                made = Meeting.plan(initiative, by=me, previous=previous, **form.fields_to_plan())
                messages.success(request, _("Het overleg staat gepland. De agenda staat klaar."))
                return done(request, page=reverse("meeting", args=[made.pk]))
            except Overlaps as refusal:
                overlaps, status = refusal.other, 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "overlaps": overlaps,
        "places": places_of(initiative, recent),
        "page": f"{request.path}?na={previous.pk}" if previous else request.path,
    }
    return render_page(request, "meetings/plan_meeting.html", context, status=status)


def to_look_back(day: str) -> dict[str, Any]:
    """What is filled in for a talk to look back; nothing when `day` is none of ours."""
    try:
        on = date.fromisoformat(day)
    except ValueError:
        return {}
    today = timezone.localdate()
    return {"kind": MeetingKind.LOOK_BACK, "every": "", "day": max(on, today), "minutes": 90}


def like_which(recent: list[Meeting]) -> Meeting | None:
    """After which the next one is planned: the newest that has a rhythm, else the newest."""
    with_rhythm = (meeting for meeting in recent if meeting.every)
    return next(with_rhythm, next(iter(recent), None))


def usual(initiative: Initiative, last: Meeting | None, leaders: Choices) -> dict[str, Any]:
    """What is filled in already: as last time, at the place of the group, on the next day of the
    rhythm."""
    found: dict[str, Any] = {
        "place": initiative.place or (last.place if last else ""),
        "time": USUAL_TIME,
        "leader": Side.GROUP.value,
        "once": uuid4(),
    }
    if last is not None:
        following = last.next_by_rhythm()
        if following is not None:
            found["day"] = timezone.localdate(following)
        found |= {
            "time": timezone.localtime(last.starts_at).strftime("%H:%M"),
            "minutes": last.minutes,
            "every": last.every,
            "leader": leaders.offered(str(said(last)["leader"])) or Side.GROUP.value,
        }
    return found


def places_of(initiative: Initiative, recent: list[Meeting]) -> list[str]:
    """Where they met before; the group's own place first. Each once."""
    places = [initiative.place, *(meeting.place for meeting in recent)]
    return list(dict.fromkeys(place for place in places if place))


@require_http_methods(["GET", "HEAD", "POST"])
def change_meeting(request: Request, pk: int) -> HttpResponse:
    """Another day, time, place or leader. When somebody changed the same meanwhile, both are shown
    (409)."""
    meeting = load_meeting(request, pk)
    initiative = meeting.initiative
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.PLAN_MEETING, meeting)
    around = Around(initiative, request.who, [meeting])
    leaders = Choices(around, meeting)
    form = ChangeForm(posted(request), leaders=leaders, initial=as_initial(meeting, leaders))
    status, overlaps, overtaken = 200, None, dict[str, object]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.PLAN_MEETING, meeting)
            try:
                meeting.change(
                    by=me,
                    before=form.before(),
                    may_overlap=form.cleaned_data["may_overlap"],
                    **form.changed(),
                )
                messages.success(request, _("Bewaard. Iedereen ziet wat er nu staat."))
                return done(request, page=reverse("meeting", args=[meeting.pk]))
            except Overtaken as refusal:
                status, overtaken = 409, form.start_from(refusal.now)
            except Overlaps as refusal:
                overlaps, status = refusal.other, 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "meeting": meeting,
        "form": form,
        "overlaps": overlaps,
        "overtaken": overtaken,
        "places": places_of(initiative, list(newest_first(initiative)[:6])),
        "page": request.path,
    }
    return render_page(request, "meetings/change_meeting.html", context, status=status)


def as_initial(meeting: Meeting, leaders: Choices) -> dict[str, Any]:
    """What the form shows of a meeting."""
    local = timezone.localtime(meeting.starts_at)
    found = {name: leaders.shown_code(name, value) for name, value in said(meeting).items()}
    return found | {"day": local.date(), "time": local.strftime("%H:%M")}


@require_http_methods(["GET", "HEAD", "POST"])
def cancel_meeting(request: Request, pk: int) -> HttpResponse:
    """It does not take place, and why. What stood on the agenda goes on to the next."""
    meeting = load_meeting(request, pk)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.PLAN_MEETING, meeting)
    form, status = CancelForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.PLAN_MEETING, meeting)
            try:
                meeting.cancel(by=me, because=form.cleaned_data["because"])
                messages.success(request, _("Afgezegd. Wat op de agenda stond, gaat mee verder."))
                return done(request, page=reverse("meeting", args=[meeting.pk]))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": meeting.initiative, "meeting": meeting, "form": form}
    return render_page(request, "meetings/cancel_meeting.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def answer_coming(request: Request, pk: int) -> HttpResponse:
    """ "Kom je?": three buttons; who has no name here yet says first who it is."""
    meeting = load_meeting(request, pk)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.SAY_COMING, meeting)
    form, status = ComingForm(posted(request)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            me = acting(request.who, Action.SAY_COMING, meeting)
            try:
                Attendance.answer(meeting, by=me, coming=Coming(form.cleaned_data["coming"]))
                if not request.htmx:
                    messages.success(request, _("Dank je. Zo weten de anderen het ook."))
                page = reverse("meeting", args=[meeting.pk])
                return done(request, page=f"{page}#wie-komt", fragment=request.path)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    around = Around(meeting.initiative, request.who, [meeting])
    context = {
        "initiative": meeting.initiative,
        "meeting": meeting,
        "head": Head.of(meeting, around),
        "form": form,
        "may_say": True,
        "is_answered": request.method != "POST",
    }
    return render_page(
        request,
        "meetings/answer_coming.html",
        context,
        fragment="meetings/_who_comes.html",
        status=status,
    )


@require_safe
def meeting_calendar(request: Request, pk: int) -> HttpResponse:
    """The meeting for the calendar of a phone or a laptop."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.SEE, meeting)
    address = request.build_absolute_uri(reverse("meeting", args=[meeting.pk]))
    answer = HttpResponse(calendar_file(meeting, address=address), content_type=CONTENT_TYPE)
    name = f"overleg-{timezone.localdate(meeting.starts_at).isoformat()}.ics"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer
