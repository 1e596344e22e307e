"""How an agreement goes: one tap per line, what the other side says of it, and asking a side."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.progress import OtherViewForm, ProgressForm
from agreements.how_it_stands import IN_PATH, IN_QUERY, ProgressPage
from agreements.line_history import LinePage
from agreements.models import AgreementVersion, Commitment, CommitmentUpdate, NewsAsk, OtherView
from agreements.models.progress import NewerWord, NoLongerHolds, may_answer, side_of, speaks_for
from agreements.states import Status
from config.http import Request, posted, render_page
from config.paging import page_number
from initiatives.access import Action, acting, require
from initiatives.seating import to_seat_first
from initiatives.states import Refused


def place_of(line: Commitment) -> str:
    """Where a line stands on the page about how it goes."""
    page = reverse("agreement_progress", args=[line.clause.version_id])
    return f"{page}#regel-{line.pk}"


@require_safe
def agreement_progress(request: Request, pk: int) -> HttpResponse:
    """Per side what is kept, running, late or silent; worst first. Only of what is in effect."""
    versions = AgreementVersion.objects.visible_to(request.who).with_pause().with_in_effect()
    found = versions.with_link(request.who).select_related("agreement__initiative")
    version = get_object_or_404(found, pk=pk)
    if version.status != Status.IN_EFFECT:
        running = version.in_effect_pk  # type: ignore[attr-defined]
        return redirect("agreement_progress", running) if running else redirect("version", pk)
    only = request.GET.get("wie", "")
    only = only if only in IN_QUERY else ""
    page = ProgressPage(version, request.who, only=only, number=page_number(request))
    context = {
        "page": page,
        "people": page.people,
        "version": version,
        "initiative": page.initiative,
        "may_act": page.can.say,
    }
    return render_page(request, "agreements/agreement_progress.html", context)


def load_line(request: Request, pk: int) -> Commitment:
    """A line of a text that this one may read, and that was not taken out of it; or 404."""
    lines = Commitment.objects.filter(
        clause__version__in=AgreementVersion.objects.visible_to(request.who),
        clause__removed_at=None,
    )
    return get_object_or_404(lines.select_related("clause__version__agreement__initiative"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def line_progress(request: Request, pk: int) -> HttpResponse:
    """One line: how it stands, everything that was said of it, and five buttons."""
    line = load_line(request, pk)
    version = line.clause.version
    status, elsewhere, form = 200, None, None
    if request.method == "POST":
        seat_first = to_seat_first(request, version)
        if seat_first:
            return seat_first
        require(request.who, Action.SAY_PROGRESS, version)
        me = request.who.participant_in(version.initiative)
        if me is None or not speaks_for(line, me):
            raise PermissionDenied
        form, status = ProgressForm(posted(request), seen=None), 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.SAY_PROGRESS, version)
                CommitmentUpdate.say(line, by=me, **form.fields_to_say())
                messages.success(request, _("Dank je. Iedereen kan nu zien hoe het staat."))
                return redirect(place_of(line))
            except NewerWord as refusal:
                form = again(request, form, refusal)
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                elsewhere = refusal.now if isinstance(refusal, NoLongerHolds) else None
                status = 409
    page = LinePage(line, request.who, number=page_number(request))
    context = {
        "page": page,
        "people": page.people,
        "line": line,
        "version": version,
        "initiative": version.initiative,
        "form": form or ProgressForm(seen=page.seen),
        "elsewhere": elsewhere or page.elsewhere,
        "no_news": request.GET.get("nieuws") == "nee",
        "typed": form.typed if form else "",
        "may_act": page.can.say,
    }
    return render_page(request, "agreements/line_progress.html", context, status=status)


def again(request: Request, form: ProgressForm, refusal: NewerWord) -> ProgressForm:
    """What was typed once more, now about the newest word, which the page shows."""
    fresh = ProgressForm({**request.POST.dict(), "seen": refusal.newest.pk}, seen=None)
    fresh.is_valid()
    fresh.add_error(None, refusal.sentence)
    return fresh


@require_http_methods(["GET", "HEAD", "POST"])
def answer_progress(request: Request, pk: int) -> HttpResponse:
    """ "Dat klopt", or "wij zien het anders": what the other side says of the last word."""
    updates = CommitmentUpdate.objects.visible_to(request.who).with_home()
    update = get_object_or_404(updates, pk=pk)
    line = update.commitment
    require(request.who, Action.ANSWER_PROGRESS, update)
    me = request.who.participant_in(update.initiative)
    if me is None or not may_answer(update, me):
        raise PermissionDenied
    before = OtherView.objects.filter(update=update).first()
    said = "" if before is None or before.hidden_at else before.text
    form, status = OtherViewForm(posted(request), initial={"text": said}), 200
    seen = before.mark if before else ""
    if request.method == "POST":
        status, seen = 422, request.POST.get("seen", seen)
        if form.is_valid():
            try:
                OtherView.say(
                    update,
                    by=acting(request.who, Action.ANSWER_PROGRESS, update),
                    agrees=form.cleaned_data["agrees"] == "yes",
                    text=form.cleaned_data["text"],
                    seen=seen,
                )
                messages.success(request, _("Dank je. Iedereen kan dit nu zien."))
                return redirect(place_of(line))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
                # Read again, so that the next try is about what stands there now.
                now = OtherView.objects.filter(update=update).first()
                seen = now.mark if now else ""
    page = LinePage(line, request.who)
    context = {
        "page": page,
        "people": page.people,
        "line": line,
        "version": line.clause.version,
        "initiative": update.initiative,
        "update": update,
        "form": form,
        "seen": seen,
        "is_last": page.seen == update.pk,
    }
    return render_page(request, "agreements/answer_progress.html", context, status=status)


@require_POST
def ask_news(request: Request, pk: int, side: str) -> HttpResponse:
    """ "Vraag hoe het staat": asks a silent side, at most once a week."""
    party = IN_PATH.get(side)
    if party is None:
        raise Http404
    versions = AgreementVersion.objects.visible_to(request.who)
    version = get_object_or_404(versions.select_related("agreement__initiative"), pk=pk)
    require(request.who, Action.ASK_NEWS, version)
    me = request.who.participant_in(version.initiative)
    if me is None or side_of(me) == party:
        raise PermissionDenied
    NewsAsk.ask(version, party=party, by=acting(request.who, Action.ASK_NEWS, version))
    messages.success(request, _("Gevraagd. Het staat nu bij wat op hen wacht."))
    return redirect("agreement_progress", version.pk)
