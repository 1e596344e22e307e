"""The register of risks and bottlenecks; naming one, keeping an eye on it, and "het is terug"."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agreements.forms.fields import whole_number
from agreements.views.reacting import asks_name
from config.http import Request, done, posted, render_page
from config.paging import page_number
from initiatives.access import Action, acting, acting_by_link, may, require
from initiatives.models import Initiative, Side
from initiatives.names import name_for
from initiatives.states import Overtaken, Refused
from meetings.forms.risks import KeepRiskForm, NameRiskForm
from meetings.models import Meeting, RiskItem
from meetings.risk_history import short_day
from meetings.risk_page import Register, RiskPage, keepers_for, leaving_helpers
from meetings.states import RiskKind


@require_safe
def risks(request: Request, pk: int) -> HttpResponse:
    """What is open, what comes back most on top; or what is gone."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    require(request.who, Action.SEE, initiative)
    register = Register(
        initiative,
        gone=request.GET.get("stand") == "weg",
        newest=request.GET.get("volgorde") == "nieuw",
        number=page_number(request),
    )
    context = {
        "initiative": initiative,
        "register": register,
        "may_name": may(request.who, Action.NAME_RISK, initiative),
    }
    return render_page(request, "meetings/risks.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def name_risk(request: Request, pk: int) -> HttpResponse:
    """One sentence, before or during a meeting. The group may do it without a name."""
    who = request.who
    initiative = get_object_or_404(Initiative.objects.shared_with(who), pk=pk)
    require(who, Action.NAME_RISK, initiative)
    me = who.participant_in(initiative)
    running = Meeting.objects.under_way_in(initiative)
    helpers = leaving_helpers(initiative)
    form = NameRiskForm(
        posted(request),
        asks_name=me is not None and me.side == Side.GROUP,
        hides_name=asks_name(me),
        initial=_suggested(request, helpers),
    )
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                by = acting_by_link(who, Action.NAME_RISK, initiative)
                RiskItem.name_one(
                    initiative,
                    by=None if form.is_nameless else by,
                    side=Side(by.side) if by else Side.GROUP,
                    kind=RiskKind(form.cleaned_data["kind"]),
                    text=form.cleaned_data["text"],
                    meeting=running,
                    is_signed=form.is_signed,
                )
                return _named(request, initiative, running)
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "running": running,
        "is_nameless": me is None,
        "helpers": [] if form.is_bound or form.initial else helpers,
    }
    return render_page(request, "meetings/name_risk.html", context, status=status)


def _suggested(request: Request, helpers: list[tuple[int, date]]) -> dict[str, Any]:
    """A sentence to begin with, when somebody tapped the hint about a helper who leaves."""
    asked = whole_number(request.GET.get("hulp", ""))
    last = next((day for pk, day in helpers if pk == asked), None)
    if last is None:
        return {}
    sentence = _("Na {day} helpt iemand ons niet meer.").format(day=short_day(last))
    return {"kind": RiskKind.RISK, "text": sentence}


def _named(request: Request, initiative: Initiative, running: Meeting | None) -> HttpResponse:
    if running is not None:
        messages.success(request, _("Dank je. Het staat nu in dit overleg, bij Nieuw."))
        return done(request, page=reverse("live_meeting", args=[running.pk]))
    messages.success(request, _("Dank je. Het staat op de volgende agenda."))
    return done(request, page=reverse("risks", args=[initiative.pk]) + "?volgorde=nieuw")


def load_risk(request: Request, pk: int) -> RiskItem:
    """A risk that this one may read, or 404."""
    risk = get_object_or_404(RiskItem.objects.visible_to(request.who).with_home(), pk=pk)
    require(request.who, Action.SEE, risk)
    return risk


@require_safe
def risk(request: Request, pk: int) -> HttpResponse:
    """How it stands, and everything that meetings said of it."""
    found = load_risk(request, pk)
    page = RiskPage(found, request.who)
    context = {
        "page": page,
        "risk": page.risk,
        "initiative": page.initiative,
        "may_act": may(request.who, Action.REACT, found),
    }
    return render_page(request, "meetings/risk.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def keep_risk(request: Request, pk: int) -> HttpResponse:
    """Who keeps an eye on it, when people look again, and which of the two it is."""
    risk = load_risk(request, pk)
    require(request.who, Action.KEEP_RISK, risk)
    people = [(p, name_for(request.who, p)) for p in keepers_for(request.who, risk)]
    form = KeepRiskForm(posted(request), people=people, initial=_stands(risk))
    status, overtaken = 200, dict[str, str]()
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(request.who, Action.KEEP_RISK, risk)
                risk.keep(by=me, **form.fields_to_keep())
                messages.success(request, _("Dat is bewaard."))
                return done(request, page=reverse("risk", args=[pk]))
            except Overtaken:
                risk = load_risk(request, pk)
                overtaken = form.beside(_stands(risk))
                status = 409
            except Refused as refusal:
                form.add_error(None, refusal.sentence)
                status = 409
    context = {
        "risk": risk,
        "initiative": risk.initiative,
        "form": form,
        "overtaken": overtaken,
    }
    return render_page(request, "meetings/keep_risk.html", context, status=status)


def _stands(risk: RiskItem) -> dict[str, Any]:
    return {
        "kind": risk.kind,
        "keeper": str(risk.keeper_id or ""),
        "look_again_on": risk.look_again_on,
        "revision": risk.revision,
    }


@require_POST
def risk_back(request: Request, pk: int) -> HttpResponse:
    """ "Het is terug"."""
    risk = load_risk(request, pk)
    risk.come_back(by=acting(request.who, Action.KEEP_RISK, risk))
    messages.success(request, _("Het staat weer op de volgende agenda."))
    return redirect("risk", pk)
