"""Who does what: the list, one action with how it stands, and writing one down in one line."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from agreements.forms.progress import ProgressForm
from agreements.models.progress import NewerWord
from config.http import Request, done, posted, render_page
from config.paging import page_number, page_of
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from initiatives.who import Who
from meetings.action_stands import proposed_day, stands_of
from meetings.forms.actions import ActionForm, AddActionForm, ChangeActionForm, FeasibleForm
from meetings.models import ActionItem, ActionUpdate, Meeting, RiskItem
from meetings.models.action import ActionConflict
from meetings.owning import owners_for
from meetings.states import Feasibility
from meetings.who_does_what import WhoDoesWhat, at_home

WORDS_ON_A_PAGE = 15


def load_initiative(request: Request, pk: int) -> Initiative:
    shared = Initiative.objects.shared_with(request.who).with_link_of(request.who)
    initiative = get_object_or_404(shared, pk=pk)
    require(request.who, Action.SEE, initiative)
    return initiative


def load_action(request: Request, pk: int) -> ActionItem:
    """With how it stands, and with everybody whom it names."""
    found = ActionItem.objects.visible_to(request.who).with_people().with_last_word()
    action = get_object_or_404(found.select_related("initiative", "meeting", "risk"), pk=pk)
    return at_home(action, action.initiative)


def seen_of(action: ActionItem) -> int | None:
    """The word that is on the screen: what somebody says now comes after it."""
    return getattr(action, "last_pk", None)


def after(request: Request, initiative: Initiative, anchor: str = "") -> str:
    """Where the reader came from: the meeting under way, or the list of who does what."""
    if request.POST.get("back") == "overleg":
        running = Meeting.objects.under_way_in(initiative)
        if running is not None:
            return reverse("live_meeting", args=[running.pk]) + anchor
    return reverse("who_does_what", args=[initiative.pk]) + anchor


@require_safe
def who_does_what(request: Request, pk: int) -> HttpResponse:
    """Actions of meetings and lines of agreements in one list; what asks for attention first."""
    initiative = load_initiative(request, pk)
    only = request.GET.get("wie", "")
    page = WhoDoesWhat(initiative, request.who, only=only, number=page_number(request))
    context = {
        "page": page,
        "people": page.people,
        "initiative": initiative,
        "may_act": page.me is not None,
        "sits_first": page.me is None and may(request.who, Action.TAKE_SEAT, initiative),
    }
    return render_page(request, "meetings/who_does_what.html", context)


def present_of(initiative: Initiative, who: Who) -> list[Participant]:
    """Who takes part today. One query, and it says too as whom `who` acts."""
    present = list(initiative.participants_on(timezone.localdate()))
    for person in present:
        person.initiative = initiative
    who.know(initiative, present)
    return present


def add_form(
    who: Who,
    initiative: Initiative,
    *,
    data: Any = None,
    present: list[Participant] | None = None,
    meeting: Meeting | None = None,
    risk: RiskItem | None = None,
) -> AddActionForm:
    """An empty line for a new action, with the sides and names that `who` may choose from, and a
    day that fits. At most three queries; two when `present` is known."""
    present = present_of(initiative, who) if present is None else present
    owners = owners_for(who, present)
    me = who.participant_in(initiative)
    day, why_then = proposed_day(initiative, meeting)
    initial = {
        "owner": owners.code_of(None, me.side) if me else "",
        "due_on": day,
        "meeting": meeting.pk if meeting else None,
        "risk": risk.pk if risk else None,
    }
    return AddActionForm(data, owners=owners, initial=initial, why_then=why_then)


def _asked(request: Request, name: str) -> int | None:
    """The number of something that goes with the form, from the address or the form itself."""
    names = {"meeting": "overleg", "risk": "risico"}
    sent = request.POST.get(name) if request.method == "POST" else request.GET.get(names[name])
    return whole_number(sent or "")


@require_http_methods(["GET", "HEAD", "POST"])
def add_action(request: Request, pk: int) -> HttpResponse:
    """An action in one line: what, who, before when. During a meeting it is of that meeting."""
    initiative = load_initiative(request, pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.ADD_ACTION, initiative)
    meeting, risk = _origins(request, initiative)
    form, status = (
        add_form(request.who, initiative, data=posted(request), meeting=meeting, risk=risk),
        200,
    )
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.ADD_ACTION, initiative)
                action = ActionItem.add(
                    initiative, by=me, meeting=meeting, risk=risk, **form.fields_to_say()
                )
                if meeting is not None and action.meeting_id is None:
                    messages.success(
                        request, _("Bewaard. Het overleg is klaar; de actie staat op de lijst.")
                    )
                else:
                    messages.success(request, _("De actie staat op de lijst."))
                return redirect(after(request, initiative, f"#actie-{action.pk}"))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "meeting": meeting,
        "risk": risk,
        "back": request.POST.get("back", "overleg" if meeting else ""),
    }
    return render_page(request, "meetings/add_action.html", context, status=status)


def _origins(request: Request, initiative: Initiative) -> tuple[Meeting | None, RiskItem | None]:
    """The meeting and the risk that an action comes from; 404 for one of another initiative."""
    meeting, risk = None, None
    number = _asked(request, "meeting")
    if number is not None:
        meeting = get_object_or_404(Meeting, pk=number, initiative=initiative)
    number = _asked(request, "risk")
    if number is not None:
        risk = get_object_or_404(RiskItem, pk=number, initiative=initiative)
    return meeting, risk


@require_http_methods(["GET", "HEAD", "POST"])
def action(request: Request, pk: int) -> HttpResponse:
    """One action: who, before when, "lukt dit?", everything that was said, and five buttons."""
    found = load_action(request, pk)
    status, form = 200, None
    if request.method == "POST":
        seat_first = to_seat_first(request, found)
        if seat_first:
            return seat_first
        require_spoken_for(request, found)
        form, status = ProgressForm(posted(request), seen=None), 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.SAY_ACTION, found)
                ActionUpdate.say(found, by=me, **form.fields_to_say())
                messages.success(request, _("Dank je. Iedereen kan nu zien hoe het staat."))
                page = after(request, found.initiative, f"#actie-{found.pk}")
                return done(request, page=page, fragment=reverse("action", args=[found.pk]))
            except NewerWord as refusal:
                form = _again(request, refusal)
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = _context(request, found) | {"typed": form.typed if form else ""}
    context["form"] = form or ProgressForm(seen=seen_of(found))
    return render_page(
        request,
        "meetings/action.html",
        context,
        fragment="meetings/_action_row.html",
        status=status,
    )


def _context(request: Request, found: ActionItem) -> dict[str, Any]:
    me = request.who.participant_in(found.initiative)
    updates = ActionUpdate.objects.filter(action=found).newest_first()
    said = page_of(
        request,
        updates.select_related("by__merged_into", "hidden_by__merged_into"),
        WORDS_ON_A_PAGE,
    )
    for word in said.items:
        word.action = found
        word.by.initiative = found.initiative
        if word.hidden_by is not None:
            word.hidden_by.initiative = found.initiative
    return {
        "row": stands_of(found, request.who, me),
        "action": found,
        "initiative": found.initiative,
        "said": said,
        "may_act": me is not None,
        "may_change": may(request.who, Action.ADD_ACTION, found) and me is not None,
        "sits_first": me is None and may(request.who, Action.TAKE_SEAT, found.initiative),
        "no_news": request.GET.get("nieuws") == "nee",
        "feasibilities": Feasibility.choices,
        # Only the page of a meeting asks for the row alone.
        "back": request.POST.get("back", "overleg" if request.htmx else ""),
        "to": reverse("action", args=[found.pk]),
    }


def require_spoken_for(request: Request, found: ActionItem) -> None:
    """403 for whoever is of no side that does it."""
    require(request.who, Action.SAY_ACTION, found)
    me = request.who.participant_in(found.initiative)
    if me is None or not found.is_spoken_for_by(me):
        raise PermissionDenied


def _again(request: Request, refusal: NewerWord) -> ProgressForm:
    """What was typed once more, now about the newest word, which the page shows."""
    fresh = ProgressForm({**request.POST.dict(), "seen": refusal.newest.pk}, seen=None)
    fresh.is_valid()
    fresh.add_error(None, refusal.sentence)
    return fresh


@require_POST
def say_feasible(request: Request, pk: int) -> HttpResponse:
    """ "Lukt dit?" One tap, for both sides to read."""
    found = load_action(request, pk)
    seat_first = to_seat_first(request, found)
    if seat_first:
        return seat_first
    require_spoken_for(request, found)
    form = FeasibleForm(request.POST)
    if not form.is_valid():
        context = _context(request, found)
        context |= {"form": ProgressForm(seen=seen_of(found)), "feasible_form": form}
        return render_page(
            request,
            "meetings/action.html",
            context,
            fragment="meetings/_action_row.html",
            status=422,
        )
    me = acting(request.who, Action.SAY_ACTION, found)
    found.say_feasible(Feasibility(form.cleaned_data["feasible"]), by=me)
    page = reverse("action", args=[found.pk])
    if request.POST.get("back"):
        page = after(request, found.initiative, f"#actie-{found.pk}")
    return done(request, page=page, fragment=reverse("action", args=[found.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
def change_action(request: Request, pk: int) -> HttpResponse:
    """Other words, other owners or another day. The second of two is shown both."""
    found = load_action(request, pk)
    seat_first = to_seat_first(request, found)
    if seat_first:
        return seat_first
    require(request.who, Action.ADD_ACTION, found)
    owners = owners_for(request.who, present_of(found.initiative, request.who), now=found)
    form: ActionForm = ChangeActionForm(
        posted(request), owners=owners, now=found, initial={"revision": found.revision}
    )
    status, current = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.ADD_ACTION, found)
                revision = form.cleaned_data["revision"] or 0
                found.change(by=me, revision=revision, **form.fields_to_say())
                messages.success(request, _("De actie is veranderd."))
                return redirect("action", found.pk)
            except ActionConflict as conflict:
                form, current, status = _conflicting(request, form, conflict), conflict.current, 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    if current is not None:
        current = at_home(current, found.initiative)
    context = {
        "initiative": found.initiative,
        "action": found,
        "form": form,
        "current": current,
    }
    return render_page(request, "meetings/change_action.html", context, status=status)


def _conflicting(request: Request, form: ActionForm, conflict: ActionConflict) -> ActionForm:
    """What was typed once more, now beside what stands there."""
    data = {**request.POST.dict(), "revision": conflict.current.revision}
    fresh = ChangeActionForm(data, owners=form.owners, now=conflict.current)
    fresh.is_valid()
    fresh.add_error(None, conflict.sentence)
    return fresh
