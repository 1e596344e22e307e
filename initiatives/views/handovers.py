"""Handing over: what the next one should know, for both sides to read."""

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from config.http import Request, done, posted, render_page
from config.paging import page_number
from initiatives.access import Action, acting, may, require
from initiatives.forms.reaching import HandoverForm
from initiatives.models import Handover, Initiative, Participant, Side
from initiatives.models.handover import WRITES_HANDOVER, colleagues_of, needs_handover
from initiatives.states import Refused
from initiatives.views.people import load_person
from initiatives.views.taking_part import after_leaving

ON_A_PAGE = 25


@require_safe
def handovers(request: Request, pk: int) -> HttpResponse:
    """Every handover of one initiative, newest first."""
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    number = page_number(request)
    start = (number - 1) * ON_A_PAGE
    visible = Handover.objects.visible_to(request.who).filter(leaving__initiative=initiative)
    found = list(visible.with_home()[start : start + ON_A_PAGE + 1])
    for handover in found:
        handover.leaving.initiative = initiative
        if handover.hidden_by is not None:
            handover.hidden_by.initiative = initiative
    address = reverse("handovers", args=[pk])
    me = request.who.participant_in(initiative)
    context = {
        "initiative": initiative,
        "handovers": found[:ON_A_PAGE],
        "me": me,
        "may_report": any(
            may(request.who, a, initiative) for a in (Action.REACT, Action.TAKE_SEAT)
        ),
        "may_hand_over": me is not None and may(request.who, Action.HAND_OVER, initiative),
        "newer_url": f"{address}?page={number - 1}" if number > 1 else "",
        "older_url": f"{address}?page={number + 1}" if len(found) > ON_A_PAGE else "",
    }
    return render_page(request, "initiatives/handovers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def hand_over(request: Request, pk: int) -> HttpResponse:
    """One's own work, or that of a colleague of the municipality who cannot do it."""
    leaving = load_person(request, pk)
    require(request.who, Action.HAND_OVER, leaving)
    me = request.who.participant_in(leaving.initiative)
    is_me = me is not None and me.pk == leaving.pk
    of_municipality = me is not None and me.side == leaving.side == Side.MUNICIPALITY
    if leaving.side not in WRITES_HANDOVER or not (is_me or of_municipality):
        raise PermissionDenied(_("Iedereen draagt het eigen werk over."))
    if not leaving.since:
        raise Refused(_("Wie niet meer meedoet, draagt niets meer over."))
    form = HandoverForm(posted(request), colleagues=colleagues_of(leaving), is_me=is_me)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                _write(request, leaving, form)
                messages.success(request, _("De overdracht staat er. Iedereen hier kan die lezen."))
                return done(request, page=_after(request, leaving, form, is_me=is_me))
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": leaving.initiative,
        "person": leaving,
        "form": form,
        "is_me": is_me,
        "is_needed": needs_handover(leaving),
        "has_colleagues": "arriving" in form.fields,
    }
    return render_page(request, "initiatives/hand_over.html", context, status=status)


def _write(request: Request, leaving: Participant, form: HandoverForm) -> None:
    Handover.write(
        leaving,
        by=acting(request.who, Action.HAND_OVER, leaving),
        arriving=form.cleaned_data.get("arriving"),
        note=form.cleaned_data["note"],
        leaves=form.cleaned_data["leaves"],
    )


def _after(request: Request, leaving: Participant, form: HandoverForm, *, is_me: bool) -> str:
    if is_me and form.cleaned_data["leaves"]:
        return after_leaving(request, leaving.initiative)
    return reverse("handovers", args=[leaving.initiative_id])
