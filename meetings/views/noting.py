"""What was said of one point, written down by whoever notes."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from agreements.forms.fields import whole_number
from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused
from meetings.forms.running import LONGEST_NOTE, NoteForm
from meetings.models import AgendaItem, Meeting
from meetings.models.running import NoteConflict
from meetings.states import Status
from meetings.views.running import load_meeting, load_point

FIELDS = ("heard", "means")


@require_http_methods(["GET", "HEAD", "POST"])
def note_point(request: Request, pk: int, point: int) -> HttpResponse:
    """ "Wat hoorden we?" and what it means. A second writer is shown both texts."""
    meeting = load_meeting(request, pk)
    require(request.who, Action.RUN_MEETING, meeting)
    item = load_point(meeting, point)
    if request.method != "POST" and meeting.status != Status.UNDER_WAY:
        return redirect("meeting", meeting.pk)
    form = NoteForm(posted(request), initial=_said(item))
    if request.method != "POST":
        return _show(request, meeting, item, form)
    if not form.is_valid():
        return _show(request, meeting, item, form, status=422)
    said = {name: form.cleaned_data[name] for name in FIELDS}
    if "both" in request.POST:
        said = {name: joined(getattr(item, name), text) for name, text in said.items()}
        for name in (name for name, text in said.items() if len(text) > LONGEST_NOTE):
            form.add_error(name, _("Samen is dit te lang. Maak jouw tekst korter."))
        if form.errors:
            return _show(request, meeting, item, form, theirs=item, status=422)
    try:
        me = acting(request.who, Action.RUN_MEETING, meeting)
        meeting.note(item, by=me, **said, seen=_seen(request, form))
    except NoteConflict as conflict:
        return _show(request, meeting, conflict.now, form, theirs=conflict.now, status=409)
    except Refused as refusal:
        form.add_error(None, refusal.sentence)
        return _show(request, meeting, item, form, status=409)
    if not request.htmx:
        messages.success(request, _("Bewaard."))
    return done(
        request,
        page=f"{reverse('live_meeting', args=[pk])}#nu",
        fragment=reverse("note_point", args=[pk, point]),
    )


def _said(item: AgendaItem) -> dict[str, Any]:
    return {"heard": item.heard, "means": item.means, "seen": item.revision}


def _seen(request: Request, form: NoteForm) -> int | None:
    """Which text was read: that of the form, or of who saw both and chose what stays."""
    over = whole_number(request.POST.get("over", ""))
    seen: int | None = form.cleaned_data["seen"]
    return seen if over is None else over


def _show(
    request: Request,
    meeting: Meeting,
    item: AgendaItem,
    form: NoteForm,
    *,
    theirs: AgendaItem | None = None,
    status: int = 200,
) -> HttpResponse:
    context = {
        "meeting": meeting,
        "initiative": meeting.initiative,
        "item": item,
        "form": form,
        "theirs": theirs,
        "is_saved": status == 200,
    }
    return render_page(
        request,
        "meetings/note_point.html",
        context,
        fragment="meetings/_note_point.html",
        status=status,
    )


def joined(theirs: str, mine: str) -> str:
    """Both texts under each other; what stands there already is not put there twice."""
    if not mine or mine in theirs:
        return theirs
    return f"{theirs}\n\n{mine}" if theirs else mine
