"""Asking to be forgotten: a page that says what goes and what stays, and the button."""

from __future__ import annotations

from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.models import User
from config.http import Request, done, render_page
from initiatives.access import Action, acting, require
from initiatives.fading import same_as
from initiatives.models import Event, Initiative, Participant, Period, Side
from initiatives.models.period import running_on
from initiatives.states import Refused
from overview.forgetting import fade, forget_user

# How long others can put right what somebody did, before a name can be taken away for good.
DAYS_TO_UNDO = 7
STOPPED = ("participant_left", "participant_set_aside")


@require_http_methods(["GET", "HEAD", "POST"])
def forget(request: Request, pk: int) -> HttpResponse:
    """ "Vergeet mij", or "Haal deze naam weg" for somebody of the group."""
    user = request.who.user
    # Also whose name is gone: a second tap is no error.
    shared = Initiative.objects.shared_with(request.who)
    found = Participant.objects.filter(initiative__in=shared)
    if user is not None:
        # Also where this person no longer takes part.
        found |= Participant.objects.filter(user=user)
    person = get_object_or_404(found.select_related("initiative", "user"), pk=pk)
    me = request.who.participant_in(person.initiative)
    is_me = person == me or (user is not None and person.user_id == user.pk)
    if not (is_me and me is None):
        require(request.who, Action.FORGET_NAME, person)
    if person.side != Side.GROUP:
        raise PermissionDenied(_("Dit kan alleen bij mensen van de groep."))
    if not is_me:
        _check_may_for_another(me, person)
    if me is None or me.side != Side.GUIDE:
        _check_nobody_was_added_lately(person)
    page = _page_after(request, person, is_me=is_me)
    if not person.name:
        return done(request, page=page)
    if request.method == "POST":
        by = None if me is None else acting(request.who, Action.FORGET_NAME, person)
        fade(person, by=by)
        said = _("Je naam is weg. Bedankt voor je inzet.") if is_me else _("De naam is weg.")
        messages.success(request, said)
        return done(request, page=page)
    context = {"person": person, "initiative": person.initiative, "is_me": is_me}
    return render_page(request, "overview/forget.html", context)


def _check_may_for_another(me: Participant | None, person: Participant) -> None:
    """What cannot be undone is not for everybody who holds the link.

    A guide may; somebody of the group when the person has left, and who is new by the link never.
    """
    if me is None or me.side == Side.GUIDE:
        return
    if not me.was_accepted:
        raise PermissionDenied(_("Wie nieuw is via de link, haalt alleen de eigen naam weg."))
    same = list(same_as(person))
    if Period.objects.filter(running_on(timezone.localdate()), participant__in=same).exists():
        raise PermissionDenied(
            _("Wie nog meedoet, haalt zelf de eigen naam weg. Anders doet de begeleiding het.")
        )
    stopped = Event.objects.filter(verb__in=STOPPED, about__in=same, at__gte=_lately())
    if stopped.exclude(by__in=same).exists():
        raise PermissionDenied(
            _("Iemand zei pas dat deze persoon stopte. Wacht een week, of vraag de begeleiding.")
        )


def _check_nobody_was_added_lately(*people: Participant) -> None:
    """A name that was merged into one of these would go with it, and may be somebody else's.

    For a week others can take it apart; a guide need not wait.
    """
    same = {each.pk for each in same_as(*people)}
    merged = Event.objects.filter(
        verb="participants_merged", about__in=same, at__gte=_lately()
    ).exclude(by__side=Side.GUIDE)
    if any(event.data.get("double") in same for event in merged):
        raise Refused(
            _("Hier kwam pas een andere naam bij. Haal die eerst los, of vraag de begeleiding.")
        )


def _lately() -> datetime:
    return timezone.now() - timedelta(days=DAYS_TO_UNDO)


def _page_after(request: Request, person: Participant, *, is_me: bool) -> str:
    """A page that is still there afterwards."""
    if not is_me:
        return reverse("people", args=[person.initiative_id])
    if request.who.user is not None:
        return reverse("own_data")
    return reverse("group_page", args=[person.initiative_id])


@require_http_methods(["GET", "HEAD", "POST"])
def forget_account(request: Request) -> HttpResponse:
    """A resident's account, and the name wherever it took part. Others ask a coordinator."""
    user = request.who.user
    if user is None:
        raise PermissionDenied(_("Je hebt geen account. Je naam haal je weg bij je initiatief."))
    if user.is_professional:
        raise PermissionDenied(_("Vraag een coördinator om je account te sluiten."))
    _check_nobody_was_added_lately(*user.participants.all())
    if request.method != "POST":
        return render_page(request, "overview/forget_account.html")
    forget_user(User.objects.get(pk=user.pk))
    logout(request)
    messages.success(request, _("Je account is weg."))
    return done(request, page=reverse("start"))
