"""What a meeting decided: in one sentence, and on to the next text of an agreement."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.forms.fields import whole_number
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused
from meetings.decision_to_line import become_line, targets
from meetings.forms.decisions import ChangeDecisionForm, DecisionForm, ToLineForm
from meetings.models import AgendaItem, Decision, Meeting
from meetings.models.decision import DecisionConflict
from meetings.views.running import load_meeting


def load_decision(request: Request, pk: int) -> Decision:
    found = Decision.objects.visible_to(request.who).with_home()
    return get_object_or_404(found.select_related("became__clause__version"), pk=pk)


def _point(request: Request, meeting: Meeting) -> AgendaItem | None:
    """The point at which it is decided; 404 for one of another initiative."""
    sent = request.POST.get("item") if request.method == "POST" else request.GET.get("punt")
    number = whole_number(sent or "")
    if number is None:
        return None
    here = AgendaItem.objects.filter(meeting__initiative=meeting.initiative_id)
    return get_object_or_404(here, pk=number)


@require_http_methods(["GET", "HEAD", "POST"])
def add_decision(request: Request, pk: int) -> HttpResponse:
    """A decision of the meeting under way."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.NOTE_DECISION, meeting)
    item = _point(request, meeting)
    form = DecisionForm(posted(request), initial={"item": item.pk if item else None})
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.NOTE_DECISION, meeting)
                decision = Decision.note(meeting, by=me, item=item, **form.fields_to_say())
                messages.success(request, _("Het besluit staat erbij."))
                page = reverse("live_meeting", args=[meeting.pk])
                return redirect(f"{page}#besluit-{decision.pk}")
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {"initiative": meeting.initiative, "meeting": meeting, "item": item, "form": form}
    return render_page(request, "meetings/add_decision.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def change_decision(request: Request, pk: int) -> HttpResponse:
    """Other words or sides, while the meeting goes on. The second of two is shown both."""
    decision = load_decision(request, pk)
    require(request.who, Action.NOTE_DECISION, decision)
    form, status, current = ChangeDecisionForm(posted(request), now=decision), 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.NOTE_DECISION, decision)
                revision = form.cleaned_data["revision"] or 0
                decision.change(by=me, revision=revision, **form.fields_to_say())
                messages.success(request, _("Het besluit is veranderd."))
                page = reverse("live_meeting", args=[decision.meeting_id])
                return redirect(f"{page}#besluit-{decision.pk}")
            except DecisionConflict as conflict:
                current, status = conflict.current, 409
                data = request.POST.copy()
                data["revision"] = str(current.revision)
                form = ChangeDecisionForm(data, now=current)
                form.is_valid()
                form.add_error(None, conflict.sentence)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": decision.initiative,
        "meeting": decision.meeting,
        "decision": decision,
        "form": form,
        "current": current,
    }
    return render_page(request, "meetings/change_decision.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def decision_to_line(request: Request, pk: int) -> HttpResponse:
    """In one step: a line of the next version, with the reason and where it came from."""
    decision = load_decision(request, pk)
    initiative = decision.initiative
    require(request.who, Action.START_AGREEMENT, decision)
    into = targets(initiative, request.who)
    initial = {
        "text": "" if decision.hidden_at else decision.text,
        "party": decision.party,
        "place": into[0].choices[0][0] if into else "",
    }
    form, status = ToLineForm(posted(request), targets=into, initial=initial), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.START_AGREEMENT, decision)
                line = become_line(decision, by=me, **form.fields_to_say())
                messages.success(request, _("Het besluit staat in het concept."))
                return redirect("edit_clause", line.clause_id)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "meeting": decision.meeting,
        "decision": decision,
        "targets": into,
        "form": form,
    }
    return render_page(request, "meetings/decision_to_line.html", context, status=status)
