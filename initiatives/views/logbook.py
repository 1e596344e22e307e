"""The logbook of an initiative: short lines, for oneself, for the own side, or shared."""

from __future__ import annotations

import uuid
from typing import Any

from django.core.exceptions import PermissionDenied
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.http import Request, done, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, may, require
from initiatives.forms.logbook import EditLogLineForm, LogLineForm, ShareLogLineForm
from initiatives.models import Circle, Initiative, LogLine, Participant, Side
from initiatives.names import is_hidden_by_default
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from initiatives.views.initiatives import once_of


def usual_circle(me: Participant | None) -> Circle:
    """Our side. But `other` is many parties at once: what one of them notes starts as its own."""
    return Circle.OWN if me is not None and me.side == Side.OTHER else Circle.SIDE


def usual_of(me: Participant | None) -> dict[str, Any]:
    """What a new line is when nothing is chosen."""
    return {"circle": usual_circle(me), "happened_on": timezone.localdate()}


def number_of(request: Request) -> uuid.UUID | None:
    """The number of the form that was sent, under which a line is kept once."""
    sent = once_of(request)
    return uuid.UUID(sent) if sent else None


@require_http_methods(["GET", "HEAD", "POST"])
def logbook(request: Request, pk: int) -> HttpResponse:
    """The lines that this reader may read, newest first, with the form for a new one on top."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.READ_LOG, initiative)
    form, status = None, 200
    if request.method == "POST":
        seat_first = to_seat_first(request, initiative)
        if seat_first:
            return seat_first
        require(request.who, Action.WRITE_LOG, initiative)
        me = request.who.participant_in(initiative)
        form, status = LogLineForm(request.POST, initial=usual_of(me)), 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.WRITE_LOG, initiative)
                line = LogLine.write(
                    initiative, by=by, once=number_of(request), **form.cleaned_data
                )
                here = address_of_new(line)
                return done(request, page=here, fragment=here)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = logbook_context(request, initiative, form)
    return render_page(
        request,
        "initiatives/logbook.html",
        context,
        fragment="initiatives/_logbook.html",
        status=status,
    )


def address_of_new(line: LogLine) -> str:
    """The logbook, with `line` on top and what can be done with it now."""
    return f"{reverse('logbook', args=[line.initiative_id])}?{urlencode({'nieuw': str(line.pk)})}"


def logbook_context(
    request: Request, initiative: Initiative, form: LogLineForm | None
) -> dict[str, Any]:
    who = request.who
    me = who.participant_in(initiative)
    found = LogLine.objects.visible_to(who).filter(initiative=initiative)
    page = page_of(request, found.with_home())
    fresh = new_line(request, found, me)
    for line in [*page.items, *([fresh] if fresh else [])]:
        at_home(line, initiative)
    if form is None and me is not None and may(who, Action.WRITE_LOG, initiative):
        form = LogLineForm(initial=usual_of(me))
    return {
        "initiative": initiative,
        "page": page,
        "me": me,
        "fresh": fresh,
        "form": form,
        "action": reverse("logbook", args=[initiative.pk]),
        "once": once_of(request) or str(uuid.uuid4()),
        "on_our_side": people_of_side(me) if form and me else 0,
        "may_sit": me is None and may(who, Action.TAKE_SEAT, initiative),
    }


def at_home(line: LogLine, initiative: Initiative) -> None:
    """Puts the initiative that was loaded already where the line and its people look for it."""
    line.initiative = line.by.initiative = initiative
    if line.hidden_by is not None:
        line.hidden_by.initiative = initiative


def new_line(request: Request, found: Any, me: Participant | None) -> LogLine | None:
    """The line that was just written, as the address says; only its writer hears of it again."""
    number = request.GET.get("nieuw", "")
    if request.method == "POST" or me is None or not (number.isascii() and number.isdigit()):
        return None
    if len(number) > 15:
        return None
    line: LogLine | None = found.with_home().filter(pk=int(number), by=me).first()
    return line


def people_of_side(me: Participant) -> int:
    """How many take part on the side of `me` today."""
    return me.initiative.participants_on(timezone.localdate()).filter(side=me.side).count()


def load_line(request: Request, pk: int) -> LogLine:
    """A line that this reader may read, or 404."""
    return get_object_or_404(LogLine.objects.visible_to(request.who).with_home(), pk=pk)


def load_own_line(request: Request, pk: int) -> tuple[LogLine, Participant]:
    """A line and its writer, who asks; 403 for others who may read it."""
    line = load_line(request, pk)
    at_home(line, line.initiative)
    require(request.who, Action.WRITE_LOG, line)
    me = request.who.participant_in(line.initiative)
    if me is None or me.pk != line.by_id:
        raise PermissionDenied(_("Alleen wie dit schreef kan dat."))
    return line, me


@require_safe
def log_line(request: Request, pk: int) -> HttpResponse:
    """One line with everything that belongs to it. Things made of it later point here."""
    line = load_line(request, pk)
    at_home(line, line.initiative)
    context = {
        "line": line,
        "initiative": line.initiative,
        "me": request.who.participant_in(line.initiative),
    }
    return render_page(
        request, "initiatives/log_line.html", context, fragment="initiatives/_log_line.html"
    )


@require_http_methods(["GET", "HEAD", "POST"])
def edit_log_line(request: Request, pk: int) -> HttpResponse:
    """Other words, until the line is shared. Changed on two devices: both texts are shown (409)."""
    line, me = load_own_line(request, pk)
    form = EditLogLineForm.of(line, posted(request))
    status, theirs = 200, None
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting(request.who, Action.WRITE_LOG, line)
                fields = {**form.cleaned_data}
                read = fields.pop("revision")
                line.correct(by=by, revision=read or 0, **fields)
                return done(request, page=address_of_new(line))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                form.read_again(line)
                status, theirs = 409, line
    elif line.is_shared:
        raise Refused(_("Deze regel is gedeeld. Anderen lezen hem zoals hij nu is."))
    context = {
        "line": line,
        "initiative": line.initiative,
        "form": form,
        "theirs": theirs,
        "me": me,
        "on_our_side": people_of_side(me),
    }
    return render_page(request, "initiatives/edit_log_line.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def share_log_line(request: Request, pk: int) -> HttpResponse:
    """The second tap: what the others will see and who they are; then the line is shared."""
    line, me = load_own_line(request, pk)
    asks_name = is_hidden_by_default(me)
    form = ShareLogLineForm(
        posted(request), asks_name=asks_name, initial={"revision": line.revision}
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                line.share(
                    by=acting(request.who, Action.WRITE_LOG, line),
                    revision=form.cleaned_data["revision"] or 0,
                    is_signed=form.cleaned_data.get("is_signed", False),
                )
                return done(request, page=address_of_new(line))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "line": line,
        "initiative": line.initiative,
        "form": form,
        "readers": readers_of(line.initiative),
        "is_nameless": asks_name,
    }
    return render_page(request, "initiatives/share_log_line.html", context, status=status)


def readers_of(initiative: Initiative) -> list[tuple[Side, int]]:
    """The sides that read what is shared, and how many of each take part today."""
    today = initiative.participants_on(timezone.localdate()).order_by()
    counts = dict(today.values_list("side").annotate(Count("pk")))
    return [(side, counts[side]) for side in Side if side in counts]
