"""What was found on leaving, and from there, or from a report, to the next agenda in one tap."""

from __future__ import annotations

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from agreements.rooms import home_in, reports_for
from config.http import Request, done, render_page
from initiatives.access import Action, acting, may, require
from meetings.from_a_room import put_check_on_agenda, put_report_on_agenda, risk_of_check
from meetings.models import RiskItem
from places.models import ClosingCheck

MOST_BEFORE = 8


def load_check(request: Request, pk: int) -> ClosingCheck:
    """A round of an initiative that this one may read along with, or 404."""
    found = ClosingCheck.objects.visible_to(request.who)
    whole = found.select_related("initiative", "place__building", "by__merged_into")
    check = get_object_or_404(whole, pk=pk)
    check.by.initiative = check.initiative
    require(request.who, Action.SEE, check)
    return check


@require_safe
def closing_check(request: Request, pk: int) -> HttpResponse:
    """What was in order, what was not, and whether that is on the agenda."""
    check = load_check(request, pk)
    before = ClosingCheck.objects.filter(initiative=check.initiative, place=check.place)
    found = before.filter(at__lt=check.at).select_related("by__merged_into")[:MOST_BEFORE]
    rounds = list(found)
    for one in rounds:
        one.by.initiative = check.initiative
    risk = risk_of_check(check)
    me = request.who.participant_in(check.initiative)
    context = {
        "check": check,
        "initiative": check.initiative,
        "place": check.place,
        "risk": risk,
        "may_name": me is not None and may(request.who, Action.NAME_RISK, check),
        "may_see_keys": may(request.who, Action.SEE_KEYS, check),
        "whom_to_call": check.place.whom_to_call,
        "rounds": rounds,
    }
    return render_page(
        request, "meetings/closing_check.html", context, fragment="meetings/_closing_check.html"
    )


@require_POST
def check_to_agenda(request: Request, pk: int) -> HttpResponse:
    """ "Zet op de agenda"."""
    check = load_check(request, pk)
    me = acting(request.who, Action.NAME_RISK, check)
    if not check.has_problem:
        messages.info(request, _("Alles was in orde. Er is niets voor de agenda."))
        return done(request, page=reverse("closing_check", args=[pk]))
    return _on_agenda(request, put_check_on_agenda(check, by=me))


@require_POST
def report_to_agenda(request: Request, pk: int) -> HttpResponse:
    """The same for a report from the wall, in the initiative that has hours there."""
    found = reports_for(request.who).select_related("place__building")
    report = get_object_or_404(found, pk=pk)
    home = home_in(request.who, report.place)
    if home is None:
        # A coordinator reads what was reported everywhere; an agenda is of who takes part.
        raise PermissionDenied
    me = acting(request.who, Action.SETTLE_REPORT, home)
    me.initiative = home
    return _on_agenda(request, put_report_on_agenda(report, by=me))


def _on_agenda(request: Request, risk: RiskItem) -> HttpResponse:
    messages.success(request, _("Het staat op de volgende agenda."))
    return done(request, page=reverse("risk", args=[risk.pk]))
