"""The own seat: taking it by a personal link, how a newcomer takes part, and an account of it."""

from __future__ import annotations

import secrets

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from config.http import Request, done, posted, render_page
from initiatives.access import Action, acting, require
from initiatives.forms.links import IntoAccountForm
from initiatives.forms.people import STEPS
from initiatives.models import (
    Initiative,
    InitiativeKind,
    LadderStep,
    LinkKind,
    Seat,
    ShareLink,
    Side,
)
from initiatives.models.seat import no_account_for_youth
from initiatives.opening import claims_with, claims_without
from initiatives.states import Refused
from initiatives.views.seats import goal_of, once_of, take_once
from initiatives.who import write_claims

IS_16 = "is_16_for"


@require_http_methods(["GET", "HEAD", "POST"])
def this_is_me(request: Request, pk: int) -> HttpResponse:
    """A personal link: one button, "Ja, dit ben ik, verder op deze telefoon".

    The name is for whoever holds the link; the old phone of this person stops speaking.
    """
    personal = ShareLink.objects.filter(kind=LinkKind.PERSONAL)
    link = get_object_or_404(personal.select_related("initiative", "participant"), pk=pk)
    person = link.participant
    if person is None or not request.who.holds(link):
        raise Http404
    person.initiative = link.initiative
    goal = goal_of(request, link.initiative)
    if request.who.user is not None:
        context = {"initiative": link.initiative, "person": person, "signed_in": True}
        if request.method == "POST":
            raise PermissionDenied(_("Je bent aangemeld. Meld je eerst af."))
        return render_page(request, "initiatives/this_is_me.html", context)
    mine = request.who.seat_in(link.initiative)
    if mine is not None and mine.participant_id == person.pk:
        return done(request, page=goal)
    if request.method == "POST":
        link.count_write()
        seat = take_once(request, link, lambda: link.sit(instead_of=mine))
        messages.success(request, _("Hoi {name}, je doet mee.").format(name=person.name))
        response = done(request, page=goal)
        write_claims(response, claims_with(request, link, seat))
        return response
    context = {
        "initiative": link.initiative,
        "link": link,
        "person": person,
        "next": goal,
        "once": once_of(request) or secrets.token_urlsafe(16),
        "elsewhere": Seat.objects.taken().filter(participant=person).exists(),
        "mine": mine,
    }
    return render_page(request, "initiatives/this_is_me.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def first_step(request: Request, pk: int) -> HttpResponse:
    """ "Hoe wil je meedoen?": asked once of who just came in, and never needed. One tap, no text.

    Whoever passes it by takes part as before. Goes on to what somebody wanted to do.
    """
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    require(request.who, Action.CHOOSE_STEP, initiative)
    me = request.who.participant_in(initiative)
    if me is None or me.side != Side.GROUP:
        raise PermissionDenied(_("Dit kiest iedereen van de groep zelf."))
    goal, status = goal_of(request, initiative), 200
    if request.method == "POST":
        chosen = request.POST.get("step", "")
        if chosen in LadderStep.values:
            by = acting(request.who, Action.CHOOSE_STEP, initiative)
            me.change_step(LadderStep(chosen), by=by)
            return done(request, page=goal)
        status = 422
    context = {
        "initiative": initiative,
        "steps": sorted(STEPS.items(), key=lambda step: str(step[0].label)),
        "next": goal,
        "is_wrong": status == 422,
    }
    return render_page(request, "initiatives/first_step.html", context, status=status)


@require_http_methods(["GET", "HEAD", "POST"])
def into_account(request: Request, pk: int) -> HttpResponse:
    """From a seat to an account: first the question about age, then the code by e-mail, then yes.

    Without an account yet, a POST goes on to where one is made, and that leads back here.
    """
    initiative = get_object_or_404(Initiative.objects.visible_to(request.who), pk=pk)
    who = request.who
    if who.user is None:
        require(who, Action.INTO_ACCOUNT, initiative)
    elif who.user.is_professional:
        raise PermissionDenied(_("Met een werkaccount neem je geen plek van de groep in."))
    seat = who.silent_seat_in(initiative)
    if seat is None:
        raise PermissionDenied(_("Op dit apparaat is geen plek om een account van te maken."))
    seat.participant.initiative = initiative
    is_for_youth = initiative.kind == InitiativeKind.YOUTH
    said_before = request.session.get(IS_16) == pk
    form, status = None if is_for_youth else IntoAccountForm(posted(request)), 200
    if form is not None and said_before:
        del form.fields["is_16"]
    if request.method == "POST":
        if form is None:
            raise Refused(no_account_for_youth())
        if form.is_valid():
            return _go_on(request, initiative, seat)
        status = 422
    context = {
        "initiative": initiative,
        "person": seat.participant,
        "form": form,
        "why_not": no_account_for_youth() if is_for_youth else "",
        "account": who.user,
    }
    return render_page(request, "initiatives/into_account.html", context, status=status)


def _go_on(request: Request, initiative: Initiative, seat: Seat) -> HttpResponse:
    if request.who.user is None:
        request.session[IS_16] = initiative.pk
        here = reverse("into_account", args=[initiative.pk])
        return done(request, page=f"{reverse('account_signup')}?{urlencode({'next': here})}")
    if seat.link.is_read_only:
        raise PermissionDenied(_("De link staat op alleen lezen. Vraag iemand van de groep."))
    seat.link.count_write()
    seat.into_account(request.who.user)
    request.session.pop(IS_16, None)
    messages.success(request, _("Klaar. Vanaf nu doe je mee met je account."))
    response = done(request, page=reverse("group_page", args=[initiative.pk]))
    write_claims(response, claims_without(request, seat))
    return response
