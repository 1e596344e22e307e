"""What somebody who is new reads in two minutes, and a note for the next one."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.http import Request, done, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, require
from initiatives.forms.handover_note import HandoverNoteForm
from initiatives.models import HandoverNote, Initiative, Participant
from initiatives.names import is_hidden_by_default
from overview.handing_over import HandingOver, for_handing_over
from overview.look_backs_now import look_backs_in, with_look_backs
from overview.waiting_on_knots import knots_in, with_knots
from overview.waiting_on_meetings import meetings_in, with_meetings

NOTES_ON_A_PAGE = 5


@require_safe
def handover_page(request: Request, pk: int) -> HttpResponse:
    """The same for a new official, a new guide and somebody new in the group; each with the names
    that they may read."""
    shared = for_handing_over(Initiative.objects.shared_with(request.who))
    shared = with_look_backs(with_meetings(with_knots(shared)), request.who)
    found = get_object_or_404(shared.with_link_of(request.who), pk=pk)
    require(request.who, Action.SEE, found)
    page = HandingOver(found, request.who)
    visible = HandoverNote.objects.filter(initiative=found).with_home()
    notes = page_of(request, visible.select_related("by__merged_into"), NOTES_ON_A_PAGE)
    for note in notes.items:
        note.initiative = note.by.initiative = found
        if note.hidden_by is not None:
            note.hidden_by.initiative = found
    context = {
        "initiative": found,
        "page": page,
        "now": meetings_in(found),
        "knots": knots_in(found),
        "backs": look_backs_in(found),
        "notes": notes.items,
        "newer_url": notes.newer_url and f"{notes.newer_url}#notities",
        "older_url": notes.older_url and f"{notes.older_url}#notities",
    }
    return render_page(request, "overview/handover_page.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def leave_handover_note(request: Request, pk: int) -> HttpResponse:
    """Something that the next one should know; everybody who takes part may leave it."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.LEAVE_NOTE, initiative)
    me = request.who.participant_in(initiative)
    asks_name = isinstance(me, Participant) and is_hidden_by_default(me)
    form = HandoverNoteForm(posted(request), asks_name=asks_name)
    status = 200
    back = reverse("handover_page", args=[pk])
    if request.method == "POST":
        status = 422
        if form.is_valid():
            note = HandoverNote.leave(
                initiative,
                by=acting(request.who, Action.LEAVE_NOTE, initiative),
                text=form.cleaned_data["text"],
                is_signed=bool(form.cleaned_data.get("is_signed")),
            )
            messages.success(request, _("Dat staat er. Iedereen hier kan het lezen."))
            return done(request, page=f"{back}#notitie-{note.pk}")
    context = {"initiative": initiative, "form": form, "back": back}
    return render_page(request, "overview/leave_handover_note.html", context, status=status)
