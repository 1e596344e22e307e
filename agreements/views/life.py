"""An agreement stands still, goes on, or ends: either side may, with a reason that both read."""

from __future__ import annotations

from datetime import timedelta

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from agreements.clashes import RoomTaken
from agreements.forms.life import EndForm, PauseForm
from agreements.models import Agreement, AgreementVersion, Pause
from agreements.states import KeyReturn, Status
from agreements.views.taken import room_taken
from config.http import Request, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.states import Refused
from places.models import Key

# What we offer as the day to look again.
USUAL_PAUSE = timedelta(weeks=4)


def load_agreement(request: Request, pk: int) -> Agreement:
    """An agreement of which this one may read something; or 404."""
    agreements = Agreement.objects.visible_to(request.who)
    return get_object_or_404(agreements.select_related("initiative", "ended_by"), pk=pk)


@require_http_methods(["GET", "HEAD", "POST"])
def pause_agreement(request: Request, pk: int) -> HttpResponse:
    """Why, and when both sides look again. While it stands still: the same, to make it longer."""
    agreement = load_agreement(request, pk)
    require(request.who, Action.PAUSE, agreement)
    running = _running(agreement).first()
    form, status = PauseForm(posted(request), initial=_offered(running)), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                Pause.begin(
                    agreement,
                    by=acting(request.who, Action.PAUSE, agreement),
                    because=form.cleaned_data["because"],
                    look_again_on=form.cleaned_data["look_again_on"],
                    instead_of=form.cleaned_data["running"],
                )
                messages.success(request, _("De afspraak staat op pauze. Iedereen kan dat zien."))
                return redirect("agreement", agreement.pk)
            except Refused as refusal:
                # Read again, so that the next try is about what stands there now.
                running = _running(agreement).first()
                form = PauseForm({**request.POST.dict(), "running": running.pk if running else ""})
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "form": form,
        "running": running,
        "in_effect": agreement.versions.in_effect().first(),
    }
    return render_page(request, "agreements/pause_agreement.html", context, status=status)


def _running(agreement: Agreement) -> QuerySet[Pause]:
    return agreement.pauses.filter(ended_at=None).select_related("began_by__merged_into")


def _offered(running: Pause | None) -> dict[str, object]:
    day = timezone.localdate() + USUAL_PAUSE
    if running is None:
        return {"look_again_on": day}
    return {"because": running.because, "look_again_on": day, "running": running.pk}


@require_http_methods(["GET", "HEAD", "POST"])
def resume_agreement(request: Request, pk: int) -> HttpResponse:
    """What goes on, after asking once; or on to the text when it goes on already."""
    agreement = load_agreement(request, pk)
    require(request.who, Action.PAUSE, agreement)
    if request.method == "POST":
        me = acting(request.who, Action.PAUSE, agreement)
        try:
            Pause.resume(agreement, by=me)
        except RoomTaken as taken:
            return room_taken(request, agreement, taken, goes_on=True)
        messages.success(request, _("De afspraak gaat weer verder."))
        return redirect("agreement", agreement.pk)
    running = _running(agreement).first()
    if running is None:
        return redirect("agreement", agreement.pk)
    running.began_by.initiative = agreement.initiative
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "running": running,
        "in_effect": agreement.versions.in_effect().first(),
    }
    return render_page(request, "agreements/resume_agreement.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def end_agreement(request: Request, pk: int) -> HttpResponse:
    """What ends with it, why, and the button."""
    agreement = load_agreement(request, pk)
    require(request.who, Action.END_AGREEMENT, agreement)
    out = Key.objects.held().filter(initiative=agreement.initiative)
    # As far as the list of keys tells; who ends it knows better.
    left = {} if request.method == "POST" or not out.exists() else {"key": KeyReturn.NOT_YET}
    form, status = EndForm(posted(request), initial=left), 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.END_AGREEMENT, agreement)
                agreement.end(by=me, **form.cleaned_data)
                messages.success(request, _("De afspraak is gestopt. Alles blijft te lezen."))
                return redirect("agreement", agreement.pk)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    readable = AgreementVersion.objects.visible_to(request.who).filter(agreement=agreement)
    live = {v.status: v for v in readable.filter(status__in=LIVE)}
    context = {
        "agreement": agreement,
        "initiative": agreement.initiative,
        "form": form,
        "in_effect": live.get(Status.IN_EFFECT),
        "proposed": live.get(Status.PROPOSED),
        "draft": live.get(Status.DRAFT),
    }
    return render_page(request, "agreements/end_agreement.html", context, status=status)


@require_POST
def return_key(request: Request, pk: int) -> HttpResponse:
    """The key that was not back yet is back."""
    agreement = load_agreement(request, pk)
    agreement.return_key(by=acting(request.who, Action.END_AGREEMENT, agreement))
    messages.success(request, _("De sleutel is terug. Fijn dat je het noteert."))
    return redirect("agreement", agreement.pk)


LIVE = (Status.DRAFT, Status.PROPOSED, Status.IN_EFFECT)
