"""How the own side sees a point or a risk; the other side may see it otherwise."""

from __future__ import annotations

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from meetings.carrying_over import points_of, risks_of
from meetings.forms.decisions import PerspectiveForm
from meetings.models import AgendaItem, Meeting, Perspective, RiskItem
from meetings.models.perspective import PerspectiveConflict
from meetings.perspectives import load_perspectives
from meetings.states import Status
from meetings.views.running import load_meeting


@require_http_methods(["GET", "HEAD", "POST"])
def say_perspective(request: Request, pk: int, kind: str, thing: int) -> HttpResponse:
    """One sentence of the own side; what the others wrote stands beside it."""
    meeting = load_meeting(request, pk)
    item, risk = _what(meeting, kind, thing)
    seat_first = to_seat_first(request, meeting)
    if seat_first:
        return seat_first
    require(request.who, Action.SAY_PERSPECTIVE, meeting)
    me = request.who.participant_in(meeting.initiative)
    said = load_perspectives(
        meeting, items=[item] if item else [], risks=[risk] if risk else []
    ).get(f"{kind}-{thing}", [])
    mine = next((view for view in said if me and view.side == me.side), None)
    form = PerspectiveForm(
        posted(request),
        initial={
            "text": mine.text if mine and not mine.hidden_at else "",
            "seen": mine.revision if mine else None,
        },
    )
    status, current = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.SAY_PERSPECTIVE, meeting)
                Perspective.say(
                    meeting,
                    by=by,
                    item=item,
                    risk=risk,
                    text=form.cleaned_data["text"],
                    seen=form.cleaned_data["seen"] or 0,
                )
                messages.success(request, _("Bewaard. Iedereen die meedoet kan dit lezen."))
                return redirect(_back_to(meeting, kind, thing))
            except PerspectiveConflict as conflict:
                current, status = conflict.current, 409
                data = {**request.POST.dict(), "seen": current.revision}
                form = PerspectiveForm(data)
                form.is_valid()
                form.add_error(None, conflict.sentence)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": meeting.initiative,
        "meeting": meeting,
        "about": item or risk,
        "others": [view for view in said if view is not mine],
        "form": form,
        "current": current,
        "back": _back_to(meeting, kind, thing),
        "may_act": True,
    }
    return render_page(request, "meetings/say_perspective.html", context, status=status)


def _what(meeting: Meeting, kind: str, thing: int) -> tuple[AgendaItem | None, RiskItem | None]:
    """A point of this agenda, or a risk that this meeting talks about; or 404."""
    if kind == "punt":
        return get_object_or_404(points_of(meeting), pk=thing), None
    if kind == "risico":
        return None, get_object_or_404(risks_of(meeting), pk=thing)
    raise Http404


def _back_to(meeting: Meeting, kind: str, thing: int) -> str:
    name = "live_meeting" if meeting.status == Status.UNDER_WAY else "meeting"
    return reverse(name, args=[meeting.pk]) + f"#{kind}-{thing}"
