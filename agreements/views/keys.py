"""Who holds which key: the list that both sides read, and writing down a new one."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from agreements.keys import (
    KeyList,
    free_label,
    holders_for,
    keys_before,
    places_to_choose,
)
from config.http import Request, done, posted, render_page
from config.paging import page_of
from initiatives.access import Action, acting, may, require
from initiatives.models import Initiative, Participant
from initiatives.seating import to_seat_first
from initiatives.states import Refused
from initiatives.who import Who
from places.forms.keys import GiveKeyForm
from places.models import Key
from places.models.key import at_home

BEFORE_ON_A_PAGE = 15


@require_safe
def keys(request: Request, pk: int) -> HttpResponse:
    """Who has a key now, what is late, and who had one before."""
    initiative = get_object_or_404(Initiative.objects.shared_with(request.who), pk=pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(request.who, Action.SEE_KEYS, initiative)
    page = KeyList(initiative)
    before = page_of(request, keys_before(initiative), BEFORE_ON_A_PAGE)
    may_keep = may(request.who, Action.KEEP_KEYS, initiative)
    context = {
        "initiative": initiative,
        "page": page,
        "before": [
            (key, may_keep and page.can_undo(key)) for key in at_home(before.items, initiative)
        ],
        "newer_url": before.newer_url and f"{before.newer_url}#eerder",
        "older_url": before.older_url and f"{before.older_url}#eerder",
        "may_keep": may_keep,
    }
    return render_page(request, "agreements/keys.html", context)


def present_of(initiative: Initiative, who: Who) -> list[Participant]:
    """Who takes part today. One query, and it says too as whom `who` acts."""
    present = list(initiative.participants_on(timezone.localdate()))
    for person in present:
        person.initiative = initiative
    who.know(initiative, present)
    return present


@require_http_methods(["GET", "HEAD", "POST"])
def give_key(request: Request, pk: int) -> HttpResponse:
    """Who has it from now on. Of the group only who agreed to be named to the municipality."""
    who = request.who
    initiative = get_object_or_404(Initiative.objects.shared_with(who), pk=pk)
    seat_first = to_seat_first(request, initiative)
    if seat_first:
        return seat_first
    require(who, Action.KEEP_KEYS, initiative)
    places = places_to_choose(initiative, who)
    people = holders_for(who, present_of(initiative, who))
    initial = {} if request.method == "POST" else {"label": free_label(places)}
    form = GiveKeyForm(posted(request), people=people, places=places, initial=initial)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                me = acting(who, Action.KEEP_KEYS, initiative)
                key = Key.give(
                    form.chosen_place, holder=form.chosen_holder, by=me, **form.about_key()
                )
                messages.success(request, _("Het staat op de lijst. Beide kanten zien het."))
                return done(request, page=f"{reverse('keys', args=[pk])}#sleutel-{key.pk}")
            except Refused as refusal:
                _refuse(form, refusal)
                status = 409
    context = {
        "initiative": initiative,
        "form": form,
        "has_places": bool(places),
        "knows_all": may(who, Action.SEE_NAMES, initiative) or initiative.shows_names,
    }
    return render_page(request, "agreements/give_key.html", context, status=status)


def _refuse(form: GiveKeyForm, refusal: Refused) -> None:
    """At the name of the key, with a name that is free, when somebody else holds that one."""
    label = form.cleaned_data["label"]
    if not Key.objects.held().filter(place=form.chosen_place, label=label).exists():
        form.add_error(None, refusal.sentence)
        return
    free = free_label([form.chosen_place])
    also = _("Is het een andere sleutel? Noem die dan bijvoorbeeld “{label}”.")
    form.add_error("label", f"{refusal.sentence} {also.format(label=free)}")
